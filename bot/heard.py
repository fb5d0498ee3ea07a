"""What somebody names in plain words: people, things and cameras; what is left may be a time. Pure.

The history and the charts read it alike; each makes its own of the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from difflib import SequenceMatcher, get_close_matches

from bot.vocabulary import GLUE, Kind, Meaning, Phrase, fold, words_of
from bot.when import NoSuchTime, period
from storage.history_filter import PERSON

MOST_WORDS = 24
ALIKE = 0.75
LONGEST_NEAR = 3
"""Words that may have been meant for one phrase."""


class NotUnderstood(ValueError):
    """`words` are those that say nothing here; `near` is what they may have been meant for."""

    def __init__(self, words: str, near: str | None = None) -> None:
        super().__init__(words)
        self.words, self.near = words, near


class OneAtATime(ValueError):
    """More than one subject, or camera: no index has both."""


@dataclass(slots=True)
class Heard:
    words: Sequence[str]
    """All of them, as typed."""
    subjects: set[str] = field(default_factory=set)
    cameras: set[str] = field(default_factory=set)
    kinds: list[Kind] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    """A time, if anything, as typed."""

    @property
    def subject(self) -> str | None:
        """As in HistoryFilter. "People" beside another says nothing more. OneAtATime."""
        return _only(self.subjects - {PERSON}) or _only(self.subjects)

    @property
    def camera_id(self) -> str | None:
        """OneAtATime."""
        return _only(self.cameras)

    def take(self, meaning: Meaning, fresh: int) -> None:
        """`fresh`: how many words of the rest stand directly before it."""
        if meaning.noun:
            while fresh and self.rest and fold(self.rest[-1]) in GLUE:
                self.rest.pop()
                fresh -= 1
        self.subjects |= {meaning.subject} if meaning.subject else set()
        self.cameras |= {meaning.camera_id} if meaning.camera_id else set()
        self.kinds += [meaning.kind] if meaning.kind else []


def heard(text: str, vocabulary: Mapping[Phrase, Meaning]) -> Heard:
    """The longest phrases first. NotUnderstood for what nobody says in one breath."""
    words = words_of(text)
    if len(words) > MOST_WORDS:
        raise NotUnderstood(" ".join(words))
    found, longest = Heard(words), max(map(len, vocabulary))
    place = fresh = 0
    while place < len(words):
        size = _size(words[place : place + longest], vocabulary)
        if size:
            found.take(vocabulary[_folded(words[place : place + size])], fresh)
            place, fresh = place + size, 0
        else:
            found.rest.append(words[place])
            place, fresh = place + 1, fresh + 1
    return found


def refusal(
    said: Heard, rest: Sequence[str], vocabulary: Mapping[Phrase, Meaning], now: datetime, zone: tzinfo
) -> NotUnderstood:
    """Of a rest that is no time: the words of it that are none, and what they may have been meant for."""
    strange = [word for word in rest if not timely(word, now, zone)] or list(rest)
    return NotUnderstood(" ".join(strange), _near(strange[0], said.words, vocabulary))


def timely(word: str, now: datetime, zone: tzinfo) -> bool:
    """Whether it may be part of a time."""
    try:
        return fold(word) in GLUE or period(word, now, zone) is not None
    except NoSuchTime:
        return True


def _size(words: Sequence[str], vocabulary: Mapping[Phrase, Meaning]) -> int:
    """Of the longest phrase that these words begin with."""
    return next((size for size in range(len(words), 0, -1) if _folded(words[:size]) in vocabulary), 0)


def _folded(words: Sequence[str]) -> Phrase:
    return tuple(map(fold, words))


def _only(values: set[str]) -> str | None:
    if len(values) > 1:
        raise OneAtATime(", ".join(sorted(values)))
    return next(iter(values), None)


def _near(word: str, words: Sequence[str], vocabulary: Mapping[Phrase, Meaning]) -> str | None:
    """What this word, or it and its neighbours, are most like: "fron door" is the front door."""
    known = {" ".join(phrase): meaning.name for phrase, meaning in vocabulary.items() if meaning.noun}
    known |= dict.fromkeys(_TIMES, "")
    place, said = words.index(word), _folded(words)
    meant = [
        (typed, found)
        for begin in range(max(0, place - LONGEST_NEAR + 1), place + 1)
        for end in range(place + 1, min(begin + LONGEST_NEAR, len(words)) + 1)
        for typed in (" ".join(said[begin:end]),)
        for found in get_close_matches(typed, known, 1, ALIKE)
        if not {*found.split()} <= {*said}
    ]
    nearest = max(meant, key=lambda pair: SequenceMatcher(None, *pair).ratio(), default=None)
    return (known[nearest[1]] or nearest[1]) if nearest else None


_TIMES = (
    *("today", "yesterday", "morning", "afternoon", "evening", "night", "week", "month", "year"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october"),
    *("november", "december", "heute", "gestern", "abend", "nacht", "woche", "monat", "jahr"),
    *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    *("januar", "februar", "märz", "juni", "juli", "oktober", "dezember"),
)
