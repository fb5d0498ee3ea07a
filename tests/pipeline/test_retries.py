"""When a recording is asked for again: quickly while it may appear any moment, then ever more rarely."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.errors import (
    ClipError,
    DoorbellBusy,
    DoorbellError,
    DoorbellUnreachable,
    LoginNeeded,
    RecordingNotReady,
    RecordingUnusable,
)
from pipeline.jitter import backoff, later
from pipeline.watch import pause_before_retry

NOT_THERE = RecordingNotReady("Ring does not have the recording yet.")
AWAY = DoorbellUnreachable("Ring's servers answer with errors.")
QUARTER = 900.0


def pause(waited: float, error: Exception) -> float:
    return pause_before_retry(timedelta(seconds=waited), error).total_seconds()


def asked_at(error: Exception, until: float = QUARTER) -> list[float]:
    """Seconds after an event became known, were every answer at once this error."""
    moments = [0.0]
    while moments[-1] < until:
        moments.append(moments[-1] + pause(moments[-1], error))
    return moments


@pytest.mark.parametrize(("before", "at_most"), [(3, 0.5), (15, 1), (60, 2), (QUARTER, 180)])
def test_a_recording_that_appears_is_soon_found(before: float, at_most: float) -> None:
    pauses = [pause(moment, NOT_THERE) for moment in asked_at(NOT_THERE) if moment < before]
    assert max(pauses) <= at_most


def test_one_that_does_not_appear_is_not_asked_for_all_the_time() -> None:
    assert len(asked_at(NOT_THERE)) <= 50
    assert len([moment for moment in asked_at(NOT_THERE) if moment >= 60]) <= 10


def test_a_cloud_in_trouble_is_asked_less_still() -> None:
    assert len(asked_at(AWAY)) <= 20
    assert len(asked_at(AWAY, 86400)) <= 320
    for moment in asked_at(NOT_THERE):
        assert pause(moment, AWAY) >= pause(moment, NOT_THERE)


@pytest.mark.parametrize("error", [NOT_THERE, AWAY, DoorbellError("refused"), OSError("disk full")])
def test_pauses_only_grow(error: Exception) -> None:
    pauses = [pause(moment, error) for moment in asked_at(error, 86400)]
    assert pauses == sorted(pauses)
    assert pauses[0] >= 0.5


def test_half_a_clip_is_asked_for_again_at_once() -> None:
    assert pause(0, RecordingUnusable("broken off")) <= 0.5


@pytest.mark.parametrize("error", [RecordingUnusable("a page"), ClipError("no video that can be read")])
def test_what_is_no_clip_is_asked_for_again_ever_more_rarely(error: Exception) -> None:
    pauses = [pause(moment, error) for moment in asked_at(error, 60)]
    assert pauses == sorted(pauses)
    assert 10 <= len(pauses) <= 20
    assert max(pauses) <= 10


def test_what_ring_asks_for_is_done() -> None:
    assert pause(0, DoorbellBusy("slower", retry_after=77)) == 77
    assert pause(0, LoginNeeded("log in")) == 30


def test_no_two_come_back_in_step_nor_before_they_may() -> None:
    asked = timedelta(seconds=60)
    waits = {later(asked) for _ in range(50)}
    assert len(waits) > 40
    assert asked <= min(waits) <= max(waits) <= 1.25 * asked


def test_a_cloud_that_fails_is_asked_ever_more_rarely_and_never_in_step() -> None:
    planned = [1, 2, 4, 8, 15, 15]
    for failures, seconds in enumerate(planned):
        waits = {backoff(failures, 1.0, 15.0).total_seconds() for _ in range(50)}
        assert len(waits) > 40
        assert seconds <= min(waits) <= max(waits) <= 1.25 * seconds
    assert backoff(10**6, 1.0, 60.0).total_seconds() <= 75


@pytest.mark.parametrize("error", [NOT_THERE, AWAY])
def test_a_clock_that_was_set_back_changes_nothing(error: Exception) -> None:
    assert pause(-3600, error) == pause(0, error)
