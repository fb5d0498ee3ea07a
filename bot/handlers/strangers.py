"""Strangers who come back, under /people: how often, about when, and a name for all of their visits."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.constants import ChatAction, ParseMode

from bot import face_words
from bot.access import needs
from bot.callbacks import Pressed, button, pressed
from bot.context import Context
from bot.editing import edited
from bot.face_keyboards import NEXT, PREVIOUS, in_rows
from bot.handlers import naming
from bot.namings import Candidate, of_candidates
from bot.services import Services
from bot.side_by_side import side_by_side
from bot.texts import plain, say
from storage.access import Role
from storage.stranger_groups import StrangerGroup

PAGE = 6


@needs(Role.RESIDENT)
async def strangers(update: Update, context: Context) -> None:
    """**Strangers**, and its pages: `strangers:PLACE`. Whoever came most often first."""
    press, services = pressed(update), context.services
    place = press.press.number() if press.press.arguments else 0
    groups = await services.store.strangers.groups(PAGE + 1, place)
    if not groups:
        kept = services.settings.stranger_days
        await press.answer(plain("strangers-none") if kept else plain("strangers-none-kept"), alert=True)
        return
    await press.answer()
    await press.chat.send_action(ChatAction.UPLOAD_PHOTO)
    shown = groups[:PAGE]
    await _show(press, await _faces(services, shown), _caption(services, shown), _keyboard(groups, place))


async def _faces(services: Services, groups: Sequence[StrangerGroup]) -> bytes:
    paths = [services.store.thumbnails.path(one.crop_path or f"{one.id}") for one in groups]
    disk = services.disks["pictures", services.settings.thumbnails_dir]
    return await side_by_side(disk, paths, numbered=len(paths) > 1)


def _caption(services: Services, groups: Sequence[StrangerGroup]) -> Markup:
    lines = [say("strangers-title"), Markup("")]
    for number, group in enumerate(groups, 1):
        lines.append(Markup("<b>{}.</b> {}").format(number, _words(services, group)))
    return Markup("\n").join(
        [*lines, Markup(""), say("strangers-kept", days=services.settings.stranger_days)]
    )


def _words(services: Services, group: StrangerGroup) -> str:
    return face_words.stranger_words(group.seen_at, services.now(), services.settings.zone)


def _keyboard(groups: Sequence[StrangerGroup], place: int) -> InlineKeyboardMarkup:
    opening = [button(str(number), "stranger", one.id) for number, one in enumerate(groups[:PAGE], 1)]
    turning: list[InlineKeyboardButton] = []
    if place:
        turning.append(button(PREVIOUS, "strangers", *([place - PAGE] if place > PAGE else [])))
    if len(groups) > PAGE:
        turning.append(button(NEXT, "strangers", place + PAGE))
    rows = [*in_rows(opening, 3), turning, [button(plain("button-people"), "people")]]
    return InlineKeyboardMarkup([row for row in rows if row])


async def _show(press: Pressed, picture: bytes, caption: Markup, keyboard: InlineKeyboardMarkup) -> int:
    """In place of a picture; under words as a message of its own. The message's id."""
    if press.has_picture:
        media = InputMediaPhoto(picture, caption, parse_mode=ParseMode.HTML, filename="strangers.jpg")
        await edited(press.query.edit_message_media(media, reply_markup=keyboard))
        return press.message_id
    sent = await press.chat.send_photo(
        picture, caption, parse_mode=ParseMode.HTML, reply_markup=keyboard, filename="strangers.jpg"
    )
    return sent.message_id


@needs(Role.RESIDENT)
async def open_stranger(update: Update, context: Context) -> None:
    """One of them, larger; a reply to the picture names them as **Name all** does."""
    press, services = pressed(update), context.services
    group = await _group_of(press, context)
    if group is None:
        return
    await press.answer()
    keyboard = InlineKeyboardMarkup(
        [
            [button(_naming_label(group), "nameall", group.id)],
            [button(plain("button-strangers", count=await services.store.strangers.count()), "strangers")],
        ]
    )
    words = _words(services, group)
    caption = Markup.escape(words[:1].upper() + words[1:])
    message_id = await _show(press, await _faces(services, [group]), caption, keyboard)
    await services.store.shown.remember(
        press.chat.id, message_id, group.event_id, services.now(), face_id=group.face_id
    )


def _naming_label(group: StrangerGroup) -> str:
    return plain("button-name-all") if len(group.seen_at) > 1 else plain("button-who")


@needs(Role.RESIDENT)
async def name_all(update: Update, context: Context) -> None:
    press = pressed(update)
    group = await _group_of(press, context)
    if group is not None:
        await press.answer()
        state = of_candidates([Candidate(group.face_ids)])
        await naming.begin(context, press.chat.id, press.user.id, state)


async def _group_of(press: Pressed, context: Context) -> StrangerGroup | None:
    group = await context.services.store.strangers.group(press.press.number())
    if group is None:
        await press.answer(plain("stranger-gone"), alert=True)
    return group
