"""An answer that Telegram may not have brought: whoever waits for it is told."""

from __future__ import annotations

from tests.bot.house import House


async def test_an_answer_that_telegram_lost_is_told_of(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        house.telegram.fail_next("sendMessage", 0, words="I am quiet here until")
        await house.say("/snooze 1h")
        await house.hears("Telegram did not take my answer, but “/snooze 1h” is done.")
        assert len(await house.rows("SELECT * FROM snoozes WHERE ended_at IS NULL")) == 1
        house.telegram.fail_next("sendMessage", 0, words="How I am")
        await house.say("/status")
        await house.hears("Something went wrong here")
