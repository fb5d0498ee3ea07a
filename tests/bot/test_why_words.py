"""Why an event was told, or was not."""

from __future__ import annotations

from dataclasses import replace

from bot.lengths import CAPTION_LIMIT, visible
from bot.why_words import why
from pipeline.decide import decide
from pipeline.types import Analysis, EventKind
from storage.views import EventState
from tests.bot.an_event import BERLIN, EVENT, FAILED, WAITING

LONG = "against opening: " + ", ".join(
    f"reason {number}, which takes some words to say" for number in range(9)
)


def test_a_long_reason_is_told_whole_where_there_is_room() -> None:
    assert len(LONG) > 300
    assert f"• {LONG}" in why(replace(EVENT, reasons=(LONG,)), BERLIN)


def test_long_reasons_end_with_a_whole_clause_where_there_is_not() -> None:
    told = why(replace(EVENT, reasons=(LONG, LONG, LONG, "the last")), BERLIN)
    cut = [line for line in told.splitlines() if "against opening" in line]
    assert len(cut) == 3
    for line in cut:
        kept = line.removeprefix("• ").removesuffix(" …")
        assert LONG.startswith(kept)
        assert LONG[len(kept)] == ","
    assert "• the last" in told
    assert "You were told." in told


def tags_match(text: str) -> bool:
    return text.count("<b>") == text.count("</b>") and "<" not in text.replace("<b>", "").replace("</b>", "")


def test_the_details_of_an_event_fit_a_caption_too() -> None:
    event = replace(EVENT, reasons=tuple(f"reason {n} " + "&<>" * 90 for n in range(12)), damage="<p>" * 400)
    details = why(event, BERLIN)
    assert visible(details) <= CAPTION_LIMIT
    assert tags_match(details)
    assert details.endswith("You were told.")


def test_the_details_of_what_failed_say_why() -> None:
    assert "⚠️ Ring sent a page instead of a clip." in why(FAILED, BERLIN)
    assert "could not be looked at" in why(FAILED, BERLIN)


def test_the_details_of_motion_that_failed_say_why_there_was_no_alert() -> None:
    motion = replace(FAILED, kind=EventKind.MOTION, alert_sent=False, error="There is no video in the clip.")
    details = why(motion, BERLIN)
    assert "No alert because the clip could not be looked at: There is no video in the clip." in details
    assert details.count("There is no video") == 1
    assert details.endswith("Nobody was told.")
    assert "No alert because" not in why(FAILED, BERLIN), "a ring is told in any case"
    waiting = replace(motion, state=EventState.SEEN)
    assert "No alert because" not in why(waiting, BERLIN), "it may come yet"


def test_the_damage_of_a_clip_is_told_once() -> None:
    damage = "the last 40 frames are missing"
    reasons = decide(Analysis(100, 8, 8, most_people_at_once=1, damage=damage)).reasons
    details = why(replace(EVENT, reasons=reasons, damage=damage), BERLIN)
    assert details.count(damage) == 1


def test_the_poorer_mode_stands_with_what_it_saw() -> None:
    assert "faces alone" in why(replace(EVENT, detector="faces"), BERLIN)
    assert "faces alone" not in why(EVENT, BERLIN)


def test_what_was_not_told_says_why() -> None:
    quiet = replace(EVENT, person=False, alert=False, alert_sent=False, reasons=("nobody seen: no alert",))
    assert why(quiet, BERLIN).endswith("motion is told only when somebody is seen.")
    assert why(replace(EVENT, alert_sent=False), BERLIN).endswith("no message of it has arrived.")
    assert why(replace(WAITING, alert_sent=False), BERLIN).endswith("it is still being looked at.")
