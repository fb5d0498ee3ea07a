"""How the services are built, one from the other; each puts its own end on the stack."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from bot.alerts import Teller
from bot.backups import Backups
from bot.call_count import StoredCallCount
from bot.clips import Clips
from bot.context import App
from bot.doorman import Doorman
from bot.easel import Easel
from bot.eyes import Eyes
from bot.face_door import FaceDoor
from bot.house_settings import HouseChoices
from bot.known_faces import KnownFaces
from bot.outages import Outage
from bot.owner import Owner
from bot.pump import Pump, Work
from bot.readers import Readers
from bot.services import Services, SystemClock
from bot.settings import Settings
from bot.telling import Sender
from bot.texts import plain
from bot.workbench import Workbench
from pipeline.cameras.ring import RingDoorbell
from pipeline.door_types import DoorRules
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotLock
from pipeline.pool import Pool
from pipeline.watch import Watch, WatchRules
from storage.lock_watch import Relock
from storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pumps:
    """Made first, since whoever has news wakes them; started when what they do is there."""

    telling: Pump = field(default_factory=partial(Pump, "telling"))
    working: Pump = field(default_factory=partial(Pump, "analysing"))
    faces: Pump = field(default_factory=partial(Pump, "known faces"))
    eyes: Pump = field(default_factory=partial(Pump, "eyes"))
    duties: Pump = field(default_factory=partial(Pump, "duties"))
    # Apart: what locks the door waits for no digest.
    relocking: Pump = field(default_factory=partial(Pump, "relocking"))
    # Apart too: it may take an hour.
    backing_up: Pump = field(default_factory=partial(Pump, "backing up"))

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

    def services(self) -> Services:
        # Cannot be told through Telegram; the log has it.
        telegram_trouble = Outage("Telegram", self.clock, None)
        owner = Owner(self.store, self.clock, self.pumps.telling.wake)
        doorbell, doorman = self._doorbell(), self._doorman()
        faces = KnownFaces(self.settings.known_faces_dir, self.store.people, self.pool, self.clock)
        watch = self._watch(doorbell, doorman, faces)
        clips = Clips(self.application.bot, doorbell, self.store.access, self.clock, self.settings)
        easel = Easel()
        teller = self._teller(telegram_trouble)
        self.start(self.pumps.working, self._workbench(watch).take)
        self.start(self.pumps.faces, faces.watch)
        self.start(self.pumps.eyes, Eyes(self.pool, owner).look)
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
            ring_trouble=Outage("Ring", self.clock, owner),
            lock_trouble=Outage("SwitchBot", self.clock, owner),
            camera_trouble=Outage("Cameras", self.clock, owner, called=lambda: plain("outage-cameras")),
            polling_trouble=Outage("Telegram", self.clock, owner),
            telegram_trouble=telegram_trouble,
            # Not the same: what can be sent meanwhile must not end it.
            token_trouble=Outage("Telegram", self.clock, None),
            started_at=self.clock.now(),
            wake_teller=self.pumps.telling.wake,
            wake_worker=self.pumps.working.wake,
            wake_duties=self.pumps.wake_duties,
            house=HouseChoices(self.store.house_settings, self.settings),
            fall_silent=fall_silent,
            clips=clips,
            backups=self._backups(owner),
            easel=easel,
        )

    def start(self, pump: Pump, work: Work) -> None:
        pump.start(work)
        self.stack.push_async_callback(pump.stop)

    def _teller(self, trouble: Outage) -> Teller:
        bot, store = self.application.bot, self.store
        sender = Sender(bot, store, self.settings, self.clock, Readers(bot, store.access, self.clock))
        return Teller(sender, store, self.clock, trouble, self.pumps.telling.wake)

    def _telling(self, teller: Teller, clips: Clips) -> Callable[[], Awaitable[None]]:
        """Begins; what is returned ends it, and lets what is being sent be confirmed."""

        async def fall_silent() -> None:
            for stop in (clips.close, self.pumps.telling.stop, teller.stop):
                await stop()

        self.pumps.telling.start(teller.flush)
        self.stack.push_async_callback(fall_silent)
        return fall_silent

    def _workbench(self, watch: Watch) -> Workbench:
        places = self.settings.analysis_workers + 2
        bench = Workbench(self.store.events, watch, self.clock, places, self.pumps.working.wake)
        self.stack.push_async_callback(bench.stop)
        return bench

    def _watch(self, doorbell: RingDoorbell, doorman: Doorman | None, faces: KnownFaces) -> Watch:
        door = self._face_door(doorman, doorbell, lambda: watch.rules.door)
        rules, news = watch_rules(self.settings), self.pumps.news
        watch = Watch(doorbell, self.store.events, self.pool, faces.current, self.clock, rules, news, door)
        self.stack.push_async_callback(watch.close)
        return watch

    def _backups(self, owner: Owner) -> Backups:
        trouble = Outage("Backup", self.clock, owner, called=lambda: plain("backup-called"))
        backups = Backups(self.settings, self.clock, trouble)
        self.stack.push_async_callback(backups.stop)
        return backups

    def _doorbell(self) -> RingDoorbell:
        settings = self.settings
        doorbell = RingDoorbell(settings.ring_token_file, settings.ring_api_url, settings.ring_oauth_url)
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
