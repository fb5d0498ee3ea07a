"""The typed bundle that handlers receive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from telegram import Bot

from bot.backlog import Backlog
from bot.backups import Backups
from bot.clips import Clips
from bot.doorman import Doorman
from bot.easel import Easel
from bot.health.health import Health
from bot.house_settings import HouseChoices
from bot.keeping import Keeper
from bot.keypads import Keypad, NewCodes
from bot.known_faces import KnownFaces
from bot.outages import Outage
from bot.owner import Owner
from bot.rounds import Rounds
from bot.said import Said
from bot.settings import Settings
from pipeline.pool import Pool
from pipeline.ports import Doorbell
from pipeline.types import Camera
from pipeline.watch import Watch
from storage.disk import Disk
from storage.store import Store


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class Services:
    settings: Settings
    clock: SystemClock
    bot: Bot
    store: Store
    doorbell: Doorbell
    doorman: Doorman | None
    """None: no lock is set up."""
    pool: Pool
    watch: Watch
    faces: KnownFaces
    rounds: Rounds
    owner: Owner
    """Who is told what only the owner can mend."""
    ring_trouble: Outage
    lock_trouble: Outage
    camera_trouble: Outage
    polling_trouble: Outage
    telegram_trouble: Outage
    store_trouble: Outage
    token_trouble: Outage
    started_at: datetime
    wake_teller: Callable[[], None]
    wake_duties: Callable[[], None]
    """After a duty was added."""
    house: HouseChoices
    hand_back: Callable[[float], Awaitable[None]]
    """Begins no clip any more; those under way have so many seconds."""
    fall_silent: Callable[[], Awaitable[None]]
    """Ends the telling once what is being sent is confirmed. May be called again."""
    clips: Clips
    keeper: Keeper
    backups: Backups
    backlog: Backlog
    health: Health = field(init=False)
    """Made of all the others, as the last one."""
    said: Said = field(default_factory=Said)
    easel: Easel = field(default_factory=Easel)
    cameras: Sequence[Camera] = ()
    troubles_of_cameras: dict[str, Outage] = field(default_factory=dict)
    """By camera id."""
    heard: dict[int, float] = field(default_factory=dict)
    """By private chat of the household: the second of `elapsed` when its user was last heard."""
    photos_under_way: set[tuple[int, str]] = field(default_factory=set)
    """/photo: chat and camera id."""
    disks: defaultdict[tuple[str, Path], Disk] = field(default_factory=lambda: defaultdict(Disk))
    """By what for: somebody asks something of a file or a folder. Each hangs alone."""
    deadlines: dict[int, float] = field(default_factory=dict)
    """Open questions about the lock: id -> the second of `elapsed` when it is over."""
    keypads: dict[int, Keypad] = field(default_factory=dict, repr=False)
    """Where a PIN is being entered, by the question's id."""
    new_codes: dict[int, NewCodes] = field(default_factory=dict, repr=False)
    """Secrets that no app has shown to have yet, by the question's id."""

    def now(self) -> datetime:
        return self.clock.now()
