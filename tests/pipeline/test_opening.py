"""What opens a door, and everything that forbids it, with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.decide import decide, scene_decides
from pipeline.door_types import DaySpan, DoorRules, FaceOutcome
from pipeline.rules import LEAST_AGREEMENT, NAME_MARGIN, Rules, Situation
from pipeline.types import Analysis, Grants, Pass, Recognised, Sighting, UsualScene
from tests.pipeline.likeness import face, seen, sighting

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
GRACE = frozenset({"grace"})
GRANTS = Grants(GRACE, fit=GRACE)
DOOR = DoorRules("L")
HOUSE = Situation(
    NOW,
    NOW,
    NOW - timedelta(seconds=12),
    GRANTS,
    DOOR,
    camera_may_open=True,
    scene=UsualScene(0.91, 8),
)


def granted(**changes: object) -> Situation:
    return replace(HOUSE, grants=replace(GRANTS, **changes))  # type: ignore[arg-type]


def grace(*distances: float, live: bool | None = True, margin: float | None = 0.13) -> Sighting:
    faces = [face(frame, 0, name="grace", distance=each) for frame, each in enumerate(distances)]
    liveness = {True: 0.97, False: 0.04, None: None}[live]
    return sighting(*faces, margin=margin, live=live, liveness=liveness)


SURELY_GRACE = grace(0.41, 0.43, 0.44, 0.48)


def reason_of(analysis: Analysis, situation: Situation | None = None) -> str:
    decision = decide(analysis, situation=situation)
    assert decision.unlock is False
    return decision.reasons[-1]


def test_every_reason_for_opening_is_told_with_its_numbers() -> None:
    decision = decide(seen(SURELY_GRACE), situation=HOUSE)
    assert decision.unlock
    assert decision.reasons[-1] == (
        "distance 0.41 <= 0.45, margin 0.13 >= 0.08, 3 faces within 0.45, 4 of 4 faces agree, live 0.97, "
        "grace's face may open, seen 12 s ago <= 60 s, cooldown over, usual scene 0.91 >= 0.40: unlock"
    )


def test_the_clip_alone_is_judged_as_if_everybody_known_might_open() -> None:
    assert decide(seen(SURELY_GRACE)).unlock


@pytest.mark.parametrize(
    ("sighting", "told"),
    [
        (grace(0.46, 0.47, 0.48), "distance 0.46 > 0.45"),
        (grace(0.41, 0.47, 0.48), "1 face within 0.45, 2 are needed"),
        (grace(0.41, 0.42, margin=0.05), "margin 0.05 < 0.08"),
        (grace(0.41, 0.42, margin=None), "distance 0.41 > 0.40"),
        (grace(0.41, 0.42, live=None), "not proven alive: liveness was not checked"),
        (grace(0.41, 0.42, live=False), "a picture, not a living face: liveness was not checked"),
        (replace(SURELY_GRACE, unseen_seconds=2.6), "out of view for 2.6 s"),
        (replace(SURELY_GRACE, identity=replace(SURELY_GRACE.identity, agreeing=2)), "2 of 4 faces agree"),
    ],
)
def test_named_but_not_surely_enough_to_open(sighting: Sighting, told: str) -> None:
    decision = decide(seen(sighting))
    assert decision.identity == "grace"
    assert told in reason_of(seen(sighting))


@pytest.mark.parametrize(
    ("scene", "told"),
    [
        (None, "the camera's usual scene was not looked for"),
        (UsualScene(None), "too few earlier pictures of this camera to know its scene"),
        (UsualScene(0.99, 2), "too few earlier pictures of this camera to know its scene"),
        (UsualScene(None, 0, covered=True), "too little is seen beside who stands there to know the scene"),
        (
            UsualScene(0.06, 8),
            "the camera's usual scene is not seen: a screen may be before it (0.06 < 0.40)",
        ),
        (
            UsualScene(0.3999, 3),
            "the camera's usual scene is not seen: a screen may be before it (0.3999 < 0.4000)",
        ),
    ],
)
def test_a_camera_that_does_not_see_what_it_always_sees_makes_a_question(
    scene: UsualScene | None, told: str
) -> None:
    decision = decide(seen(SURELY_GRACE), situation=replace(HOUSE, scene=scene))
    assert not decision.unlock
    assert decision.reasons[-1] == f"against opening: {told}: nothing is opened"
    assert decision.face is not None
    assert decision.face.outcome is FaceOutcome.DOUBT


def test_the_scene_is_looked_for_only_where_all_else_opens() -> None:
    rules = Rules()
    unlooked = replace(HOUSE, scene=None)
    on_trial = replace(unlooked, grants=replace(GRANTS, trial=GRACE))
    assert scene_decides(seen(SURELY_GRACE), rules, unlooked)
    assert scene_decides(seen(SURELY_GRACE), rules, on_trial)
    assert not scene_decides(seen(SURELY_GRACE), rules, replace(unlooked, first_hand=False))
    assert not scene_decides(seen(grace(0.48, 0.49)), rules, unlooked)
    assert not scene_decides(seen(STRANGER), rules, unlooked)
    assert not scene_decides(seen(), rules, unlooked)
    assert "scene" not in reason_of(seen(grace(0.48, 0.49)), unlooked)


STRANGER = sighting(face(1, 3, distance=0.8), face(2, 3, distance=0.8))
NO_FACE = sighting(frames=(1, 2))
ADA = sighting(
    face(1, 1, name="ada", distance=0.3), face(2, 1, name="ada", distance=0.3), margin=0.2, live=None
)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (STRANGER, "somebody else is there who is not known"),
        (NO_FACE, "somebody else may be there whose face was not seen"),
        (replace(NO_FACE, sure=False), "somebody else may be there whose face was not seen"),
        (replace(ADA, identity=replace(ADA.identity, distance=0.47)), "ada is there too, not surely enough"),
        (replace(ADA, live=False), "ada is there too, not surely enough"),
    ],
)
def test_any_other_person_who_is_not_confirmed_forbids_it(other: Sighting, told: str) -> None:
    assert told in reason_of(seen(SURELY_GRACE, other, at_once=2))
    assert told in reason_of(seen(other, SURELY_GRACE, at_once=1)), "also one after the other"


def test_beside_another_who_is_surely_recognised_it_opens() -> None:
    assert decide(seen(SURELY_GRACE, ADA, at_once=2)).unlock


def test_a_coarse_look_never_opens() -> None:
    decision = decide(replace(seen(SURELY_GRACE), coarse=True))
    assert not decision.unlock
    assert decision.alert
    assert "looked at on few frames while many clips waited" in decision.reasons


def test_of_two_sightings_the_living_one_speaks() -> None:
    """A picture of hers, closer than she is herself, takes her right away: it is an unconfirmed other."""
    picture = grace(0.2, 0.2, live=False)
    assert "grace is there too" in reason_of(seen(picture, SURELY_GRACE))


def test_what_was_not_seen_may_hide_somebody() -> None:
    damaged = replace(seen(SURELY_GRACE), damage="the file breaks off")
    assert "the damaged clip" in reason_of(damaged)
    assert "2.4 s of the clip in one piece" in reason_of(replace(seen(SURELY_GRACE), blind_seconds=2.4))
    assert "left out by" in reason_of(replace(seen(SURELY_GRACE), unheeded=True))
    faceless = replace(SURELY_GRACE, faceless_seconds=3.5)
    assert "no face was seen for 3.5 s" in reason_of(seen(faceless))
    assert "without a detector" in reason_of(seen(SURELY_GRACE, detector="faces"))


def test_nobody_known_opens_nothing_and_no_opening_is_talked_of() -> None:
    for analysis in (seen(STRANGER), seen(NO_FACE), seen(at_once=0)):
        decision = decide(analysis)
        assert decision.unlock is False
        assert not any("open" in reason for reason in decision.reasons)


@pytest.mark.parametrize(
    ("situation", "told"),
    [
        (granted(may_open=frozenset({"ada"})), "grace may not open by face"),
        (replace(HOUSE, camera_may_open=False), "no face may open at this camera"),
        (granted(trial=GRACE), "against opening: dry run: nothing is opened"),
        (replace(HOUSE, first_hand=False), "found late or after a restart"),
        (granted(hours={"grace": DaySpan(time(15), time(20))}), "outside the hours"),
        (replace(HOUSE, door=replace(DOOR, night=DaySpan(time(13), time(15)))), "no face opens at night"),
        (granted(fit=frozenset()), "too few photos of grace count for opening, or none from the door"),
        (granted(lockdown=True), "against opening: lockdown: nothing is opened"),
        (granted(away_until=NOW + timedelta(hours=1)), "everybody is away"),
        (granted(opened_today=10), "10 openings by face today, 10 at most"),
        (replace(HOUSE, door=replace(DOOR, lock_id=None)), "there is no lock"),
        (replace(HOUSE, doorbell_now=None), "the doorbell does not tell what time it is"),
        (granted(snoozed_until=NOW + timedelta(hours=1)), "snoozed for everybody"),
        (replace(HOUSE, clip_ends_at=NOW - timedelta(seconds=72)), "seen 72 s ago > 60 s"),
        (replace(HOUSE, clip_ends_at=NOW - timedelta(seconds=60.01)), "seen 61 s ago > 60 s"),
        (replace(HOUSE, clip_ends_at=NOW + timedelta(seconds=61)), "a clock is wrong"),
        (granted(last_opened_at=NOW - timedelta(seconds=10)), "cooldown for 20 s more"),
    ],
)
def test_what_the_house_forbids(situation: Situation, told: str) -> None:
    assert told in reason_of(seen(SURELY_GRACE), situation)


def test_what_is_over_forbids_nothing() -> None:
    over = granted(snoozed_until=NOW, last_opened_at=NOW - timedelta(seconds=30))
    assert decide(seen(SURELY_GRACE), situation=over).unlock


EXPECTED = Pass("grace", NOW - timedelta(hours=1), NOW + timedelta(hours=1))
AT_NIGHT = DaySpan(time(13), time(15))


def test_within_a_pass_the_trial_and_the_hours_are_no_matter() -> None:
    elsewhen = {"grace": DaySpan(time(15), time(20))}
    expected = granted(passes=(EXPECTED,), trial=GRACE, hours=elsewhen)
    decision = decide(seen(SURELY_GRACE), situation=expected)
    assert decision.unlock
    assert decision.face is not None
    assert not decision.face.trial
    assert "grace has a pass until 2026-11-21 15:00 UTC" in decision.reasons[-1]
    for moment in (EXPECTED.starts_at - timedelta(seconds=1), EXPECTED.ends_at):
        late = replace(expected, now=moment, doorbell_now=moment, clip_ends_at=moment)
        assert "dry run" in reason_of(seen(SURELY_GRACE), late)


@pytest.mark.parametrize(
    "situation",
    [
        granted(passes=(EXPECTED,), may_open=frozenset()),
        granted(passes=(EXPECTED,), fit=frozenset()),
        replace(granted(passes=(EXPECTED,)), door=replace(DOOR, night=AT_NIGHT)),
    ],
    ids=["not switched on", "too few photos", "at night"],
)
def test_who_is_expected_and_may_not_open_by_face_is_asked_about(situation: Situation) -> None:
    decision = decide(seen(SURELY_GRACE), situation=situation)
    assert not decision.unlock
    assert decision.face is not None
    assert decision.face.outcome is FaceOutcome.DOUBT
    nobody_expects = replace(situation, grants=replace(situation.grants, passes=()))
    former = decide(seen(SURELY_GRACE), situation=nobody_expects).face
    assert former is None or former.outcome is FaceOutcome.FORBIDDEN


def test_opening_is_stricter_than_naming_in_every_threshold() -> None:
    rules = Rules()
    assert rules.open_tolerance < rules.name_tolerance
    assert rules.open_margin > NAME_MARGIN
    assert rules.open_agreement > LEAST_AGREEMENT
    assert rules.open_faces > 1


@pytest.mark.parametrize(
    "looser",
    [
        {"open_tolerance": 0.9},
        {"open_tolerance": 0.5},
        {"open_tolerance": 0.3, "name_tolerance": 0.3},
        {"name_tolerance": 0.61},
        {"name_tolerance": float("nan")},
        {"open_margin": NAME_MARGIN},
        {"open_agreement": LEAST_AGREEMENT},
        {"open_faces": 1},
        {"lone_bonus": -0.01},
    ],
)
def test_rules_by_which_opening_would_be_as_easy_as_naming_are_refused(looser: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"stricter than naming: .*{next(iter(looser))}"):
        Rules(**looser)


@pytest.mark.parametrize(
    ("sighting", "told"),
    [
        (grace(0.4504, 0.46), "distance 0.4504 > 0.4500"),
        (grace(0.4532, 0.46), "distance 0.453 > 0.450"),
        (grace(0.41, 0.42, margin=0.0797), "margin 0.0797 < 0.0800"),
        (grace(0.45, 0.45, live=None), "distance 0.45 <= 0.45"),
        (grace(0.4499, 0.4499, live=None), "distance 0.4499 <= 0.4500"),
        (grace(0.45 + 1e-12, 0.46), "distance 0.450000000001 > 0.450000000000"),
    ],
)
def test_no_reason_reads_false_through_rounding(sighting: Sighting, told: str) -> None:
    decision = decide(seen(sighting))
    assert any(told in reason for reason in decision.reasons)


def test_nor_does_the_reason_for_no_name() -> None:
    stranger = sighting(face(1, 0, distance=0.5004))
    assert decide(seen(stranger)).reasons[-2] == "the nearest known person is 0.5004 away > 0.5000: not named"


def test_the_same_in_the_same_situation() -> None:
    assert decide(seen(SURELY_GRACE), situation=HOUSE) == decide(seen(SURELY_GRACE), situation=HOUSE)


def test_the_age_is_judged_by_the_doorbells_clock_alone() -> None:
    for skew in (timedelta(days=-3), timedelta(days=3)):
        assert decide(seen(SURELY_GRACE), situation=replace(HOUSE, now=NOW + skew)).unlock
        late = replace(HOUSE, doorbell_now=NOW + timedelta(seconds=49))
        assert "> 60 s" in reason_of(seen(SURELY_GRACE), late)


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("utc", "opens"),
    [
        ("2026-07-01T20:59", True),  # 22:59 in summer
        ("2026-07-01T21:00", False),
        ("2026-07-02T03:59", False),
        ("2026-07-02T04:00", True),
        ("2026-12-01T21:59", True),  # 22:59 in winter
        ("2026-12-01T22:00", False),
        ("2026-10-25T00:30", False),  # 2:30, and once more an hour later
        ("2026-10-25T01:30", False),
        ("2026-10-25T04:59", False),
        ("2026-10-25T05:00", True),
        ("2026-03-29T03:59", False),  # a night of six hours
        ("2026-03-29T04:00", True),
    ],
)
def test_the_night_is_that_of_the_house_whatever_its_clocks_do(utc: str, opens: bool) -> None:
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    house = replace(
        HOUSE, now=moment, doorbell_now=moment, clip_ends_at=moment, door=replace(DOOR, zone=BERLIN)
    )
    assert decide(seen(SURELY_GRACE), situation=house).unlock is opens
    allowed = replace(house, grants=replace(GRANTS, at_night=GRACE))
    assert decide(seen(SURELY_GRACE), situation=allowed).unlock


@pytest.mark.parametrize(
    ("hours", "day", "begins", "minutes"),
    [
        ("02:15-02:45", "2026-10-25", "02:15", 30),
        ("22:00-02:30", "2026-10-25", "00:00", 150),  # what began the evening before
        ("02:30-06:00", "2026-10-25", "02:30", 210),
        ("01:00-06:00", "2026-10-25", "01:00", 360),
        ("02:15-02:45", "2026-03-29", "", 0),
        ("02:30-03:30", "2026-03-29", "03:00", 30),
        ("01:30-03:30", "2026-03-29", "01:30", 60),
        ("01:30-02:30", "2026-03-29", "01:30", 30),
        ("00:00-00:00", "2026-10-25", "00:00", 660),
    ],
)
def test_hours_of_a_face_are_there_once_whatever_the_clocks_do(
    hours: str, day: str, begins: str, minutes: int
) -> None:
    """Up to ten in the morning, on the wall of the house."""
    span = DaySpan(*(time.fromisoformat(one) for one in hours.split("-")))
    midnight = datetime.fromisoformat(day).replace(tzinfo=BERLIN).astimezone(UTC)
    moments = [midnight + timedelta(minutes=one) for one in range(660)]
    held = [one for one in moments if span.allows(one, BERLIN)]
    assert len(held) == minutes
    assert all(later - one == timedelta(minutes=1) for one, later in pairwise(held)), "without a gap"
    assert [f"{one.astimezone(BERLIN):%H:%M}" for one in held[:1]] == ([begins] if begins else [])


def test_a_day_begins_at_midnight_on_the_wall() -> None:
    door = replace(DOOR, zone=BERLIN)
    assert door.day_began(datetime(2026, 10, 25, 22, tzinfo=UTC)) == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert door.day_began(datetime(2026, 10, 25, 23, tzinfo=UTC)) == datetime(2026, 10, 25, 23, tzinfo=UTC)


UNSURE = grace(0.48, 0.49)
TRIAL = granted(trial=GRACE)
LATE = replace(HOUSE, clip_ends_at=NOW - timedelta(seconds=72))


@pytest.mark.parametrize(
    ("analysis", "situation", "outcome"),
    [
        (seen(SURELY_GRACE), HOUSE, FaceOutcome.GRANTED),
        (seen(SURELY_GRACE), TRIAL, FaceOutcome.WOULD),
        (seen(SURELY_GRACE), LATE, FaceOutcome.LATE),
        (seen(UNSURE), HOUSE, FaceOutcome.DOUBT),
        (seen(UNSURE), TRIAL, FaceOutcome.DOUBT),
        (seen(grace(0.41, 0.42, margin=0.05)), HOUSE, FaceOutcome.DOUBT),
        (seen(grace(0.41, 0.42, live=None)), HOUSE, FaceOutcome.DOUBT),
        (seen(SURELY_GRACE, sighting(face(2, 3))), HOUSE, FaceOutcome.DOUBT),
        (seen(grace(0.41, 0.42, live=False)), HOUSE, FaceOutcome.FORBIDDEN),
        (seen(UNSURE), LATE, FaceOutcome.FORBIDDEN),
        (seen(UNSURE), granted(away_until=NOW + timedelta(hours=1)), FaceOutcome.FORBIDDEN),
        (seen(SURELY_GRACE), replace(HOUSE, first_hand=False), FaceOutcome.FORBIDDEN),
    ],
)
def test_a_doubt_is_a_question_and_what_the_house_forbids_is_none(
    analysis: Analysis, situation: Situation, outcome: FaceOutcome
) -> None:
    verdict = decide(analysis, situation=situation).face
    assert verdict is not None
    assert (verdict.name, verdict.outcome) == ("grace", outcome)
    assert verdict.late_seconds == (12 if situation is LATE else None)
    assert not any("grace" in reason for reason in verdict.reasons)


def test_who_may_not_open_is_not_decided_about() -> None:
    assert decide(seen(ADA), situation=HOUSE).face is None
    assert decide(seen(STRANGER), situation=HOUSE).face is None


def test_who_may_open_is_looked_at_first_of_those_who_came() -> None:
    decision = decide(seen(ADA, SURELY_GRACE, at_once=2), situation=HOUSE)
    assert decision.unlock
    assert decision.face is not None
    assert decision.face.name == "grace"


def test_nobody_opens_under_the_name_of_another() -> None:
    """Somebody gave Ada's face Grace's name: by the photos that open it is Ada still."""
    as_grace = replace(SURELY_GRACE, opening=Recognised(ADA.identity, ADA.faces))
    decision = decide(seen(as_grace), situation=HOUSE)
    assert not decision.unlock
    assert "not grace by the photos that may open" in decision.reasons[-1]
    assert decision.face is not None
    assert decision.face.outcome is FaceOutcome.FORBIDDEN
