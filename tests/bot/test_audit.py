"""/audit in the chat: pages in place, the head that an opening showed, and what was cut or changed."""

from __future__ import annotations

import sqlite3

from storage import audit
from storage.access import Role
from storage.audit import Entry
from tests.bot.house import OWNER, STRANGER, House


async def opened(house: House) -> str:
    """The record that the message shows."""
    await house.say("/unlock")
    await house.press(await house.hears("Open the door?"), "Confirm")
    said = await house.hears("Record")
    return said.words.rpartition(" ")[2]


async def test_the_record(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        head = await opened(house)
        await house.say("/audit")
        shown = await house.hears("The record")
        assert "✅ All 3 entries are as they were written." in shown.words
        assert f"Its head is {head}" in shown.words
        assert "Sam told the door to unlock" in shown.words
        assert "The door was unlocked. Then: unlocked." in shown.words
        await _pages(house)
        await _heads(house, head)
        await _not_for_others(house)
        await _tampering(house, head)


async def _pages(house: House) -> None:
    def many(db: sqlite3.Connection) -> None:
        for _ in range(14):
            audit.append(db, Entry("lock", by=OWNER, how="command"), house.services.now())

    await house.services.store.db.change(many, durable=True)
    await house.say("/audit")
    first = await house.hears("All 17 entries")

    def shown() -> int:
        return sum(" · " in one.words for one in house.from_bot())

    before = shown()
    await house.press(first, "Older")
    older = await house.hears("9 ·", where=lambda message: message.id == first.id)
    assert "✅ The entries on this page" in older.words
    await house.press(older, "Older")
    last = await house.hears(
        "1 · ", where=lambda message: message.id == first.id and "2 · " not in message.words
    )
    assert "as OWNER_ID says" in last.words
    await house.press(last, "Newer")
    middle = await house.hears("9 ·", where=lambda message: message.id == first.id)
    await house.press(middle, "Newer")
    await house.hears("All 17 entries", where=lambda message: message.id == first.id)
    assert shown() == before, "pages turn in place"


async def _heads(house: House, head: str) -> None:
    await house.say(f"/audit {head.upper()}")
    found = await house.hears(f"{head} is in the record")
    assert "3 ·" in found.words
    assert "The door was unlocked." in found.words
    await house.say("/audit 0000aaaa")
    await house.hears("0000aaaa is not in the record")
    await house.say("/audit 2")
    await house.hears("2 ·")
    await house.say("/audit 99")
    await house.hears("no entry 99")
    await house.say("/audit sesame")
    await house.hears("eight digits")


async def _not_for_others(house: House) -> None:
    _, code = await house.services.store.invites.new(Role.RESIDENT, OWNER, house.services.now())
    await house.services.store.invites.redeem(STRANGER, "Mallory", code, house.services.now())
    await house.say("/audit", user=STRANGER)
    await house.telegram.wait_for(lambda message: "Only the owner" in message.words, STRANGER)
    shown = next(one for one in house.from_bot() if "All 17" in one.words)
    await house.press_data(shown, "auditolder:9", STRANGER)
    assert not [one for one in house.from_bot(STRANGER) if "📒" in one.words]


async def _tampering(house: House, head: str) -> None:
    def changed(db: sqlite3.Connection) -> None:
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE name GLOB 'audit_keeps_*'"):
            db.execute(f"DROP TRIGGER {trigger}")
        db.execute("DELETE FROM audit WHERE id = 3")
        db.execute("UPDATE audit SET outcome = 'done' WHERE id = 2")

    await house.services.store.db.change(changed)
    await house.say("/audit")
    said = await house.hears("broken before entry 4")
    assert "Entry 2 is not what was written" in said.words
    await house.say(f"/audit {head}")
    await house.hears(f"{head} is not in the record")
    house.services.store.audit_key_file.unlink()
    await house.say("/audit")
    await house.hears("its key is gone")
