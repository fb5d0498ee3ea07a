"""The composition root: everything is built here, opened in post_init and closed in post_shutdown."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from typing import cast

from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot
from telegram.request import HTTPXRequest

from bot import house_rules, menus, until
from bot.alerts import Teller
from bot.call_count import StoredCallCount
from bot.clips import Clips
from bot.context import SERVICES, App, Context
from bot.control import ControlSocket, refusal
from bot.doorman import Doorman
from bot.duties import DutyReader
from bot.ears import Ears
from bot.eyes import Eyes
from bot.face_door import FaceDoor
from bot.house_settings import HouseChoices
from bot.jobs import add_jobs
from bot.known_faces import KnownFaces
from bot.listening import LastingUpdater
from bot.order import PerChatOrder
from bot.outages import Outage
from bot.owner import Owner
from bot.patience import PatientApplication
from bot.pump import Pump, Work
from bot.quiet_ends import renew_quiet
from bot.readers import Readers
from bot.routes import DUTIES, INSTEAD, LOCK_DUTIES, add_routes
from bot.services import Services, SystemClock
from bot.settings import Settings
from bot.telling import Sender
from bot.texts import plain
from bot.urgency import Shares
from bot.workbench import Workbench
from pipeline.cameras.ring import RingDoorbell
from pipeline.door_types import DoorRules
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotLock
from pipeline.pool import Pool
from pipeline.watch import Watch, WatchRules
from storage.lock_watch import Relock
from storage.store import Store

log = logging.getLogger(__name__)

# Durations come as timedelta; without it every RetryAfter carries a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")


def build_application(settings: Settings) -> App:
    """Opens nothing yet."""
    stack = AsyncExitStack()
    opening: asyncio.Task[None] | None = None

    async def open_(application: App) -> None:
        nonlocal opening
        opening = asyncio.create_task(open_services(application, settings, stack), name="opening")
        await opening

    async def fall_silent(application: App) -> None:
        # Before the bot's own connections close: what is being sent may still be confirmed.
        await application.bot_data[SERVICES].fall_silent()

    async def close(_: App) -> None:
        if opening is not None and not opening.done():
            # Told to end while still opening: it must not go on opening behind our back.
            opening.cancel()
            await asyncio.wait([opening])
        await stack.aclose()

    application = (
        ApplicationBuilder()
        .application_class(PatientApplication)
        .updater(LastingUpdater(_bot(settings), asyncio.Queue()))
        .concurrent_updates(PerChatOrder())
        .context_types(ContextTypes(context=Context))
        .post_init(open_)
        .post_stop(fall_silent)
        .post_shutdown(close)
        .build()
    )
    # The builder does not learn the bot's type from the updater.
    return cast(App, application)


def _bot(settings: Settings) -> Ears:
    """The token is there: preflight has seen to it."""
    assert settings.telegram_bot_token is not None
    return Ears(
        settings.telegram_bot_token.get_secret_value(),
        f"{settings.telegram_api_url}/bot",
        f"{settings.telegram_api_url}/file/bot",
        # A photo may take longer to be taken in than the 5 s after which PTB calls it lost.
        request=HTTPXRequest(
            connection_pool_size=256, read_timeout=20, write_timeout=20, media_write_timeout=60
        ),
        rate_limiter=Shares(),
    )


async def open_services(application: App, settings: Settings, stack: AsyncExitStack) -> None:
    clock = SystemClock()
    store = await stack.enter_async_context(await _open_store(settings))
    # What the run before left, before this one can add to it.
    unfinished, former = await store.locks.unresolved(), await store.questions.confirmations()
    await store.questions.void(clock.now())
    pool = Pool(
        settings.models_dir,
        rules=settings.rules,
        workers=settings.analysis_workers,
        nice=settings.analysis_nice,
    )
    await pool.start()
    stack.push_async_callback(pool.stop)
    duties, relocking = Pump("duties"), Pump("relocking")
    services = _assemble(application, settings, clock, store, pool, stack, _each(duties.wake, relocking.wake))
    stack.push_async_callback(services.easel.stop)
    application.bot_data[SERVICES] = services
    await services.faces.load()
    await house_rules.adopt(services)
    control = ControlSocket(settings.db_path, services, partial(menus.refresh, application))
    await control.start()
    stack.push_async_callback(control.stop)
    await first_words(services)
    await renew_quiet(services)
    # Apart: what locks the door waits for no digest.
    locking = DutyReader(services, LOCK_DUTIES, INSTEAD)
    _start(stack, (duties, DutyReader(services, DUTIES).work), (relocking, locking.work))
    # Beside the loop, and nobody waits for it: an ending does not disturb it, nor it the ending.
    asyncio.get_running_loop().run_in_executor(None, until.warm)
    add_routes(application)
    add_jobs(application, services, unfinished, former)


def _open_store(settings: Settings) -> Awaitable[Store]:
    keep_strangers = settings.stranger_days > 0
    return Store.open(
        settings.db_path,
        settings.thumbnails_dir,
        keep_strangers=keep_strangers,
        audit_key_file=settings.audit_key,
    )


def _assemble(
    application: App,
    settings: Settings,
    clock: SystemClock,
    store: Store,
    pool: Pool,
    stack: AsyncExitStack,
    wake_duties: Callable[[], None],
) -> Services:
    # Cannot be told through Telegram; the log has it.
    telegram_trouble = Outage("Telegram", clock, None)
    telling, sender = Pump("telling"), _sender(application.bot, settings, clock, store)
    teller = Teller(sender, store, clock, telegram_trouble, telling.wake)
    owner = Owner(store, clock, telling.wake)
    doorbell = _doorbell(settings, stack)
    faces = KnownFaces(settings.known_faces_dir, store.people, pool, clock)
    working, reading, looking = Pump("analysing"), Pump("known faces"), Pump("eyes")

    doorman = _doorman(settings, store, clock, stack, telling.wake, wake_duties)
    door = _face_door(doorman, doorbell, store, clock, lambda: watch.rules.door, telling.wake, stack)
    news = _each(telling.wake, working.wake)
    watch = Watch(doorbell, store.events, pool, faces.current, clock, _rules(settings), news, door)
    bench = Workbench(store.events, watch, clock, settings.analysis_workers + 2, working.wake)
    clips = Clips(application.bot, doorbell, store.access, clock, settings)

    fall_silent = _in_turn(clips.close, telling.stop, teller.stop)
    stack.push_async_callback(watch.close)
    stack.push_async_callback(bench.stop)
    _start(stack, (working, bench.take), (reading, faces.watch), (looking, Eyes(pool, owner).look))
    telling.start(teller.flush)
    stack.push_async_callback(fall_silent)
    return Services(
        settings=settings,
        clock=clock,
        bot=application.bot,
        store=store,
        doorbell=doorbell,
        doorman=doorman,
        pool=pool,
        watch=watch,
        faces=faces,
        ring_trouble=Outage("Ring", clock, owner),
        lock_trouble=Outage("SwitchBot", clock, owner),
        camera_trouble=Outage("Cameras", clock, owner, called=lambda: plain("outage-cameras")),
        polling_trouble=Outage("Telegram", clock, owner),
        telegram_trouble=telegram_trouble,
        # Not the same: what can be sent meanwhile must not end it.
        token_trouble=Outage("Telegram", clock, None),
        started_at=clock.now(),
        wake_teller=telling.wake,
        wake_worker=working.wake,
        wake_duties=wake_duties,
        house=HouseChoices(store.house_settings, settings),
        fall_silent=fall_silent,
        clips=clips,
    )


def _each(*wake: Callable[[], None]) -> Callable[[], None]:
    def woken() -> None:
        for one in wake:
            one()

    return woken


def _in_turn(*stops: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    async def stopped() -> None:
        for stop in stops:
            await stop()

    return stopped


def _start(stack: AsyncExitStack, *pumps: tuple[Pump, Work]) -> None:
    for pump, work in pumps:
        pump.start(work)
        stack.push_async_callback(pump.stop)


def _doorbell(settings: Settings, stack: AsyncExitStack) -> RingDoorbell:
    doorbell = RingDoorbell(settings.ring_token_file, settings.ring_api_url, settings.ring_oauth_url)
    stack.push_async_callback(doorbell.close)
    return doorbell


def _sender(bot: ExtBot[int], settings: Settings, clock: SystemClock, store: Store) -> Sender:
    return Sender(bot, store, settings, clock, Readers(bot, store.access, clock))


def _rules(settings: Settings) -> WatchRules:
    return WatchRules(
        coalesce_seconds=settings.coalesce_seconds,
        snapshot_wait=settings.snapshot_wait,
        recording_wait=settings.recording_wait,
        seeing=settings.rules,
        counting=settings.sight_rules,
        door=DoorRules(
            settings.switchbot_lock_id if settings.has_lock else None,
            frozenset(settings.unlock_cameras),
            timedelta(seconds=settings.unlock_cooldown),
            timedelta(seconds=settings.face_unlock_max_age),
            zone=settings.zone,
        ),
    )


def _doorman(
    settings: Settings, store: Store, clock: SystemClock, stack: AsyncExitStack, *wake: Callable[[], None]
) -> Doorman | None:
    token, secret, lock_id = settings.switchbot_token, settings.switchbot_secret, settings.switchbot_lock_id
    if token is None or secret is None or lock_id is None:
        log.info("no lock is set up: SWITCHBOT_TOKEN, SWITCHBOT_SECRET and SWITCHBOT_LOCK_ID are not given")
        return None
    account = SwitchBotAccount(
        token.get_secret_value(),
        secret.get_secret_value(),
        settings.switchbot_api_url,
        count=StoredCallCount(store.lock_calls, clock),
    )
    lock = SwitchBotLock(account, lock_id)
    stack.push_async_callback(lock.close)
    relock = Relock(settings.relock_reminder, settings.auto_relock)
    return Doorman(lock, store.locks, clock, relock, _each(*wake))


def _face_door(
    doorman: Doorman | None,
    doorbell: RingDoorbell,
    store: Store,
    clock: SystemClock,
    rules: Callable[[], DoorRules],
    wake: Callable[[], None],
    stack: AsyncExitStack,
) -> FaceDoor | None:
    if doorman is None:
        return None
    door = FaceDoor(doorman, doorbell, store, clock, rules, wake)
    stack.push_async_callback(door.stop)
    return door


async def first_words(services: Services) -> None:
    """Who the owner is, or how to become it."""
    access, preset = services.store.access, services.settings.owner_id
    if await access.owner() is None and preset is not None:
        await access.make_owner(preset, None, services.now(), how="setting")
    if await access.owner() is None:
        code = await access.new_code(services.now())
        print(f"Pairing code: {code} (15 min)", flush=True)
        if note := await refusal(access, services.now(), services.settings.zone):
            log.warning("%s", note)
