"""Text messages, forwards and copies, and what all sending has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..arguments import Arguments
from ..chats import Chat
from ..errors import bad_request
from ..keyboards import read_markup
from ..markup import message_caption, message_text
from ..message import Json, Message
from ..world import World
from .registry import method

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
PARTICIPLES = {"forward": "forwarded", "copy": "copied"}


@dataclass(frozen=True)
class Outgoing:
    """Where a message goes and how, read from a request; `post` puts content there."""

    world: World
    chat: Chat
    reply: Message | None
    markup: Json | None
    silent: bool
    protected: bool

    def post(self, content: Json) -> Message:
        return self.world.post(
            self.chat,
            self.world.bot,
            content,
            reply=self.reply,
            markup=self.markup,
            silent=self.silent,
            protected=self.protected,
        )


def outgoing(world: World, arguments: Arguments) -> Outgoing:
    chat = world.chats.writable(arguments.text("chat_id"))
    if arguments.integer("message_thread_id"):
        raise bad_request("message thread not found")
    return Outgoing(
        world,
        chat,
        _reply(world, chat, arguments),
        read_markup(arguments.json("reply_markup")),
        arguments.flag("disable_notification"),
        arguments.flag("protect_content"),
    )


def _reply(world: World, chat: Chat, arguments: Arguments) -> Message | None:
    parameters = arguments.part("reply_parameters")
    source = parameters if parameters.has("message_id") else arguments
    name = "message_id" if source is parameters else "reply_to_message_id"
    number = source.integer(name)
    if not number:
        return None
    elsewhere = parameters.integer("chat_id", chat.id) != chat.id if parameters.has("chat_id") else False
    target = None if elsewhere else world.ledger.get(chat.id, number)
    if target is None and not source.flag("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return target


def text_content(world: World, arguments: Arguments, *, editing: bool = False) -> Json:
    formatted = message_text(arguments, world.chats.users, editing=editing)
    content: Json = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = formatted.entities
    preview = arguments.object("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return content


@method("sendMessage")
async def send_message(world: World, arguments: Arguments) -> Message:
    content = text_content(world, arguments)
    target = outgoing(world, arguments)
    world.flood.spend(target.chat.id)
    return target.post(content)


@method("sendChatAction")
async def send_chat_action(world: World, arguments: Arguments) -> bool:
    action = arguments.required_text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.chats.writable(arguments.text("chat_id"))
    world.feed.publish({"type": "typing", "chat_id": chat.id, "action": action})
    return True


def source_message(world: World, arguments: Arguments, verb: str, number: int) -> Message:
    chat = world.chats.known(arguments.text("from_chat_id"))
    message = world.ledger.get(chat.id, number)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.protected or not message.content():
        raise bad_request(f"message can't be {PARTICIPLES[verb]}")
    return message


def _forwarded(message: Message) -> Json:
    origin: Json = message.get("forward_origin") or {
        "type": "user",
        "date": message["date"],
        "sender_user": message["from"],
    }
    return {**message.content(), "forward_origin": origin}


@method("forwardMessage")
async def forward_message(world: World, arguments: Arguments) -> Message:
    message = source_message(world, arguments, "forward", arguments.message_id())
    target = outgoing(world, arguments)
    world.flood.spend(target.chat.id)
    return target.post(_forwarded(message))


@method("forwardMessages")
async def forward_messages(world: World, arguments: Arguments) -> list[Json]:
    numbers = message_ids(arguments)
    found = [source_message(world, arguments, "forward", number) for number in numbers]
    target = outgoing(world, arguments)
    world.flood.spend(target.chat.id, len(found))
    return [{"message_id": target.post(_forwarded(message)).id} for message in found]


@method("copyMessage")
async def copy_message(world: World, arguments: Arguments) -> Json:
    message = source_message(world, arguments, "copy", arguments.message_id())
    content = message.content()
    if "text" not in content and arguments.has("caption"):
        content = {k: v for k, v in content.items() if k not in {"caption", "caption_entities"}}
        content |= message_caption(arguments, world.chats.users)
    target = outgoing(world, arguments)
    world.flood.spend(target.chat.id)
    return {"message_id": target.post(content).id}


@method("copyMessages")
async def copy_messages(world: World, arguments: Arguments) -> list[Json]:
    numbers = message_ids(arguments)
    found = [source_message(world, arguments, "copy", number) for number in numbers]
    target = outgoing(world, arguments)
    world.flood.spend(target.chat.id, len(found))
    return [{"message_id": target.post(message.content()).id} for message in found]


def message_ids(arguments: Arguments) -> list[int]:
    """1 to 100 ids."""
    numbers: list[Any] = arguments.array("message_ids") or []
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100 or not all(isinstance(number, int) for number in numbers):
        raise bad_request("too many message identifiers specified")
    return numbers
