"""A setting about opening, as the record has it, in words. Pure; plain text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from bot.house_settings import SETTINGS
from bot.texts import plain

OF_A_FACE: Mapping[str, Callable[[], str]] = {
    "trial ended": lambda: plain("audit-trial-ended"),
    "at any hour": lambda: plain("audit-any-hour"),
    "also at night": lambda: plain("audit-at-night"),
    "not at night": lambda: plain("audit-not-at-night"),
}
HOURS = re.compile(r"from (\d\d:\d\d) to (\d\d:\d\d)")
OF_THE_HOUSE = re.compile(r"(\w+): (\S+)")
VALUES = {"on": True, "off": False}


def what(outcome: str) -> str:
    """As it was recorded, where this version does not know it."""
    if outcome in OF_A_FACE:
        return OF_A_FACE[outcome]()
    if hours := HOURS.fullmatch(outcome):
        return plain("audit-hours", begins=hours[1], ends=hours[2])
    chosen = OF_THE_HOUSE.fullmatch(outcome)
    setting = SETTINGS.get(chosen[1]) if chosen else None
    if chosen is None or setting is None:
        return outcome
    if chosen[2] == "default":
        return plain("audit-default", setting=setting.name())
    value = VALUES[chosen[2]] if chosen[2] in VALUES else json.loads(chosen[2])
    return plain("audit-chosen", setting=setting.name(), value=setting.shown(value))
