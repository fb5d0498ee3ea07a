"""That nobody is at home. Pure; HTML."""

from __future__ import annotations

from datetime import datetime, tzinfo

from markupsafe import Markup

from bot import times
from bot.lengths import cut
from bot.texts import plain, say
from storage.away import Absence


def is_away(absence: Absence, now: datetime, zone: tzinfo) -> Markup:
    name = cut(absence.name or plain("door-somebody"))
    if absence.until is None:
        return say("away-on-open", name=name)
    return say("away-on", name=name, until=times.end(absence.until, now, zone))
