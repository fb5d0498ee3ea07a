"""What somebody wants to know of the history: words in, a kind of question and a filter out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.heard import Heard, heard, refusal
from bot.vocabulary import Kind, Meaning, Phrase, fold
from bot.when import Period, period
from storage.history_filter import HistoryFilter

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


def parse(text: str, vocabulary: Mapping[Phrase, Meaning], now: datetime, zone: tzinfo) -> Question:
    """NotUnderstood, OneAtATime, or NoSuchTime for a time that has never been."""
    said = heard(text, vocabulary)
    found = _time(said, vocabulary, now, zone)
    wanted = HistoryFilter(
        subject=said.subject,
        camera_id=said.camera_id,
        since=found.since if found else None,
        until=found.until if found else None,
        words=found.words if found else "",
    )
    return Question(wanted, said.kinds[0] if said.kinds else None)


def _time(said: Heard, vocabulary: Mapping[Phrase, Meaning], now: datetime, zone: tzinfo) -> Period | None:
    rest = said.rest
    if Kind.LAST in said.kinds and period(" ".join(rest), now, zone) is None:
        # "When was Grace last at the door?"
        rest = [word for word in rest if fold(word) not in _AGAIN]
    if not rest:
        return None
    found = period(" ".join(rest), now, zone)
    if found is None:
        raise refusal(said, rest, vocabulary, now, zone)
    return found
