"""What is away is told by one message, and that it is over by another: each once, and both stay."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from tests.bot.house import OWNER, House
from tests.patience import PATIENCE


async def test_the_end_of_an_outage_is_told_once_and_stays(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        outbox = house.services.store.outbox
        await outbox.outage(OWNER, "Doorbell", "It is away.", datetime.now(UTC))
        house.services.wake_teller()
        away = await house.hears("It is away.")
        async with asyncio.timeout(PATIENCE):
            while await outbox.by_message(OWNER, away.id) is None:  # noqa: ASYNC110 - another's file
                await asyncio.sleep(0.02)
        await outbox.outage_over("Doorbell", "It is back.", datetime.now(UTC))
        house.services.wake_teller()
        await house.hears("It is back.")
        await outbox.notify([OWNER], "a last word", datetime.now(UTC))
        house.services.wake_teller()
        await house.hears("a last word")
        told = [message.words for message in house.from_bot() if message.words.startswith("It is ")]
        assert told == ["It is away.", "It is back."]
        assert house.telegram.calls_of("deleteMessage") == []
        assert all(row.about is None for row in await outbox.due(datetime.now(UTC)))
