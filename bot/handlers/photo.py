"""/photo: a picture of this moment, or the last one with its age said."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from telegram import Chat, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction, ParseMode

from bot import camera_names
from bot.access import needs
from bot.acting import acting
from bot.callbacks import ForeignPress, button, pressed
from bot.context import Context
from bot.lengths import short
from bot.services import Services
from bot.texts import plain, say
from bot.times import ago, spoken
from pipeline.types import Camera
from storage.access import Role

SNAPSHOT_SECONDS = 8.0
"""So long a camera may take to wake up."""


@needs(Role.RESIDENT)
async def photo(update: Update, context: Context) -> None:
    chat, typed = update.effective_chat, " ".join(context.args or ())
    if chat is None:
        return
    cameras = await _cameras(context.services)
    found = camera_names.find(cameras, typed) if typed else list(cameras)
    if len(found) == 1:
        _begin(chat, found[0], update, context)
    elif not cameras:
        await chat.send_message(plain("photo-no-camera"))
    else:
        text = say("photo-which") if found else say("photo-no-such", typed=Markup(short(typed)))
        keyboard = _choices(found or cameras)
        await chat.send_message(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


@needs(Role.RESIDENT)
async def chosen(update: Update, context: Context) -> None:
    """A press on a camera."""
    press = pressed(update)
    camera_id = press.press.word()
    camera = next((one for one in await _cameras(context.services) if one.id == camera_id), None)
    if camera is None:
        raise ForeignPress(f"there is no camera {camera_id!r}")
    begun = _begin(press.chat, camera, update, context)
    await press.answer(None if begun else plain("photo-under-way"))


async def _cameras(services: Services) -> Sequence[Camera]:
    """Those that Ring shows; those it showed before while it does not answer. In the order of /settings."""
    there = services.cameras or await services.store.cameras.all()
    return sorted(there, key=lambda camera: (camera.name, camera.id))


def _choices(cameras: Sequence[Camera]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[button(camera_names.label(one), "photo", one.id)] for one in camera_names.told_apart(cameras)]
    )


def _begin(chat: Chat, camera: Camera, update: Update, context: Context) -> bool:
    """Beside the chat's other updates, which must not wait for a camera. False if it is being done."""
    under_way, key = context.services.photos_under_way, (chat.id, camera.id)
    if key in under_way:
        return False
    under_way.add(key)
    context.application.create_task(_send(chat, camera, context), update, name=f"photo of camera {camera.id}")
    return True


async def _send(chat: Chat, camera: Camera, context: Context) -> None:
    services = context.services
    try:
        async with acting(chat, ChatAction.UPLOAD_PHOTO):
            picture = await services.doorbell.snapshot(camera.id, SNAPSHOT_SECONDS)
            text = _fresh(camera, services)
            if picture is None:
                picture, text = await _from_before(camera, services)
            if picture is None:
                await chat.send_message(text, parse_mode=ParseMode.HTML)
            else:
                await chat.send_photo(picture, text, parse_mode=ParseMode.HTML, filename="camera.jpg")
    finally:
        services.photos_under_way.discard((chat.id, camera.id))


def _fresh(camera: Camera, services: Services) -> Markup:
    now = services.now()
    when = spoken(now, now, services.settings.zone)
    return say("photo-fresh", camera=Markup(short(camera.name)), when=when)


async def _from_before(camera: Camera, services: Services) -> tuple[bytes | None, Markup]:
    name = Markup(short(camera.name))
    last = await services.store.cameras.last_frame(camera.id)
    picture = await services.store.thumbnails.read(last.path) if last else None
    if last is None or picture is None:
        return None, say("photo-of-nothing", camera=name)
    return picture, say("photo-old", camera=name, ago=ago(services.now() - last.at))
