"""/household and /invite: the owner lets people in, changes what they may, and sends them away."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update
from telegram.constants import ChatType, ParseMode

from bot import asking, camera_names, household_words, menus, proving
from bot.access import needs
from bot.callbacks import ForeignPress, Pressed, pressed
from bot.context import Context
from bot.editing import edited
from bot.lengths import short
from bot.names import user_name
from bot.private_chat import in_private
from bot.services import Services
from bot.texts import plain, say, speaking
from pipeline.types import Camera
from storage.access import Role
from storage.household import Member
from storage.ownership import HAND_OVER
from storage.proofs import Asked

GIVEN = (Role.RESIDENT, Role.GUEST)
ASKED_SECONDS = 600
INVITE = "invite"
"""The kind of question for whom an invite is to be."""


@needs(Role.OWNER)
async def household(update: Update, context: Context) -> None:
    """The list; from a button it takes the message's place."""
    if update.callback_query:
        press = pressed(update)
        await press.answer()
        await press.show(*await _household(context.services))
    elif await in_private(update) and update.effective_message:
        text, keyboard = await _household(context.services)
        await update.effective_message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


async def _household(services: Services) -> household_words.Page:
    store, now = services.store, services.now()
    return household_words.household(
        await store.household.members(),
        await store.invites.open(now),
        await store.chats.groups(),
        await _cameras(services),
        now,
        services.settings.zone,
    )


@needs(Role.OWNER)
async def open_member(update: Update, context: Context) -> None:
    press = pressed(update)
    member = await _member(press, context.services)
    if member:
        await press.answer()
        await _show(press, member, context.services)


@needs(Role.OWNER)
async def give_role(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    role, member = press.press.word(1), await _member(press, services)
    if role not in GIVEN:
        raise ForeignPress(f"{role!r} is not given here")
    if member:
        await services.store.household.set_role(member.user_id, Role(role), services.now(), press.user.id)
        await press.answer(plain("household-done"))
        await _show(press, member, services)
        await menus.set_menu(context.bot, member.user_id, Role(role))


@needs(Role.OWNER)
async def give_key(update: Update, context: Context) -> None:
    """The right to open and lock, withdrawn or given back."""
    press, services = pressed(update), context.services
    may, member = press.press.flag(1), await _member(press, services)
    if member:
        await services.store.household.allow_door(member.user_id, may, services.now(), press.user.id)
        await press.answer(plain("household-done"))
        await _show(press, member, services)


@needs(Role.OWNER)
async def grant(update: Update, context: Context) -> None:
    """Whether a guest hears of a camera."""
    press, services = pressed(update), context.services
    camera_id, granted, member = press.press.word(1), press.press.flag(2), await _member(press, services)
    if member:
        await services.store.household.grant(member.user_id, camera_id, granted, press.user.id)
        await press.answer()
        await _show(press, member, services)


@needs(Role.OWNER)
async def remove(update: Update, context: Context) -> None:
    """Asks."""
    press = pressed(update)
    member = await _member(press, context.services)
    if member:
        await press.answer()
        await press.show(*household_words.removal(member))


@needs(Role.OWNER)
async def remove_now(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    member = await _member(press, services)
    if member:
        await services.store.household.remove(member.user_id, services.now(), press.user.id)
        await press.answer()
        await press.show(*household_words.removed(member.name))
        await menus.set_menu(context.bot, member.user_id, None)


@needs(Role.OWNER)
async def silence(update: Update, context: Context) -> None:
    """A group hears of nothing any more."""
    press, services = pressed(update), context.services
    chat_id = press.press.group()
    group = await services.store.chats.get(chat_id)
    await services.store.chats.listen(chat_id, False)
    name = household_words.group_name(group) if group else str(chat_id)
    await press.answer(plain("household-silenced", group=name))
    await press.show(*await _household(services))


@needs(Role.OWNER)
async def ask_hand_over(update: Update, context: Context) -> None:
    """**Make owner**: asks, in private alone."""
    press = pressed(update)
    member = await _member(press, context.services)
    if member is None:
        return
    if press.chat.type != ChatType.PRIVATE or member.role is not Role.RESIDENT:
        await press.answer(plain("hand-over-residents"), alert=True)
        return
    await press.answer()
    heir = {"heir": member.user_id}
    question = await asking.begin(context, HAND_OVER, press.chat.id, press.user.id, heir)
    until = f"{question.due_at.astimezone(context.services.settings.zone):%H:%M:%S}"
    await asking.ask(context, question, household_words.hand_over(member, until), "handover")


@needs(Role.OWNER)
async def hand_over(update: Update, context: Context) -> None:
    """**Confirm**, proved where the owner has a PIN or codes."""
    press, services = pressed(update), context.services
    number = press.press.number()
    if await proving.asked(press, context, number):
        return
    one = Asked(number, press.user.id, press.chat.id)
    question = await services.store.questions.unanswered(number, press.user.id, press.chat.id, services.now())
    heir = None if question is None or question.kind != HAND_OVER else question.payload["heir"]
    member = await services.store.household.member(heir) if heir is not None else None
    if member is None or not asking.in_time(context, number):
        await press.answer(plain("asking-over"), alert=True)
        return
    told = await _told_of_it(services, press.user.id, user_name(press.user), member)
    if await services.store.ownership.hand_over(one, told, services.now()) is None:
        await press.answer(plain("asking-over"), alert=True)
        return
    services.wake_teller()
    await asking.over(context.services, number)
    await press.answer()
    await press.show(say("hand-over-done"))
    await menus.set_menu(context.bot, press.user.id, Role.RESIDENT)
    await menus.set_menu(context.bot, member.user_id, Role.OWNER)


async def _told_of_it(services: Services, former: int, name: str, heir: Member) -> dict[int, str]:
    """Both, each in their language."""
    with speaking(await services.store.access.language(former)):
        told = {former: str(say("hand-over-former", name=Markup(short(heir.name))))}
    with speaking(await services.store.access.language(heir.user_id)):
        told[heir.user_id] = str(say("hand-over-heir", name=name))
    return told


@needs(Role.OWNER)
async def reset_proof(update: Update, context: Context) -> None:
    """**Reset PIN**: they have forgotten it, or lost the phone with their codes."""
    press, services = pressed(update), context.services
    member = await _member(press, services)
    if member:
        done = await services.store.proofs.reset(member.user_id, press.user.id, services.now())
        await press.answer(plain("household-done") if done else plain("household-no-proof"), alert=done)
        await _show(press, member, services)


async def _cameras(services: Services) -> list[Camera]:
    return camera_names.told_apart(await services.store.cameras.all())


async def _member(press: Pressed, services: Services) -> Member | None:
    """Whom the press is about; said where they belong no more, or are the owner."""
    member = await services.store.household.member(press.press.number())
    if member is None:
        await press.answer(plain("household-gone"), alert=True)
    elif member.role is Role.OWNER:
        await press.answer(plain("household-owner-stays"), alert=True)
        return None
    return member


async def _show(press: Pressed, member: Member, services: Services) -> None:
    """As they are now."""
    current = await services.store.household.member(member.user_id)
    if current:
        cameras = await _cameras(services)
        page = household_words.person(current, cameras, services.now(), services.settings.zone)
        await press.show(*page)


@needs(Role.OWNER)
async def ask_whom(update: Update, context: Context) -> None:
    message, user, services = update.effective_message, update.effective_user, context.services
    if not await in_private(update) or message is None or user is None:
        return
    question = await services.store.questions.ask(
        INVITE, asker=user.id, chat_id=message.chat.id, now=services.now(), valid_seconds=ASKED_SECONDS
    )
    text, keyboard = household_words.whom(question.id)
    await message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


@needs(Role.OWNER)
async def invite(update: Update, context: Context) -> None:
    """Makes the code, once, in place of the question."""
    press, services = pressed(update), context.services
    role, now = press.press.word(1), services.now()
    if role not in GIVEN:
        raise ForeignPress(f"{role!r} is not given here")
    question, cameras = press.press.number(), await _cameras(services)
    # Of one camera there is nothing to choose.
    shared = [camera.id for camera in cameras] if role == Role.GUEST and len(cameras) == 1 else []
    async with services.store.together():
        asked = await services.store.questions.take(
            question, user_id=press.user.id, chat_id=press.chat.id, now=now, kind=INVITE
        )
        if asked:
            made, code = await services.store.invites.new(Role(role), press.user.id, now, shared)
    if not asked:
        await press.answer(plain("invite-asked-before"), alert=True)
        return
    await press.answer()
    text = household_words.invite(made, code, context.bot.username, now, services.settings.zone)
    await press.show(text, household_words.invite_keyboard(made, cameras))


@needs(Role.OWNER)
async def share(update: Update, context: Context) -> None:
    """Whether the guest of an open invite will hear of a camera."""
    press, services = pressed(update), context.services
    number, camera_id, shared = press.press.number(), press.press.word(1), press.press.flag(2)
    if not await services.store.invites.grant(number, camera_id, shared, services.now()):
        await press.answer(plain("invite-over"), alert=True)
        return
    await press.answer()
    await _show_cameras(press, number, services)


async def _show_cameras(press: Pressed, number: int, services: Services) -> None:
    """The buttons alone: the text holds the code, which is known nowhere else."""
    current = await services.store.invites.get(number, services.now())
    if current:
        cameras = await _cameras(services)
        keyboard = household_words.invite_keyboard(current, cameras)
        await edited(press.query.edit_message_reply_markup(keyboard))


@needs(Role.OWNER)
async def void(update: Update, context: Context) -> None:
    """Withdraws an invite: under its own message, or in the list."""
    press, services = pressed(update), context.services
    in_list = press.press.word(1) == "list"
    open_still = await services.store.invites.void(press.press.number(), services.now(), press.user.id)
    await press.answer(None if open_still else plain("invite-over"))
    if in_list:
        await press.show(*await _household(services))
    else:
        await press.show(say("invite-withdrawn") if open_still else say("invite-over"))
