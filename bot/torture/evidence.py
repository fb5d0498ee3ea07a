"""What is known of a storm when it is over: what the clouds saw, what was done, what the store says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

SENDS = frozenset({"sendMessage", "sendPhoto", "sendVideo", "sendDocument", "sendMediaGroup"})
UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Happened:
    """A recording that Ring's cloud was given."""

    recording_id: str
    camera_id: str
    person: bool
    ding: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One call as Telegram's log has it, times in epoch seconds.

    `fault`: how it was made to fail. `message`: what it put into a chat.
    """

    number: int
    method: str
    at: float
    fault: str | None
    params: Json
    message: Json | None
    answered_at: float | None = None

    @property
    def delivered(self) -> bool:
        """A message of the bot's stands in a chat because of it, whether or not the bot was told so."""
        return self.method in SENDS and self.message is not None

    @property
    def chat_id(self) -> int:
        return int((self.message or {})["chat"]["id"])

    @property
    def message_id(self) -> int:
        return int((self.message or {})["message_id"])

    @property
    def words(self) -> str:
        told = self.message or {}
        return str(told.get("text") or told.get("caption") or "")

    @property
    def reply_to(self) -> int | None:
        replied = (self.message or {}).get("reply_to_message")
        return None if replied is None else int(replied["message_id"])

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Label and callback data."""
        rows = (self.message or {}).get("reply_markup", {}).get("inline_keyboard", [])
        return [(one["text"], one.get("callback_data", "")) for row in rows for one in row]


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of `events`."""

    id: int
    camera_id: str
    recording_id: str
    visit_id: int | None
    state: str
    alert: bool
    alert_sent: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `outbox`. `waits`: something is still to be sent. `told_by`: the summary that tells it."""

    id: int
    chat_id: int
    kind: str
    visit_id: int | None
    state: str
    message_id: int | None
    waits: bool = False
    told_by: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A press, in epoch seconds, that is answered by a reply to the message whose button it was."""

    at: float
    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """`chats` listen. `kills`, `confirmed`, `opened`: epoch seconds.

    `held`: (event, chat) that a chat did not want to hear of and was told so. `damage`: what `latchkey check`
    finds. `unsettled`: what was still to be done when patience ended. `exit_code`: of the last life.
    """

    happened: tuple[Happened, ...]
    chats: tuple[int, ...]
    calls: tuple[Call, ...]
    kills: tuple[float, ...]
    confirmed: tuple[float, ...]
    opened: tuple[float, ...]
    events: tuple[Stored, ...]
    outbox: tuple[Row, ...]
    held: frozenset[tuple[int, int]]
    damage: tuple[str, ...]
    integrity: str
    unsettled: str | None
    exit_code: int | None
    workers_killed: int = 0
    asked: tuple[Asked, ...] = ()
