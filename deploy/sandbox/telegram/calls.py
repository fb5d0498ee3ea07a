"""What the bot asked, kept for tests and benchmarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .arguments import Upload

STRUCTURED = frozenset(
    {
        "allowed_updates",
        "caption_entities",
        "commands",
        "entities",
        "link_preview_options",
        "media",
        "menu_button",
        "message_ids",
        "reaction",
        "reply_markup",
        "reply_parameters",
        "scope",
    }
)


@dataclass
class Call:
    """One request of the bot.

    params: as they came (forms carry text), objects and arrays decoded. files: the multipart files by
    part name. status: the HTTP status answered, 0 when the connection was closed instead, None while
    the answer is pending. at, answered_at: seconds of the server's clock. result: what was answered.
    number: of all calls, from 1. fault: the kind of the failure, where it was made to fail. done: the
    method's result as it was then, also where the answer was lost; None: the call was not taken.
    """

    method: str
    params: dict[str, Any]
    files: dict[str, Upload]
    at: float
    status: int | None = None
    answered_at: float | None = None
    result: Any = field(default=None, repr=False)
    number: int = 0
    fault: str | None = None
    done: Any = field(default=None, repr=False)

    @property
    def words(self) -> str:
        """Its text or caption, as it came."""
        return str(self.params.get("text") or self.params.get("caption") or "")
