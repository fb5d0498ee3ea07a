"""Nothing that Telegram answers makes the bot deaf, and whatever ends the polling is told and mended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from telegram.error import TelegramError

from bot import listening
from bot.ears import UpdatesRequest
from bot.listening import POLLING
from tests.bot.house import OWNER, House
from tests.bot.running import latchkey
from tests.patience import PATIENCE

CODE = "ABCD2345"
SAM = {"id": OWNER, "is_bot": False, "first_name": "Sam"}
CHAT = {"id": OWNER, "type": "private", "first_name": "Sam"}
WITHOUT_OFFSET = {
    "message_id": 9000,
    "date": 1764000000,
    "chat": CHAT,
    "from": SAM,
    "text": f"my code is {CODE}",
    "entities": [{"type": "bold", "length": 2}],
}
WITHOUT_SENDER = {"id": "1", "from": {"is_bot": False}, "chat_instance": "1"}


@pytest.mark.slow
async def test_a_token_refused_for_a_while_is_told_once(quiet_house: House) -> None:
    """And only what is handled is asked for."""
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.pair()
        asked = quiet_house.telegram.calls_of("getUpdates")[0].params["allowed_updates"]
        assert sorted(asked) == ["callback_query", "edited_message", "message", "my_chat_member"]
        quiet_house.telegram.fail_next("getUpdates", 401, "Unauthorized", times=3)
        await quiet_house.say("/help")  # may still be answered by the look that waits
        await bot.says("Telegram refuses the token")
        await quiet_house.say("/status")
        await quiet_house.hears("How I am")
        assert await bot.terminate() == 0
    assert bot.output.count("refuses the token") == 1
    assert "Traceback" not in bot.output


@pytest.mark.slow
async def test_it_ends_in_order_while_its_token_is_refused(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.pair()
        quiet_house.telegram.fail_next("*", 401, "Unauthorized", times=1000)
        await quiet_house.say("/help")
        await bot.says("Telegram refuses the token")
        begun = time.monotonic()
        assert await bot.terminate() == 0
        assert time.monotonic() - begun < 15
    assert "Traceback" not in bot.output


@pytest.mark.parametrize(
    ("kind", "body"),
    [("message", WITHOUT_OFFSET), ("callback_query", WITHOUT_SENDER), ("message", "no object")],
)
async def test_an_update_that_cannot_be_read_is_left_out(
    quiet_house: House, kind: str, body: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        asked = len(house.telegram.calls_of("getUpdates"))
        house.telegram.world.updates.push(kind, body)
        await house.say("/status")
        await house.hears("How I am")
        assert len(house.telegram.calls_of("getUpdates")) < asked + 8
    (told,) = [record for record in caplog.records if "cannot be read" in record.message]
    assert told.levelname == "WARNING"
    assert CODE not in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    "payload", [b"[]", b'{"ok": true, "result": [{"message": {}}]}', b'{"result": ["x"]}']
)
def test_an_answer_without_sense_is_telegrams_trouble(payload: bytes) -> None:
    with pytest.raises(TelegramError):
        UpdatesRequest.parse_json_payload(payload)


@pytest.mark.parametrize("body", [{"ok": True}, {"ok": True, "result": 5}])
async def test_an_answer_without_updates_is_tried_again_with_pauses(
    quiet_house: House, body: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([body, body])

    def sometimes(payload: bytes) -> dict[str, Any]:
        answer = original(payload)
        return next(answers, answer) if isinstance(answer.get("result"), list) else answer

    async with quiet_house.awake() as house:
        await house.pair()
        original: Callable[[bytes], dict[str, Any]] = UpdatesRequest.parse_json_payload
        monkeypatch.setattr(UpdatesRequest, "parse_json_payload", staticmethod(sometimes))
        await house.say("/help")
        await house.say("/status")
        await house.hears("How I am")


async def test_polling_that_ended_begins_again(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(listening, "FIRST_PAUSE", 0.1)
    async with quiet_house.awake() as house:
        await house.pair()
        for _ in range(2):
            polling = await polling_task()
            polling.cancel()
            await asyncio.wait([polling])
            await polling_task()
            await house.say("/status")
            await house.hears("How I am", where=fresh(house))
    assert caplog.text.count("the look for updates has ended") == 2


async def polling_task() -> asyncio.Task[Any]:
    async with asyncio.timeout(PATIENCE):
        while True:
            for task in asyncio.all_tasks():
                if task.get_name() == POLLING:
                    return task
            await asyncio.sleep(0.02)


def fresh(house: House) -> Callable[[Any], bool]:
    """Not among what the bot has said so far."""
    known = {message.id for message in house.from_bot()}
    return lambda message: message.id not in known
