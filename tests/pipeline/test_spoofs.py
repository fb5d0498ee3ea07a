"""Prints, phones and screens held into the camera are never living; who moves before a wall may be.

The attacks and the solids are made by `tests.pipeline.attacks`; the living person is a real film.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from pipeline.face_library import locate
from pipeline.image import Image, as_image, shrink
from pipeline.life import ENOUGH_APART, LIVELY_SHARE, Glance, Motion, is_not_flat, judge, motion_of
from pipeline.liveness import LivenessNets, find_liveness
from pipeline.living import reliefs_apart
from pipeline.photos import read_photo
from pipeline.relief import Relief, compare, view_of
from pipeline.types import Box
from tests.pipeline import attacks
from tests.pipeline.attacks import (
    Pose,
    cut_out,
    film,
    filmed,
    hand,
    held,
    paper,
    phone,
    recapture,
    replay,
    solid,
    wall,
)
from tests.pipeline.gaze import faces_on, glances, reliefs

SURE_NETS = [Glance(0.99, 90)] * 5
"""As if both nets had been fooled: the geometry alone must hold."""

EVERY = 0.2
GRACE = (268.0, 244.0, 215.0)
"""The middle and the width of dlib's box on the golden portrait."""

Maker = Callable[[Image], Iterator[Image]]

PRINTS: dict[str, Maker] = {
    "small": lambda photo: held(wall(), hand(1, away=0.45), 1.2, lambda _: paper(photo), 0.15),
    "moved": lambda photo: held(wall(), hand(2, drift=5, away=0.5), 1.2, lambda _: paper(photo), 0.2),
    "tilted": lambda photo: held(wall(), hand(3, tilt=4, away=0.5), 1.2, lambda _: paper(photo), 0.2),
    "bent": lambda photo: held(wall(), hand(4, away=0.5), 1.2, lambda _: paper(photo), 0.2, bend=50),
    "glare": lambda photo: held(
        wall(), hand(5, tilt=2, away=0.5), 1.2, lambda _: paper(photo), 0.2, glare=True
    ),
    "poster": lambda photo: held(wall(), hand(6, drift=2, away=0.8), 1.2, lambda _: paper(photo), 0.35),
    "phone": lambda photo: held(wall(), hand(7, away=0.22), 1.2, lambda _: phone(photo), 0.07),
}


@pytest.fixture(scope="module")
def nets(models_dir: Path) -> LivenessNets:
    return LivenessNets(find_liveness(models_dir))


@pytest.fixture(scope="module")
def speaker(shared: Path) -> list[Image]:
    """A real, living person: 4.2 s, 30 frames a second."""
    return list(film(shared / "clips" / "lin-manuel-shot.mp4"))


@pytest.fixture(scope="module")
def framed(speaker: list[Image]) -> list[Image]:
    """The same upright, as a phone shows it."""
    kept = []
    left = 0
    for number, frame in enumerate(speaker):
        if number % 6 == 0 and (found := locate(frame)):
            left = min(max(0, int(found[0].box.x1) - 70), 400)
        kept.append(as_image(frame[:, left : left + 240]))
    return kept


def measured(frames: Iterator[Image], path: Path, *, night: bool = False) -> tuple[list[Image], list[Relief]]:
    seen = filmed(path, recapture(frames, night=night))
    return seen, reliefs(seen, faces_on(seen, attacks.RATE, EVERY), attacks.RATE)


@pytest.mark.slow
@pytest.mark.parametrize("kind", PRINTS)
def test_the_geometry_alone_takes_no_print_for_living(kind: str, portrait: Image, tmp_path: Path) -> None:
    _, found = measured(PRINTS[kind](portrait), tmp_path / "print.mp4")
    assert found, "nothing was compared: the test tells nothing"
    assert Motion.LIVING not in [motion_of(one) for one in found]
    assert judge(SURE_NETS, found).live is not True


def test_a_print_that_is_moved_is_called_a_picture(portrait: Image, tmp_path: Path) -> None:
    _, found = measured(PRINTS["moved"](portrait), tmp_path / "print.mp4")
    life = judge(SURE_NETS, found)
    assert life.live is False
    assert "together with what is around it" in life.reasons[-1]


WAVED: dict[str, Maker] = {
    "print": lambda photo: held(
        wall(), hand(10, away=0.45), 5, lambda _: paper(photo), 0.2, bend=40, wave=30, rate=2
    ),
    "cut out": lambda photo: held(
        wall(),
        hand(8, away=0.6),
        5,
        lambda _: photo,
        0.38,
        bend=35,
        wave=25,
        outline=cut_out(photo, GRACE),
        rate=2,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", WAVED)
def test_what_is_flat_stays_flat_over_seconds_however_it_is_waved(
    kind: str, portrait: Image, tmp_path: Path
) -> None:
    seen = filmed(tmp_path / "waved.mp4", recapture(WAVED[kind](portrait)))
    views = [view_of(seen[number], one.box, number, number / 2) for number, one in faces_on(seen, 2, 0.5)]
    found = reliefs_apart(views)
    assert len(found) >= ENOUGH_APART, "too little was compared: the test tells nothing"
    assert judge(SURE_NETS, [], found).live is not True
    assert sum(map(is_not_flat, found)) < LIVELY_SHARE * len(found)


@pytest.mark.slow
def test_a_solid_that_turns_before_a_wall_is_told_from_a_plane(portrait: Image, tmp_path: Path) -> None:
    """A synthetic solid: it proves the geometry, not life."""
    turning = solid(wall(), portrait, GRACE, hand(8, drift=1.5, tilt=4, away=0.8), 1.7)
    _, found = measured(turning, tmp_path / "solid.mp4")
    motions = [motion_of(one) for one in found]
    assert motions.count(Motion.LIVING) >= 2
    assert Motion.CARRIED not in motions


def test_a_solid_that_stands_still_is_not_proven(portrait: Image, tmp_path: Path) -> None:
    still = solid(wall(), portrait, GRACE, lambda _: Pose(z=0.8), 1.0, talks=0)
    _, found = measured(still, tmp_path / "still.mp4")
    assert found
    assert judge(SURE_NETS, found).live is None


def test_the_speaker_is_living(speaker: list[Image], nets: LivenessNets) -> None:
    faces = faces_on(speaker, 30, 0.2)
    life = judge(glances(nets, speaker, faces), reliefs(speaker, faces, 30))
    assert life.live is True, life.reasons
    assert life.score is not None
    assert life.score > 0.9


def test_the_speaker_held_still_in_one_frame_is_not_proven(speaker: list[Image], nets: LivenessNets) -> None:
    frozen = [speaker[100]] * 30
    faces = faces_on(frozen, 30, 0.2)
    assert judge(glances(nets, frozen, faces), reliefs(frozen, faces, 30)).live is None


def test_a_film_of_the_speaker_on_a_phone_is_not_living(
    framed: list[Image], nets: LivenessNets, tmp_path: Path
) -> None:
    shown = held(wall(), hand(9, drift=0.5, away=0.22), 2.2, replay(framed, 30), 0.07)
    seen = filmed(tmp_path / "phone.mp4", recapture(shown))
    faces = faces_on(seen, attacks.RATE, EVERY)
    assert faces
    assert judge(glances(nets, seen, faces), reliefs(seen, faces, attacks.RATE)).live is not True


@pytest.mark.slow
@pytest.mark.parametrize(
    "drift",
    [
        pytest.param(0.0, marks=pytest.mark.slow, id="on a stand"),
        pytest.param(0.05, marks=pytest.mark.slow, id="quite still"),
        pytest.param(0.5, id="in a hand"),
    ],
)
def test_the_geometry_alone_takes_no_film_on_an_upright_phone_for_living(
    drift: float, framed: list[Image], tmp_path: Path
) -> None:
    """Nothing of the frame moves, the film's wall stands and its head lives: it is cut off at both sides."""
    shown = held(wall(), hand(9, drift=drift, tilt=drift, away=0.22), 2.2, replay(framed, 30), 0.07)
    _, found = measured(shown, tmp_path / "phone.mp4")
    assert any(one.boxed for one in found)
    assert judge(SURE_NETS, found).live is not True


def test_a_print_at_night_is_neither_living_nor_false(
    portrait: Image, nets: LivenessNets, tmp_path: Path
) -> None:
    seen, found = measured(PRINTS["moved"](portrait), tmp_path / "night.mp4", night=True)
    faces = faces_on(seen, attacks.RATE, EVERY)
    assert faces
    life = judge(glances(nets, seen, faces), found)
    assert life.live is None
    assert any("night" in reason for reason in life.reasons)


def test_a_face_that_fills_the_view_is_not_proven(portrait: Image) -> None:
    """No wall is to be seen beside it, however it moves."""
    close = as_image(portrait[100:400, 130:420])
    turned = as_image(np.roll(close, 6, axis=1))
    face = Box(31, 37, 246, 252)
    relief = compare(view_of(close, face, 0, 0.0), view_of(turned, face, 6, 0.4))
    assert relief is None or motion_of(relief) is not Motion.LIVING


def test_views_that_cannot_be_compared(portrait: Image) -> None:
    face = Box(161, 137, 376, 352)
    first = view_of(portrait, face, 0, 0.0)
    assert max(first.grey.shape) <= 401
    assert compare(first, view_of(portrait, face, 270, 9.0)) is None
    assert compare(first, view_of(portrait, face, 0, 0.0)) is None
    blank = np.full_like(portrait, 90)
    assert compare(first, view_of(blank, face, 8, 0.4)) is None
    with pytest.raises(ValueError, match="no face"):
        view_of(portrait, Box(900, 900, 990, 990), 0, 0.0)


def test_the_order_of_two_views_does_not_matter(speaker: list[Image]) -> None:
    (one, before), (other, after) = faces_on(speaker[96:104], 30, 0.2)[:2]
    first, second = (
        view_of(speaker[96 + one], before.box, 96, 3.2),
        view_of(speaker[96 + other], after.box, 102, 3.4),
    )
    forth, back = compare(first, second), compare(second, first)
    assert forth is not None
    assert back is not None
    assert forth.frames == back.frames == (96, 102)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in PRINTS if kind != "poster"])
@pytest.mark.parametrize(
    "name", ["barack-obama-1", "rose-leslie-2", "joe-biden-2", "alex-lacamoire-2", "lin-manuel-miranda"]
)
def test_no_portrait_passes_as_any_print(
    name: str, kind: str, shared: Path, nets: LivenessNets, tmp_path: Path
) -> None:
    photo = shrink(read_photo(next((shared / "photos" / "faces").glob(f"{name}.*"))), 900)
    box = locate(photo)[0].box
    reach = 1.2 * box.width
    left, top = max(0, int(box.x1 - reach / 2)), max(0, int(box.y1 - reach / 2))
    cropped = as_image(photo[top : int(box.y2 + reach), left : int(box.x2 + reach / 2)])
    seen, found = measured(PRINTS[kind](cropped), tmp_path / "print.mp4")
    faces = faces_on(seen, attacks.RATE, EVERY)
    assert judge(SURE_NETS, found).live is not True
    assert judge(glances(nets, seen, faces), found).live is not True
