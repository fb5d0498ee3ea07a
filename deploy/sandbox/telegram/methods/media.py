"""Photos, videos, animations, documents and albums of them."""

from __future__ import annotations

from typing import Any

from ..arguments import Arguments, Upload
from ..errors import bad_request
from ..files import WRONG_FILE, Media
from ..limits import ALBUM_SIZES
from ..markup import message_caption
from ..message import Json, Message
from ..world import World
from .registry import method
from .sending import outgoing

KINDS = frozenset({"photo", "video", "animation", "document"})
ATTACHED = "attach://"


async def media_content(world: World, arguments: Arguments, kind: str, name: str) -> Json:
    """What a message shows of the file that parameter `name` uploads or names, with its caption."""
    caption = message_caption(arguments, world.chats.users)
    media = await _media(world, arguments, kind, name)
    content = media.content() | caption
    if arguments.flag("show_caption_above_media") and caption:
        content["show_caption_above_media"] = True
    if arguments.flag("has_spoiler") and kind != "document":
        content["has_media_spoiler"] = True
    return content


async def _media(world: World, arguments: Arguments, kind: str, name: str) -> Media:
    upload = _upload(arguments, name)
    if upload is not None:
        options = {side: arguments.integer(side) for side in ("width", "height", "duration")}
        return await world.files.receive(upload, kind, options, _upload(arguments, "thumbnail"))
    reference = arguments.text(name)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(ATTACHED):
        raise bad_request("can't parse InputMedia: media not found" if name == "media" else WRONG_FILE)
    if "://" in reference:
        raise bad_request("failed to get HTTP URL content")
    return world.files.again(reference, kind)


def _upload(arguments: Arguments, name: str) -> Upload | None:
    reference = arguments.values.get(name)
    if isinstance(reference, str) and reference.startswith(ATTACHED):
        return arguments.uploads.get(reference.removeprefix(ATTACHED))
    # An InputMedia names its file; only a request's own parameter may be the part itself.
    return None if name == "media" else arguments.uploads.get(name)


async def _send(world: World, arguments: Arguments, kind: str) -> Message:
    target = outgoing(world, arguments)
    content = await media_content(world, arguments, kind, kind)
    world.flood.spend(target.chat.id)
    return target.post(content)


@method("sendPhoto")
async def send_photo(world: World, arguments: Arguments) -> Message:
    return await _send(world, arguments, "photo")


@method("sendVideo")
async def send_video(world: World, arguments: Arguments) -> Message:
    return await _send(world, arguments, "video")


@method("sendAnimation")
async def send_animation(world: World, arguments: Arguments) -> Message:
    return await _send(world, arguments, "animation")


@method("sendDocument")
async def send_document(world: World, arguments: Arguments) -> Message:
    return await _send(world, arguments, "document")


@method("sendMediaGroup")
async def send_media_group(world: World, arguments: Arguments) -> list[Message]:
    items = _album(arguments)
    target = outgoing(world, Arguments({k: v for k, v in arguments.values.items() if k != "reply_markup"}))
    contents = [await input_media(world, arguments, item) for item in items]
    world.flood.spend(target.chat.id, len(contents))
    group = world.new_media_group()
    return [target.post(content | {"media_group_id": group}) for content in contents]


def _album(arguments: Arguments) -> list[Json]:
    items = arguments.array("media")
    if items is None:
        raise bad_request('parameter "media" is required')
    if len(items) > ALBUM_SIZES[-1]:
        raise bad_request("too many messages to send as an album")
    if len(items) < ALBUM_SIZES[0]:
        few = "there are no messages to send"
        raise bad_request(few if not items else "media group must include 2-10 items")
    kinds = [_kind(item) for item in items]
    if "animation" in kinds:
        raise bad_request("can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup")
    if "document" in kinds and set(kinds) != {"document"}:
        raise bad_request("document can't be mixed with other media types")
    return items


def _kind(item: Any) -> str:
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in KINDS:
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    return str(kind)


async def input_media(world: World, arguments: Arguments, item: Any) -> Json:
    """The content that an InputMedia object describes."""
    kind = _kind(item)
    return await media_content(world, Arguments(item, arguments.uploads), kind, "media")
