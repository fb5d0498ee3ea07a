"""Whom and what a camera saw, in words: for visits and for events. HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import escape

from bot.decimals import decimal
from bot.lengths import cut, visible
from bot.texts import say
from storage.views import PersonSeen

NAMES_LIMIT = 450
"""As `bot.lengths` counts."""


def who(people: Sequence[PersonSeen], strangers: int, others: Sequence[str], person: bool = True) -> str:
    """`Grace (0.62), 1 stranger, dog`: everyone known is named, the rest counted. "" for nobody.

    `Grace (0.91), a picture?; 1 stranger` where what was seen of her is one.
    """
    known = _names(people)
    if strangers:
        known.append(_strangers(strangers, alone=not known))
    elif person and not known:
        known.append(say("seen-somebody"))
    seen = [*known, *(thing(label) for label in others)]
    return ("; " if any(_pictured(one) for one in people) else ", ").join(seen)


def thing(label: str) -> str:
    """What the detector calls a dog."""
    return say("seen-thing", label=label)


def _names(people: Sequence[PersonSeen]) -> list[str]:
    """Everybody, unless there are so many that a message could not hold them."""
    named = [_named(one) for one in people]
    while visible(", ".join(named)) > NAMES_LIMIT:
        named.pop()
    left = len(people) - len(named)
    return [*named, say("seen-more-known", count=left)] if left else named


def _named(one: PersonSeen) -> str:
    name = cut(one.display_name)
    told = name if one.confidence is None else f"{name} ({decimal(one.confidence, 2)})"
    return say("seen-picture", name=told) if _pictured(one) else escape(told)


def _pictured(one: PersonSeen) -> bool:
    return one.live is False


def _strangers(count: int, alone: bool) -> str:
    if alone and count == 1:
        return say("seen-stranger")
    return say("seen-strangers", count=count)
