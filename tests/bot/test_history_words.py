"""Captions of pages and answers: what was asked, how it was understood, and never too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.history_words import Names, answer_words, count_words, page_text, period_words, who_words
from bot.lengths import CAPTION_LIMIT, visible
from bot.texts import speaking
from bot.when import period
from storage.history_filter import DING, EVERYTHING, STRANGER, HistoryFilter, labelled, who
from storage.views import PersonSeen
from tests.bot.an_event import BERLIN, EVENT, GRACE

NOW = datetime(2026, 11, 21, 14, 7, tzinfo=UTC)
NAMES = Names({1: "Grace", 2: "<b>Ada"}, {"1001": "Front Door", "1002": "Garden & co"})


def asked(words: str, wanted: HistoryFilter = EVERYTHING) -> HistoryFilter:
    found = period(words, NOW, BERLIN)
    assert found is not None
    return replace(wanted, since=found.since, until=found.until, words=found.words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("today", "Today (Sat 21 Nov)"),
        ("yesterday", "Yesterday (Fri 20 Nov)"),
        ("this week", "This week (since Mon 16 Nov)"),
        ("since monday", "Since monday (Mon 16 Nov)"),
        ("last week", "Last week (Mon 9 Nov to Sun 15 Nov)"),
        ("last 3 days", "Last 3 days (since Wed 18 Nov, 15:00)"),
        ("yesterday evening", "Yesterday evening (Fri 20 Nov, 18:00 to 24:00)"),
        ("at 3", "At 3 (Sat 21 Nov, 14:30 to 15:30)"),
        ("last night", "Last night (Fri 20 Nov, 21:00 to Sat 21 Nov, 06:00)"),
        ("december", "December (Mon 1 Dec 2025 to Wed 31 Dec 2025)"),
    ],
)
def test_a_time_is_said_as_it_was_asked_and_as_it_was_understood(words: str, told: str) -> None:
    assert period_words(asked(words), NOW, BERLIN) == told


def test_a_day_of_25_hours_is_one_day() -> None:
    now = datetime(2026, 10, 26, 12, tzinfo=UTC)
    found = period("yesterday", now, BERLIN)
    assert found is not None
    wanted = HistoryFilter(since=found.since, until=found.until, words="yesterday")
    assert period_words(wanted, now, BERLIN) == "Yesterday (Sun 25 Oct)"


def test_a_page_says_what_it_shows() -> None:
    text = page_text([EVENT], asked("today", HistoryFilter(who(2), "1002")), NAMES, NOW, BERLIN)
    assert text.splitlines() == [
        "<b>&lt;b&gt;Ada · Garden &amp; co</b>",
        "<i>Today (Sat 21 Nov)</i>",
        "",
        "1. 🚶 <b>25 Feb 11:30</b> Somebody",
    ]
    assert "Front Door: " in page_text([EVENT], EVERYTHING, NAMES, NOW, BERLIN), "where there are several"
    assert "Somebody forgotten" in page_text([], HistoryFilter(who(9)), NAMES, NOW, BERLIN)


@pytest.mark.parametrize("letter", ["&", "😀", "<i>"])
def test_no_page_is_too_long_and_every_line_stays(letter: str) -> None:
    crowd = tuple(PersonSeen(f"p{number}", letter * 60, 0.38) for number in range(30))
    event = replace(EVENT, people=crowd, strangers=3, camera_name=letter * 99)
    wanted = replace(asked("today", HistoryFilter(who(1))), words=letter * 99)
    names = Names({1: letter * 200}, {"1001": letter * 200, "2": "x"})
    text = page_text([event] * 5, wanted, names, NOW, BERLIN)
    assert visible(text) <= CAPTION_LIMIT
    assert [line[:2] for line in text.splitlines()[-5:]] == ["1.", "2.", "3.", "4.", "5."]
    assert text.count("<b>") == text.count("</b>") == 6
    assert text.count("<i>") == text.count("</i>") == 1


@pytest.mark.parametrize(
    ("subject", "none", "one", "three"),
    [
        (None, "nobody came", "1 visit", "3 visits"),
        (STRANGER, "no visit by a stranger", "1 visit by a stranger", "3 visits by strangers"),
        (DING, "nobody rang", "somebody rang once", "somebody rang at 3 visits"),
        (labelled("dog"), "no dog", "a dog once", "a dog 3 times"),
        (labelled("zebra"), "no zebra", "zebra once", "zebra 3 times"),
        (who(1), "Grace was not here", "Grace was here once", "Grace was here 3 times"),
    ],
)
def test_counts_are_said_as_people_say_them(subject: str | None, none: str, one: str, three: str) -> None:
    wanted = HistoryFilter(subject)
    assert [count_words(count, wanted, NAMES) for count in (0, 1, 3)] == [none, one, three]


def test_who_came_is_a_list() -> None:
    assert who_words([("Grace", 2), ("<Ada>", 1)], 3, 5) == (
        "Grace (2 visits), &lt;Ada&gt; (1 visit), and strangers (3 visits)"
    )
    assert who_words([], 0, 0) == "nobody came"
    assert len(who_words([(f"Somebody {number}", 1) for number in range(40)], 0, 40).split(",")) == 8


def test_an_answer_says_its_time_and_camera() -> None:
    wanted = asked("this week", HistoryFilter(STRANGER, "1002"))
    said = count_words(4, wanted, NAMES)
    told = answer_words(wanted, said, NAMES, NOW, BERLIN)
    assert told == "<b>This week</b> (since Mon 16 Nov) · Garden &amp; co: 4 visits by strangers."
    assert answer_words(HistoryFilter(STRANGER), said, NAMES, NOW, BERLIN).startswith("<b>So far</b>:")


def test_in_german() -> None:
    with speaking("de"):
        wanted = asked("diese Woche", HistoryFilter(who(1)))
        said = count_words(2, wanted, NAMES)
        assert answer_words(wanted, said, NAMES, NOW, BERLIN) == (
            "<b>Diese Woche</b> (seit Mo 16. Nov): Grace war 2-mal da."
        )
        page = page_text(
            [replace(EVENT, people=(GRACE,))], HistoryFilter(labelled("dog")), NAMES, NOW, BERLIN
        )
        assert page.startswith("<b>Hunde</b>")
