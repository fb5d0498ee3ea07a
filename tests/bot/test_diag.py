"""/diag tells how the bot is, and neither a secret nor whose house it is."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from telegram import Document

from bot.anonymous import Anonymous
from bot.diagnostics import settings_told
from bot.recent_trouble import KEPT, RecentTrouble
from bot.redact import RedactingFormatter
from bot.settings import Settings
from deploy.sandbox.telegram import TelegramServer
from storage.access import Role
from tests.bot.house import OWNER, STRANGER, House

SECRETS: dict[str, Any] = {
    "telegram_bot_token": "123456789:" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8",
    "switchbot_token": "c271b0d64a" * 9 + "c271b0",
    "switchbot_secret": "0123456789abcdef" * 2,
    "switchbot_lock_id": "C0FFEE000001",
    "owner_id": 4242424242,
}


def test_every_secret_is_set_or_not_set_and_nothing_more() -> None:
    settings = Settings(
        _env_file=None,
        **SECRETS,
        telegram_api_url="https://user:sesame@host:8443/bot123456789:AAAA",
        unlock_cameras=("Hopper's door",),
    )
    told = list(settings_told(settings, Anonymous([], settings.secrets)))
    assert {line for line in told if line.endswith(": set")} == {f"{name.upper()}: set" for name in SECRETS}
    assert "TELEGRAM_API_URL: https://host:8443" in told
    assert "UNLOCK_CAMERAS: 1 given" in told
    assert "POLL_INTERVAL: 3.0 (default)" in told
    text = "\n".join(told)
    assert [secret for secret in (*map(str, SECRETS.values()), "sesame", "Hopper") if secret in text] == []
    nothing = "\n".join(settings_told(Settings(_env_file=None), Anonymous([], [])))
    assert nothing.count(": not set\n") >= 5


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Grace/1.jpg is not used: no face", "…. is not used: no face"),
        ("the folder 'Somebody New' is not used: blank", "the folder '…' is not used: blank"),
        ("GRACE is there, and so is Hopper", "… is there, and so is …"),
        ("graceful disgrace", "graceful disgrace"),
        ("event 12 took 330 ms: HTTP 503", "event 12 took 330 ms: HTTP 503"),
        ("2026-02-25 10:30:00,123 WARNING bot: x", "2026-02-25 10:30:00,123 WARNING bot: x"),
        ("sign with hunter22 please", "sign with *** please"),
    ],
)
def test_whose_house_it_is_is_nobodys_business(line: str, told: str) -> None:
    assert Anonymous(["Grace Hopper", "Grace"], ["hunter22"]).text(line) == told


def test_ids_are_told_apart_and_not_told() -> None:
    anonymous = Anonymous([], [])
    said = anonymous.text("user 4242424242 in chat -1001234567890, user 4242424242 again")
    assert "4242" not in said
    first, chat, again = (word for word in said.replace(",", "").split() if word.startswith("#"))
    assert first == again != chat
    assert Anonymous([], []).id(4242424242) != first, "another file tells another"


@pytest.fixture
def kept() -> Iterator[RecentTrouble]:
    handler = RecentTrouble()
    handler.setFormatter(RedactingFormatter(["hunter22"]))
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def test_recent_trouble_is_short_and_redacted(kept: RecentTrouble) -> None:
    log = logging.getLogger("bot.test")
    log.info("no trouble")
    for number in range(KEPT + 5):
        log.warning("number %d", number)
    try:
        raise RuntimeError("with hunter22")
    except RuntimeError:
        log.exception("that failed")
    log.warning("not %d formatted", 1)
    assert len(kept.lines) == KEPT
    assert kept.lines[-2].endswith("that failed [RuntimeError: with ***]")
    assert "no trouble" not in str(kept.lines)


async def test_diag_in_the_chat(tmp_path: Path, kept: RecentTrouble) -> None:
    token = str(SECRETS["telegram_bot_token"])
    house = House(tmp_path, TelegramServer(token=token, flood=None), environment={"OWNER_ID": str(OWNER)})
    async with AsyncExitStack() as stack:
        await house.open_clouds(stack)
        async with house.awake():
            await house.pair()
            await house.polled()
            await house.run_job("look at the lock")
            await _lived_in(house)
            await house.say("/diag")
            sent = await house.hears("How I am, for whoever")
            text = await _content(house, sent["document"])
            _tells(text)
            _tells_not(house, text)
            await house.say("/diag", user=STRANGER)
            await house.telegram.wait_for(lambda one: "Only the owner" in one.words, STRANGER)
            assert not [one for one in house.from_bot(STRANGER) if "document" in one]


async def _lived_in(house: House) -> None:
    store, now = house.services.store, house.services.now()
    _, code = await store.invites.new(Role.RESIDENT, OWNER, now)
    await store.invites.redeem(STRANGER, "Mallory", code, now)
    await store.people.add("Grace Hopper", "Grace Hopper", now)
    token = (house.folder / "ring_token.json").read_text()
    for told in (
        f"Mallory ({STRANGER}0000) said {token}",
        "Grace Hopper at Front Door",
        house.telegram.token,
    ):
        logging.getLogger("bot.test").warning("%s", told)

    def odd(db: sqlite3.Connection) -> None:
        db.execute("UPDATE chats SET title = 'The Hoppers'")

    await store.db.change(odd)


async def _content(house: House, document: dict[str, object]) -> str:
    bot = house.application.bot if house.application else None
    assert bot is not None
    file = await (Document.de_json(document, bot)).get_file()
    return (await file.download_as_bytearray()).decode()


def _tells(text: str) -> None:
    for words in (
        "latchkey 0.",
        "Python 3.",
        "TELEGRAM_BOT_TOKEN: set",
        "RETENTION_DAYS: 30 (default)",
        "schema ",
        "last backup: never",
        "events.db: ",
        "users: 1 owner, 1 resident",
        "persons: 1 named only",
        "Ring: last success 20",
        "Ring's token was written last: 20",
        "Telegram, polling: last success 20",
        "Telegram, sending: last success 20",
        "SwitchBot: last success 20",
        "SwitchBot answered a command last: never",
        "free beside the store",
        "WARNING bot.test:",
    ):
        assert words in text, words


def _tells_not(house: House, text: str) -> None:
    token = (house.folder / "ring_token.json").read_text()
    secrets = [
        house.telegram.token,
        house.switchbot.token,
        house.switchbot.secret,
        str(house.folder / ".env"),
    ]
    secrets += [word for word in token.split('"') if len(word) > 20]
    secrets.append((house.folder / "audit.key").read_text().strip())
    people = ["Mallory", "Sam", "Grace", "Hopper", "Front Door", str(STRANGER) + "0000", f" {OWNER}"]
    assert len(secrets) >= 6
    assert [one for one in (*secrets, *people) if one in text] == []
