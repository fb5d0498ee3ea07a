"""A store with a household, and the places around it, for the tests of backups."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from storage.access import Role
from storage.backing_up import Places, back_up
from storage.backups import Backup
from storage.proofs import QUESTION, Asked
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, face, join, told
from tests.storage.opening import trusted

KIM, GUEST = 77, 88
TOMORROW = NOW + timedelta(days=1)
TOTP = bytes(range(100, 120))
PIN = "483921"


def places_at(db_path: Path) -> Places:
    folder = db_path.parent
    return Places(db_path, folder / "thumbnails", folder / "known_faces", folder / "audit.key")


def copied(db_path: Path, now: datetime = TOMORROW, days: int = 7) -> Backup:
    return back_up(places_at(db_path), db_path.with_name("backups"), now, days)


async def lived_in(store: Store) -> tuple[str, str]:
    """Sam owns it with a PIN, Kim has one-time codes, Alex is a guest, Grace's face opens. The codes that are
    open: for pairing, and of an invite."""
    folder = places_at(store.db.path).known_faces_dir / "Grace"
    folder.mkdir(parents=True)
    for number in range(3):
        (folder / f"{number}.jpg").write_bytes(b"\xff\xd8 Grace %d" % number)
    await join(store, KIM, "Kim", Role.RESIDENT)
    await join(store, GUEST, "Alex", Role.GUEST)
    await trusted(store)
    for number in range(3):
        await told(store, number * 100, None, face())
    await store.proofs.set_pin(await _asked(store, OWNER), PIN, NOW)
    await store.proofs.set_codes(await _asked(store, KIM), TOTP, 1, NOW)
    _, invite = await store.invites.new(Role.RESIDENT, OWNER, NOW)
    return await store.access.new_code(NOW), invite


async def _asked(store: Store, user_id: int) -> Asked:
    question = await store.questions.ask(QUESTION, asker=user_id, chat_id=user_id, now=NOW, valid_seconds=60)
    return Asked(question.id, user_id, user_id)


def moments(number: int) -> datetime:
    return after(86400.0 * number)
