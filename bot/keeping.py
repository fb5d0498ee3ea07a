"""What is kept, and for how long: pictures by age and size, strangers' faces, what a crash left over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from markupsafe import Markup

from bot.health.vitals import skew
from bot.owner import Owner
from bot.settings import Settings
from bot.texts import say, speaking
from pipeline.ports import Clock
from storage.disk import LONGEST_LOOK, Disk
from storage.medium import sd_card
from storage.store import Store

log = logging.getLogger(__name__)

DOUBT = timedelta(hours=1)
"""Where the clouds' clocks and this machine's are further apart, nothing is deleted for its age."""

CARD, PICTURES, STARS = "SD", "Pictures", "Starred"
"""What the owner's notices are about: each is told once, and once when it is over."""


@dataclass(frozen=True, slots=True)
class OnCard:
    """`where`: "store", "pictures" or "both"."""

    where: str
    card: str
    """As the kernel calls it."""

    def words(self) -> Markup:
        return say("keeping-card", where=self.where, card=self.card)

    def in_short(self) -> Markup:
        """For /status; what to do was told once."""
        return say("keeping-card-short", where=self.where, card=self.card)


@dataclass(slots=True)
class Keeper:
    store: Store
    settings: Settings
    clock: Clock
    owner: Owner
    rings_now: Callable[[], datetime | None]
    """What time it is by Ring; None: not told yet."""
    find_card: Callable[[Path], str | None] = sd_card
    on_card: OnCard | None = None
    logged: dict[str, str] = field(default_factory=dict)
    telegrams_now: Callable[[], datetime | None] = lambda: None
    """The same, by Telegram."""
    disk: Disk = field(default_factory=Disk)

    async def sweep(self) -> None:
        """What was kept long enough, or is too much."""
        if self._clock_is_doubtful():
            log.warning(
                "this machine's clock and the clouds' are more than an hour apart: nothing is deleted"
            )
            return
        await self._strangers()
        await self.store.shown.sweep(self.clock.now())
        settings, retention = self.settings, self.store.retention
        if old := await retention.by_age(self.clock.now() - timedelta(days=settings.retention_days)):
            log.info("%d pictures were removed after %d days", old, settings.retention_days)
        removed, too_many = await retention.by_size(settings.retention_mb * 1_000_000)
        if removed:
            log.info("%d pictures were removed for room: all may take %d MB", removed, settings.retention_mb)
        await self._tell(STARS, too_many > 0, lambda: say("keeping-stars", mb=settings.retention_mb))

    async def mend(self) -> None:
        """What is not as it should be on the disk, once a night and after a start."""
        mended = await self.store.orphans.mend()
        if mended.files or mended.rows:
            log.warning(
                "mended: %d pictures of no event deleted, %d events whose picture was gone say so",
                mended.files,
                mended.rows,
            )
        folder = str(self.settings.thumbnails_dir)
        await self._tell(PICTURES, mended.doubtful, lambda: say("keeping-doubt", folder=folder))
        await self.look_at_cards()
        await self.store.db.checkpoint()

    async def look_at_cards(self) -> None:
        try:
            found = await self.disk.run(LONGEST_LOOK, self._cards)
        except TimeoutError as error:
            log.warning("what the store and the pictures lie on is not known: %s", error)
            return
        await self._tell(CARD, found is not None, lambda: found.words() if found else Markup())
        self.on_card = found

    def _cards(self) -> OnCard | None:
        store = self.find_card(self.settings.db_path)
        pictures = self.find_card(self.settings.thumbnails_dir)
        if store is None and pictures is None:
            return None
        where = "both" if store and pictures else "store" if store else "pictures"
        return OnCard(where, " / ".join(dict.fromkeys(one for one in (store, pictures) if one)))

    async def _strangers(self) -> None:
        days = self.settings.stranger_days
        if erased := await self.store.strangers.sweep(self.clock.now() - timedelta(days=days)):
            log.info("%d faces of strangers were erased after %d days", erased, days)

    def _clock_is_doubtful(self) -> bool:
        """A clock that ran ahead by a month would cost a month's pictures."""
        apart = skew(self.clock.now(), self.rings_now(), self.telegrams_now())
        return apart is not None and abs(apart) > DOUBT.total_seconds()

    async def _tell(self, about: str, there: bool, text: Callable[[], Markup]) -> None:
        """The owner hears of it once, however often it is found."""
        if there:
            self._log(about, text)
            await self.owner.outage(about, text)
        else:
            self.logged.pop(about, None)
            await self.owner.outage_over(about, lambda: say("keeping-over", about=about))

    def _log(self, about: str, text: Callable[[], Markup]) -> None:
        with speaking(None):
            words = text().striptags()
        if self.logged.get(about) != words:
            log.warning("%s", words)
        self.logged[about] = words
