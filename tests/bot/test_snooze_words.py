"""Snoozes in words: what is held, why, and until when; names that people typed do no harm."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.snooze_wish import Thing
from bot.snooze_words import begun, begun_keyboard, held_line, held_words, nobody, which_keyboard
from bot.texts import speaking
from bot.times import coming
from storage.quiet_hours import Quiet
from storage.silence import Held, HeldBack, Reason
from storage.snoozes import Snooze

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 18, 22, 15, tzinfo=BERLIN)
MORNING = datetime(2026, 3, 19, 7, tzinfo=BERLIN)
LOUD = Quiet({}, pierce_dings=True, pierce_strangers=True)
STILL = Quiet({}, pierce_dings=False, pierce_strangers=False)


def snooze(**changes: object) -> Snooze:
    given = {
        "id": 2**62,
        "chat_id": 1,
        "camera_id": None,
        "camera_name": None,
        "person_id": None,
        "person_name": None,
        "ends_at": MORNING,
        "created_by": 1,
        "over": False,
    }
    return Snooze(**(given | changes))  # type: ignore[arg-type]


def held(visits: int, events: int, strangers: int = 0, rings: int = 0) -> Held:
    return Held(visits, events, strangers, rings, tuple(range(events)))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (held(0, 0), "Nothing was held back."),
        (held(11, 11, 1), "<b>11 held back, 1 stranger</b>."),
        (held(3, 11, 2, 1), "<b>3 held back, 2 strangers, 1 ring</b> (11 events)."),
        (held(1, 1, 0, 2), "<b>1 held back, 2 rings</b>."),
    ],
)
def test_how_much_was_held_back(what: Held, words: str) -> None:
    assert held_words(what) == words


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (HeldBack(Reason.SNOOZE, MORNING), "Held back by your snooze until Thu 19 Mar, 07:00."),
        (HeldBack(Reason.SNOOZE, None), "Held back by your snooze until further notice."),
        (
            HeldBack(Reason.SNOOZE, MORNING, for_everybody=True),
            "Held back by the snooze for everybody until Thu 19 Mar, 07:00.",
        ),
        (HeldBack(Reason.QUIET_HOURS, MORNING), "Held back by the quiet hours until Thu 19 Mar, 07:00."),
        (HeldBack(Reason.CHOICE, None), "Not told here: this chat does not hear of such visits."),
    ],
)
def test_why_it_was_held_back(why: HeldBack, words: str) -> None:
    assert held_line(why, BERLIN) == words


def test_what_was_snoozed_and_what_is_told_all_the_same() -> None:
    told = "I am quiet here until tomorrow 07:00. Rings, strangers and what the lock does are still told."
    assert begun(snooze(), LOUD, NOW, BERLIN) == f"🔕 {told}"
    mallory = snooze(person_id=1, person_name="<b>&" + "x" * 200, ends_at=None, chat_id=None)
    text = begun(mallory, STILL, NOW, BERLIN)
    assert "<b>&lt;b&gt;&amp;xxx" in text
    assert len(text) < 150
    assert text.endswith("alone are not told until further notice, for everybody.")
    with speaking("de"):
        assert begun(snooze(), STILL, NOW, BERLIN).startswith("🔕 Ich bin hier bis morgen 07:00 still.")


def test_buttons_fit_whatever_the_ids_and_names_are() -> None:
    things = [Thing("x" * 300, camera_id="folder:" + "y" * 300), Thing("<b>", person_id=2**62)] * 9
    rows = which_keyboard(things, NOW + timedelta(days=300)).inline_keyboard
    assert len(rows) == 9, "eight and a way out"
    assert all(len(button.text) <= 40 for row in rows for button in row)
    assert len(begun_keyboard(snooze(), everybody=True).inline_keyboard[0]) == 2


def test_where_nothing_has_a_name_the_example_is_a_time() -> None:
    words = "I know no camera and nobody called “&lt;i&gt;”. Write for example: <code>/snooze 8h</code>"
    assert nobody("<i>", []) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-18 23:00", "today 23:00"),
        ("2026-03-19 07:00", "tomorrow 07:00"),
        ("2026-03-24 07:00", "Tue 07:00"),
        ("2026-03-25 07:00", "25 Mar 07:00"),
        ("2027-01-01 07:00", "1 Jan 2027 07:00"),
    ],
)
def test_moments_ahead(moment: str, words: str) -> None:
    assert coming(datetime.fromisoformat(moment).replace(tzinfo=BERLIN), NOW, BERLIN) == words
