"""How the services are built, one from the other; each puts its own end on the stack."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import cast

from bot import planning
from bot.alerts import Teller
from bot.backlog import Backlog
from bot.backups import LONGEST_NIGHT, Backups
from bot.call_count import StoredCallCount
from bot.clips import Clips
from bot.clock_watch import ClockWatch
from bot.context import App
from bot.doorman import Doorman
from bot.ears import Ears
from bot.easel import Easel
from bot.eyes import Eyes
from bot.face_door import FaceDoor
from bot.health.cooling import Cooling
from bot.health.frames import Frames, MeasuredEyes
from bot.health.health import Health
from bot.health.making import health_of
from bot.health.progress import Progress
from bot.house_settings import HouseChoices
from bot.intake import Intake
from bot.keeping import Keeper
from bot.known_faces import KnownFaces
from bot.outages import Outage
from bot.owner import Owner
from bot.pace import Pace
from bot.pump import Pump, Work
from bot.readers import Readers
from bot.rounds import Rounds
from bot.services import Services, SystemClock
from bot.settings import Settings
from bot.store_watch import Directly, StoreWatch
from bot.telling import Sender
from bot.texts import plain
from bot.under_way import UnderWay
from bot.urgency import GroupShares, Shares
from bot.workbench import Workbench
from pipeline.cameras.ring import RingDoorbell
from pipeline.door_types import DoorRules
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotLock
from pipeline.pool import Pool
from pipeline.watch import Watch, WatchRules
from storage.disk import Disk
from storage.lock_watch import Relock
from storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pumps:
    """Made first, since whoever has news wakes them; started when what they do is there."""

    telling: Pump = field(default_factory=partial(Pump, "telling"))
    working: Pump = field(default_factory=partial(Pump, "analysing"))
    faces: Pump = field(default_factory=partial(Pump, "known faces"))
    store: Pump = field(default_factory=partial(Pump, "store"))
    clock: Pump = field(default_factory=partial(Pump, "clock"))
    eyes: Pump = field(default_factory=partial(Pump, "eyes"))
    duties: Pump = field(default_factory=partial(Pump, "duties"))
    # Apart: what locks the door waits for no digest.
    relocking: Pump = field(default_factory=partial(Pump, "relocking"))
    health: Pump = field(default_factory=partial(Pump, "health"))
    # Apart too: it may take hours.
    backing_up: Pump = field(default_factory=partial(Pump, "backing up", longest_run=LONGEST_NIGHT))

    def wake_duties(self) -> None:
        self.duties.wake()
        self.relocking.wake()

    def news(self) -> None:
        """There is something to tell or to do."""
        self.telling.wake()
        self.working.wake()


@dataclass(frozen=True, slots=True)
class Assembly:
    """`services` builds them; nothing runs before `start`."""

    application: App
    settings: Settings
    store: Store
    pool: Pool
    stack: AsyncExitStack
    clock: SystemClock = field(default_factory=SystemClock)
    pumps: Pumps = field(default_factory=Pumps)
    frames: Frames = field(default_factory=Frames)
    cooling: Cooling = field(default_factory=Cooling)

    def services(self) -> Services:
        # Cannot be told through Telegram; the log has it.
        telegram_trouble = Outage("Telegram", self.clock, None)
        store_trouble = self._watch_store()
        owner = Owner(self.store, self.clock, self.pumps.telling.wake)
        doorbell, doorman = self._doorbell(), self._doorman()
        faces = KnownFaces(self.settings.known_faces_dir, self.store.people, self.pool, self.clock)
        watch = self._watch(doorbell, doorman, faces)
        clips = Clips(self.application.bot, doorbell, self.store.access, self.settings)
        easel = Easel()
        heard: dict[int, float] = {}
        teller = self._teller(telegram_trouble, heard)
        backlog = self._backlog(watch, owner)
        bench = self._workbench(watch, backlog)
        self.start(self.pumps.working, bench.take)
        self.start(self.pumps.faces, faces.watch)
        self._watch_clock(watch, teller)
        self.start(self.pumps.eyes, Eyes(self.pool.ready, owner).look)
        fall_silent = self._telling(teller, clips)
        self.stack.push_async_callback(easel.stop)
        return Services(
            settings=self.settings,
            clock=self.clock,
            bot=self.application.bot,
            store=self.store,
            doorbell=doorbell,
            doorman=doorman,
            pool=self.pool,
            watch=watch,
            faces=faces,
            rounds=self._rounds(owner),
            owner=owner,
            ring_trouble=Outage("Ring", self.clock, owner),
            lock_trouble=Outage("SwitchBot", self.clock, owner),
            camera_trouble=Outage("Cameras", self.clock, owner, called=lambda: plain("outage-cameras")),
            polling_trouble=Outage("Telegram", self.clock, owner),
            telegram_trouble=telegram_trouble,
            store_trouble=store_trouble,
            # Not the same: what can be sent meanwhile must not end it.
            token_trouble=Outage("Telegram", self.clock, None),
            started_at=self.clock.now(),
            wake_teller=self.pumps.telling.wake,
            wake_duties=self.pumps.wake_duties,
            house=HouseChoices(self.store.house_settings, self.settings),
            hand_back=partial(self._hand_back, bench),
            fall_silent=fall_silent,
            clips=clips,
            keeper=self._keeper(owner, doorbell),
            backups=self._backups(owner),
            backlog=backlog,
            easel=easel,
            heard=heard,
        )

    def health(self, services: Services) -> Health:
        health = health_of(services, self.frames, self.cooling)
        self.start(self.pumps.health, health.look)
        return health

    def progress(self, health: Health) -> Progress:
        """Without these pumps the bot would run in vain."""
        pumps = self.pumps
        return Progress(health.pulse, (pumps.telling, pumps.working, pumps.duties, pumps.relocking))

    def intake(self, services: Services) -> Intake:
        directly = Directly(self.application.bot, self.store.access)
        trouble = Outage("Store", self.clock, directly, called=lambda: plain("store-called"))
        return Intake(services, self.application.bot, trouble)

    def start(self, pump: Pump, work: Work) -> None:
        pump.start(work)
        self.stack.push_async_callback(pump.stop)

    def _teller(self, trouble: Outage, heard: dict[int, float]) -> Teller:
        bot, store = self.application.bot, self.store
        sender = Sender(bot, store, self.settings, self.clock, Readers(bot, store.access, self.clock))
        limiter = bot.rate_limiter
        pace = Pace(limiter.groups if isinstance(limiter, Shares) else GroupShares())
        return Teller(sender, store, self.clock, trouble, pace, self.pumps.telling.wake, heard)

    def _telling(self, teller: Teller, clips: Clips) -> Callable[[], Awaitable[None]]:
        """Begins; what is returned ends it, and lets what is being sent be confirmed."""

        async def fall_silent() -> None:
            # The pump first: two rounds at once would tell the same twice. The last tells what came since.
            for step in (clips.close, self.pumps.telling.stop, teller.last_round, teller.stop):
                await step()

        self.pumps.telling.start(teller.flush)
        self.stack.push_async_callback(fall_silent)
        return fall_silent

    def _backlog(self, watch: Watch, owner: Owner) -> Backlog:
        many = Outage("Clips", self.clock, owner, called=lambda: plain("supervision-queue"))
        return Backlog(self.store.events, self.clock, many, watch.attempts.forget)

    def _workbench(self, watch: Watch, backlog: Backlog) -> Workbench:
        places, events = self.settings.analysis_workers + 2, self.store.events
        bench = Workbench(events, watch, self.clock, places, self.pumps.news, backlog, self.cooling)
        self.stack.push_async_callback(bench.stop)
        return bench

    def _watch_store(self) -> Outage:
        directly = Directly(self.application.bot, self.store.access)
        trouble = Outage("Store", self.clock, directly, called=lambda: plain("store-called"))
        self.start(self.pumps.store, StoreWatch(self.store.db, trouble, self.pumps.news).look)
        return trouble

    def _watch_clock(self, watch: Watch, teller: Teller) -> None:
        jobs = self.application.job_queue
        assert jobs is not None
        plan_anew = partial(jobs.run_once, planning.anew, 0, job_kwargs={"misfire_grace_time": None})

        def jumped(jump: timedelta) -> None:
            watch.clock_jumped(jump)
            teller.clock_jumped()
            self.pumps.news()
            self.pumps.wake_duties()
            self.pumps.backing_up.wake()
            plan_anew()

        jobs = self.application.job_queue
        assert jobs is not None
        self.start(
            self.pumps.clock, ClockWatch(self.clock, self.store.waits, self.store.lapses, jobs, jumped).look
        )

    async def _hand_back(self, bench: Workbench, grace_seconds: float) -> None:
        """No new clip; those under way are finished in that time, or due as before at the next start."""
        await self.pumps.working.stop()
        await bench.stop(grace_seconds)

    def _watch(self, doorbell: RingDoorbell, doorman: Doorman | None, faces: KnownFaces) -> Watch:
        door = self._face_door(doorman, doorbell, lambda: watch.rules.door)
        rules, news = watch_rules(self.settings), self.pumps.news
        eyes = MeasuredEyes(self.pool, self.frames)
        watch = Watch(doorbell, self.store.events, eyes, faces.current, self.clock, rules, news, door)
        self.stack.push_async_callback(watch.close)
        return watch

    def _rounds(self, owner: Owner) -> Rounds:
        name = partial(plain, "supervision-speed")
        slow = Outage("Ring's speed", self.clock, owner, called=name, patience=3)
        rounds = Rounds(UnderWay("reading of Ring's", lambda: None), slow)
        self.stack.push_async_callback(rounds.under_way.stop)
        return rounds

    def _keeper(self, owner: Owner, doorbell: RingDoorbell) -> Keeper:
        telegrams_now = cast(Ears, self.application.bot).hearing.their_time
        return Keeper(self.store, self.settings, self.clock, owner, doorbell.now, telegrams_now=telegrams_now)

    def _backups(self, owner: Owner) -> Backups:
        trouble = Outage("Backup", self.clock, owner, called=lambda: plain("backup-called"))
        called = partial(plain, "backup-pictures-called")
        pictures = Outage("Pictures of the backup", self.clock, owner, called=called)
        backups = Backups(self.settings, self.clock, trouble, pictures)
        self.stack.push_async_callback(backups.stop)
        return backups

    def _doorbell(self) -> RingDoorbell:
        settings = self.settings
        doorbell = RingDoorbell(
            settings.ring_token_file, settings.ring_api_url, settings.ring_oauth_url, files=Disk()
        )
        self.stack.push_async_callback(doorbell.close)
        return doorbell

    def _doorman(self) -> Doorman | None:
        settings = self.settings
        token, secret, lock_id = (
            settings.switchbot_token,
            settings.switchbot_secret,
            settings.switchbot_lock_id,
        )
        if token is None or secret is None or lock_id is None:
            log.info(
                "no lock is set up: SWITCHBOT_TOKEN, SWITCHBOT_SECRET and SWITCHBOT_LOCK_ID are not given"
            )
            return None
        account = SwitchBotAccount(
            token.get_secret_value(),
            secret.get_secret_value(),
            settings.switchbot_api_url,
            count=StoredCallCount(self.store.lock_calls, self.clock),
        )
        lock = SwitchBotLock(account, lock_id)
        self.stack.push_async_callback(lock.close)
        relock = Relock(settings.relock_reminder, settings.auto_relock)
        return Doorman(lock, self.store.locks, self.clock, relock, self._moved)

    def _moved(self) -> None:
        self.pumps.telling.wake()
        self.pumps.wake_duties()

    def _face_door(
        self, doorman: Doorman | None, doorbell: RingDoorbell, rules: Callable[[], DoorRules]
    ) -> FaceDoor | None:
        if doorman is None:
            return None
        door = FaceDoor(doorman, doorbell, self.store, self.clock, rules, self.pumps.telling.wake)
        self.stack.push_async_callback(door.stop)
        return door


def watch_rules(settings: Settings) -> WatchRules:
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
