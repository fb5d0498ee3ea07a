"""The bundle that the rest of the house receives."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from storage.access import Access
from storage.audit_key import AUDIT_KEY
from storage.audit_log import AuditLog
from storage.away import Away
from storage.cameras import Cameras
from storage.chats import Chats
from storage.database import Database
from storage.doubt import Doubt
from storage.duties import Duties
from storage.events import Events
from storage.face_rights import FaceRights
from storage.filters import Filters
from storage.house_settings import HouseSettings
from storage.household import Household
from storage.inbox import Inbox
from storage.invites import Invites
from storage.knocks import Knocks
from storage.lapses import Lapses
from storage.late_news import LateNews
from storage.lock_calls import LockCalls
from storage.lockdown import Lockdown
from storage.locks import LockActions
from storage.metrics import Metrics
from storage.numbers import Numbers
from storage.orphans import Orphans
from storage.outbox import Outbox
from storage.ownership import Ownership
from storage.passes import Passes
from storage.people import People
from storage.proofs import Proofs
from storage.questions import Questions
from storage.quiet_hours import QuietHours
from storage.reminders import Reminders
from storage.restored import Restored
from storage.retention import Retention
from storage.rhythm import Rhythm
from storage.shown import Shown
from storage.silence import Silence
from storage.snoozes import Snoozes
from storage.stars import Stars
from storage.strangers import Strangers
from storage.thumbnails import Thumbnails
from storage.waits import Waits


class Store:
    """Open with `Store.open`."""

    def __init__(
        self, db: Database, thumbnails: Thumbnails, audit_key_file: Path, *, keep_strangers: bool
    ) -> None:
        self.db, self.thumbnails, self.audit_key_file = db, thumbnails, audit_key_file
        self.numbers = Numbers(db)
        self.events = Events(db, thumbnails, keep_strangers=keep_strangers)
        self.cameras = Cameras(db)
        self.filters = Filters(db)
        self.people = People(db)
        self.outbox = Outbox(db)
        self.late_news = LateNews(db)
        self.doubt = Doubt(db)
        self.access = Access(db)
        self.locks = LockActions(db)
        self.lock_calls = LockCalls(db)
        self.reminders = Reminders(db)
        self.inbox = Inbox(db)
        self.questions = Questions(db)
        self.passes = Passes(db)
        self.shown = Shown(db)
        self.strangers = Strangers(db, thumbnails)
        self.retention = Retention(db, thumbnails)
        self.orphans = Orphans(db, thumbnails)
        self.stars = Stars(db)
        self.duties = Duties(db)
        self.waits = Waits(db)
        self.lapses = Lapses(db)
        self.snoozes = Snoozes(db)
        self.quiet_hours = QuietHours(db)
        self.silence = Silence(db)
        self.rhythm = Rhythm(db)
        self.chats = Chats(db)
        self.household = Household(db)
        self.invites = Invites(db)
        self.knocks = Knocks(db)
        self.lockdown = Lockdown(db)
        self.ownership = Ownership(db)
        self.restored = Restored(db)
        self.proofs = Proofs(db)
        self.house_settings = HouseSettings(db)
        self.away = Away(db)
        self.face_rights = FaceRights(db)
        self.metrics = Metrics(db)
        self.audit = AuditLog(db, audit_key_file)

    @classmethod
    async def open(
        cls,
        db_path: Path,
        thumbnails_dir: Path,
        *,
        keep_strangers: bool = True,
        audit_key_file: Path | None = None,
        records: bool = True,
    ) -> Store:
        """StoreError in one sentence where a file cannot be used.

        `audit_key_file`: made if there is none; None: `audit.key` beside the store. `records` False:
        nothing will be put into the audit, so neither is the key read nor one made.

        `keep_strangers` False: of faces that nobody is known by, neither picture nor embedding is kept.
        """
        key_file = audit_key_file or db_path.with_name(AUDIT_KEY)
        db = await Database.open(db_path, key_file if records else None)
        return cls(db, Thumbnails(thumbnails_dir), key_file, keep_strangers=keep_strangers)

    def together(self) -> AbstractAsyncContextManager[None]:
        """See `Database.together`."""
        return self.db.together()

    async def close(self) -> None:
        """May be called again."""
        await self.db.close()

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
