"""Messages changed in place, deleted, pinned and reacted to."""

from __future__ import annotations

from typing import Any

from ..arguments import Arguments
from ..chats import Chat
from ..errors import bad_request
from ..keyboards import read_markup
from ..markup import message_caption
from ..message import Json, Message
from ..world import World
from .media import input_media
from .registry import method
from .sending import message_ids, text_content

MEDIA = ("photo", "video", "animation", "document")
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
REACTIONS = frozenset(
    "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
)


def _editable(world: World, arguments: Arguments) -> Message:
    if arguments.has("inline_message_id") and not arguments.has("chat_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    number = arguments.message_id()
    chat = world.chats.writable(arguments.text("chat_id"))
    message = world.ledger.get(chat.id, number)
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"] or "forward_origin" in message or not message.content():
        raise bad_request("message can't be edited")
    return message


def _markup(arguments: Arguments) -> Json | None:
    return read_markup(arguments.json("reply_markup"), inline_only=True)


def _apply(world: World, message: Message, content: Json, markup: Json | None) -> Message:
    if content != message.content() or markup != message.get("reply_markup"):
        world.flood.spend(message.chat_id)
    return world.edit(message, content, markup)


@method("editMessageText")
async def edit_message_text(world: World, arguments: Arguments) -> Message:
    content = text_content(world, arguments, editing=True)
    message = _editable(world, arguments)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _apply(world, message, content, _markup(arguments))


@method("editMessageCaption")
async def edit_message_caption(world: World, arguments: Arguments) -> Message:
    caption = message_caption(arguments, world.chats.users)
    message = _editable(world, arguments)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    content = {name: value for name, value in message.content().items() if name not in CAPTION}
    if arguments.flag("show_caption_above_media") and caption:
        caption["show_caption_above_media"] = True
    return _apply(world, message, content | caption, _markup(arguments))


@method("editMessageMedia")
async def edit_message_media(world: World, arguments: Arguments) -> Message:
    """May turn a text into a photo; inside an album a document stays a document."""
    item = arguments.object("media")
    if item is None:
        raise bad_request('parameter "media" is required')
    message = _editable(world, arguments)
    content = await input_media(world, arguments, item)
    if "media_group_id" in message and ("document" in message) != ("document" in content):
        raise bad_request("can't change media type in the album")
    return _apply(world, message, content, _markup(arguments))


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(world: World, arguments: Arguments) -> Message:
    message = _editable(world, arguments)
    return _apply(world, message, message.content(), _markup(arguments))


@method("deleteMessage")
async def delete_message(world: World, arguments: Arguments) -> bool:
    number = arguments.message_id()
    chat = world.chats.known(arguments.text("chat_id"))
    message = world.ledger.get(chat.id, number)
    if message is None:
        raise bad_request("message to delete not found")
    if not world.may_delete(chat, message):
        raise bad_request("message can't be deleted")
    world.delete(message)
    return True


@method("deleteMessages")
async def delete_messages(world: World, arguments: Arguments) -> bool:
    """Those that are not there or may not be deleted are skipped."""
    chat = world.chats.known(arguments.text("chat_id"))
    for number in message_ids(arguments):
        message = world.ledger.get(chat.id, number)
        if message is not None and world.may_delete(chat, message):
            world.delete(message)
    return True


def _pinnable(world: World, arguments: Arguments) -> tuple[Chat, Message]:
    chat = world.chats.writable(arguments.text("chat_id"))
    if not chat.private and world.chats.bot_status(chat) != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message = world.ledger.get(chat.id, arguments.message_id())
    if message is None:
        raise bad_request("message to pin not found")
    return chat, message


@method("pinChatMessage")
async def pin_chat_message(world: World, arguments: Arguments) -> bool:
    chat, message = _pinnable(world, arguments)
    chat.pinned = [*(number for number in chat.pinned if number != message.id), message.id]
    silent = arguments.flag("disable_notification")
    notice = world.post(chat, world.bot, {"pinned_message": message.without_reply()}, silent=silent)
    world.updates.push("message", dict(notice))
    return True


@method("unpinChatMessage")
async def unpin_chat_message(world: World, arguments: Arguments) -> bool:
    """Without a message_id, the message pinned last."""
    chat = world.chats.writable(arguments.text("chat_id"))
    number = arguments.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


@method("unpinAllChatMessages")
async def unpin_all_chat_messages(world: World, arguments: Arguments) -> bool:
    world.chats.writable(arguments.text("chat_id")).pinned.clear()
    return True


@method("setMessageReaction")
async def set_message_reaction(world: World, arguments: Arguments) -> bool:
    chat = world.chats.writable(arguments.text("chat_id"))
    message = world.ledger.get(chat.id, arguments.message_id())
    if message is None:
        raise bad_request("message to react not found")
    reactions = arguments.array("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions = [_reaction(reaction) for reaction in reactions]
    return True


def _reaction(reaction: Any) -> Json:
    if not isinstance(reaction, dict) or reaction.get("type") != "emoji":
        raise bad_request("REACTION_INVALID")
    # Telegram's hearts and snowmen come with or without the variation selector.
    if str(reaction.get("emoji", "")).rstrip("\ufe0f") not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    return reaction
