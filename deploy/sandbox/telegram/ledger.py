"""Every message of every chat, in order."""

from __future__ import annotations

from collections import defaultdict

from .chats import Chat
from .message import Json, Message


class Ledger:
    """Private chats and groups share one sequence of ids; every supergroup counts for itself."""

    def __init__(self) -> None:
        self._timelines: dict[int, list[Message | Json]] = defaultdict(list)
        self._by_id: dict[tuple[int, int], Message] = {}
        self._last_ids: dict[int, int] = defaultdict(int)

    def next_id(self, chat: Chat) -> int:
        sequence = chat.id if chat.kind == "supergroup" else 0
        self._last_ids[sequence] += 1
        return self._last_ids[sequence]

    def add(self, message: Message) -> None:
        self._timelines[message.chat_id].append(message)
        self._by_id[message.chat_id, message.id] = message

    def tell(self, chat_id: int, story: Json) -> None:
        """Adds a narrator's line, which is part of the page's history and no message."""
        self._timelines[chat_id].append(story)

    def get(self, chat_id: int, message_id: int) -> Message | None:
        return self._by_id.get((chat_id, message_id))

    def remove(self, message: Message) -> None:
        del self._by_id[message.chat_id, message.id]
        timeline = self._timelines[message.chat_id]
        timeline[:] = [item for item in timeline if item is not message]

    def timeline(self, chat_id: int) -> list[Message | Json]:
        return list(self._timelines.get(chat_id, ()))

    def messages(self, chat_id: int) -> list[Message]:
        return [item for item in self.timeline(chat_id) if isinstance(item, Message)]

    def everything(self) -> list[Message]:
        return list(self._by_id.values())
