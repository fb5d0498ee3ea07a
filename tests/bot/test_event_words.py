"""What is said of one event: a line of the history, and the caption of one that was opened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.event_words import event_details, event_line
from bot.lengths import visible
from bot.texts import speaking
from storage.views import EventState, EventView, PersonSeen
from tests.bot.an_event import ADA, BERLIN, EVENT, FAILED, GRACE, RING, WAITING


def test_a_line_says_when_where_and_who() -> None:
    event = replace(EVENT, people=(GRACE,), strangers=1, others=("dog",))
    line = event_line(event, "today 11:30")
    assert line == "🚶 <b>today 11:30</b> Front Door: Grace (0.62), 1 stranger, dog"
    assert event_line(RING, "today 11:30", camera=False) == "🔔 <b>today 11:30</b> Somebody"


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (replace(EVENT, person=False, others=("dog",)), "🐕 <b>now</b> Front Door: dog"),
        (replace(RING, person=False), "🔔 <b>now</b> Front Door: nobody to be seen"),
        (WAITING, "🔔 <b>now</b> Front Door: being looked at"),
        (FAILED, "⚠️ <b>now</b> Front Door: could not be looked at"),
        (replace(EVENT, origin="demo"), "🚶 <b>now</b> Front Door: Somebody · demo"),
    ],
    ids=["a dog", "a ring", "waiting", "failed", "demo"],
)
def test_a_line_says_what_became_of_it(event: EventView, says: str) -> None:
    assert event_line(event, "now") == says


def test_a_line_is_cut_to_the_room_there_is_and_stays_markup() -> None:
    crowd = tuple(PersonSeen(f"p{number}", "<b>&" * 5, 0.38) for number in range(9))
    line = event_line(replace(EVENT, people=crowd, camera_name="<i>Gate"), "now", limit=40)
    assert visible(line) <= 40 + visible("🚶 now <i>Gate: ".replace("<", "&lt;"))
    assert line.count("<") == line.count("</b>") * 2 == 2
    assert line.endswith("…")


def test_names_turn_nothing_around() -> None:
    person = PersonSeen("x", "\u202eGrace\u2066", 0.38)
    assert "Grace (0.62)" in event_line(replace(EVENT, people=(person,)), "now")


def test_an_opened_event_says_what_was_seen_whether_it_was_told_and_its_number() -> None:
    told = event_details(replace(EVENT, people=(GRACE, ADA)), BERLIN)
    assert told.splitlines() == [
        "🚶 <b>Front Door</b> · Wed 25 Feb, 11:30",
        "Grace (0.62), Ada (0.55)",
        "You were told. <i>Event 7</i>",
    ]
    assert "Nobody was told." in event_details(replace(EVENT, alert_sent=False), BERLIN)


def test_an_opened_event_that_failed_says_why() -> None:
    assert "⚠️ Ring sent a page instead of a clip." in event_details(FAILED, BERLIN)
    assert "⚠️" not in event_details(replace(WAITING, error=None), BERLIN)


def test_a_picture_held_up_is_told_as_one() -> None:
    print_ = replace(EVENT, people=(replace(GRACE, live=False),))
    assert "Grace (0.62), a picture?" in event_details(print_, BERLIN)


def test_in_german() -> None:
    with speaking("de"):
        assert event_line(replace(EVENT, state=EventState.FAILED), "jetzt").endswith(
            "Front Door: konnte nicht angesehen werden"
        )
        assert "geklingelt · Mi 25. Feb" in event_details(RING, BERLIN)
