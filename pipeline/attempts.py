"""What this run knows of the events that wait, and the store does not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from pipeline.ports import Clock
from pipeline.types import PendingEvent


class Attempts:
    """In memory on purpose: whatever ends this process, or is restored from a copy, ends what was seen at
    first hand with certainty.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._unusable_since: dict[int, datetime] = {}
        self._failing_since: dict[int, datetime] = {}
        """By event id, by this machine's clock as it was before it was set."""
        self._jumped = timedelta(0)
        """By how much that clock was put on in all; less where it was put back."""
        self._jumped_before: dict[int, timedelta] = {}
        """By event id: the same when it was first heard of in this run."""
        self._first_hand: set[int] = set()
        self._analysed: set[int] = set()

    def clock_jumped(self, jump: timedelta) -> None:
        self._jumped += jump

    def begun(self, event_id: int, *, first_hand: bool = False) -> None:
        """`first_hand`: it was seen to come."""
        self._jumped_before.setdefault(event_id, self._jumped)
        if first_hand:
            self._first_hand.add(event_id)

    def at_first_hand(self, event_id: int) -> bool:
        """It was seen to come, and nothing has failed at its clip."""
        return event_id in self._first_hand

    def spoiled(self, event_id: int) -> None:
        """Something failed at its clip: what is looked at from now on was not seen at first hand."""
        self._first_hand.discard(event_id)

    def analysed(self, event_id: int) -> None:
        """Its clip was looked at, as is never done at first hand twice. What failed before is over."""
        self.spoiled(event_id)
        self._unusable_since.pop(event_id, None)
        if event_id not in self._analysed:
            self._failing_since.pop(event_id, None)
            self._analysed.add(event_id)

    def waited(self, event: PendingEvent) -> timedelta:
        """Since it became known. What is given for it is not unusable, or no more."""
        self._unusable_since.pop(event.id, None)
        return self._now() - (event.created_at - self._jumped_before.get(event.id, self._jumped))

    def unusable_for(self, event_id: int) -> timedelta:
        """Since what is given for it was first unusable: before that it may have been missing for long."""
        return self._now() - self._unusable_since.setdefault(event_id, self._now())

    def failing_for(self, event_id: int) -> timedelta:
        """Since its first failure, or the first after it was `analysed`.

        One that has long waited for its turn is not put off for longer.
        """
        return self._now() - self._failing_since.setdefault(event_id, self._now())

    def forget(self, event_ids: Iterable[int]) -> None:
        """Whatever comes of these: they are looked at once more at most, and never at first hand."""
        for event_id in event_ids:
            self._unusable_since.pop(event_id, None)
            self._failing_since.pop(event_id, None)
            self._jumped_before.pop(event_id, None)
            self._first_hand.discard(event_id)
            self._analysed.discard(event_id)

    @property
    def remembered(self) -> frozenset[int]:
        """Ids of the events of which something is known."""
        return frozenset(self._first_hand | self._analysed).union(
            self._unusable_since, self._failing_since, self._jumped_before
        )

    def _now(self) -> datetime:
        return self._clock.now() - self._jumped
