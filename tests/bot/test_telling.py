"""The teller against Telegram's faults: nothing is lost, nothing told twice, nobody waits for another."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import alerts as alerting
from deploy.sandbox.telegram.message import Message
from pipeline.types import EventKind
from tests.bot.house import OWNER, House
from tests.bot.visits import NOBODY, STRANGER, came, jpeg, known, looked_at, seen
from tests.patience import PATIENCE

GROUP = -1009876543210


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What did not arrive is tried again at once."""
    monkeypatch.setattr(alerting, "FIRST_PAUSE", 0.05)


async def at_home(house: House) -> None:
    """Sam reads, and the camera has its name."""
    await house.pair()
    await house.polled()


def alerts(house: House, chat_id: int = OWNER) -> list[Message]:
    return [
        message for message in house.from_bot(chat_id) if "Front Door</b>" in message.words or _of(message)
    ]


def _of(message: Message) -> bool:
    return "Front Door" in message.words and "I am watching" not in message.words


async def until_told(house: House, count: int = 1) -> list[dict[str, Any]]:
    """The rows of visits, once there are `count`, all told and none behind."""
    async with asyncio.timeout(PATIENCE):
        while True:
            rows = await house.rows("SELECT * FROM outbox WHERE kind <> 'notice' ORDER BY id")
            told = [row for row in rows if row["state"] == "told" and row["sent_revision"] == row["revision"]]
            if len(told) == count == len(rows):
                return rows
            await asyncio.sleep(0.02)


async def until_attempted(house: House, attempts: int) -> list[dict[str, Any]]:
    """All rows of visits, once the first has failed so often."""
    async with asyncio.timeout(PATIENCE):
        while True:
            rows = await house.rows("SELECT * FROM outbox WHERE kind <> 'notice' ORDER BY id")
            if rows and rows[0]["attempts"] >= attempts:
                return rows
            await asyncio.sleep(0.02)


async def until_refused(house: House, state: str) -> dict[str, Any]:
    """The first row in this state that Telegram has refused."""
    async with asyncio.timeout(PATIENCE):
        while True:
            sql = "SELECT * FROM outbox WHERE kind <> 'notice' AND state = ? AND last_error <> ''"
            rows = await house.rows(sql, state)
            if rows:
                return rows[0]
            await asyncio.sleep(0.02)


async def test_a_wait_is_obeyed_by_the_whole_chat_and_then_told_once(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.fail_next("sendPhoto", 429, "Too Many Requests: retry after 1", retry_after=1)
        await came(house)
        await house.telegram.wait_for_call(lambda call: call.method == "sendPhoto" and call.status == 429)
        await house.services.store.outbox.notify([OWNER], "meanwhile", datetime.now(UTC))
        house.services.wake_teller()
        await until_told(house)
        await house.hears("meanwhile")
        refused, told = house.telegram.calls_of("sendPhoto")
        (notice,) = [
            call for call in house.telegram.calls_of("sendMessage") if call.params["text"] == "meanwhile"
        ]
        assert min(told.at, notice.at) - refused.at >= 1
        assert len(alerts(house)) == 1


async def test_what_waits_behind_a_failure_has_not_failed_itself(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each failure of one would put off all behind it for longer."""
    monkeypatch.setattr(alerting, "FIRST_PAUSE", 60.0)
    async with quiet_house.awake() as house:
        await at_home(house)
        # Else that would show, by arriving, that Telegram is back, and those behind would go on at once.
        await house.hears("People are found by their faces alone")
        house.telegram.fail_next("sendMessage", 502, words="news")
        async with house.services.store.together():
            for number in range(3):
                await house.services.store.outbox.notify([OWNER], f"news {number}", datetime.now(UTC))
        house.services.wake_teller()
        sql = "SELECT attempts FROM outbox WHERE text LIKE 'news%' AND last_error <> '' ORDER BY id"
        async with asyncio.timeout(PATIENCE):
            while len(rows := await house.rows(sql)) < 3:  # noqa: ASYNC110 - a store has no event
                await asyncio.sleep(0.02)
        assert [row["attempts"] for row in rows] == [1, 0, 0]


async def test_a_chat_that_has_to_wait_holds_back_neither_another_nor_an_answer(quiet_house: House) -> None:
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER])
    async with quiet_house.awake() as house:
        await at_home(house)
        await house.services.store.access.listen(GROUP, datetime.now(UTC))
        house.telegram.fail_next("sendPhoto", 429, "Too Many Requests: retry after 3600", retry_after=3600)
        await came(house)
        refused = await house.telegram.wait_for_call(
            lambda call: call.method == "sendPhoto" and call.status == 429
        )
        waits = int(refused.params["chat_id"])
        (other,) = {OWNER, GROUP} - {waits}
        await house.telegram.user_sends(OWNER, "/door@latchkey_bot", chat_id=waits)
        await house.telegram.wait_for(lambda message: "The door is" in message.words, waits)
        await house.telegram.wait_for(lambda message: "photo" in message, other)
        assert (len(alerts(house, waits)), len(alerts(house, other))) == (0, 1)


@pytest.mark.parametrize("status", [500, 0], ids=["an error of Telegram's", "a reset"])
async def test_what_did_not_arrive_is_told_once_in_the_end(quiet_house: House, status: int) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.fail_next("sendPhoto", status, "Internal Server Error", times=2)
        await came(house)
        await until_told(house)
        assert len(house.telegram.calls_of("sendPhoto")) == 3
        assert len(alerts(house)) == 1


async def test_what_waits_behind_a_failure_has_not_failed(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.fail_next("sendPhoto", 500, "Internal Server Error", times=5)
        for seconds in (0, 400, 800):
            await came(house, seconds=seconds)
        rows = await until_attempted(house, 3)
        refused = [call for call in house.telegram.calls_of("sendPhoto") if call.status == 500]
        assert sum(row["attempts"] for row in rows) <= len(refused)
        await until_told(house, 3)
        assert len(alerts(house)) == 3


async def test_an_edit_whose_answer_was_lost_changes_nothing_more(
    quiet_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await came(house)
        (row,) = await until_told(house)
        house.telegram.fail_next("editMessageCaption", 0, after_effect=True)
        await looked_at(house, await seen(house, seconds=5), known("Grace"))
        await until_told(house)
        lost, again = house.telegram.calls_of("editMessageCaption")
        assert (lost.status, again.status) == (0, 400), "the second is not modified"
        assert len(alerts(house)) == 1
        assert row["message_id"] == alerts(house)[0].id
        assert [record for record in caplog.records if "given up" in record.message] == []


async def test_a_message_that_its_reader_deleted_does_not_come_back(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await came(house)
        await until_told(house)
        house.telegram.world.delete(alerts(house)[0])
        await looked_at(house, await seen(house, seconds=5), known("Grace"))
        row = await until_refused(house, "lapsed")
        assert "not found" in row["last_error"]
        await came(house, known("Ada"), seconds=400)
        await house.hears("Ada")
        assert [message for message in alerts(house) if "Grace" in message.words] == []


async def test_messages_for_who_blocked_the_bot_wait_and_come_as_soon_as_they_unblock_it(
    quiet_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.block(OWNER)
        await came(house)
        await came(house, known("Grace"), seconds=400)
        await until_refused(house, "pending")
        # The news of that is enough; nothing has to be typed.
        house.telegram.unblock(OWNER)
        await until_told(house, 2)
        assert len(alerts(house)) == 2
        said = [record for record in caplog.records if "presses Start" in record.message]
        assert len(said) == 1
        assert await house.services.store.access.unreachable() == []


async def test_what_was_refused_while_its_reader_came_back_is_told_at_once(quiet_house: House) -> None:
    """Nothing more is to come from them: it would wait for a quarter of an hour."""
    async with quiet_house.awake() as house:
        await at_home(house)
        # Else that would show, by arriving, that they are back.
        await house.hears("People are found by their faces alone")
        back = asyncio.Event()
        refusal = "Forbidden: bot was blocked by the user"
        house.telegram.fail_next("sendMessage", 403, refusal, words="the news", until=back)
        await house.services.store.outbox.notify([OWNER], "the news", datetime.now(UTC))
        house.services.wake_teller()
        await house.telegram.wait_for_call(lambda call: call.words == "the news")
        await house.say("/help")
        await house.hears("What I do")
        back.set()
        await house.hears("the news")
        assert await house.services.store.access.unreachable() == []


async def test_a_chat_that_telegram_does_not_know_yet_waits_too(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        # That it has no detector is refused first: what follows in the same round would not be tried.
        await house.telegram.wait_for_call(lambda call: call.method == "sendMessage" and call.status == 403)
        await house.polled()
        house.telegram.fail_next("sendPhoto", 400, "Bad Request: chat not found")
        await came(house)
        row = await until_refused(house, "pending")
        assert "not found" in row["last_error"]
        await house.pair()
        await until_told(house)
        assert len(alerts(house)) == 1


async def test_a_caption_full_of_markup_is_cut_without_breaking_a_tag(
    quiet_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    names = [f"<b>&{number} " + "<i>" * 18 for number in range(20)]
    async with quiet_house.awake() as house:
        await at_home(house)
        await came(house, known(*names))
        await until_told(house)
        words = alerts(house)[0].words
        assert names[0] in words
        assert "more I know" in words
        assert len(words) <= 1024
        await house.say("/events")
        assert names[0] in (await house.hears("At the door")).words
        assert "given up" not in caplog.text


async def test_the_snapshot_gives_way_to_the_better_picture(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        event_id = await seen(house, EventKind.DING)
        first = await house.hears("on its way")
        assert "photo" not in first
        await house.services.store.events.add_snapshot(event_id, jpeg("gray"), datetime.now(UTC))
        house.services.wake_teller()
        await house.telegram.wait_for(lambda message: message.id == first.id and "photo" in message)
        await looked_at(house, event_id, STRANGER, jpeg("red"))
        await house.hears("Stranger", where=lambda message: message.id == first.id)
        (row,) = await until_told(house)
        pictures = [
            upload.data
            for call in house.telegram.calls_of("editMessageMedia")
            for upload in call.files.values()
        ]
        assert pictures == [jpeg("gray"), jpeg("red")]
        assert row["message_id"] == first.id
        assert (
            row["photo_path"] == (await house.rows("SELECT thumbnail_path FROM events"))[0]["thumbnail_path"]
        )


async def test_a_picture_that_telegram_refuses_is_told_in_words(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        house.telegram.fail_next("sendPhoto", 400, "Bad Request: IMAGE_PROCESS_FAILED")
        await came(house)
        alert = await house.hears("Stranger")
        await until_told(house)
        assert "photo" not in alert
        assert len(alerts(house)) == 1


@pytest.mark.slow
async def test_what_telegram_refuses_for_its_markup_is_said_without_and_else_given_up_once(
    quiet_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    refusal = "Bad Request: can't parse entities: unsupported start tag"
    async with quiet_house.awake() as house:
        await at_home(house)
        await house.hears("found by their faces")
        outbox, telegram = house.services.store.outbox, house.telegram

        async def notice(text: str) -> dict[str, Any]:
            await outbox.notify([OWNER], text, datetime.now(UTC))
            house.services.wake_teller()
            async with asyncio.timeout(PATIENCE):
                while True:
                    (row,) = await house.rows("SELECT * FROM outbox WHERE text = ?", text)
                    if row["state"] != "pending" or row["attempts"]:
                        return row
                    await asyncio.sleep(0.02)

        telegram.fail_next("sendMessage", 400, refusal)
        assert (await notice("<x>The door</x> &amp; the bell"))["state"] == "told"
        assert (await house.hears("The door & the bell")).words == "The door & the bell"
        assert (await notice("long " * 2000))["state"] == "told"
        telegram.fail_next("sendMessage", 400, refusal, times=2)
        row = await notice("never")
        assert (row["state"], row["attempts"]) == ("lapsed", 0)
        assert refusal.removeprefix("Bad Request: ")[1:] in row["last_error"]
        assert [one.levelname for one in caplog.records if "given up" in one.message] == ["ERROR"]
        telegram.fail_next("sendPhoto", 400, refusal)
        telegram.fail_next("sendMessage", 400, refusal)
        await came(house)
        alert = await house.hears("Stranger")
        await until_told(house)
        assert "photo" not in alert
        assert len(alerts(house)) == 1


async def test_ten_events_within_a_minute_are_at_most_two_messages(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        for number in range(10):
            decision = NOBODY if number == 7 else STRANGER
            await came(house, decision, seconds=6 * number)
            await asyncio.sleep(0.03)
        await until_told(house)
        assert len(alerts(house)) <= 2
        assert "8 more in the last minute" in alerts(house)[0].words
        told = [row["alert_sent"] for row in await house.rows("SELECT alert_sent FROM events ORDER BY id")]
        assert told == [1, 1, 1, 1, 1, 1, 1, 0, 1, 1], "the one that shows nobody is not told"


async def test_a_ring_in_a_visit_that_was_told_is_heard_once(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await came(house)
        alert = await house.hears("Stranger")
        await seen(house, EventKind.DING, seconds=10)
        reply = await house.hears("Now somebody rings")
        await seen(house, EventKind.DING, seconds=20)
        await until_told(house, 2)
        assert reply["reply_to_message"]["message_id"] == alert.id
        assert [message.id for message in alerts(house)] == [alert.id, reply.id]
        assert "2 more in the last minute" in alert.words


async def test_after_a_restart_what_waits_is_told_and_nothing_else(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await came(house, known("Ada"))
        await until_told(house)
        house.telegram.block(OWNER)
        await came(house, known("Grace"), seconds=400)
        await until_refused(house, "pending")
    quiet_house.telegram.unblock(OWNER)
    async with quiet_house.awake() as house:
        await until_told(house, 2)
        assert sum("Ada" in message.words for message in alerts(house)) == 1
        assert sum("Grace" in message.words for message in alerts(house)) == 1


async def test_one_message_that_cannot_be_made_holds_up_no_other(
    quiet_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await came(house)
        await until_told(house)
        async with house.services.store.db.write() as store:
            # A reply to a ring, of a visit in which nobody rang.
            await store.execute(
                "INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)"
                " SELECT chat_id, 'ding', visit_id, next_attempt_at, created_at FROM outbox"
                " WHERE kind = 'visit'"
            )
        await came(house, known("Grace"), seconds=400)
        await house.hears("Grace")
        assert [record.levelno for record in caplog.records if "not told" in record.message] == [
            logging.ERROR
        ]


async def test_a_second_ring_is_heard_in_reply_to_the_first(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await at_home(house)
        await seen(house, EventKind.DING)
        first = await house.hears("rang")
        await seen(house, EventKind.DING, seconds=12)
        reply = await house.hears("Somebody rings again at Front Door")
        assert reply["reply_to_message"]["message_id"] == first.id
        await seen(house, EventKind.DING, seconds=24)
        await house.hears("2 more in the last minute", where=lambda message: message.id == first.id)
        await until_told(house, 2)
