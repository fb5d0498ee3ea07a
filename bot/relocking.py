"""A door that stays unlocked: the household is reminded once, and where they want it the door locks itself.

Planned in storage/lock_watch.py with whatever is read of the lock; here is what is done when it is due.
"""

from __future__ import annotations

from collections.abc import Callable

from bot import relock_words
from bot.callbacks import pack
from bot.doorman import Doorman, Moved
from bot.relock_words import Left
from bot.services import Services
from bot.texts import plain, speaking
from pipeline.errors import LockError
from pipeline.types import LockState, LockStatus, Need
from storage.duties import Duty


async def remind(services: Services, duty: Duty, late: bool) -> None:
    """The state is read now: whoever has locked meanwhile is not disturbed."""
    doorman = _doorman(services, duty)
    if doorman is None:
        return
    status = await _read(doorman)
    if status.state is not LockState.LOCKED:
        await _remind(services, doorman, Left(status, late=late), duty)


async def lock_by_itself(services: Services, duty: Duty, late: bool) -> None:
    """Never with the door ajar or its state unknown: then it reminds instead."""
    doorman = _doorman(services, duty)
    if doorman is None:
        return
    try:
        done = await doorman.lock_again(duty)
    except LockError:
        done = LockStatus(LockState.UNKNOWN)
    if isinstance(done, LockStatus):
        await _remind(services, doorman, Left(done, stays=True), duty)
    elif done is not None:
        await _locked(services, doorman, done)


async def too_late(services: Services, duty: Duty, late: bool) -> None:
    """The bot was not there when the door should have locked itself. It does not make up for that."""
    doorman = _doorman(services, duty)
    if doorman is None:
        return
    status = await _read(doorman)
    if status.state is not LockState.LOCKED:
        await _remind(services, doorman, Left(status, stays=True, late=late))


async def settle(services: Services, duty: Duty, late: bool) -> None:
    """What they were reminded of is over, or begins anew: the reminders say so."""
    store, lock_id = services.store, duty.subject
    standing = await store.locks.standing(lock_id)
    if standing is None:
        return
    texts = {}
    for chat_id in await store.reminders.chats(lock_id):
        with speaking(await store.access.language(chat_id)):
            texts[chat_id] = relock_words.over(standing, services.now(), services.settings.zone)
    await store.reminders.over(lock_id, texts, services.now())
    services.wake_teller()


async def _locked(services: Services, doorman: Doorman, moved: Moved) -> None:
    """Whoever was reminded reads it there."""
    if not moved.reached:
        left = Left(LockStatus(moved.state), stays=True, tried=True)
        await _remind(services, doorman, left)
    elif not await services.store.reminders.chats(doorman.lock.id):
        zone = services.settings.zone
        for chat_id, text in (await _texts(services, lambda: relock_words.locked(moved, zone))).items():
            await services.store.outbox.notify([chat_id], text, services.now())
        services.wake_teller()


async def _remind(services: Services, doorman: Doorman, left: Left, duty: Duty | None = None) -> None:
    standing, now, zone = await doorman.standing(), services.now(), services.settings.zone
    texts = await _texts(services, lambda: relock_words.reminder(left, standing, now, zone))
    labels = await _texts(services, lambda: plain("button-lock-now"))
    buttons = {chat_id: [[(label, pack("locknow"))]] for chat_id, label in labels.items()}
    await services.store.reminders.remind(doorman.lock.id, texts, buttons, now, duty)
    services.wake_teller()


async def _texts(services: Services, said: Callable[[], str]) -> dict[int, str]:
    """For whoever opened and the household's residents, each in their language."""
    access, texts = services.store.access, {}
    for chat_id in await _concerned(services):
        with speaking(await access.language(chat_id)):
            texts[chat_id] = said()
    return texts


async def _concerned(services: Services) -> list[int]:
    access, doorman = services.store.access, services.doorman
    residents = [user_id for user_id, _ in await access.residents()]
    last = await services.store.locks.last(doorman.lock.id) if doorman else None
    opener = last.user_id if last else None
    if opener is None or opener in residents or await access.role(opener) is None:
        return residents
    return [*residents, opener]


def _doorman(services: Services, duty: Duty) -> Doorman | None:
    """None: that lock is not ours any more."""
    doorman = services.doorman
    return doorman if doorman is not None and doorman.lock.id == duty.subject else None


async def _read(doorman: Doorman) -> LockStatus:
    try:
        return await doorman.status(Need.COMMAND)
    except LockError:
        return LockStatus(LockState.UNKNOWN)
