"""What somebody wants to see on a chart, from words: `Grace 90d`, `front door last 2 weeks`. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from bot.heard import OneAtATime, heard, refusal, timely
from bot.rhythm_choice import EVER, LONGEST_SPAN, Choice, NoSpan, Weekdays, camera_mark
from bot.vocabulary import Meaning, Phrase, fold
from bot.when import NoSuchTime, days_back

_EVER = frozenset(("all", "ever", "everything", "always", "alles", "immer", "gesamt"))
_WEEKDAYS = {
    **dict.fromkeys(("weekday", "weekdays", "workdays", "werktags", "werktage"), Weekdays.WORKING),
    **dict.fromkeys(("weekend", "weekends", "wochenende", "wochenenden"), Weekdays.WEEKEND),
    **dict.fromkeys(("daily", "täglich"), Weekdays.ALL),
}


def read(
    text: str, vocabulary: Mapping[Phrase, Meaning], begin: Choice, now: datetime, zone: tzinfo
) -> Choice:
    """`begin` with everything changed that the text names. NotUnderstood, OneAtATime, NoSpan."""
    words = _without_filler(vocabulary)
    said = heard(text, words)
    weekdays = [_WEEKDAYS[fold(word)] for word in said.rest if fold(word) in _WEEKDAYS]
    if len(set(weekdays)) > 1:
        raise OneAtATime(", ".join(weekdays))
    rest = [word for word in said.rest if fold(word) not in _WEEKDAYS]
    days = _days(rest, now, zone) if rest else begin.days
    if days is None:
        if all(timely(word, now, zone) for word in rest):
            raise NoSpan(" ".join(rest))
        raise refusal(said, rest, words, now, zone)
    return Choice(
        days=days,
        weekdays=weekdays[0] if weekdays else begin.weekdays,
        camera=camera_mark(said.camera_id) if said.camera_id else begin.camera,
        subject=said.subject or begin.subject,
    )


def _without_filler(vocabulary: Mapping[Phrase, Meaning]) -> dict[Phrase, Meaning]:
    """Elsewhere "all" says nothing; here it is a span."""
    return {
        phrase: meaning
        for phrase, meaning in vocabulary.items()
        if meaning != Meaning() or " ".join(phrase) not in _EVER
    }


def _days(rest: Sequence[str], now: datetime, zone: tzinfo) -> int | None:
    """None: no span of days."""
    if len(rest) == 1 and fold(rest[0]) in _EVER:
        return EVER
    text = " ".join(rest)
    try:
        # "30", "week".
        spoken = (days_back(said, now, zone) for said in (text, f"{text} days", f"1 {text}"))
        days = next(filter(None, spoken), None)
    except NoSuchTime as error:
        raise NoSpan(text) from error
    if days is not None and days > LONGEST_SPAN:
        raise NoSpan(text)
    return days
