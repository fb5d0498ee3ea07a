"""/expect: a pass for who is to come. What the words leave open is asked, one thing after the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from markupsafe import Markup
from telegram import Chat, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode

from bot import expect_words as asking
from bot import pass_words as words
from bot.access import needs
from bot.callbacks import ForeignPress, Pressed, pressed
from bot.context import Context
from bot.door_messages import no_lock
from bot.expect_draft import Draft, Whom, meant
from bot.expect_wish import AgainAndAgain, NoSuchTime, Wish, wish
from bot.lengths import cut
from bot.services import Services
from bot.texts import plain, say, speaking
from bot.window import Window, WindowRefused
from storage.access import Role
from storage.passes import NewPass, PassView

KIND = "expect"
ASKED_SECONDS = 600

Answer = tuple[Markup, InlineKeyboardMarkup | None]


@needs(Role.RESIDENT, moves_the_door=True)
async def expect(update: Update, context: Context) -> None:
    """What was typed, as far as it goes; without words what it is for."""
    message, user, services = update.effective_message, update.effective_user, context.services
    if message is None or user is None:
        return
    if services.doorman is None:
        await no_lock(message.chat, None)
        return
    # One transaction: nobody sets a PIN between the look for it and the pass.
    async with services.store.together():
        text, keyboard = await _typed(services, message.chat, user.id, " ".join(context.args or ()))
    _wake(services)
    await message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


async def _typed(services: Services, chat: Chat, user_id: int, typed: str) -> Answer:
    known = await _known(services)
    names = [one.name for one in known]
    try:
        wanted = wish(typed, names, services.now(), services.settings.zone)
    except WindowRefused as error:
        return asking.refused(error), None
    except NoSuchTime as error:
        return say("pass-no-time", text=cut(str(error))), None
    except AgainAndAgain:
        return say("pass-again"), None
    if not wanted.name and wanted.window is None:
        question = await _ask(services, chat.id, user_id, Draft(once=wanted.once))
        return asking.how(question, known)
    return await _wanted(services, chat.id, user_id, wanted, known)


async def _wanted(services: Services, chat_id: int, user_id: int, wanted: Wish, known: list[Whom]) -> Answer:
    draft = Draft(name=wanted.name, once=wanted.once)
    if wanted.window is not None:
        draft = draft.within(wanted.window)
    among = meant(wanted.name, known) if wanted.name else [*known[: asking.MOST_CHOICES], Whom("")]
    if wanted.name and len(among) == 1:
        return await _next(services, chat_id, user_id, replace(draft, whom=among[0].token))
    question = await _ask(services, chat_id, user_id, draft)
    return asking.who(question, draft, among, services.now(), services.settings.zone)


async def _known(services: Services) -> list[Whom]:
    """The guests, then the faces: each may be expected in a way of its own."""
    members = await services.store.household.members()
    guests = [Whom(one.name, user_id=one.user_id) for one in members if one.role is Role.GUEST]
    people = await services.store.people.all()
    return guests + [Whom(one.display_name, person_id=one.id) for one in people]


async def _ask(services: Services, chat_id: int, user_id: int, draft: Draft) -> int:
    question = await services.store.questions.ask(
        KIND,
        asker=user_id,
        chat_id=chat_id,
        now=services.now(),
        valid_seconds=ASKED_SECONDS,
        payload=draft.payload,
    )
    return question.id


async def _next(services: Services, chat_id: int, user_id: int, draft: Draft) -> Answer:
    """When, if that is still to be asked; else it is made."""
    new = draft.whole(plain("pass-somebody"))
    if new is None:
        return asking.when(await _ask(services, chat_id, user_id, draft), draft)
    if not new.asks and (await services.store.proofs.standing(user_id, services.now())).method is not None:
        question = await _ask(services, chat_id, user_id, draft)
        return asking.sure(question, new, services.now(), services.settings.zone)
    return await _made(services, user_id, new)


async def _made(services: Services, user_id: int, new: NewPass) -> Answer:
    now, zone = services.now(), services.settings.zone
    door, right = services.watch.rules.door, None
    async with services.store.together():
        made = await services.store.passes.make(new, user_id, now)
        if not isinstance(made, PassView):
            return asking.unmade(made), None
        if made.user_id is not None:
            with speaking(await services.store.access.language(made.user_id)):
                text = words.told_guest(made, now, zone)
            await services.store.outbox.notify([made.user_id], text, now)
        if made.person_id is not None:
            right = await services.store.face_rights.of(made.person_id, door)
    return words.made(made, now, zone, right, door)


async def _answered(
    press: Pressed, services: Services, follows: Callable[[Draft], Awaitable[Answer]]
) -> None:
    """What was asked, once, of who asked for it; what follows from the answer is one with its end."""
    answer = None
    async with services.store.together():
        question = await services.store.questions.take(
            press.press.number(), user_id=press.user.id, chat_id=press.chat.id, now=services.now(), kind=KIND
        )
        if question is not None:
            answer = await follows(Draft.of(question.payload))
    _wake(services)
    if answer is None:
        await press.answer(plain("pass-asked-before"), alert=True)
        return
    await press.answer()
    await press.show(*answer)


def _wake(services: Services) -> None:
    """A pass may have been made."""
    services.wake_duties()
    services.wake_teller()


@needs(Role.RESIDENT, moves_the_door=True)
async def choose_who(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    token = press.press.word(1)
    chosen = next((one for one in [*await _known(services), Whom("")] if one.token == token), None)
    if chosen is None:
        raise ForeignPress(f"{token!r} is not there")
    name = chosen.name
    await _goes_on(press, services, lambda draft: replace(draft, whom=token, name=name or draft.name))


async def _goes_on(press: Pressed, services: Services, change: Callable[[Draft], Draft]) -> None:
    async def follows(draft: Draft) -> Answer:
        return await _next(services, press.chat.id, press.user.id, change(draft))

    await _answered(press, services, follows)


@needs(Role.RESIDENT, moves_the_door=True)
async def choose_when(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    span = _span(press.press.word(1), services)
    await _goes_on(press, services, lambda draft: draft.within(span))


def _span(span: str, services: Services) -> Window:
    """From now on."""
    now = services.now().astimezone(UTC)
    if span not in asking.SPANS:
        raise ForeignPress(f"{span!r} is no span")
    if span != asking.SPANS[-1]:
        return Window(now, now + timedelta(hours=int(span.removesuffix("h"))))
    zone = services.settings.zone
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return Window(now, datetime.combine(tomorrow, time.min, zone).astimezone(UTC))


@needs(Role.RESIDENT, moves_the_door=True)
async def choose_once(update: Update, context: Context) -> None:
    """On, or off again."""
    press, services = pressed(update), context.services
    await _goes_on(press, services, lambda draft: replace(draft, once=not draft.once))


@needs(Role.RESIDENT, moves_the_door=True)
async def confirmed(update: Update, context: Context) -> None:
    """**Confirm**, where it takes a PIN: nobody is asked for it when they come."""
    press, services = pressed(update), context.services

    async def follows(draft: Draft) -> Answer:
        new = draft.whole(plain("pass-somebody"))
        assert new is not None  # else it had not been asked for
        return await _made(services, press.user.id, new)

    await _answered(press, services, follows)


@needs(Role.RESIDENT)
async def nobody(update: Update, context: Context) -> None:
    """**Cancel**."""
    press = pressed(update)

    async def follows(_: Draft) -> Answer:
        return say("pass-not-made"), None

    await _answered(press, context.services, follows)
