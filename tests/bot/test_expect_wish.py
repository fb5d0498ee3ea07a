"""Whom, when and how often, from one line after /expect."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.expect_wish import AgainAndAgain, NoSuchTime, wish
from bot.window import WindowRefused

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 18, 10, 15, tzinfo=BERLIN)
NAMES = ("Grace", "May", "Jan", "Ada Lovelace", "Ζωή")


def read(typed: str) -> tuple[str, str | None, bool]:
    """The name, `18 14-16`, and whether once."""
    found = wish(typed, NAMES, NOW, BERLIN)
    if found.window is None:
        return found.name, None, found.once
    starts, ends = (edge.astimezone(BERLIN) for edge in (found.window.starts_at, found.window.ends_at))
    return found.name, f"{starts:%d %H}-{ends:%H}", found.once


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Grace today 14-16", ("Grace", "18 14-16", False)),
        ("courier tomorrow 9-12 once", ("courier", "19 09-12", True)),
        ("once courier tomorrow 9-12", ("courier", "19 09-12", True)),
        ("the plumber from 11 to 12", ("the plumber", "18 11-12", False)),
        ("Paket morgen 9-12 einmal", ("Paket", "19 09-12", True)),
        ("Klempner am Freitag von 9 bis 12 Uhr nur einmal", ("Klempner", "20 09-12", True)),
        ("today 14-16 Grace", ("Grace", "18 14-16", False)),
        ("grace TODAY 14-16", ("grace", "18 14-16", False)),
        ("May today 14-16", ("May", "18 14-16", False)),
        ("Jan 14-16", ("Jan", "18 14-16", False)),
        ("ada lovelace 8h", ("ada lovelace", "18 10-18", False)),
        ("Grace Kelly today 14-16", ("Grace Kelly", "18 14-16", False)),
        ("ζωή today 14-16", ("ζωή", "18 14-16", False)),
        ("<b>Eve</b> & Co. 14-16", ("<b>Eve</b> & Co.", "18 14-16", False)),
        ("🍕 tonight", ("🍕", "18 18-00", False)),
        ("today 14-16", ("", "18 14-16", False)),
        ("Grace", ("Grace", None, False)),
        ("courier", ("courier", None, False)),
        ("someone once", ("someone", None, True)),
        ("", ("", None, False)),
    ],
)
def test_one_line(typed: str, meant: tuple[str, str | None, bool]) -> None:
    assert read(typed) == meant


def test_a_long_name_is_cut_and_does_not_turn_the_line_around() -> None:
    name, when, _ = read("x" * 200 + " today 14-16")
    assert (name, when) == ("x" * 63 + "…", "18 14-16")
    assert read("\u202eevil\u202c today 14-16")[0] == "evil"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Grace today 14-25", "today 14-25"),
        ("courier 99:99", "99:99"),
        ("courier 9-12 and 14-16", "courier 9-12 and 14-16"),
        ("Grace -3h", "-3h"),
        ("courier tomorrow evening 8-10", "courier tomorrow evening 8-10"),
        ("14-25", "14-25"),
    ],
)
def test_what_should_have_been_a_time_is_named(typed: str, shown: str) -> None:
    with pytest.raises(NoSuchTime) as refused:
        read(typed)
    assert str(refused.value) == shown


@pytest.mark.parametrize(
    "typed", ["cleaner every monday 9-12", "Putzhilfe jeden Montag 9-12", "cleaner daily 9-12"]
)
def test_a_pass_is_for_one_window(typed: str) -> None:
    with pytest.raises(AgainAndAgain):
        read(typed)


def test_a_window_that_is_over_is_refused_as_such() -> None:
    with pytest.raises(WindowRefused):
        read("courier today 8-9")
