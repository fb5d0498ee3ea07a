"""Living, a picture, or not proven: what the nets say of single frames joined with what moved between them.

Both must agree before anybody counts as living. One camera cannot prove life; this is one lock among several,
and whatever cannot be measured is not proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from statistics import fmean

from pipeline.relief import Band, Relief, total

ENOUGH_FACES = 3
LEAST_WIDTH, LEAST_FOR_PICTURE = 60.0, 80.0
"""Frame pixels. Living faces score lower the smaller they are: a verdict against one asks for more."""

LIVING_SCORE, PICTURE_SCORE = 0.8, 0.3
"""Means. Measured by day: living films 0.84 and more; made prints 0.01 to 0.90, phones 0.07 to 0.98, heads
cut out of a photo 0.92 and more: the nets alone hold none of these."""

ENOUGH_PAIRS, ENOUGH_FLEXED = 2, 3
"""Comparisons: in which the head moves before what stays, or with it; in which the face is not flat."""

FLEXED_SHARE = 0.125
"""And this share of the comparisons: chance has more tries where more was looked at. Measured: heads cut out of a
photo at most 0.09, living heads that are proven by it 0.14 and more."""

CARRIED_OFTEN = 0.15
"""The share of the comparisons from which on it is a picture, and not hair and a plain wall."""

CARRIED_RARELY = 4
"""Hair, a hood or a shadow go with a head now and then. So many times as often the wall must have stayed."""

MOVED, MOVED_CLEARLY = 0.015, 0.02
"""Shares of the face's width, as all below. Somebody standing still moves 0.001 to 0.006."""

FLEXED, FLEXED_BY_MOVING, FLEXED_CLEARLY, STIFF = 0.006, 0.05, 0.02, 0.008
"""What is left over of a face that is not flat: so much, and more by this share of how far it moved, since
flat things leave over more the further they move; but this much is enough. Measured on prints: 1 in 100
comparisons above 0.009 where they moved 0.02, above 0.014 from 0.2 on; 0.018 from 0.4 on, where the views
lie seconds apart; living heads 0.002 to 0.035."""

LOST = 0.03
"""Where half of a face's points are further off than this, they were not followed but lost."""

SHAKEN = 0.025
"""0 for a camera that stands still. One that moves more may as well be a picture that fills the view."""

ENOUGH_APART, LIVELY_SHARE = 5, 0.2
"""Comparisons of views that lie seconds apart, and the share of them in which the face must not be flat.
Measured: prints and posters, bent, waved and cut out 0 to 0.14, but for two framed ones at 0.2 and 0.3;
living heads 0.23 to 1, but for 3 in 50 that hardly moved."""

FRAMED_SHARE = 0.125
"""Of the comparisons in which a straight line went with the head, or two cut it off: so many are a frame, not
chance. Measured: living heads at most 1 in 12, but for one man close before a panelled door, 1 in 3; phones
4 in 10 and more, but for one that was waved, 1 in 6."""

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
    return Motion.LIVING if is_before_a_wall(relief) and is_not_flat(relief) else Motion.UNTOLD


def is_before_a_wall(relief: Relief) -> bool:
    """The head moved, and what is close beside it did not."""
    return _stays(relief.near) and not relief.edges and relief.moved >= MOVED and _is_followed(relief)


def is_before_anything(relief: Relief) -> bool:
    """The same; where nothing can be seen on the wall close beside it, by what is further off."""
    if relief.near.told >= LEAST_NEAR:
        return is_before_a_wall(relief)
    return is_before_a_wall(replace(relief, near=total(relief.bands)))


def _stays(beside: Band) -> bool:
    return beside.told >= LEAST_NEAR and beside.fixed >= FIXED_SHARE * beside.told


def is_not_flat(relief: Relief) -> bool:
    """The face moved within itself, by more than the tracking's own noise."""
    enough = min(FLEXED + FLEXED_BY_MOVING * relief.moved, FLEXED_CLEARLY)
    return relief.flex >= enough and _is_followed(relief)


def _is_followed(relief: Relief) -> bool:
    return relief.shaken <= SHAKEN and relief.typical_flex <= LOST


def _is_carried(relief: Relief) -> bool:
    """What is beside the head goes with it, and the face is as stiff as paper or a frame goes with it too.

    Long hair, a hood or a hat go with a head as well, but that head is no plane. While the camera itself
    moves, nothing can be said.
    """
    if relief.shaken:
        return False
    near = relief.near
    carried = (
        near.carried >= LEAST_NEAR and near.carried >= CARRIED_SHARE * near.told and near.fixed < near.carried
    )
    flat = relief.flex <= STIFF
    return relief.moved >= MOVED_CLEARLY and ((carried and flat) or (relief.edges > 1 and (carried or flat)))


def judge(glances: Sequence[Glance], reliefs: Sequence[Relief], apart: Sequence[Relief] = ()) -> Life:
    """Of one person in one sighting. `reliefs`: of pairs of views of that head within a second, `apart`: of
    such that lie seconds apart; None left out.
    """
    large = [one for one in glances if one.width >= LEAST_WIDTH]
    day = [one for one in large if one.daylight]
    score = fmean(one.score for one in large or glances) if glances else None
    reasons = (*_told_by_nets(large, day, glances), *_told_by_motion(reliefs, apart))
    live = _verdict(day, len(day) == len(large), reliefs, apart)
    if live and (_is_framed(reliefs) or _framed(apart) > 1):
        return Life(
            None, score, (*reasons, "straight edges went with the head or cut it off, as a frame does")
        )
    return Life(live, score, reasons)


def may_yet_live(glances: Sequence[Glance]) -> bool:
    """Whether the nets leave it to the geometry: whatever that shows, nobody is proven alive at night."""
    large = [one for one in glances if one.width >= LEAST_WIDTH]
    by_day = bool(large) and all(one.daylight for one in large)
    return by_day and fmean(one.score for one in large) >= LIVING_SCORE


def _moves_as_the_living_do(reliefs: Sequence[Relief], apart: Sequence[Relief]) -> bool:
    """It moves before what stays, and is not flat; the two need not show in the same views."""
    before = _before_a_wall(reliefs) + sum(map(is_before_anything, apart))
    carried = sum(map(_is_carried, (*reliefs, *apart)))
    if before < max(ENOUGH_PAIRS, carried * CARRIED_RARELY):
        return False
    return _is_flexible(reliefs) or _is_lively(apart)


def _is_flexible(reliefs: Sequence[Relief]) -> bool:
    """Within a second: its parts moved against each other more often than chance has it."""
    return sum(map(is_not_flat, reliefs)) >= max(ENOUGH_FLEXED, FLEXED_SHARE * len(reliefs))


def _before_a_wall(reliefs: Sequence[Relief]) -> int:
    return sum(map(is_before_a_wall, reliefs))


def _is_lively(apart: Sequence[Relief]) -> bool:
    """Over seconds a living face keeps to no plane; whatever is flat does, however it is moved and bent."""
    enough = max(ENOUGH_FLEXED, LIVELY_SHARE * len(apart))
    return len(apart) >= ENOUGH_APART and sum(map(is_not_flat, apart)) >= enough


def _is_framed(reliefs: Sequence[Relief]) -> bool:
    return _framed(reliefs) > 1 and _framed(reliefs) >= FRAMED_SHARE * len(reliefs)


def _framed(reliefs: Sequence[Relief]) -> int:
    return sum(relief.edges > 0 or relief.boxed for relief in reliefs)


def _verdict(
    day: Sequence[Glance], always_day: bool, reliefs: Sequence[Relief], apart: Sequence[Relief]
) -> bool | None:
    if not day:
        return None
    living = any(motion_of(relief) is Motion.LIVING for relief in reliefs)
    if not living and (_goes_with_its_surround(reliefs) or _looks_like_a_picture(day)):
        return False
    if len(day) < ENOUGH_FACES or not always_day or not _moves_as_the_living_do(reliefs, apart):
        return None
    return True if fmean(one.score for one in day) >= LIVING_SCORE else None


def _goes_with_its_surround(reliefs: Sequence[Relief]) -> bool:
    carried = sum(map(_is_carried, reliefs))
    return carried >= max(ENOUGH_PAIRS, _before_a_wall(reliefs), CARRIED_OFTEN * len(reliefs))


def _looks_like_a_picture(day: Sequence[Glance]) -> bool:
    clear = [one.score for one in day if one.width >= LEAST_FOR_PICTURE]
    return len(clear) >= ENOUGH_FACES and fmean(clear) <= PICTURE_SCORE


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


def _told_by_motion(reliefs: Sequence[Relief], apart: Sequence[Relief]) -> list[str]:
    if not reliefs:
        return ["no two frames show the head well enough to compare: life is not proven"]
    against = [relief.moved for relief in reliefs if is_before_a_wall(relief)]
    carried = [relief.moved for relief in reliefs if motion_of(relief) is Motion.CARRIED]
    told = [
        f"the head moved {max(moved):.1%} of its width {kind.value}, in {_of(moved, reliefs)}"
        for kind, moved in ((Motion.LIVING, against), (Motion.CARRIED, carried))
        if moved
    ]
    if not _moves_as_the_living_do(reliefs, apart):
        rarely = len(carried) * CARRIED_RARELY <= len(against)
        return [*told, _what_is_missing(reliefs)] if rarely else told
    if _is_flexible(reliefs):
        return told
    changed = [relief for relief in apart if is_not_flat(relief)]
    return [*told, f"over seconds the face was not flat, in {_of(changed, apart)}"]


def _of(some: Sequence[object], reliefs: Sequence[Relief]) -> str:
    return f"{len(some)} of {len(reliefs)} comparisons"


def _what_is_missing(reliefs: Sequence[Relief]) -> str:
    """The first thing, in the order in which a visitor could mend it."""
    furthest = max(relief.moved for relief in reliefs)
    if furthest < MOVED:
        return f"the head stood still (moved {furthest:.1%} of its width): life is not proven"
    if min(relief.shaken for relief in reliefs) > SHAKEN:
        return "the whole picture moved: a camera that moves or a picture that fills the view"
    if not _is_flexible(reliefs):
        most = max(relief.flex if relief.typical_flex <= LOST else 0.0 for relief in reliefs)
        return f"the face moved like something flat ({most:.1%} of its width left over): life is not proven"
    return "the head was hardly seen to move before a background that stays: life is not proven"
