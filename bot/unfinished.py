"""What the bot was doing to the lock when it was killed: its end is looked up and told at the next start.

Only looked up. Whether or not the command arrived, it is never sent again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import cast

from markupsafe import Markup
from telegram.ext import Job

from bot import door_words
from bot.context import Context
from bot.door_messages import tell
from bot.lengths import short
from bot.services import Services
from bot.texts import say, speaking
from bot.times import dated
from pipeline.errors import LockError, StoreError
from pipeline.types import LockState
from storage.locks import LOCK, UNLOCK
from storage.views import LockAction

log = logging.getLogger(__name__)

SETTLING_SECONDS = 20.0
LOOK_AGAIN_SECONDS = 1.0
WANTED = {UNLOCK: LockState.UNLOCKED, LOCK: LockState.LOCKED}


STOPPED = "Latchkey was stopped meanwhile"


async def finish(context: Context) -> None:
    """A job: its data are the intents that were open before this start could add any."""
    for action in cast(Sequence[LockAction], cast(Job[Context], context.job).data):
        try:
            await _finish(context, action)
        except StoreError:
            log.exception("what became of intent %d is left for the next start", action.id)


async def _finish(context: Context, action: LockAction) -> None:
    services = context.services
    state = await _settled(context, action)
    if state is None:
        return
    log.warning("stopped while told to %s the door: now it is %s", action.wanted, state)
    # Told first: being stopped once more may tell it twice, which is better than never.
    await _tell(context, action, state)
    with speaking(None):
        detail = f"{STOPPED}; {door_words.found(state)}."
    relock = services.doorman.relock if services.doorman else None
    await services.store.locks.outcome(action.id, state, None, detail, services.now(), relock=relock)
    services.wake_duties()
    event = await services.store.events.get(action.event_id) if action.event_id is not None else None
    if event is not None and event.visit_id is not None:
        await services.store.outbox.touch(event.visit_id, services.now())
        services.wake_teller()


async def _settled(context: Context, action: LockAction) -> LockState | None:
    """Its state lags behind a command: soon after one it is read until it is as wanted, or old enough.

    None where the bot ends before that: then the next start looks it up.
    """
    services, wanted = context.services, WANTED[action.wanted]
    left = SETTLING_SECONDS - abs((services.now() - action.at).total_seconds())
    deadline = time.monotonic() + left
    while (state := await _state(services, action)) is not wanted and time.monotonic() < deadline:
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
        if not context.application.running:
            return None
    return state


async def _state(services: Services, action: LockAction) -> LockState:
    if services.doorman is None or services.doorman.lock.id != action.lock_id:
        return LockState.UNKNOWN
    try:
        return (await services.doorman.status()).state
    except LockError as error:
        log.info("the lock's state is not told: %s", error)
        return LockState.UNKNOWN


async def _tell(context: Context, action: LockAction, state: LockState) -> None:
    """Who asked, in place of "Unlocking…" where that message is known, and the owner."""
    store = context.services.store
    owner, asker = await store.access.owner(), action.user_id
    question = await store.locks.confirmed_by(action.id)
    told = set()
    if asker is not None and await store.access.role(asker) is not None:
        chat_id, message_id = (question.chat_id, question.message_id) if question else (asker, None)
        opened = action.wanted == UNLOCK and state is not LockState.LOCKED
        with speaking(await store.access.language(chat_id)):
            text = await _told(context.services, action, state)
            await tell(context, chat_id, message_id, text, lock_now=opened)
        told.add(chat_id)
    if owner is not None and owner not in told:
        with speaking(await store.access.language(owner)):
            await tell(context, owner, None, await _told(context.services, action, state))


async def _told(services: Services, action: LockAction, state: LockState) -> Markup:
    """With the record's head where it was to open, as every message about an opening has it."""
    said, head = _sentence(services, action, state), await services.store.locks.head(action.id)
    if head is None or action.wanted != UNLOCK:
        return said
    return Markup("\n").join([said, say("door-record", head=head)])


def _sentence(services: Services, action: LockAction, state: LockState) -> Markup:
    named = action.user_name or action.person
    who = Markup(short(named)) if named else say("door-somebody")
    at, found = dated(action.at, services.settings.zone), door_words.found(state)
    if action.wanted == UNLOCK:
        return say("door-stopped-opening", who=who, at=at, found=found)
    return say("door-stopped-locking", who=who, at=at, found=found)
