"""What comes round by the clock on the wall: planned at the start, and anew where that clock was put right.

Else what one that ran ahead by years has planned would be skipped until then.
"""

from __future__ import annotations

from bot import backups, digest, knocks
from bot.context import Context
from bot.quiet_ends import renew_quiet
from bot.services import Services


async def begin(services: Services) -> None:
    for plan in (renew_quiet, digest.renew, knocks.plan, backups.plan):
        await plan(services)


async def anew(context: Context) -> None:
    """A job: the clock has jumped."""
    await begin(context.services)
    context.services.wake_duties()
