"""Whatever lives by the settings of the house takes them as they are now: at the start and at each change."""

from __future__ import annotations

from dataclasses import replace

from bot import digest
from bot.house_settings import COALESCE_SECONDS
from bot.services import Services


async def adopt(services: Services) -> None:
    gap = await services.house.current(COALESCE_SECONDS)
    services.watch.follow(replace(services.watch.rules, coalesce_seconds=gap))
    await digest.renew(services)
