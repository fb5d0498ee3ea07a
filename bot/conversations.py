"""What somebody is in the middle of saying, per chat and person. Forgotten when it is stale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

VALID = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Naming:
    """Faces of a visit wait for a name, then, once `name` is known, for Save."""

    visit_id: int
    face_ids: tuple[int, ...]
    asked_at: datetime
    name: str | None = None
    question_id: int | None = None
    """The message that asks, while its buttons are still to be pressed."""


class Conversations:
    def __init__(self) -> None:
        self._namings: dict[tuple[int, int], Naming] = {}

    def begin(self, chat_id: int, user_id: int, naming: Naming) -> None:
        self._namings[chat_id, user_id] = naming

    def current(self, chat_id: int, user_id: int, now: datetime) -> Naming | None:
        naming = self._namings.get((chat_id, user_id))
        if naming and now - naming.asked_at > VALID:
            return self.end(chat_id, user_id) and None
        return naming

    def end(self, chat_id: int, user_id: int) -> Naming | None:
        return self._namings.pop((chat_id, user_id), None)
