"""The users' side of the chats: they write, send pictures, press buttons and block the bot."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence

from .arguments import Upload
from .chats import GONE, Chat
from .entities import Formatted
from .limits import CAPTION_LENGTH, TEXT_LENGTH
from .message import Json, Message
from .world import World

PATIENCE = 90.0
"""Seconds for what a bot has to do: it comes at once where it comes, unless the machine is busy."""

ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Who speaks where a group itself does."""
OTHER_MEDIA: dict[str, Json] = {
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
    "video_note": {"length": 384, "duration": 3},
}
"""What Telegram says of each, besides the file."""


class NoSuchButtonError(LookupError):
    """The message has no button with that label or data; the text lists those it has."""


class People:
    def __init__(self, world: World) -> None:
        self._world = world
        self._instance = str(secrets.randbits(62))

    async def send(
        self, user_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None
    ) -> Message:
        formatted = Formatted(text).finished()
        if not 1 <= len(formatted.text) <= TEXT_LENGTH:
            raise ValueError(f"a text has 1 to {TEXT_LENGTH} characters, not {len(formatted.text)}")
        content: Json = {"text": formatted.text}
        if formatted.entities:
            content["entities"] = formatted.entities
        return self._say(user_id, chat_id, content, reply_to)

    async def upload(
        self,
        user_id: int,
        files: Sequence[Upload],
        caption: str | None = None,
        *,
        as_document: bool = False,
        chat_id: int | None = None,
        reply_to: int | None = None,
    ) -> list[Message]:
        """One message for one file, an album for several; the first carries the caption.

        Raises ApiError when Telegram would not take a file, ValueError for a wrong number of files.
        """
        if not 1 <= len(files) <= 10:
            raise ValueError(f"one to ten files, not {len(files)}")
        contents = [await self._content_of(file, as_document) for file in files]
        contents[0] |= _caption(caption or "")
        if len(files) > 1:
            group = self._world.new_media_group()
            contents = [content | {"media_group_id": group} for content in contents]
        return [self._say(user_id, chat_id, content, reply_to) for content in contents]

    async def _content_of(self, file: Upload, as_document: bool) -> Json:
        family = (file.content_type or "image/").partition("/")[0]
        kind = "document" if as_document else {"image": "photo", "video": "video"}.get(family, "document")
        media = await self._world.files.receive(file, kind, {})
        return media.content()

    async def send_other(
        self, user_id: int, kind: str, chat_id: int | None = None, reply_to: int | None = None
    ) -> Message:
        """A sticker, voice or video_note with nothing in it: what a bot is told of one."""
        if kind not in OTHER_MEDIA:
            raise ValueError(f"one of {', '.join(OTHER_MEDIA)}, not {kind!r}")
        file = {"file_id": f"other-{secrets.token_urlsafe(18)}", "file_unique_id": secrets.token_urlsafe(9)}
        return self._say(user_id, chat_id, {kind: {**file, **OTHER_MEDIA[kind]}}, reply_to)

    async def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> Message:
        """A user edits what they wrote; the bot hears of it as `edited_message`."""
        message = self._message(chat_id, message_id)
        if message["from"]["id"] != user_id:
            raise ValueError(f"message {message_id} is not user {user_id}'s")
        formatted = Formatted(text).finished()
        content: Json = {"text": formatted.text}
        if formatted.entities:
            content["entities"] = formatted.entities
        self._world.edit(message, content, None)
        self._tell_bot(self._world.chats.chat(chat_id), message, "edited_message")
        return message

    async def press(
        self,
        user_id: int,
        chat_id: int,
        message_id: int,
        *,
        text: str | None = None,
        data: str | None = None,
        patience: float = PATIENCE,
    ) -> Json:
        """Presses a button and waits for the bot's answer, `{"text", "show_alert"}`.

        Raises NoSuchButtonError (no such message or button) and TimeoutError after `patience` seconds.
        """
        message = self._message(chat_id, message_id)
        button = _button(message, text, data)
        query = self._world.queries.ask()
        update = {
            "id": query.id,
            "from": self._world.chats.user(user_id),
            "message": dict(message),
            "chat_instance": self._instance,
            "data": button["callback_data"],
        }
        self._world.updates.push("callback_query", update)
        async with asyncio.timeout(patience):
            return await query.answer

    def block(self, user_id: int) -> None:
        chat = self._world.chats.chat(user_id)
        if not chat.blocked:
            chat.blocked = True
            self._membership_changed(chat, user_id, "member", "kicked")

    def unblock(self, user_id: int) -> None:
        chat = self._world.chats.chat(user_id)
        if chat.blocked:
            chat.blocked = False
            self._membership_changed(chat, user_id, "kicked", "member")

    def set_bot_status(self, chat_id: int, user_id: int, status: str) -> None:
        """A group's user adds, promotes, demotes or removes the bot (`status` of a ChatMember)."""
        chat = self._world.chats.chat(chat_id)
        old = self._world.chats.bot_status(chat)
        chat.members[self._world.bot["id"]] = status
        self._membership_changed(chat, user_id, old, status)

    def upgrade_group(self, chat_id: int, user_id: int, new_id: int) -> None:
        """A member makes the group a supergroup: the bot joins that, and both say where they belong.

        As Telegram does, the bot is never told that it has left the old one.
        """
        world, old = self._world, self._world.chats.chat(chat_id)
        new = world.chats.add_group(new_id, old.card["title"], [], world.chats.bot_status(old))
        new.members = dict(old.members)
        old.moved_to = new_id
        self._membership_changed(new, user_id, "left", world.chats.bot_status(new))
        card = new.brief()
        moved = world.post(old, world.chats.user(user_id), {"migrate_to_chat_id": new_id})
        came = world.post(new, ANONYMOUS_ADMIN, {"sender_chat": card, "migrate_from_chat_id": chat_id})
        for notice in (moved, came):
            world.updates.push("message", dict(notice))

    def _membership_changed(self, chat: Chat, user_id: int, old: str, new: str) -> None:
        self._world.membership_changed(chat, self._world.chats.user(user_id), old, new)

    def _message(self, chat_id: int, message_id: int) -> Message:
        message = self._world.ledger.get(chat_id, message_id)
        if message is None:
            raise NoSuchButtonError(f"no message {message_id} in chat {chat_id}")
        return message

    def _say(self, user_id: int, chat_id: int | None, content: Json, reply_to: int | None) -> Message:
        world = self._world
        chat = world.chats.chat(user_id if chat_id is None else chat_id)
        if user_id not in chat.members:
            raise ValueError(f"user {user_id} is not in chat {chat.id}")
        if chat.private:
            # Writing to a bot is only possible after Start, or after Restart when it was blocked.
            self.unblock(user_id)
            chat.started = True
        reply = None if reply_to is None else world.ledger.get(chat.id, reply_to)
        message = world.post(chat, world.chats.user(user_id), content, reply=reply)
        self._tell_bot(chat, message, "message")
        return message

    def _tell_bot(self, chat: Chat, message: Message, kind: str) -> None:
        if self._reaches_bot(chat, message):
            # A copy: what was said stays said, whatever is edited before the bot asks.
            self._world.updates.push(kind, dict(message))

    def _reaches_bot(self, chat: Chat, message: Message) -> bool:
        """In groups with privacy mode on, only commands for the bot and replies to it do."""
        status = self._world.chats.bot_status(chat)
        if status in GONE:
            return False
        if chat.private or not self._world.privacy_mode or status == "administrator":
            return True
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        return replied == self._world.bot["id"] or self._is_command(message)

    def _is_command(self, message: Message) -> bool:
        starts = any(e["type"] == "bot_command" and e["offset"] == 0 for e in message.get("entities", ()))
        if not starts:
            return False
        command = message.words.split(maxsplit=1)[0]
        _, _, addressee = command.partition("@")
        return not addressee or addressee.lower() == self._world.bot["username"].lower()


def _caption(caption: str) -> Json:
    formatted = Formatted(caption).finished()
    if len(formatted.text) > CAPTION_LENGTH:
        raise ValueError(f"a caption has at most {CAPTION_LENGTH} characters, not {len(formatted.text)}")
    content: Json = {}
    if formatted.text:
        content["caption"] = formatted.text
    if formatted.entities:
        content["caption_entities"] = formatted.entities
    return content


def _button(message: Message, text: str | None, data: str | None) -> Json:
    for button in message.buttons:
        wanted = data is not None and button.get("callback_data") == data
        wanted = wanted or (data is None and button["text"] == text)
        if wanted and "callback_data" in button:
            return button
    labels = [button["text"] for button in message.buttons]
    raise NoSuchButtonError(f"no button {text or data!r} on message {message.id}; it has {labels}")
