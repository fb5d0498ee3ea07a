"""Who there is: users, groups, and whether the bot may write to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .errors import ApiError, bad_request, forbidden, upgraded
from .message import Json

ADMINS = frozenset({"creator", "administrator"})
GONE = frozenset({"left", "kicked"})
SUPERGROUPS_BELOW = -1_000_000_000_000


@dataclass
class Chat:
    """A private chat (its id is the user's) or a group.

    members: status by user id, the bot's own among them. started: the user has written to the bot at
    least once, before which a bot may not write. pinned: ids of pinned messages, newest last.
    moved_to: id of the supergroup that this group has become.
    """

    id: int
    kind: str
    card: Json
    members: dict[int, str] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    pinned: list[int] = field(default_factory=list)
    moved_to: int | None = None

    @property
    def private(self) -> bool:
        return self.kind == "private"

    def brief(self) -> Json:
        """The `Chat` object."""
        return {"id": self.id, "type": self.kind, **self.card}


class Chats:
    """The address book, as the bot sees it."""

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self.users: dict[int, Json] = {bot["id"]: bot}
        self._chats: dict[int, Chat] = {}

    def add_user(
        self, user_id: int, first_name: str, username: str | None, last_name: str | None, language: str
    ) -> Json:
        if user_id <= 0:
            raise ValueError(f"a user's id is positive, not {user_id}")
        names: Json = {"first_name": first_name}
        if last_name:
            names["last_name"] = last_name
        if username:
            names["username"] = username
        user: Json = {"id": user_id, "is_bot": False, **names, "language_code": language}
        self.users[user_id] = user
        members = {user_id: "member", self.bot["id"]: "member"}
        self._chats[user_id] = Chat(user_id, "private", names, members)
        return user

    def add_group(self, chat_id: int, title: str, members: Iterable[int], bot_status: str) -> Chat:
        if chat_id >= 0:
            raise ValueError(f"a group's id is negative, not {chat_id}")
        statuses: dict[int, str] = {}
        for user_id in members:
            self.user(user_id)
            statuses[user_id] = "member" if statuses else "creator"
        statuses[self.bot["id"]] = bot_status
        kind = "supergroup" if chat_id < SUPERGROUPS_BELOW else "group"
        chat = Chat(chat_id, kind, {"title": title}, statuses, started=True)
        self._chats[chat_id] = chat
        return chat

    def user(self, user_id: int) -> Json:
        """A known user; KeyError for a stranger, which is a mistake of the test."""
        if user_id not in self.users:
            raise KeyError(f"no user {user_id}: add_user first")
        return self.users[user_id]

    def chat(self, chat_id: int) -> Chat:
        if chat_id not in self._chats:
            raise KeyError(f"no chat {chat_id}: add_user or add_group first")
        return self._chats[chat_id]

    def find(self, reference: str) -> Chat:
        """The chat of a request's `chat_id`, whether or not the bot may write there."""
        if not reference:
            raise bad_request("chat_id is empty")
        try:
            return self._chats[int(reference)]
        except (ValueError, KeyError):
            raise bad_request("chat not found") from None

    def known(self, reference: str) -> Chat:
        """A chat that exists for the bot: the user has started it, or the group has the bot."""
        chat = self.find(reference)
        if not chat.started:
            raise bad_request("chat not found")
        self._check_membership(chat)
        return chat

    def writable(self, reference: str) -> Chat:
        """A chat the bot may write to now."""
        chat = self.find(reference)
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        self._check_membership(chat)
        return chat

    def _check_membership(self, chat: Chat) -> None:
        if chat.moved_to is not None:
            raise upgraded(chat.moved_to)
        if not chat.private and self.bot_status(chat) in GONE:
            raise self._gone(chat)

    def _gone(self, chat: Chat) -> ApiError:
        if self.bot_status(chat) == "kicked":
            return forbidden(f"bot was kicked from the {chat.kind} chat")
        return forbidden(f"bot is not a member of the {chat.kind} chat")

    def bot_status(self, chat: Chat) -> str:
        return chat.members.get(self.bot["id"], "left")
