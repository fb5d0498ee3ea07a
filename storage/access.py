"""Who may what, which chats listen, and how somebody becomes the owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.database import Database


class Role(StrEnum):
    OWNER = "owner"
    RESIDENT = "resident"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class UnreachableChat:
    chat_id: int
    since: datetime
    user_id: int | None
    """The user whose private chat this is; None for a group."""


class Access:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def role(self, user_id: int) -> Role | None:
        raise NotImplementedError

    async def owner(self) -> int | None:
        """The owner's Telegram user id."""
        raise NotImplementedError

    async def make_owner(self, user_id: int, name: str, now: datetime) -> None:
        """Durable. The former owner becomes a resident; the new one's private chat listens."""
        raise NotImplementedError

    async def listening(self, camera_id: str | None = None) -> list[int]:
        """Chat ids that hear of this camera (None: of any), the unreachable ones too."""
        raise NotImplementedError

    async def set_reachable(self, chat_id: int, ok: bool, now: datetime) -> bool:
        """True if that is news. A chat that is reachable again gets what waits for it at once."""
        raise NotImplementedError

    async def unreachable(self) -> list[UnreachableChat]:
        raise NotImplementedError

    async def new_code(self, now: datetime, valid_seconds: float = 900) -> str:
        """8 characters A-Z2-7. Replaces the former one; only a hash is stored."""
        raise NotImplementedError

    async def try_code(self, user_id: int, code: str, now: datetime) -> bool:
        """Whether `code` is the valid one; then it is used up, durably.

        Five wrong tries of a sender or twenty in all within an hour: always False.
        """
        raise NotImplementedError
