"""/settings: what a chat hears of, and, for the owner, what counts for the house."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Chat, InlineKeyboardMarkup, Update
from telegram.constants import ChatType, ParseMode

from bot import camera_names, house_rules, rhythm, settings_words
from bot.access import needs
from bot.callbacks import ForeignPress, Pressed, pressed
from bot.context import Context
from bot.house_settings import SETTINGS, HouseSetting
from bot.services import Services
from bot.texts import plain
from storage.access import Role
from storage.chats import Kind

Page = tuple[Markup, InlineKeyboardMarkup]


@needs(Role.GUEST)
async def settings(update: Update, context: Context) -> None:
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return
    text, keyboard = await _page(chat, user.id, context.services)
    await chat.send_message(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


@needs(Role.GUEST)
async def back(update: Update, context: Context) -> None:
    press = pressed(update)
    await press.answer()
    await _show(press, context.services)


@needs(Role.GUEST)
async def hear_kind(update: Update, context: Context) -> None:
    press = pressed(update)
    kind = Kind.__members__.get(press.press.word().upper())
    if kind is None:
        raise ForeignPress(f"there is no such kind of visit: {press.press.word()!r}")
    if await _may_choose(press, context.services):
        await context.services.store.chats.hear_kind(press.chat.id, kind, press.press.flag(1))
        await _changed(press, context.services)


@needs(Role.GUEST)
async def hear_camera(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    camera_id, wanted = press.press.word(), press.press.flag(1)
    if await _may_choose(press, services):
        # All there are, not only those that this guest may choose from: who hears of all of them hears
        # also of those that come.
        ids = [camera.id for camera in await services.store.cameras.all()]
        await services.store.chats.hear_camera(press.chat.id, camera_id, wanted, ids)
        await _changed(press, services)


@needs(Role.RESIDENT)
async def choose_look(update: Update, context: Context) -> None:
    """Light or dark charts, as below a chart."""
    press, services = pressed(update), context.services
    dark = press.press.flag()
    if await _may_choose(press, services):
        await rhythm.set_dark_charts(services.store, press.chat.id, dark, services.now(), press.user.id)
        await _changed(press, services)


@needs(Role.GUEST)
async def hear_everything(update: Update, context: Context) -> None:
    """Back to default, in one tap."""
    press, services = pressed(update), context.services
    if await _may_choose(press, services):
        async with services.store.together():
            await services.store.chats.hear_everything(press.chat.id)
            await rhythm.set_dark_charts(services.store, press.chat.id, False, services.now(), press.user.id)
        await _changed(press, services, plain("settings-all-again"))


@needs(Role.OWNER)
async def house(update: Update, context: Context) -> None:
    """The list; with a key one setting of it; with a value too, that becomes the value."""
    press, services = pressed(update), context.services
    if not press.press.arguments:
        values = {key: await services.house.current(one) for key, one in SETTINGS.items()}
        await press.answer()
        kept = services.settings
        await press.show(*settings_words.house_page(values, kept.retention_days, kept.retention_mb))
        return
    setting = SETTINGS.get(press.press.word())
    if setting is None:
        await press.answer(plain("settings-gone"), alert=True)
        return
    if len(press.press.arguments) > 1:
        await _choose(setting, press, services)
    await press.answer()
    value, is_default = await services.house.current(setting), await services.house.is_default(setting)
    await press.show(*settings_words.house_setting(setting, value, is_default=is_default))


async def _choose(setting: HouseSetting, press: Pressed, services: Services) -> None:
    word = press.press.word(1)
    if word == "default":
        await services.house.reset(setting, services.now(), press.user.id)
    else:
        try:
            value = setting.choice(word)
        except ValueError as error:
            raise ForeignPress(str(error)) from error
        await services.house.choose(setting, value, services.now(), press.user.id)
    await house_rules.adopt(services)


async def _may_choose(press: Pressed, services: Services) -> bool:
    """In their own chat everybody; in a group the owner."""
    if press.chat.type == ChatType.PRIVATE or await services.store.access.role(press.user.id) is Role.OWNER:
        return True
    await press.answer(plain("not-for-you", role=str(Role.OWNER)), alert=True)
    return False


async def _changed(press: Pressed, services: Services, text: str | None = None) -> None:
    await press.answer(text)
    await _show(press, services)


async def _show(press: Pressed, services: Services) -> None:
    await press.show(*await _page(press.chat, press.user.id, services))


async def _page(chat: Chat, user_id: int, services: Services) -> Page:
    store = services.store
    choices = await store.chats.get(chat.id)
    if choices is None:
        await store.chats.meet(chat.id, chat.title, services.now())
        choices = await store.chats.get(chat.id)
        assert choices is not None  # met just now
    member, cameras = await store.household.member(user_id), await store.cameras.all()
    role = member.role if member else Role.GUEST
    if chat.type != ChatType.PRIVATE:
        # What it may hear of, whoever asks there.
        role = Role.RESIDENT
    elif role is Role.GUEST:
        cameras = [one for one in cameras if member and one.id in member.cameras]
    dark = await rhythm.dark_charts(store, chat.id)
    return settings_words.chat_page(choices, camera_names.told_apart(cameras), role, dark=dark)
