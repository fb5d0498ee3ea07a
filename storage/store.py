"""The bundle that the rest of the house receives."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
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
from storage.late_news import LateNews
from storage.lock_calls import LockCalls
from storage.lockdown import Lockdown
from storage.locks import LockActions
from storage.metrics import Metrics
from storage.orphans import Orphans
from storage.outbox import Outbox
from storage.ownership import Ownership
from storage.passes import Passes
from storage.people import People
from storage.proofs import Proofs
from storage.questions import Questions
from storage.quiet_hours import QuietHours
from storage.reminders import Reminders
from storage.retention import Retention
from storage.rhythm import Rhythm
from storage.shown import Shown
from storage.silence import Silence
from storage.snoozes import Snoozes
from storage.stars import Stars
from storage.strangers import Strangers
from storage.thumbnails import Thumbnails
from storage.waits import Waits


@dataclass(frozen=True, slots=True)
class Store:
    db: Database
    events: Events
    cameras: Cameras
    filters: Filters
    people: People
    outbox: Outbox
    late_news: LateNews
    doubt: Doubt
    access: Access
    locks: LockActions
    lock_calls: LockCalls
    reminders: Reminders
    inbox: Inbox
    questions: Questions
    passes: Passes
    shown: Shown
    strangers: Strangers
    thumbnails: Thumbnails
    retention: Retention
    orphans: Orphans
    stars: Stars
    duties: Duties
    waits: Waits
    snoozes: Snoozes
    quiet_hours: QuietHours
    silence: Silence
    rhythm: Rhythm
    chats: Chats
    household: Household
    invites: Invites
    knocks: Knocks
    lockdown: Lockdown
    ownership: Ownership
    proofs: Proofs
    house_settings: HouseSettings
    away: Away
    face_rights: FaceRights
    metrics: Metrics
    audit: AuditLog
    audit_key_file: Path

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
        thumbnails = Thumbnails(thumbnails_dir)
        return cls(
            db=db,
            events=Events(db, thumbnails, keep_strangers=keep_strangers),
            cameras=Cameras(db),
            filters=Filters(db),
            people=People(db),
            outbox=Outbox(db),
            late_news=LateNews(db),
            doubt=Doubt(db),
            access=Access(db),
            locks=LockActions(db),
            lock_calls=LockCalls(db),
            reminders=Reminders(db),
            inbox=Inbox(db),
            questions=Questions(db),
            passes=Passes(db),
            shown=Shown(db),
            strangers=Strangers(db, thumbnails),
            thumbnails=thumbnails,
            retention=Retention(db, thumbnails),
            orphans=Orphans(db, thumbnails),
            stars=Stars(db),
            duties=Duties(db),
            waits=Waits(db),
            snoozes=Snoozes(db),
            quiet_hours=QuietHours(db),
            silence=Silence(db),
            rhythm=Rhythm(db),
            chats=Chats(db),
            household=Household(db),
            invites=Invites(db),
            knocks=Knocks(db),
            lockdown=Lockdown(db),
            ownership=Ownership(db),
            proofs=Proofs(db),
            house_settings=HouseSettings(db),
            away=Away(db),
            face_rights=FaceRights(db),
            metrics=Metrics(db),
            audit=AuditLog(db, key_file),
            audit_key_file=key_file,
        )

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
