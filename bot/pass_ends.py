"""The end of a pass: it is put on record, and whoever was asked to let somebody in reads so."""

from __future__ import annotations

from bot import question_ends
from bot.services import Services
from storage.duties import Duty


async def pass_ended(services: Services, duty: Duty, late: bool) -> None:
    """Nobody is told: what was not used in time is no news."""
    await services.store.passes.expire(duty, services.now())
    await question_ends.say_what_is_void(services)
    services.wake_teller()
