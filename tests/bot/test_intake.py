"""What changes something is stored before Telegram forgets it; what a killed run left is taken up once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

from bot.intake import MOST_TRIES
from storage.access import Role
from storage.in_hand import InHand, taken
from storage.inbox import Letter
from storage.store import Store
from tests.bot.house import OWNER, STRANGER, House
from tests.bot.running import latchkey
from tests.bot.visits import came
from tests.patience import PATIENCE, until

SAM = {"id": OWNER, "is_bot": False, "first_name": "Sam"}


@asynccontextmanager
async def store_of(house: House) -> AsyncIterator[Store]:
    """While no bot runs."""
    folder = house.folder
    async with await Store.open(
        folder / "events.db", folder / "thumbnails", audit_key_file=folder / "audit.key"
    ) as store:
        yield store


async def waiting(house: House) -> list[dict[str, Any]]:
    """What Telegram has for the bot, and has not been told to forget."""
    return await house.telegram.world.updates.fetch(0, 100, 0, None)


async def outcomes(house: House) -> list[tuple[str | None, bool]]:
    """Of each update that was stored; and whether what was said is kept still."""
    rows = await house.rows("SELECT outcome, payload IS NOT NULL AS kept FROM inbox ORDER BY update_id")
    return [(row["outcome"], bool(row["kept"])) for row in rows]


async def settled(house: House) -> list[str]:
    """The outcomes, once nothing is open."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await outcomes(house)
            if not any(kept for _, kept in found):
                return [str(outcome) for outcome, _ in found]
            await asyncio.sleep(0.02)


async def said_in(log: pytest.LogCaptureFixture, words: str) -> None:
    await until(lambda: words in log.text)


async def press(house: House, alert: dict[str, Any], data: str) -> None:
    query = {"id": "1", "from": SAM, "message": dict(alert), "chat_instance": "1", "data": data}
    house.telegram.world.updates.push("callback_query", query)


async def test_what_a_killed_run_left_is_done_once_and_nothing_of_it_opens(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await came(house)
        alert = await house.hears("Stranger", where=lambda one: bool(one.buttons))
        await settled(house)
    # As a run leaves it that is killed after it has stored them: Telegram delivers them once more.
    await house.say("/snooze 2h")
    await press(house, alert, "unlock:1")
    await house.say("/away")
    await house.say("/quiet 22:00-07:00")
    left = await waiting(house)
    assert len(left) == 4
    async with store_of(house) as store:
        now = datetime.now(UTC)
        before = now - timedelta(minutes=1)
        await store.inbox.keep([Letter(one["update_id"], json.dumps(one)) for one in left], now)
        with taken(InHand(left[2]["update_id"], lambda: now)):
            async with store.together():
                await store.away.begin(None, OWNER, now)
                await store.invites.new(Role.RESIDENT, OWNER, now)
        await store.invites.new(Role.GUEST, OWNER, before)
        for _ in range(MOST_TRIES):
            await store.inbox.taken_up(left[3]["update_id"])
        await store.inbox.keep([Letter(1, "what cannot be read")], now)
    async with quiet_house.awake() as house:
        done = await house.hears("“/away” is done")
        assert "The invite is withdrawn, since I do not know whether you have seen its code." in done.words
        (left_open,) = await house.rows("SELECT role FROM invites WHERE void_at IS NULL")
        assert left_open["role"] == "guest", "whose code was shown"
        await house.hears("“/quiet 22:00-07:00” was not done (")
        await house.hears("before I came to “Unlock”: nothing was opened or locked")
        await house.hears("I am quiet here until")
        assert await settled(house) == ["failed", "done", "refused", "done", "failed"]
        await house.say("/door")
        await house.hears("The door is")
        assert len(await house.rows("SELECT * FROM snoozes")) == 1
        assert await house.rows("SELECT * FROM questions") == []
        assert house.switchbot.commands == []
        assert len([one for one in house.from_bot() if "I am quiet here until" in one.words]) == 1


async def test_what_the_store_does_not_take_waits_at_telegram(
    quiet_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        async with without_room(house, "INSERT ON inbox"):
            await house.say("/events")
            await house.hears("door yet")
            await house.say("/snooze 2h")
            await house.hears("waits at Telegram")
            assert await house.rows("SELECT * FROM snoozes") == []
            assert len(await waiting(house)) == 1
        first = await house.hears("I am quiet here until")
        await house.hears("My store: all is well again")
        async with without_room(house, "UPDATE OF payload ON inbox"):
            await house.say("/snooze 3h")
            await house.hears("I am quiet here until", where=lambda one: one.id > first.id)
            await said_in(caplog, "is done is not on record yet")
            assert (await outcomes(house))[-1] == ("done", True)
        async with without_room(house, "INSERT ON quiet_hours"):
            await house.say("/quiet 22:00-07:00")
            await house.hears("no room", where=lambda one: one.id > first.id)
        assert await settled(house) == ["done", "done", "failed"]
    async with quiet_house.awake() as house:
        await house.say("/door")
        await house.hears("The door is")
        assert await house.rows("SELECT * FROM quiet_hours") == [], "what failed, and was told, is over"


@asynccontextmanager
async def without_room(house: House, what: str) -> AsyncIterator[None]:
    async with aiosqlite.connect(house.folder / "events.db", timeout=PATIENCE) as store:
        full = f"CREATE TRIGGER full BEFORE {what} BEGIN SELECT RAISE(ABORT, 'no room'); END"
        await store.execute(full)
        await store.commit()
        yield
        await store.execute("DROP TRIGGER full")
        await store.commit()


async def test_strangers_get_no_row_and_hold_up_nobody(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        for number in range(300):
            house.telegram.world.updates.push("message", from_a_stranger(number))
        await house.say("/door")
        await house.hears("The door is")
        assert await house.rows("SELECT * FROM inbox") == []
        assert (await house.rows("SELECT count(*) AS n FROM knocks"))[0]["n"] == 100
        assert house.application is not None
        assert house.application.update_queue.qsize() == 0


def memory_of(pid: int) -> int:
    """KiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@pytest.mark.slow
async def test_ten_thousand_strangers_cost_no_memory(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.pair()
        before = memory_of(bot.process.pid)
        for number in range(10_000):
            quiet_house.telegram.world.updates.push("message", from_a_stranger(number))
        await quiet_house.say("/door")
        await quiet_house.hears("The door is")
        assert memory_of(bot.process.pid) - before < 30 * 1024
        assert await quiet_house.rows("SELECT * FROM inbox") == []
        assert await bot.terminate() == 0


def from_a_stranger(number: int) -> dict[str, Any]:
    who = {"id": STRANGER + number, "is_bot": False, "first_name": "Mallory"}
    chat = {"id": STRANGER + number, "type": "private", "first_name": "Mallory"}
    text = "ABCDEFGH" if number % 3 else "let me in, please"
    return {"message_id": number + 1, "date": 1_790_000_000, "chat": chat, "from": who, "text": text}


async def test_whoever_was_let_in_is_answered_what_they_said_at_once(quiet_house: House) -> None:
    """The code and a question come together: nobody knows them yet when both are taken in."""
    del quiet_house.environment["OWNER_ID"]
    async with quiet_house.awake() as house:
        code = await house.services.store.access.new_code(house.services.now())
        for text in (code, "/help"):
            await house.say(text)
        await house.hears("What I do")
