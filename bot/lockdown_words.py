"""That nothing opens, in words. Pure; HTML."""

from __future__ import annotations

from datetime import datetime, tzinfo

from markupsafe import Markup

from bot.lengths import short
from bot.texts import say
from bot.times import spoken
from storage.lockdown import InForce


def standing(in_force: InForce, now: datetime, zone: tzinfo) -> Markup:
    """`⛔ Lockdown since today 14:03, by Sam: nothing opens.`"""
    since = spoken(in_force.since, now, zone)
    if in_force.by is None:
        return say("lockdown-standing", since=since)
    return say("lockdown-standing-by", since=since, name=Markup(short(in_force.by)))
