"""Whatever lives by the settings of the house takes them as they are now: at the start and at each change."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot import digest
from bot.house_settings import COALESCE_SECONDS, FACE_OPENINGS, NIGHT_BEGINS, NIGHT_ENDS
from bot.services import Services
from pipeline.door_types import DaySpan


async def adopt(services: Services) -> None:
    house, rules = services.house, services.watch.rules
    begins, ends = await house.current(NIGHT_BEGINS), await house.current(NIGHT_ENDS)
    door = replace(
        rules.door,
        night=DaySpan(time(int(begins)), time(int(ends))),
        a_day=int(await house.current(FACE_OPENINGS)),
    )
    gap = await house.current(COALESCE_SECONDS)
    services.watch.follow(replace(rules, coalesce_seconds=gap, door=door))
    await digest.renew(services)
