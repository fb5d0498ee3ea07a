"""That nothing opens, in words. Pure; HTML."""

from __future__ import annotations

from datetime import tzinfo

from markupsafe import Markup

from bot.lengths import short
from bot.texts import say
from bot.times import dated
from storage.lockdown import InForce


def standing(in_force: InForce, zone: tzinfo) -> Markup:
    """`⛔ Lockdown since Sat 21 Nov, 14:03, by Sam: nothing opens.`"""
    since = dated(in_force.since, zone)
    if in_force.by is None:
        return say("lockdown-standing", since=since)
    return say("lockdown-standing-by", since=since, name=Markup(short(in_force.by)))
