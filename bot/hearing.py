"""How old what Telegram delivers may be: a restart or an outage can lie between a press and its arrival.

A message has a date, of Telegram's own clock, which the Date of its answers tells. A press has none. But
whoever asks for updates and gets all that wait knows that whatever comes with the next answer was made since.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from telegram import Message, Update

from pipeline.elapsed import elapsed
from pipeline.http_date import http_date

MOST_AT_ONCE = 100
"""Telegram's; so many may not have been all of them."""

REMEMBERED = 64
"""Answers. Of an update that came before those nobody knows any more how old it is."""

LAPSE = 15.0
"""Seconds without an answer, after which the next question does not wait: then it tells what was waiting."""


@dataclass(frozen=True, slots=True)
class _Answer:
    first: int
    last: int
    since: float | None
    """Its updates were made after this second of the clock; None: nobody knows."""


class Hearing:
    """`clock` is nobody's to set, and runs on while the machine sleeps: what came meanwhile is old."""

    def __init__(self, clock: Callable[[], float] = elapsed) -> None:
        self._clock = clock
        self._all_told_at: float | None = None
        self._answers: deque[_Answer] = deque(maxlen=REMEMBERED)
        self._their_time: tuple[datetime, float] | None = None
        self._heard_at: float | None = None

    def has_lapsed(self) -> bool:
        """For a while nobody has asked: something may be waiting."""
        return self._all_told_at is None or self._clock() - self._all_told_at > LAPSE

    def heard(self) -> None:
        """Telegram has answered getUpdates, with updates or without; a refusal is no answer."""
        self._heard_at = self._clock()

    def answered(self, asked_at: float, updates: Sequence[Update]) -> None:
        """What getUpdates, asked at that second, has answered."""
        numbers = [update.update_id for update in updates]
        if numbers:
            self._answers.append(_Answer(min(numbers), max(numbers), self._all_told_at))
        if len(numbers) < MOST_AT_ONCE:
            self._all_told_at = asked_at

    def told_time(self, date: str | None) -> None:
        """The Date of an answer."""
        theirs = http_date(date)
        if theirs is not None:
            self._their_time = theirs, self._clock()

    def their_time(self) -> datetime | None:
        """Telegram's, UTC, to a second; None: it has not told any."""
        return None if self._their_time is None else self._their_now()

    def silent_for(self) -> float | None:
        """Seconds since it was heard last; None: it never was."""
        return None if self._heard_at is None else self._clock() - self._heard_at

    def age(self, update: Update) -> float:
        """Seconds, at the most; infinite where nobody knows."""
        message = update.message
        return self._age_of_press(update) if message is None else self._age_of_message(message)

    def _age_of_message(self, message: Message) -> float:
        return (self._their_now() - message.date).total_seconds()

    def _age_of_press(self, update: Update) -> float:
        for answer in reversed(self._answers):
            if answer.first <= update.update_id <= answer.last:
                return math.inf if answer.since is None else self._clock() - answer.since
        return math.inf

    def _their_now(self) -> datetime:
        if self._their_time is None:
            return datetime.now(UTC)
        theirs, told_at = self._their_time
        return theirs + timedelta(seconds=self._clock() - told_at)
