"""The bundle that the rest of the house receives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storage.access import Access
from storage.audit_key import AUDIT_KEY
from storage.audit_log import AuditLog
from storage.away import Away
from storage.cameras import Cameras
from storage.chats import Chats
from storage.database import Database
from storage.duties import Duties
from storage.events import Events
from storage.face_rights import FaceRights
from storage.filters import Filters
from storage.house_settings import HouseSettings
from storage.household import Household
from storage.invites import Invites
from storage.knocks import Knocks
from storage.lock_calls import LockCalls
from storage.lockdown import Lockdown
from storage.locks import LockActions
from storage.outbox import Outbox
from storage.ownership import Ownership
from storage.passes import Passes
from storage.people import People
from storage.proofs import Proofs
from storage.questions import Questions
from storage.quiet_hours import QuietHours
from storage.reminders import Reminders
from storage.restored import Restored
from storage.rhythm import Rhythm
from storage.shown import Shown
from storage.silence import Silence
from storage.snoozes import Snoozes
from storage.strangers import Strangers
from storage.thumbnails import Thumbnails
from storage.updates_taken import UpdatesTaken


@dataclass(frozen=True, slots=True)
class Store:
    db: Database
    events: Events
    cameras: Cameras
    filters: Filters
    people: People
    outbox: Outbox
    access: Access
    locks: LockActions
    lock_calls: LockCalls
    reminders: Reminders
    updates_taken: UpdatesTaken
    questions: Questions
    passes: Passes
    shown: Shown
    strangers: Strangers
    thumbnails: Thumbnails
    duties: Duties
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
    restored: Restored
    proofs: Proofs
    house_settings: HouseSettings
    away: Away
    face_rights: FaceRights
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
            access=Access(db),
            locks=LockActions(db),
            lock_calls=LockCalls(db),
            reminders=Reminders(db),
            updates_taken=UpdatesTaken(db),
            questions=Questions(db),
            passes=Passes(db),
            shown=Shown(db),
            strangers=Strangers(db, thumbnails),
            thumbnails=thumbnails,
            duties=Duties(db),
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
            restored=Restored(db),
            proofs=Proofs(db),
            house_settings=HouseSettings(db),
            away=Away(db),
            face_rights=FaceRights(db),
            audit=AuditLog(db, key_file),
            audit_key_file=key_file,
        )

    async def close(self) -> None:
        """May be called again."""
        await self.db.close()

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
