"""Everything at DEBUG, everything failing: no secret in output, chats, store or process list."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from deploy.sandbox.switchbot import SwitchBotCloud
from deploy.sandbox.telegram import TelegramServer
from storage.access import Role
from storage.store import Store
from tests.bot.house import OWNER, House
from tests.bot.running import Running, command, latchkey

pytestmark = pytest.mark.slow

BOT_TOKEN = "123456789:" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8"
SWITCHBOT_TOKEN = "c271b0d64a" * 9 + "c271b0"
SWITCHBOT_SECRET = "8f14e45fceea167a" * 2


@pytest.fixture
async def loud_house(tmp_path: Path) -> AsyncIterator[House]:
    """With secrets that look like the real ones."""
    house = House(
        tmp_path,
        TelegramServer(token=BOT_TOKEN, flood=None),
        switchbot=SwitchBotCloud(token=SWITCHBOT_TOKEN, secret=SWITCHBOT_SECRET),
        environment={"OWNER_ID": str(OWNER), "LOG_LEVEL": "DEBUG"},
    )
    async with AsyncExitStack() as stack:
        await house.open_clouds(stack)
        yield house


def ring_tokens(house: House) -> set[str]:
    token = json.loads((house.folder / "ring_token.json").read_text())
    return {token["access_token"], token["refresh_token"]}


def forms(secret: str) -> Iterator[str]:
    yield from (secret, quote(secret, safe=""), quote(quote(secret, safe=""), safe=""), secret.encode().hex())
    for before in (b"", b"x", b"xy"):
        coded = base64.b64encode(before + secret.encode()).decode()
        # What stands before and behind it changes the first and the last letters.
        yield coded[4:-4]
        yield coded[4:-4].replace("+", "-").replace("/", "_")


def leaks(secrets: set[str], where: dict[str, str]) -> list[str]:
    """Places, not the secrets: a failing test must not tell them either."""
    return sorted(
        {place for place, text in where.items() for secret in secrets for one in forms(secret) if one in text}
    )


def test_what_is_searched_for_would_be_found() -> None:
    text = base64.b64encode(f"ab{BOT_TOKEN}cd".encode()).decode()
    assert leaks({BOT_TOKEN}, {"here": text, "there": "nothing"}) == ["here"]
    assert leaks({BOT_TOKEN}, {"here": f"/bot{quote(BOT_TOKEN, safe='')}/getMe"}) == ["here"]


async def test_a_bot_in_all_kinds_of_trouble(loud_house: House) -> None:
    house, secrets = loud_house, {BOT_TOKEN, SWITCHBOT_TOKEN, SWITCHBOT_SECRET}
    secrets |= ring_tokens(house)
    async with latchkey(house, "run") as bot:
        await house.say("/start")
        await house.hears("I am Latchkey")
        secrets.add((house.folder / "audit.key").read_text().strip())
        where = {"the process list": _command_lines(bot.process.pid)}
        await _ring_trouble(house)
        secrets |= ring_tokens(house)
        await _lock_trouble(house)
        await _handlers_that_fail(house, bot)
        await _workers_that_die(house, bot)
        await _telegram_trouble(house, bot)
        secrets |= ring_tokens(house)
        await house.say("/diag")
        await house.hears("How I am, for whoever")
        assert await bot.terminate() == 0
    assert bot.output.count("Traceback") >= 2, "something failed as it was to"
    where["the output"] = bot.output
    where["the chats"] = json.dumps(house.telegram.messages(OWNER), default=str)
    where |= {path.name: path.read_bytes().decode("latin-1") for path in house.folder.glob("events.db*")}
    assert leaks(secrets, where) == []


def _command_lines(pid: int) -> str:
    """Of the process and all below it."""
    own = Path(f"/proc/{pid}/cmdline").read_bytes().decode("latin-1")
    return own + "".join(_command_lines(child) for child in _children(pid))


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(one) for task in tasks for one in (task / "children").read_text().split()]


async def _ring_trouble(house: House) -> None:
    house.ring.expire_tokens()
    for status, body in ((500, "oops"), (200, "<html>"), (200, "{"), (401, {"error": "no"})):
        house.ring.fail_next("/clients_api", status, body)  # type: ignore[arg-type]
        await asyncio.sleep(0.7)
    house.ring.fail_next("/oauth", 500, {"error": "refresh_token=" + house.ring.account.refresh_token})
    house.ring.expire_tokens()
    await asyncio.sleep(2)


async def _lock_trouble(house: House) -> None:
    for status, body in (
        (500, "oops"),
        (401, {"message": f"Unauthorized {SWITCHBOT_TOKEN}"}),
        (200, "<html>"),
    ):
        house.switchbot.fail_next("/v1.1", status, body)  # type: ignore[arg-type]
        await house.say("/door")
        await asyncio.sleep(0.7)
    await house.say("/door")
    await house.hears("The door is")


async def _handlers_that_fail(house: House, bot: Running) -> None:
    with sqlite3.connect(house.folder / "events.db") as db:
        db.execute("INSERT INTO settings VALUES (?, 'no JSON', '', NULL)", (f"dark_charts:{OWNER}",))
    db.close()
    await house.say("/heatmap")
    await bot.says("JSONDecodeError")
    for description in (f"Internal: /bot{BOT_TOKEN}/sendMessage", f"Bad Request: {SWITCHBOT_TOKEN}"):
        house.telegram.fail_next("sendMessage", 400, description)
        await house.say("/help")
        await asyncio.sleep(0.5)
    await bot.says("an update failed")


async def _workers_that_die(house: House, bot: Running) -> None:
    for child in _children(bot.process.pid):
        os.kill(child, signal.SIGKILL)
    await asyncio.sleep(2)


async def _telegram_trouble(house: House, bot: Running) -> None:
    house.telegram.fail_next("getUpdates", 401, "Unauthorized", times=2)
    await asyncio.sleep(1)
    house.telegram.fail_next("getUpdates", 500, f"https://x/bot{BOT_TOKEN}/getUpdates", times=2)
    await asyncio.sleep(1)
    await house.say("/status")
    await house.hears("How I am")


@pytest.mark.parametrize(
    "broken",
    [
        {"TELEGRAM_BOT_TOKEN": BOT_TOKEN + "\n"},
        {"TELEGRAM_BOT_TOKEN": BOT_TOKEN.replace(":", ";")},
        {"TELEGRAM_BOT_TOKEN": BOT_TOKEN[:-1] + "x"},
        {"TELEGRAM_API_URL": f"https://api.telegram.org/bot{BOT_TOKEN}/ x"},
        {"OWNER_ID": BOT_TOKEN},
        {"DB_PATH": f"/no/such/folder/{BOT_TOKEN}/events.db"},
        {"RING_OAUTH_URL": f"http://me:{SWITCHBOT_SECRET}@127.0.0.1:9/oauth"},
    ],
    ids=lambda broken: next(iter(broken)),
)
async def test_what_is_wrong_with_a_setting_is_told_without_it(
    loud_house: House, broken: dict[str, str]
) -> None:
    secrets = {BOT_TOKEN, SWITCHBOT_TOKEN, SWITCHBOT_SECRET, *ring_tokens(loud_house), *broken.values()}
    secrets -= {one for one in secrets if "/" in one}
    loud_house.environment |= broken
    where = {}
    for arguments in (("run",), ("devices",), ("check",)):
        async with latchkey(loud_house, *arguments) as running:
            await asyncio.wait(
                [asyncio.create_task(running.process.wait()), asyncio.create_task(asyncio.sleep(4))],
                return_when=asyncio.FIRST_COMPLETED,
            )
        where[arguments[0]] = running.output
    assert leaks(secrets, where) == []


async def test_devices_with_clouds_that_answer_with_secrets(loud_house: House) -> None:
    house, secrets = loud_house, {SWITCHBOT_TOKEN, SWITCHBOT_SECRET, *ring_tokens(loud_house)}
    house.switchbot.fail_next("/v1.1", 500, {"message": SWITCHBOT_TOKEN})
    house.ring.fail_next("/", 500, "refresh_token=" + house.ring.account.refresh_token, 9)
    code, output = await command(house, "devices")
    assert code == 1
    assert leaks(secrets | ring_tokens(house), {"devices": output}) == []


async def test_codes_are_kept_as_hashes(loud_house: House) -> None:
    path = loud_house.folder / "events.db"
    async with await Store.open(path, loud_house.folder / "thumbnails") as store:
        now = datetime.now(UTC)
        pairing = await store.access.new_code(now)
        _, invite = await store.invites.new(Role.RESIDENT, OWNER, now)
        key = store.audit_key_file.read_text().strip()
    content = {one.name: one.read_bytes().decode("latin-1") for one in path.parent.glob("events.db*")}
    assert leaks({pairing, invite, invite.partition("-")[2], key}, content) == []
