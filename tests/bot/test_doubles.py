"""At least once, and as few doubles as Telegram allows: what may have arrived is repeated without a sound."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot import alerts as alerting
from deploy.sandbox.telegram import Call
from tests.bot.house import OWNER, House
from tests.bot.running import latchkey
from tests.bot.test_telling import alerts, at_home, until_told
from tests.bot.visits import came, known, looked_at, seen
from tests.patience import PATIENCE


def photos(house: House) -> list[Call]:
    return house.telegram.calls_of("sendPhoto")


def is_silent(call: Call) -> bool:
    return str(call.params.get("disable_notification", False)).lower() == "true"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried again at once."""
    monkeypatch.setattr(alerting, "FIRST_PAUSE", 0.05)


async def test_a_lost_answer_costs_one_silent_double_and_a_press_on_it_adopts_it(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.fail_next("sendPhoto", 0, after_effect=True)
        house.telegram.fail_next("getMe", 0, after_effect=True)
        await came(house)
        (row,) = await until_told(house)
        assert [is_silent(call) for call in photos(house)] == [False, True]
        asked = [call.status for call in house.telegram.calls_of("getMe")]
        assert asked[-2:] == [0, 200], "first whether answers come back at all"
        copy, known_one = alerts(house)
        assert row["message_id"] == known_one.id

        answer = await house.press(copy, "Why")
        assert "copy" not in (answer.get("text") or "")
        await house.hears("Somebody was there, and that is told")
        await until_told(house)
        assert known_one.id not in [one.id for one in house.from_bot()]
        (row,) = await house.rows("SELECT message_id, photo_path FROM outbox WHERE kind = 'visit'")
        assert row["message_id"] == copy.id
        assert row["photo_path"], "it was given the picture, since nobody knew which it shows"
        await looked_at(house, await seen(house, seconds=5), known("Grace"))
        await house.hears("Grace", where=lambda message: message.id == copy.id)
        assert len(photos(house)) == 2


async def test_a_copy_that_is_pressed_before_it_is_repeated_is_the_message(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.fail_next("sendPhoto", 0, after_effect=True)
        house.telegram.fail_next("getMe", 0, times=1000)
        await came(house)
        copy = await house.hears("Stranger")
        await house.telegram.wait_for_call(lambda call: call.method == "getMe" and call.status == 0)
        await house.press(copy, "Why")
        (row,) = await until_told(house)
        assert row["message_id"] == copy.id
        assert len(photos(house)) == len([one for one in alerts(house) if "Stranger" in one.words]) == 1
        assert await house.rows("SELECT alert_sent FROM events") == [{"alert_sent": 1}]


async def test_each_lost_answer_costs_one_double_and_never_a_sound(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.fail_next("sendPhoto", 0, after_effect=True, times=3)
        await came(house)
        (row,) = await until_told(house)
        last = alerts(house)[-1]
        assert len(alerts(house)) == 4, "one more than answers were lost"
        assert [is_silent(call) for call in photos(house)] == [False, True, True], "then in words"
        assert (row["message_id"], row["state"]) == (last.id, "told")
        await house.telegram.wait_for(lambda one: one.id == last.id and "photo" in one, OWNER)

        house.telegram.fail_next("sendMessage", 0, after_effect=True, words="disk")
        await house.services.store.outbox.notify([OWNER], "The disk is nearly full.", datetime.now(UTC))
        house.services.wake_teller()
        told = 0
        async with asyncio.timeout(PATIENCE):
            while told < 2:
                disk = [
                    call for call in house.telegram.calls_of("sendMessage") if "disk" in call.params["text"]
                ]
                told = len(disk)
                await asyncio.sleep(0.02)
        assert [is_silent(call) for call in disk] == [False, True], "a notice too"


async def test_what_telegram_refused_is_told_with_a_sound_and_has_no_copy(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.fail_next("sendPhoto", 500, "Internal Server Error")
        house.telegram.fail_next("sendPhoto", 429, "Too Many Requests: retry after 1", retry_after=1)
        await came(house)
        await until_told(house)
        assert [is_silent(call) for call in photos(house)] == [False, False, False]
        assert len(alerts(house)) == 1
        assert "copy" in (await house.press_data(await house.hears("I am Latchkey"), "why:1"))["text"]


@pytest.mark.slow
async def test_a_kill_between_delivery_and_record_costs_one_silent_double(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as running:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        quiet_house.ring.add_recording(1001, b"", kind="ding", available_after=3600)
        await quiet_house.telegram.wait_for_call(
            lambda call: call.method == "sendMessage" and "rang" in call.params["text"]
        )
        running.process.kill()
        await running.ended()
    assert len(await quiet_house.rows("SELECT id FROM outbox WHERE uncertain = 1")) == 1
    async with latchkey(quiet_house, "run"):
        told = await quiet_house.telegram.wait_for_call(
            lambda call: call.method == "sendMessage" and "rang" in call.params["text"] and is_silent(call)
        )
        assert told.status == 200
