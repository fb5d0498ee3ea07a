"""How old what Telegram delivers may be, by clocks that nobody can set."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User

from bot.hearing import MOST_AT_ONCE, REMEMBERED, Hearing

SAM = User(7, "Sam", False)
NOW = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)
HTTP_NOW = "Wed, 25 Feb 2026 10:30:00 GMT"


@dataclass
class Clock:
    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hearing(clock: Clock) -> Hearing:
    return Hearing(clock)


def press(number: int) -> Update:
    return Update(number, callback_query=CallbackQuery("1", SAM, "2", data="unlock:1"))


def message(seconds: float) -> Update:
    """Sent so long before NOW."""
    sent = NOW - timedelta(seconds=seconds)
    return Update(1, message=Message(1, sent, Chat(7, "private"), from_user=SAM, text="/unlock"))


def test_what_waited_at_the_start_may_be_of_any_age(hearing: Hearing, clock: Clock) -> None:
    assert hearing.has_lapsed()
    hearing.answered(clock.at, [press(1)])
    assert hearing.age(press(1)) == math.inf
    assert hearing.age(press(2)) == math.inf, "never delivered"


def test_a_press_is_no_older_than_the_question_before(hearing: Hearing, clock: Clock) -> None:
    hearing.answered(clock.at, [])
    clock.at += 1
    assert not hearing.has_lapsed()
    asked, clock.at = clock.at, clock.at + 9
    hearing.answered(asked, [press(1), press(2)])
    clock.at += 2
    assert [hearing.age(press(number)) for number in (1, 2)] == [12, 12]
    hearing.answered(clock.at, [press(3)])
    assert hearing.age(press(3)) == 11


def test_after_an_outage_it_may_have_waited_all_the_time(hearing: Hearing, clock: Clock) -> None:
    hearing.answered(clock.at, [])
    clock.at += 300
    assert hearing.has_lapsed(), "the next question is not to wait"
    hearing.answered(clock.at, [press(1)])
    hearing.answered(clock.at, [press(2)])
    assert [hearing.age(press(number)) for number in (1, 2)] == [300, 0]


def test_a_full_answer_may_not_have_been_all(hearing: Hearing, clock: Clock) -> None:
    hearing.answered(clock.at, [])
    clock.at += 40
    hearing.answered(clock.at, [press(number) for number in range(MOST_AT_ONCE)])
    hearing.answered(clock.at, [press(200)])
    assert hearing.age(press(200)) == 40


def test_one_that_was_delivered_long_ago_is_forgotten(hearing: Hearing, clock: Clock) -> None:
    for number in range(REMEMBERED + 2):
        hearing.answered(clock.at, [press(number)])
    assert hearing.age(press(1)) == math.inf
    assert hearing.age(press(REMEMBERED)) == 0


def test_a_message_is_as_old_as_telegrams_clock_says(hearing: Hearing, clock: Clock) -> None:
    hearing.told_time(HTTP_NOW)
    assert hearing.age(message(12)) == 12
    clock.at += 20
    assert hearing.age(message(12)) == 32


@pytest.mark.parametrize("date", [None, "", "yesterday"])
def test_without_telegrams_clock_this_machines_counts(hearing: Hearing, date: str | None) -> None:
    hearing.told_time(date)
    assert hearing.age(message(0)) == pytest.approx((datetime.now(UTC) - NOW).total_seconds(), abs=5)


def test_what_came_while_the_machine_slept_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """The monotonic clock stands still then, and nothing here may go by it."""
    at = [1000.0]
    runs_on = SimpleNamespace(CLOCK_BOOTTIME=0, clock_gettime=lambda _: at[0], monotonic=lambda: 1000.0)
    monkeypatch.setattr("pipeline.elapsed.time", runs_on)
    hearing = Hearing()
    hearing.answered(at[0], [])
    at[0] += 3600
    assert hearing.has_lapsed()
    hearing.answered(1000.0, [press(1)])
    assert hearing.age(press(1)) == 3600
