"""A mistyped command: which one was meant?"""

from __future__ import annotations

from difflib import get_close_matches

from markupsafe import Markup

from bot.command_list import allowed
from bot.lengths import short
from bot.texts import say
from storage.access import Role

ALIKE = 0.6
VERY_ALIKE = 0.8
"""0..1, difflib's ratio. Of a word without a slash it is less sure that it was to be a command."""


def unknown(typed: str, rest: str, role: Role) -> Markup:
    """What to answer to /`typed` and the `rest` behind it: HTML, with a command to tap."""
    meant = nearest(typed, role)
    if meant is None:
        return say("unknown-command")
    shown = Markup(short(typed))
    if rest := rest.strip():
        return say("did-you-mean-with", typed=shown, meant=meant, rest=Markup(short(rest)))
    return say("did-you-mean", typed=shown, meant=meant)


def not_understood(text: str, role: Role) -> Markup:
    """To plain words that make no sense; perhaps only the slash is missing."""
    meant = nearest(text.strip(), role, VERY_ALIKE)
    return say("not-understood") if meant is None else say("did-you-mean-command", meant=meant)


def nearest(typed: str, role: Role, alike: float = ALIKE) -> str | None:
    """Among the commands that this role may say."""
    names = [command.name for command in allowed(role)]
    found = get_close_matches(typed.lower(), names, n=3, cutoff=alike)
    # Letters in another order are the commonest slip, and difflib likes a missing one better.
    swapped = [name for name in found if sorted(name) == sorted(typed.lower())]
    return next(iter(swapped + found), None)
