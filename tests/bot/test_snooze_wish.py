"""/snooze understands what is meant and until when, in the order and the spelling in which people type."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.snooze_wish import NoSuchThing, NoSuchTime, StrangersMeant, Thing, wish
from bot.until import UntilPast

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 18, 22, 15, tzinfo=BERLIN)
FRONT, GARDEN, BACK = Thing("Front Door", "1"), Thing("Front Garden", "2"), Thing("Back", "3")
GRACE, MAY, JOSE = Thing("Grace Hopper", person_id=1), Thing("May", person_id=2), Thing("José", person_id=3)
INGRID, MONIKA, AN = (Thing(name, person_id=5 + len(name)) for name in ("Ingrid", "Monika", "An"))
THINGS = (FRONT, GARDEN, BACK, GRACE, MAY, JOSE, INGRID, MONIKA, AN)


@pytest.mark.parametrize(
    ("typed", "things", "end"),
    [
        ("8h", (), "2026-03-19 06:15"),
        ("in 2h", (), "2026-03-19 00:15"),
        ("until 7am", (), "2026-03-19 07:00"),
        ("everything until 7am", (), "2026-03-19 07:00"),
        ("alles bis 7", (), "2026-03-19 07:00"),
        ("mon 8:00", (), "2026-03-23 08:00"),
        ("all", (), None),
        ("front door 2h", (FRONT,), "2026-03-19 00:15"),
        ("2h front door", (FRONT,), "2026-03-19 00:15"),
        ("The FRONT door for 2 hours", (FRONT,), "2026-03-19 00:15"),
        ("garden", (GARDEN,), None),
        ("front 2h", (FRONT, GARDEN), "2026-03-19 00:15"),
        ("Grace", (GRACE,), None),
        ("grace hopper 3 days", (GRACE,), "2026-03-21 22:15"),
        ("until 7am for grace", (GRACE,), "2026-03-19 07:00"),
        ("jose", (JOSE,), None),
        ("may", (MAY,), None),
        ("may 2h", (MAY,), "2026-03-19 00:15"),
        ("mon", (), "2026-03-23 07:00"),
        ("monik", (MONIKA,), None),
        ("an 2h", (AN,), "2026-03-19 00:15"),
        ("ba 2h", (BACK,), "2026-03-19 00:15"),
    ],
)
def test_what_is_meant(typed: str, things: tuple[Thing, ...], end: str | None) -> None:
    found = wish(typed, THINGS, NOW, BERLIN)
    assert found.things == things
    assert found.until == (datetime.fromisoformat(end).replace(tzinfo=BERLIN) if end else None)


@pytest.mark.parametrize(
    ("typed", "name", "nearest", "end"),
    [
        ("Grase", "Grase", GRACE, None),
        ("fornt dor until 7am", "fornt dor", FRONT, "2026-03-19 07:00"),
        ("front foo", "front foo", FRONT, None),
        ("xyzzy 2h", "xyzzy", None, "2026-03-19 00:15"),
        ("../../etc", "../../etc", None, None),
        ("camera 7", "camera 7", None, None),
        ("🙂", "🙂", None, None),
    ],
)
def test_what_is_not_there_has_a_suggestion_where_something_is_like_it(
    typed: str, name: str, nearest: Thing | None, end: str | None
) -> None:
    with pytest.raises(NoSuchThing) as caught:
        wish(typed, THINGS, NOW, BERLIN)
    assert (caught.value.name, caught.value.nearest) == (name, nearest)
    assert caught.value.until == (datetime.fromisoformat(end).replace(tzinfo=BERLIN) if end else None)


@pytest.mark.parametrize("typed", ["31 february", "front door 31 february", "1e9 days", "until never", "8"])
def test_what_should_be_a_time_and_is_none(typed: str) -> None:
    with pytest.raises(NoSuchTime):
        wish(typed, THINGS, NOW, BERLIN)


@pytest.mark.parametrize("typed", ["-3h", "grace -3h", "xyzzy -3h"])
def test_a_time_that_is_over(typed: str) -> None:
    with pytest.raises(UntilPast):
        wish(typed, THINGS, NOW, BERLIN)


@pytest.mark.parametrize("typed", ["unknown", "unknown 3h", "Strangers", "unbekannt"])
def test_strangers_have_no_name(typed: str) -> None:
    with pytest.raises(StrangersMeant):
        wish(typed, THINGS, NOW, BERLIN)


def test_a_long_text_is_no_trouble() -> None:
    with pytest.raises(NoSuchThing):
        wish("lorem ipsum " * 400, THINGS, NOW, BERLIN)
