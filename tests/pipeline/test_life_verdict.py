"""When somebody counts as living, as a picture, or as neither: the rules alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.life import Glance, Motion, judge, may_yet_live, motion_of
from pipeline.relief import Band, Relief

SIDES = (Band(20, 0, 2), Band(15, 0, 1), Band(10, 0, 0))
TURNING = Relief((0, 8), 0.08, 0.0, 0.025, 0.012, SIDES, Band(24, 0, 3), 0, 40)
PRINT = Relief((0, 8), 0.08, 0.0, 0.003, 0.002, SIDES, Band(2, 22, 7), 0, 60)
PLANE = replace(TURNING, flex=0.004, typical_flex=0.002)
STILL = replace(TURNING, moved=0.003, flex=0.004, typical_flex=0.002)
DAY = [Glance(0.95, 90)] * 5


def test_nets_and_motion_together_are_a_living_person() -> None:
    life = judge(DAY, [TURNING, TURNING, TURNING, STILL])
    assert life.live is True
    assert life.score == pytest.approx(0.95)
    assert life.reasons == (
        "living face 0.95 over 5 faces (at least 0.8 needed)",
        "the head moved 8.0% of its width against what is around it, in 3 of 4 comparisons",
    )


def test_the_wall_and_the_face_need_not_show_in_the_same_views() -> None:
    """Somebody turns without a word, then speaks with a still head."""
    turns, speaks = replace(TURNING, flex=0.005), replace(TURNING, moved=0.004, flex=0.012)
    assert {motion_of(turns), motion_of(speaks)} == {Motion.UNTOLD}
    assert judge(DAY, [turns, turns, speaks, speaks, speaks]).live is True
    assert judge(DAY, [turns, turns, turns, speaks, speaks]).live is None
    assert judge(DAY, [turns, speaks, speaks, speaks]).live is None


def test_chance_gets_no_more_tries_from_a_longer_look() -> None:
    """A head cut out of a photo, followed for 15 s, left over too much in 3 of 35 comparisons."""
    plane = replace(TURNING, flex=0.004)
    assert judge(DAY, [TURNING] * 3 + [plane] * 21).live is True
    life = judge(DAY, [TURNING] * 3 + [plane] * 22)
    assert life.live is None
    assert "moved like something flat" in life.reasons[-1]


def test_what_moved_further_must_flex_more() -> None:
    """Flat things leave over more the further they move."""
    flexing = replace(TURNING, flex=0.009)
    assert motion_of(replace(flexing, moved=0.05)) is Motion.LIVING
    assert motion_of(replace(flexing, moved=0.08)) is Motion.UNTOLD


def test_standing_still_is_not_proven() -> None:
    life = judge(DAY, [STILL] * 4)
    assert life.live is None
    assert "stood still" in life.reasons[-1]


def test_a_plane_that_goes_with_its_surround_is_a_picture_whatever_the_nets_say() -> None:
    assert judge(DAY, [PRINT, PRINT]).live is False


def test_one_such_comparison_among_few_is_enough_to_forbid() -> None:
    assert judge(DAY, [TURNING, TURNING, TURNING, PRINT]).live is None


def test_hair_that_goes_with_the_head_once_in_a_while_does_not_forbid() -> None:
    life = judge(DAY, [*[TURNING] * 8, PRINT])
    assert life.live is True
    assert "together with what is around it, in 1 of 9 comparisons" in life.reasons[-1]


def test_nets_that_see_a_picture_are_believed_while_nothing_lives() -> None:
    low = [Glance(0.1, 100)] * 3
    assert judge(low, [STILL]).live is False
    assert judge(low, [TURNING, TURNING]).live is None
    assert judge([Glance(0.1, 70)] * 3, [STILL]).live is None


@pytest.mark.parametrize(
    "glances",
    [
        pytest.param([], id="no face"),
        pytest.param(DAY[:2], id="two faces"),
        pytest.param([Glance(0.95, 50)] * 9, id="small faces"),
        pytest.param([Glance(0.79, 90)] * 5, id="unsure nets"),
        pytest.param([Glance(0.95, 90, daylight=False)] * 5, id="night"),
        pytest.param([*DAY, Glance(0.95, 90, daylight=False)], id="dusk"),
    ],
)
def test_motion_alone_proves_nothing(glances: list[Glance]) -> None:
    assert judge(glances, [TURNING] * 4).live is None


@pytest.mark.parametrize("score", [0.02, 0.4, 0.95])
def test_at_night_nothing_is_proven_either_way(score: float) -> None:
    night = [Glance(score, 120, daylight=False)] * 6
    for pairs in ([PRINT] * 3, [TURNING] * 3, [STILL] * 3):
        assert judge(night, pairs).live is None


@pytest.mark.parametrize(
    "relief",
    [
        pytest.param(replace(TURNING, near=Band(3, 0, 0)), id="nothing to be seen beside the head"),
        pytest.param(replace(TURNING, near=Band(10, 0, 10)), id="what is beside it moves too"),
        pytest.param(replace(TURNING, flex=0.009), id="stiff as a print"),
        pytest.param(replace(TURNING, moved=0.01), id="hardly moved"),
        pytest.param(replace(TURNING, shaken=0.05), id="all of the picture moved"),
        pytest.param(replace(TURNING, edges=1), id="an edge went with it"),
        pytest.param(replace(TURNING, typical_flex=0.05), id="lost"),
    ],
)
def test_each_part_of_the_proof_is_needed(relief: Relief) -> None:
    assert motion_of(relief) is not Motion.LIVING
    assert judge(DAY, [TURNING, relief, relief]).live is None


def test_long_hair_that_goes_with_a_turning_head_is_no_picture() -> None:
    assert motion_of(replace(TURNING, near=Band(4, 20, 2))) is Motion.UNTOLD


def test_a_camera_that_moves_calls_nobody_a_picture() -> None:
    assert motion_of(replace(PRINT, shaken=0.02)) is Motion.UNTOLD


def test_a_frame_around_a_film_forbids() -> None:
    framed = replace(TURNING, edges=1)
    life = judge(DAY, [TURNING, TURNING, framed, framed])
    assert life.live is None
    assert "frame" in life.reasons[-1]


def test_a_frame_that_cuts_off_the_shoulders_forbids_though_nothing_moves_it() -> None:
    boxed = replace(TURNING, boxed=True)
    life = judge(DAY, [TURNING, TURNING, boxed, boxed])
    assert life.live is None
    assert "frame" in life.reasons[-1]
    assert judge(DAY, [TURNING] * 9 + [boxed]).live is True


def test_without_two_frames_there_is_no_proof_and_it_is_said() -> None:
    life = judge(DAY, [])
    assert life.live is None
    assert "life is not proven" in life.reasons[-1]


SLOW = [replace(TURNING, moved=0.01, flex=0.005)] * 12
"""Within a second too little to tell."""


def test_what_shows_only_over_seconds_proves_as_well() -> None:
    life = judge(DAY, SLOW, [*[TURNING] * 3, *[PLANE] * 9])
    assert life.live is True
    assert life.reasons[-1] == "over seconds the face was not flat, in 3 of 12 comparisons"


def test_a_plain_wall_is_judged_by_what_is_further_off() -> None:
    plain = replace(TURNING, near=Band(2, 0, 1))
    assert judge(DAY, SLOW, [plain] * 6).live is True
    assert judge(DAY, [plain] * 6).live is None


@pytest.mark.parametrize(
    "apart",
    [
        pytest.param([TURNING] * 4, id="too few"),
        pytest.param([*[TURNING] * 3, *[PLANE] * 13], id="flat, but for chance"),
        pytest.param([*[TURNING] * 4, *[PRINT] * 2], id="carried"),
        pytest.param([*[TURNING] * 9, *[replace(TURNING, edges=1)] * 2], id="an edge went with it"),
        pytest.param([*[TURNING] * 9, *[replace(TURNING, boxed=True)] * 2], id="a frame"),
        pytest.param([replace(TURNING, near=Band(8, 0, 9))] * 12, id="no wall"),
        pytest.param(
            [replace(TURNING, near=Band(0, 0, 0), bands=(Band(3, 0, 9),) * 3)] * 12, id="no wall far off"
        ),
        pytest.param([replace(TURNING, shaken=0.05)] * 12, id="the whole picture moved"),
        pytest.param([replace(TURNING, typical_flex=0.05)] * 12, id="lost"),
    ],
)
def test_over_seconds_each_part_of_the_proof_is_needed_too(apart: list[Relief]) -> None:
    assert judge(DAY, SLOW, apart).live is None


def test_over_seconds_too_the_nets_must_agree() -> None:
    assert judge([Glance(0.7, 90)] * 5, SLOW, [TURNING] * 12).live is None
    assert judge([Glance(0.95, 90, daylight=False)] * 5, SLOW, [TURNING] * 12).live is None


def test_a_frame_seen_over_seconds_forbids_what_a_second_seemed_to_prove() -> None:
    boxed = replace(TURNING, boxed=True)
    assert judge(DAY, [TURNING] * 4, [boxed] * 2).live is None


def test_it_is_worth_looking_longer_only_by_day_and_where_the_nets_agree() -> None:
    assert may_yet_live(DAY)
    assert not may_yet_live([])
    assert not may_yet_live([Glance(0.95, 50)] * 5)
    assert not may_yet_live([Glance(0.7, 90)] * 5)
    assert not may_yet_live([*DAY, Glance(0.95, 90, daylight=False)])
