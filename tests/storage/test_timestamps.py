"""Times are texts of fixed width whose order is their order in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.timestamps import from_text, to_text

MOMENTS = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC))


def test_as_documented() -> None:
    assert to_text(datetime(2026, 2, 25, 10, 30, tzinfo=UTC)) == "2026-02-25T10:30:00.000Z"
    assert to_text(datetime(2026, 2, 25, 10, 30, 5, 7999, tzinfo=UTC)) == "2026-02-25T10:30:05.007Z"


def test_other_zones_become_utc() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    assert to_text(datetime(2026, 2, 25, 16, 15, tzinfo=kathmandu)) == "2026-02-25T10:30:00.000Z"


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        to_text(datetime(2026, 2, 25, 10, 30))


@given(MOMENTS)
def test_there_and_back(moment: datetime) -> None:
    text = to_text(moment)
    assert len(text) == 24
    assert timedelta(0) <= moment - from_text(text) < timedelta(milliseconds=1)


@given(MOMENTS, MOMENTS)
def test_the_order_is_kept(one: datetime, other: datetime) -> None:
    assert (to_text(one) <= to_text(other)) or one > other
