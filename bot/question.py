"""What somebody wants to know of the history: words in, a kind of question and a filter out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from difflib import get_close_matches

from bot.vocabulary import GLUE, Kind, Meaning, Phrase, fold, words_of
from bot.when import NoSuchTime, Period, period
from storage.history_filter import PERSON, HistoryFilter

MOST_WORDS = 24
ALIKE = 0.75
_AGAIN = frozenset(("last", "zuletzt", "letzte", "letzten", "mal"))


@dataclass(frozen=True, slots=True)
class Question:
    wanted: HistoryFilter
    kind: Kind | None
    """None: nothing but a filter, as /events takes it."""

    @property
    def asks(self) -> bool:
        """Enough to be meant for us: "is it so?" alone says nothing of the door."""
        asked = self.wanted
        return self.kind not in (None, Kind.WHETHER) or asked != HistoryFilter()


class NotUnderstood(ValueError):
    """`words` are those that say nothing here; `near` is a word that they may have been meant for."""

    def __init__(self, words: str, near: str | None = None) -> None:
        super().__init__(words)
        self.words, self.near = words, near


class OneAtATime(ValueError):
    """More than one subject, or camera: no index has both."""


def parse(text: str, vocabulary: Mapping[Phrase, Meaning], now: datetime, zone: tzinfo) -> Question:
    """NotUnderstood, OneAtATime, or NoSuchTime for a time that has never been."""
    words = words_of(text)
    if len(words) > MOST_WORDS:
        raise NotUnderstood(" ".join(words))
    said = _Said()
    _meanings(words, vocabulary, said)
    found = _time(said, vocabulary, now, zone)
    wanted = HistoryFilter(
        subject=_only(said.subjects - {PERSON}) or _only(said.subjects),
        camera_id=_only(said.cameras),
        since=found.since if found else None,
        until=found.until if found else None,
        words=found.words if found else "",
    )
    return Question(wanted, said.kinds[0] if said.kinds else None)


@dataclass(slots=True)
class _Said:
    subjects: set[str] = field(default_factory=set)
    cameras: set[str] = field(default_factory=set)
    kinds: list[Kind] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    """A time, if anything, as typed."""

    def take(self, meaning: Meaning, fresh: int) -> None:
        """`fresh`: how many words of the rest stand directly before it."""
        if meaning.noun:
            while fresh and self.rest and fold(self.rest[-1]) in GLUE:
                self.rest.pop()
                fresh -= 1
        self.subjects |= {meaning.subject} if meaning.subject else set()
        self.cameras |= {meaning.camera_id} if meaning.camera_id else set()
        self.kinds += [meaning.kind] if meaning.kind else []


def _meanings(words: Sequence[str], vocabulary: Mapping[Phrase, Meaning], said: _Said) -> None:
    longest = max(map(len, vocabulary))
    place = fresh = 0
    while place < len(words):
        size = _size(words[place : place + longest], vocabulary)
        if size:
            said.take(vocabulary[_folded(words[place : place + size])], fresh)
            place, fresh = place + size, 0
        else:
            said.rest.append(words[place])
            place, fresh = place + 1, fresh + 1


def _size(words: Sequence[str], vocabulary: Mapping[Phrase, Meaning]) -> int:
    """Of the longest phrase that these words begin with."""
    return next((size for size in range(len(words), 0, -1) if _folded(words[:size]) in vocabulary), 0)


def _folded(words: Sequence[str]) -> Phrase:
    return tuple(map(fold, words))


def _only(values: set[str]) -> str | None:
    if len(values) > 1:
        raise OneAtATime(", ".join(sorted(values)))
    return next(iter(values), None)


def _time(said: _Said, vocabulary: Mapping[Phrase, Meaning], now: datetime, zone: tzinfo) -> Period | None:
    rest = said.rest
    if Kind.LAST in said.kinds and period(" ".join(rest), now, zone) is None:
        # "When was Grace last at the door?"
        rest = [word for word in rest if fold(word) not in _AGAIN]
    if not rest:
        return None
    found = period(" ".join(rest), now, zone)
    if found is None:
        strange = [word for word in rest if not _timely(word, now, zone)] or rest
        raise NotUnderstood(" ".join(strange), _near(strange[0], vocabulary))
    return found


def _timely(word: str, now: datetime, zone: tzinfo) -> bool:
    try:
        return fold(word) in GLUE or period(word, now, zone) is not None
    except NoSuchTime:
        return True


def _near(word: str, vocabulary: Mapping[Phrase, Meaning]) -> str | None:
    known = [*(" ".join(phrase) for phrase, meaning in vocabulary.items() if meaning.noun), *_TIMES]
    found = get_close_matches(fold(word), known, 1, ALIKE)
    return found[0] if found else None


_TIMES = (
    *("today", "yesterday", "morning", "afternoon", "evening", "night", "week", "month", "year"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october"),
    *("november", "december", "heute", "gestern", "abend", "nacht", "woche", "monat", "jahr"),
    *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    *("januar", "februar", "märz", "juni", "juli", "oktober", "dezember"),
)
