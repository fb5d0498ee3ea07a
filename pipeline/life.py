"""Living, a picture, or not proven: what the nets say of single frames joined with what moved between them.

Both must agree before anybody counts as living. One camera cannot prove life; this is one lock among several,
and whatever cannot be measured is not proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean

from pipeline.relief import Relief

ENOUGH_FACES = 3
LEAST_WIDTH, LEAST_FOR_PICTURE = 60.0, 80.0
"""Frame pixels. Living faces score lower the smaller they are: a verdict against one asks for more."""

LIVING_SCORE, PICTURE_SCORE = 0.8, 0.3
"""Means. Measured by day: a living film 0.97 and more; made phones 0.2 to 0.7, made prints below 0.5 but for
one poster at 0.95. A still phone moves nothing that betrays it: there this is the only guard."""

ENOUGH_PAIRS = 2

MOVED, MOVED_CLEARLY = 0.015, 0.02
"""Shares of the face's width, as all below. Somebody standing still moves 0.001 to 0.006."""

FLEXED, STIFF = 0.0125, 0.008
"""Measured: flat things 0.001 to 0.014, more the faster they move; one living head 0.008 to 0.035."""

LOST = 0.03
"""Where half of a face's points are further off than this, they were not followed but lost."""

SHAKEN = 0.025
"""0 for a camera that stands still. One that moves more may as well be a picture that fills the view."""

FRAMED_SHARE = 0.25
"""Of the comparisons in which a straight line went with the head: so many are a frame, not chance."""

LEAST_NEAR = 6
FIXED_SHARE, CARRIED_SHARE = 0.6, 0.35
"""Of the points close beside the head. Measured: staying beside living heads 0.7 to 1, beside pictures
0 to 0.4."""


@dataclass(frozen=True, slots=True)
class Glance:
    """One face as the nets saw it. `width` in pixels of the frame; `daylight` as `liveness.daylight` says."""

    score: float
    width: float
    daylight: bool = True


class Motion(Enum):
    LIVING = "against what is around it"
    CARRIED = "together with what is around it"
    UNTOLD = "not enough to tell"


@dataclass(frozen=True, slots=True)
class Life:
    """`live` None: not proven, which never opens. `score` is the nets' mean, 0..1, None without a face."""

    live: bool | None
    score: float | None
    reasons: tuple[str, ...]


def motion_of(relief: Relief) -> Motion:
    """What one pair of views says by itself."""
    if _is_carried(relief):
        return Motion.CARRIED
    return Motion.LIVING if _is_living(relief) else Motion.UNTOLD


def _is_living(relief: Relief) -> bool:
    near = relief.near
    told = near.fixed + near.carried + near.other
    before_a_wall = told >= LEAST_NEAR and near.fixed >= FIXED_SHARE * told and not relief.edges
    moved = relief.moved >= MOVED and relief.shaken <= SHAKEN
    return before_a_wall and moved and relief.flex >= FLEXED and relief.typical_flex <= LOST


def _is_carried(relief: Relief) -> bool:
    """What is beside the head goes with it, and the face is as stiff as paper or a frame goes with it too.

    Long hair, a hood or a hat go with a head as well, but that head is no plane. While the camera itself
    moves, nothing can be said.
    """
    if relief.shaken:
        return False
    near = relief.near
    told = near.fixed + near.carried + near.other
    carried = (
        near.carried >= LEAST_NEAR and near.carried >= CARRIED_SHARE * told and near.fixed < near.carried
    )
    flat = relief.flex <= STIFF
    return relief.moved >= MOVED_CLEARLY and ((carried and flat) or (relief.edges > 1 and (carried or flat)))


def judge(glances: Sequence[Glance], reliefs: Sequence[Relief]) -> Life:
    """Of one person in one sighting. `reliefs`: of pairs of views of that head, None left out."""
    large = [one for one in glances if one.width >= LEAST_WIDTH]
    day = [one for one in large if one.daylight]
    score = fmean(one.score for one in large or glances) if glances else None
    motions = [motion_of(relief) for relief in reliefs]
    reasons = (*_told_by_nets(large, day, glances), *_told_by_motion(motions, reliefs))
    live = _verdict(day, len(day) == len(large), motions)
    if live and _is_framed(reliefs):
        return Life(None, score, (*reasons, "straight edges went with the head, as a frame does"))
    return Life(live, score, reasons)


def _is_framed(reliefs: Sequence[Relief]) -> bool:
    framed = sum(relief.edges > 0 for relief in reliefs)
    return framed > 1 and framed >= FRAMED_SHARE * len(reliefs)


def _verdict(day: Sequence[Glance], always_day: bool, motions: Sequence[Motion]) -> bool | None:
    living, carried = (motions.count(kind) for kind in (Motion.LIVING, Motion.CARRIED))
    if not day:
        return None
    if carried >= ENOUGH_PAIRS and not living:
        return False
    clear = [one.score for one in day if one.width >= LEAST_FOR_PICTURE]
    if len(clear) >= ENOUGH_FACES and fmean(clear) <= PICTURE_SCORE and not living:
        return False
    if carried or len(day) < ENOUGH_FACES or not always_day:
        return None
    agreed = fmean(one.score for one in day) >= LIVING_SCORE and living >= ENOUGH_PAIRS
    return True if agreed else None


def _told_by_nets(large: Sequence[Glance], day: Sequence[Glance], glances: Sequence[Glance]) -> list[str]:
    if not glances:
        return ["no face was looked at"]
    told = []
    if large:
        mean = fmean(one.score for one in large)
        told.append(f"living face {mean:.2f} over {_faces(len(large))} (at least {LIVING_SCORE} needed)")
    if len(large) < ENOUGH_FACES:
        told.append(
            f"{_faces(len(large))} of {LEAST_WIDTH:.0f} px or more, {ENOUGH_FACES} needed: life is not proven"
        )
    if len(day) < len(large):
        told.append("too dark or without colour to tell a living face: life is not proven at night")
    return told


def _faces(count: int) -> str:
    return "1 face" if count == 1 else f"{count} faces"


def _told_by_motion(motions: Sequence[Motion], reliefs: Sequence[Relief]) -> list[str]:
    if not reliefs:
        return ["no two frames show the head well enough to compare: life is not proven"]
    told = []
    for kind in (Motion.LIVING, Motion.CARRIED):
        moved = [relief.moved for relief, motion in zip(reliefs, motions, strict=True) if motion is kind]
        if moved:
            told.append(
                f"the head moved {max(moved):.1%} of its width {kind.value}, in {_of(moved, reliefs)}"
            )
    if not told:
        told.append(_why_untold(reliefs))
    elif motions.count(Motion.LIVING) == 1 and Motion.CARRIED not in motions:
        told.append(f"{ENOUGH_PAIRS} comparisons needed: life is not proven")
    return told


def _of(moved: Sequence[float], reliefs: Sequence[Relief]) -> str:
    return f"{len(moved)} of {len(reliefs)} comparisons"


def _why_untold(reliefs: Sequence[Relief]) -> str:
    """The first thing that was missing in the best of them."""
    furthest = max(reliefs, key=lambda relief: relief.moved)
    most = max(reliefs, key=lambda relief: relief.flex if relief.typical_flex <= LOST else 0.0)
    if furthest.moved < MOVED:
        return f"the head stood still (moved {furthest.moved:.1%} of its width): life is not proven"
    if min(relief.shaken for relief in reliefs) > SHAKEN:
        return "the whole picture moved: a camera that moves or a picture that fills the view"
    if most.flex < FLEXED:
        return (
            f"the face moved like something flat ({most.flex:.1%} of its width left over): life is not proven"
        )
    return "no background that stays is to be seen close beside the head: life is not proven"
