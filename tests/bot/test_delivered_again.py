"""What Telegram delivers once more is not done once more, wherever the first of the two just is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from markupsafe import Markup
from telegram import Update

from bot.outages import Outage
from bot.services import SystemClock
from tests.bot.a_doorstep import OWNER, Doorstep, deaf_bot, make_template


@dataclass
class Meanwhile:
    """Hears that an outage is over, as at each start; meanwhile something else happens."""

    happens: Callable[[], Awaitable[None]]

    async def outage(self, about: str, text: Callable[[], Markup]) -> None:
        """Nothing is out."""

    async def outage_over(self, about: str, text: Callable[[], Markup]) -> None:
        await self.happens()


@pytest.fixture
async def step(tmp_path: Path) -> AsyncIterator[Doorstep]:
    await make_template(tmp_path)
    one = Doorstep(tmp_path, deaf_bot())
    await one.open()
    yield one
    await one.store.close()


async def test_what_is_answered_while_it_is_delivered_again_is_not_answered_again(step: Doorstep) -> None:
    """As after a kill: it is taken up, and Telegram has not been told to forget it."""
    update = step.command("/away", OWNER, OWNER)

    async def answered() -> None:
        async with step.intake.answering(update):
            await step.store.away.begin(None, OWNER, step.clocks.now())

    def to_be_handled(heard: tuple[Update, ...]) -> list[int]:
        return [one.update_id for one in heard if one.effective_user]

    assert to_be_handled(await step.intake.take_in([update])) == [update.update_id]
    step.intake.trouble = Outage("Store", cast(SystemClock, step.clocks), Meanwhile(answered))
    assert to_be_handled(await step.intake.take_in([update])) == [], "while it is being answered"
    assert to_be_handled(await step.intake.take_in([update])) == [], "and afterwards"
    assert not step.intake._open
