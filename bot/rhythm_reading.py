"""What somebody wants to see, from words: `Grace 90d`, `front door last 2 weeks`, `dogs weekend`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches

from bot.rhythm_choice import (
    EVER,
    LABEL,
    LONGEST_SPAN,
    PERSON,
    RING,
    Choice,
    Misread,
    Trouble,
    Weekdays,
    camera_mark,
)
from bot.rhythm_words import things
from bot.texts import LANGUAGES, speaking
from pipeline.sight_rules import TOLD
from pipeline.types import Camera
from storage.activity import EVERYBODY, STRANGER
from storage.people import Person

_UNITS = {
    **dict.fromkeys(("d", "day", "days", "t", "tag", "tage", "tagen"), 1),
    **dict.fromkeys(("w", "week", "weeks", "woche", "wochen"), 7),
    **dict.fromkeys(("m", "mo", "month", "months", "monat", "monate", "monaten"), 30),
    **dict.fromkeys(("y", "year", "years", "j", "jahr", "jahre", "jahren"), 365),
}
_EVER = ("all", "ever", "everything", "always", "alles", "immer", "gesamt")
_DAYS = {
    **dict.fromkeys(("weekday", "weekdays", "workdays", "werktags", "werktage"), Weekdays.WORKING),
    **dict.fromkeys(("weekend", "weekends", "wochenende", "wochenenden"), Weekdays.WEEKEND),
    **dict.fromkeys(("daily", "täglich"), Weekdays.ALL),
}
_SUBJECTS = {
    **dict.fromkeys(("stranger", "strangers", "fremde", "fremder", "fremden", "unbekannte"), STRANGER),
    **dict.fromkeys(("ring", "rings", "ding", "dings", "bell", "klingeln", "klingel"), RING),
    **dict.fromkeys(("people", "everybody", "everyone", "person", "menschen", "leute"), EVERYBODY),
}
_GERMAN = {"hund": "dog", "katze": "cat", "auto": "car", "fahrrad": "bicycle", "vogel": "bird"}
_FILLERS = frozenset(
    (
        *(
            "the",
            "a",
            "an",
            "in",
            "at",
            "on",
            "of",
            "for",
            "from",
            "by",
            "with",
            "and",
            "last",
            "past",
            "since",
        ),
        *("only", "visits", "days", "show", "me", "my", "der", "die", "das", "den", "dem", "im", "am", "an"),
        *("auf", "für", "von", "mit", "und", "letzte", "letzten", "letzter", "seit", "nur", "besuche"),
    )
)
LONGEST_PHRASE = 8
"""Words of a name."""
SHORTEST_PART = 3
"""Letters, of a word of a name."""

_WORD = re.compile(r"[-+]?\d+|[^\W\d_]+(?:['’-][^\W\d_]+)*|\S")


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what may be named. `labels` that were ever seen."""

    people: Sequence[Person]
    cameras: Sequence[Camera]
    labels: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What one phrase sets."""

    days: int | None = None
    weekdays: Weekdays | None = None
    camera: str | None = None
    subject: str | None = None
    name: str = ""
    """What it is called, where it has a name of its own."""


def read(text: str, known: Known, begin: Choice) -> Choice | Misread:
    """`begin` with everything that the text names changed; Misread for the first that it cannot follow."""
    words = _WORD.findall(text)
    phrases = _phrases(known)
    said: list[_Said] = []
    while words:
        found, used = _next(words, phrases)
        if isinstance(found, Misread):
            return found
        if found is not None:
            said.append(found)
        words = words[used:]
    return _joined(begin, said)


def _next(words: Sequence[str], phrases: Mapping[str, _Said]) -> tuple[_Said | Misread | None, int]:
    """What the first words say, the longest phrase of them, and how many they are; None says nothing."""
    for length in range(min(len(words), LONGEST_PHRASE), 0, -1):
        if (found := phrases.get(" ".join(words[:length]).casefold())) is not None:
            return found, length
    word = words[0].casefold()
    if word.lstrip("+-").isdecimal():
        return _span(words)
    if word in _UNITS and len(word) > 2:
        return _Said(days=_UNITS[word]), 1
    if word in _FILLERS or not word[0].isalnum():
        return None, 1
    return Misread(Trouble.UNKNOWN, words[0], _nearest(words, phrases)), 1


def _nearest(words: Sequence[str], phrases: Mapping[str, _Said]) -> str:
    """What the first words are most like, as it is called; "" where they are like nothing."""
    known = list(phrases)
    begins = [" ".join(words[:length]).casefold() for length in range(1, LONGEST_PHRASE + 1)]
    meant = [(one, found) for one in dict.fromkeys(begins) for found in get_close_matches(one, known, 1, 0.7)]
    _, phrase = max(meant, key=lambda pair: SequenceMatcher(None, *pair).ratio(), default=("", ""))
    return phrases[phrase].name or phrase if phrase else ""


def _span(words: Sequence[str]) -> tuple[_Said | Misread, int]:
    """`30`, `30 d`, `2 weeks`."""
    size = _UNITS.get(words[1].casefold()) if len(words) > 1 else None
    # Nobody's door is that old, and int() refuses thousands of digits.
    days = int(words[0]) * (size or 1) if len(words[0]) < 9 else LONGEST_SPAN + 1
    if not 1 <= days <= LONGEST_SPAN:
        return Misread(Trouble.SPAN, words[0]), 1
    return _Said(days=days), 2 if size else 1


def _joined(choice: Choice, said: Sequence[_Said]) -> Choice | Misread:
    for field in ("days", "weekdays", "camera", "subject"):
        values = {getattr(one, field) for one in said} - {None}
        if len(values) > 1:
            return Misread(Trouble.TWO)
        if values:
            choice = replace(choice, **{field: values.pop()})
    return choice


def _phrases(known: Known) -> dict[str, _Said]:
    """What is the household's own goes before the words of the language."""
    phrases = {
        **{word: _Said(days=EVER) for word in _EVER},
        **{word: _Said(weekdays=days) for word, days in _DAYS.items()},
        **{word: _Said(subject=subject) for word, subject in _SUBJECTS.items()},
        **_of_labels({*TOLD, *known.labels}),
    }
    cameras = {_spoken(one.name): _Said(camera=camera_mark(one.id), name=one.name) for one in known.cameras}
    people = _of_people(known.people)
    phrases.pop("", None)
    return {**_parts(cameras), **phrases, **cameras, **people}


def _parts(named: Mapping[str, _Said]) -> dict[str, _Said]:
    """Each word that only one of them has in its name: it is enough."""
    words = [word for phrase in named for word in dict.fromkeys(phrase.split())]
    return {
        word: said
        for phrase, said in named.items()
        for word in phrase.split()
        if len(word) >= SHORTEST_PART and words.count(word) == 1 and word not in _FILLERS
    }


def _of_labels(labels: Iterable[str]) -> dict[str, _Said]:
    phrases = {german: _Said(subject=f"{LABEL}{label}") for german, label in _GERMAN.items()}
    for label in labels:
        said = _Said(subject=f"{LABEL}{label}")
        phrases |= {label: said, f"{label}s": said}
        for code in LANGUAGES:
            with speaking(code):
                phrases[_spoken(things(label))] = said
    return phrases


def _of_people(people: Sequence[Person]) -> dict[str, _Said]:
    """By their names, and by the first of them where nobody else has it."""
    phrases: dict[str, _Said] = {}
    firsts = [_spoken(one.display_name).partition(" ")[0] for one in people]
    for one, name in zip(people, firsts, strict=True):
        said = _Said(subject=f"{PERSON}{one.id}", name=one.display_name)
        if firsts.count(name) == 1:
            phrases.setdefault(name, said)
        phrases |= {_spoken(one.name): said, _spoken(one.display_name): said}
    return phrases


def _spoken(name: str) -> str:
    """As it is looked for among words."""
    return " ".join(_WORD.findall(name.casefold()))
