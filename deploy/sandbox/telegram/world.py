"""All that the stand-in knows, and the few things that can happen in it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable
from typing import Any

from .calls import Call
from .chats import Chat, Chats
from .errors import bad_request
from .faults import Faults
from .feed import Feed
from .files import Files
from .ledger import Ledger
from .limits import DELETE_AGE_SECONDS, Clock, Flood, FloodLimits
from .members import chat_member
from .message import Json, Message
from .polling import Updates
from .profile import Profile
from .queries import Queries

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
CALLS_KEPT = 10_000
FIRST_MEDIA_GROUP = 13_500_000_000_000_001


def bot_user(token: str, name: str, username: str) -> Json:
    """The bot's own `User` object, as it stands in messages."""
    return {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": name, "username": username}


class World:
    """Chats, messages, files and what waits for the bot. Time comes from `clock` (epoch seconds, UTC)."""

    def __init__(
        self, bot: Json, clock: Clock, flood: FloodLimits | None, query_lifetime: float, privacy_mode: bool
    ) -> None:
        self.bot = bot
        self.clock = clock
        self.privacy_mode = privacy_mode
        self.chats = Chats(bot)
        self.ledger = Ledger()
        self.files = Files()
        self.updates = Updates()
        self.queries = Queries(clock, query_lifetime)
        self.profile = Profile(bot["first_name"])
        self.flood = Flood(flood, clock)
        self.faults = Faults()
        # Frames of the page's protocol, as `{"type": "message", "message": ...}`.
        self.feed: Feed[Json] = Feed()
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self._calls_so_far = 0
        # Each call twice: when it comes and when it is answered.
        self.call_feed: Feed[Call] = Feed()
        self._media_groups = itertools.count(FIRST_MEDIA_GROUP)

    def now(self) -> int:
        return int(self.clock())

    def keep_call(self, call: Call) -> None:
        """Numbers it and tells everybody who listens."""
        self._calls_so_far += 1
        call.number = self._calls_so_far
        self.calls.append(call)
        self.call_feed.publish(call)

    def new_media_group(self) -> str:
        return str(next(self._media_groups))

    def post(
        self,
        chat: Chat,
        sender: Json,
        content: Json,
        *,
        reply: Message | None = None,
        markup: Json | None = None,
        silent: bool = False,
        protected: bool = False,
    ) -> Message:
        """Puts a message into a chat and tells everybody who listens (but not the bot)."""
        body: Json = {
            "message_id": self.ledger.next_id(chat),
            "from": sender,
            "chat": chat.brief(),
            "date": self.now(),
            **content,
        }
        if reply is not None:
            body["reply_to_message"] = reply.without_reply()
        if markup:
            body["reply_markup"] = markup
        if protected:
            body["has_protected_content"] = True
        message = Message(body, silent=silent, protected=protected)
        self.ledger.add(message)
        self.feed.publish({"type": "message", "message": message})
        return message

    def edit(self, message: Message, content: Json, markup: Json | None) -> Message:
        """Replaces what a message says and shows; a change of the buttons alone leaves no edit_date."""
        same_content = content == message.content()
        if same_content and markup == message.get("reply_markup"):
            raise bad_request(NOT_MODIFIED)
        message.replace_content(content)
        message.replace_markup(markup)
        if not same_content:
            message["edit_date"] = self.now()
        self.feed.publish({"type": "edit", "message": message})
        return message

    def delete(self, message: Message) -> None:
        self.ledger.remove(message)
        chat = self.chats.chat(message.chat_id)
        chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id]
        self.feed.publish({"type": "delete", "chat_id": message.chat_id, "message_id": message.id})

    def may_delete(self, chat: Chat, message: Message) -> bool:
        """Within 48 hours; in groups others' messages only as an administrator."""
        if self.now() - message["date"] > DELETE_AGE_SECONDS:
            return False
        own = message["from"]["id"] == self.bot["id"]
        return own or chat.private or self.chats.bot_status(chat) == "administrator"

    def membership_changed(self, chat: Chat, by: Json, old: str, new: str) -> None:
        """Tells the bot that it was added, removed, blocked or unblocked."""
        update = {
            "chat": chat.brief(),
            "from": by,
            "date": self.now(),
            "old_chat_member": chat_member(self.bot, old),
            "new_chat_member": chat_member(self.bot, new),
        }
        self.updates.push("my_chat_member", update)

    def find_message(self, predicate: Callable[[Message], Any], chat_id: int | None) -> Message | None:
        """The newest message that fits."""
        known = self.ledger.everything() if chat_id is None else self.ledger.messages(chat_id)
        return next((message for message in reversed(known) if predicate(message)), None)
