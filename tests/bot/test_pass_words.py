"""Passes in words: windows as people say them, and what stands under a ring."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot import pass_words
from bot.texts import speaking
from pipeline.door_types import DoorRules
from storage.face_rights import FaceRight
from storage.passes import PassState, PassView
from storage.views import LockAction
from tests.bot.an_event import BERLIN, RING
from tests.bot.test_messages import visit

ASKED = RING.created_at + timedelta(seconds=1)
HOUR = timedelta(hours=1)
COURIER = PassView(
    7, "courier", None, None, ASKED - HOUR, ASKED + HOUR, False, 4242, "Sam", None, None, PassState.OPEN
)
GRACE = replace(COURIER, id=8, name="<Grace>", person_id=1)
OPENED = LockAction(
    *(
        1,
        ASKED + timedelta(seconds=9),
        5151,
        "Robin",
        "pass",
        "L",
        "unlock",
        RING.id,
        None,
        None,
        None,
        True,
        None,
    ),
    finished_at=ASKED + timedelta(seconds=12),
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-03-18 14:00", "2026-03-18 16:00", "today 14:00–16:00"),
        ("2026-03-19 09:00", "2026-03-19 12:00", "tomorrow 09:00–12:00"),
        ("2026-03-20 00:00", "2026-03-21 00:00", "Fri 20 Mar, 00:00–24:00"),
        ("2026-03-18 22:00", "2026-03-19 06:00", "today 22:00 – tomorrow 06:00"),
        ("2026-03-20 22:00", "2026-03-22 00:00", "Fri 20 Mar, 22:00 – Sat 21 Mar, 24:00"),
        ("2026-03-18 09:00", "2026-03-18 12:00", "until today 12:00"),
        ("2026-03-18 09:00", "2026-03-19 00:00", "until today 24:00"),
    ],
)
def test_a_window_as_people_say_it(starts: str, ends: str, said: str) -> None:
    now = local("2026-03-18 10:15")
    assert pass_words.window(local(starts), local(ends), now, BERLIN) == said


def bell(
    *passes: PassView, actions: tuple[LockAction, ...] = (), later: timedelta = timedelta(0)
) -> tuple[list[str], list[str]]:
    """The lines, and the buttons."""
    shown = visit(replace(RING, created_at=RING.recorded_at), lock_actions=actions)
    text, keyboard = pass_words.bell(shown, passes, ASKED, BERLIN, RING.recorded_at + later)
    return text.splitlines(), [button.text for row in keyboard.inline_keyboard for button in row]


def test_who_is_expected_and_until_when() -> None:
    lines, buttons = bell(COURIER)
    assert lines[0] == f"🔔 The bell rang; you expect <b>courier</b> (until {ASKED + 2 * HOUR:%H:%M})."
    assert lines[1].startswith("Front Door · ")
    assert buttons == ["Let in"]


def test_of_several_each_has_its_button() -> None:
    lines, buttons = bell(COURIER, GRACE)
    assert "<b>&lt;Grace&gt;</b>" in lines[0]
    assert buttons == ["Let in: courier", "Let in: <Grace>"]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (PassState.REVOKED, "This pass was revoked; nothing was opened."),
        (PassState.OVER, "This pass is over; nothing was opened."),
        (PassState.VOID, "Sam, who made this pass, may not open any more; nothing was opened."),
    ],
)
def test_a_pass_that_has_ended_says_so(state: PassState, says: str) -> None:
    assert bell(replace(COURIER, state=state))[0][2:] == [says]
    assert bell(replace(COURIER, state=state))[1] == []


def test_what_became_of_it_and_by_whom() -> None:
    lines, buttons = bell(COURIER, actions=(OPENED,))
    assert lines[2].startswith("🔓 opened by Robin, ")
    assert buttons == []
    assert bell(COURIER, actions=(replace(OPENED, success=None),))[1] == [], "perhaps it did"
    assert bell(COURIER, actions=(replace(OPENED, success=False, detail="jammed"),))[1] == ["Let in"]
    before = replace(OPENED, at=ASKED - timedelta(seconds=1))
    assert bell(COURIER, actions=(before,))[1] == ["Let in"], "they ring once more"


def test_nobody_is_there_any_more() -> None:
    assert bell(COURIER, later=timedelta(minutes=5))[1] == []


def test_in_german() -> None:
    with speaking("de"):
        assert "du erwartest <b>courier</b> (bis " in bell(COURIER)[0][0]


RIGHT = FaceRight(True, None, None, None, at_night=False, photos=3, from_door=True)
DOOR = DoorRules("L", frozenset({"Front Door"}), zone=BERLIN)


@pytest.mark.parametrize(
    ("right", "door", "ends", "told"),
    [
        (RIGHT, DOOR, "16:00", "Their face opens the door then, if it is surely theirs"),
        (replace(RIGHT, trial_until=ASKED + 99 * HOUR), DOOR, "16:00", "Their face opens the door then"),
        (RIGHT, DOOR, "23:30", "but not at night (23:00–06:00); else I ask"),
        (replace(RIGHT, at_night=True), DOOR, "23:30", "if it is surely theirs"),
        (
            replace(RIGHT, may_open=False),
            DOOR,
            "16:00",
            "owner switches it on: /people, <b>May open</b>.",
        ),
        (replace(RIGHT, may_open=False, photos=0, from_door=False), DOOR, "16:00", "Too few photos of them"),
        (RIGHT, replace(DOOR, cameras=frozenset()), "16:00", "At no camera may a face open"),
    ],
)
def test_who_makes_a_pass_for_a_face_hears_what_will_happen(
    right: FaceRight, door: DoorRules, ends: str, told: str
) -> None:
    starts, until = local("2026-03-18 14:00"), local(f"2026-03-18 {ends}")
    expected = replace(COURIER, name="Grace", person_id=7, starts_at=starts, ends_at=until)
    text, _ = pass_words.made(expected, local("2026-03-18 10:15"), BERLIN, right, door)
    assert told in text.splitlines()[1]
