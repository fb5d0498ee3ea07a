"""The end of a snooze or of quiet hours: one message that counts what was held back, never a flood."""

from __future__ import annotations

from bot.services import Services
from bot.snooze_words import held_buttons, over, what
from bot.texts import speaking
from bot.times import spoken
from storage.duties import Duty
from storage.quiet_hours import END
from storage.silence import Held
from storage.snoozes import Snooze


async def snooze_ended(services: Services, duty: Duty, late: bool) -> None:
    """Its time has come. A chat that is still to be left in peace hears of it at the end of that."""
    snooze = await services.store.snoozes.get(int(duty.subject), services.now())
    if snooze is None or not snooze.over:
        return
    own = snooze.created_by if snooze.chat_id is None else snooze.chat_id
    for chat_id in {own, *await _concerned(services, snooze)}:
        if not await _to_be_told(services, chat_id):
            continue
        held = await services.store.silence.unsaid(chat_id, services.now(), services.settings.zone)
        if held.events or chat_id == own:
            await _say(services, chat_id, held, duty, late, snooze)


async def quiet_ended(services: Services, duty: Duty, late: bool) -> None:
    """The morning after. Nothing is said where nothing was held back."""
    for chat_id in await services.store.silence.waiting():
        if await _to_be_told(services, chat_id):
            held = await services.store.silence.unsaid(chat_id, services.now(), services.settings.zone)
            if held.events:
                await _say(services, chat_id, held, duty, late)
    await services.store.quiet_hours.renew(services.now(), services.settings.zone)


async def renew_quiet(services: Services) -> None:
    """At a start: the zone may be another. An end that was missed stays due, and is said late."""
    now = services.now()
    if not await services.store.duties.due(now, [END]):
        await services.store.quiet_hours.renew(now, services.settings.zone)


async def tell_others(services: Services, snooze: Snooze, here: int) -> None:
    """The house's snooze was ended by somebody: the other chats hear what it held back from them."""
    for chat_id in await _concerned(services, snooze):
        if chat_id == here or not await _to_be_told(services, chat_id):
            continue
        held = await services.store.silence.unsaid(chat_id, services.now(), services.settings.zone)
        if held.events:
            await _say(services, chat_id, held, None, False, snooze)


async def _concerned(services: Services, snooze: Snooze) -> list[int]:
    """The chats from which it held something back."""
    waiting = await services.store.silence.waiting()
    return [chat_id for chat_id in waiting if snooze.chat_id in (None, chat_id)]


async def _to_be_told(services: Services, chat_id: int) -> bool:
    """It still listens, and nothing else keeps it in peace: then it hears of all at the end of that."""
    store, now = services.store, services.now()
    quiet = await store.silence.until(chat_id, now, services.settings.zone)
    return quiet is None and chat_id in await store.access.listening()


async def _say(
    services: Services,
    chat_id: int,
    held: Held,
    duty: Duty | None,
    late: bool,
    snooze: Snooze | None = None,
) -> None:
    now, zone = services.now(), services.settings.zone
    kind = "hours" if snooze is None else "thing" if snooze.camera_id or snooze.person_id else "all"
    with speaking(await services.store.access.language(chat_id)):
        missed = spoken(duty.due_at, now, zone) if duty and late else None
        text = over(kind, what(snooze) if snooze else "", held, missed)
        buttons = held_buttons(held, now)
    # Closed in the same breath where that is all of it; of several chats each is told once in any case.
    alone = duty if snooze and snooze.chat_id is not None else None
    await services.store.silence.say(chat_id, text, buttons, held, now, alone)
    services.wake_teller()
