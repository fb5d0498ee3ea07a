"""A camera sees what it always sees, whatever the light; a screen before it shows another place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
import pytest

from deploy.sandbox.clips.light import DAY, EVENING, Light
from deploy.sandbox.clips.porch import porch
from deploy.sandbox.clips.take import LATER, RING, Take
from deploy.sandbox.clips.walking import walk
from pipeline.image import Image, as_image, jpeg, resized
from pipeline.rules import Rules
from pipeline.types import Box, Picture, UsualScene
from pipeline.usual_scene import LEAST_SEEN, MOST_COMPARED, likeness, usual_scene, view_of
from tests.pipeline.attacks import HEIGHT, WIDTH, film, hand, held, recapture, wall
from tests.pipeline.places import elsewhere

LEAST = Rules().open_scene
HOUSE = wall()


def seen_by(picture: Image, covered: tuple[Box, ...] = (), seed: int = 0, night: bool = False) -> Picture:
    """What the camera makes of it, as it is kept."""
    return Picture(jpeg(next(recapture(iter([picture]), seed, night=night))), covered)


def alike(one: Picture, other: Picture) -> float:
    first, second = view_of(one, 0), view_of(other, 0)
    assert first is not None
    assert second is not None
    found = likeness(first, second)
    assert found is not None
    return found


def shaded(picture: Image) -> Image:
    """The sun has come round: a shadow falls over half of it."""
    light = np.ones(picture.shape[:2], np.float32)
    corners = np.array([[100, 0], [420, 0], [560, HEIGHT], [60, HEIGHT]], np.int32)
    cv2.fillPoly(light, [corners], (0.4,))
    return as_image(picture * cv2.GaussianBlur(light, (0, 0), 3)[..., None])


def jolted(picture: Image) -> Image:
    return as_image(np.roll(picture, (9, -12), (0, 1)))


LIGHTS: dict[str, Callable[[Image], Image]] = {
    "the same": lambda picture: picture,
    "dusk": lambda picture: as_image(picture * 0.35),
    "glaring": lambda picture: as_image(255 * (picture / 255.0) ** 0.5),
    "contrast": lambda picture: as_image(255 * (picture / 255.0) ** 2),
    "a shadow": shaded,
    "fog": lambda picture: as_image(picture * 0.4 + 120),
    "jolted": jolted,
    "blurred": lambda picture: as_image(cv2.GaussianBlur(picture, (0, 0), 2)),
}


@pytest.mark.parametrize("light", LIGHTS)
def test_it_is_known_in_another_light(light: str) -> None:
    assert alike(seen_by(HOUSE), seen_by(LIGHTS[light](HOUSE), seed=1)) > LEAST + 0.1


@pytest.mark.parametrize("tilt", [0.0, 0.5])
@pytest.mark.parametrize("seed", [11, 12])
def test_a_screen_that_fills_the_view_is_not_the_scene(tilt: float, seed: int) -> None:
    """It is 0.4 m wide, 0.3 m before the camera, and shows somebody at another place."""
    shown = elsewhere(seed)
    cv2.circle(shown, (300, 170), 90, (150, 170, 210), -1)
    screen = next(held(HOUSE, hand(seed, tilt, tilt, away=0.3), 0.2, lambda _: shown, 0.40))
    assert alike(seen_by(HOUSE), seen_by(screen, seed=1)) < LEAST - 0.2


def test_a_print_in_a_hand_leaves_the_scene_to_be_seen() -> None:
    """It is not this cue that tells it from a face."""
    sheet = np.full((300, 240, 3), 200, np.uint8)
    assert alike(seen_by(HOUSE), seen_by(next(held(HOUSE, hand(1), 0.2, lambda _: sheet, 0.2)))) > LEAST


def visited(take: Take, second: float, light: Light) -> Picture:
    """The demo's drawn porch, and somebody before it."""
    picture = porch(light).still.copy()
    walk(picture, take.marks, second, light)
    return Picture(jpeg(picture), (Box(380, 60, 940, 720),))


@pytest.mark.parametrize(("one", "other"), [(DAY, DAY), (EVENING, EVENING), (DAY, EVENING)])
def test_a_porch_is_known_in_the_evening_whoever_stands_there(one: Light, other: Light) -> None:
    assert alike(visited(RING, 3.0, one), visited(LATER, 5.0, other)) > LEAST
    house = Picture(jpeg(resized(HOUSE, 1280, 720)))
    assert alike(visited(RING, 3.0, one), house) < LEAST - 0.2


def test_who_stands_there_is_left_out_on_both_pictures() -> None:
    left, right = Box(0, 0, 250, HEIGHT), Box(420, 0, WIDTH, HEIGHT)
    one, other = HOUSE.copy(), HOUSE.copy()
    one[:, :250], other[:, 420:] = elsewhere(11)[:, :250], elsewhere(12)[:, :220]
    covered = alike(seen_by(one, (left,)), seen_by(other, (right,)))
    assert covered > alike(seen_by(HOUSE), seen_by(HOUSE, seed=1)) - 0.1
    assert alike(seen_by(one), seen_by(other)) < LEAST


PORCH = [seen_by(HOUSE, seed=number) for number in range(3)]
SCREENS = [seen_by(elsewhere(number), seed=number) for number in (11, 12, 13, 14)]


def test_half_of_the_earlier_pictures_must_show_the_same_place() -> None:
    now = seen_by(HOUSE, seed=9)
    known = usual_scene(now, PORCH, WIDTH)
    assert known.likeness is not None
    assert known.likeness > 0.8
    assert known.pictures == 3
    for earlier, same in (([*PORCH, *SCREENS[:2]], True), ([*PORCH, *SCREENS], False)):
        scene = usual_scene(now, earlier, WIDTH)
        assert scene.likeness is not None
        assert (scene.likeness >= LEAST) is same


def test_only_the_newest_few_are_compared() -> None:
    scene = usual_scene(seen_by(HOUSE), [*PORCH * 3, *SCREENS * 4], WIDTH)
    assert scene.pictures == MOST_COMPARED
    assert scene.likeness is not None
    assert scene.likeness > 0.8


def test_night_and_day_are_not_compared() -> None:
    dark = [seen_by(HOUSE, seed=number, night=True) for number in range(4)]
    assert usual_scene(seen_by(HOUSE), dark, WIDTH) == UsualScene(None)
    assert usual_scene(dark[0], PORCH, WIDTH) == UsualScene(None)
    at_night = usual_scene(dark[0], [*PORCH, *dark[1:]], WIDTH)
    assert at_night.pictures == 3
    assert at_night.likeness is not None
    assert at_night.likeness > LEAST


def test_one_tint_throughout_is_night() -> None:
    grey = np.repeat(cv2.cvtColor(HOUSE, cv2.COLOR_BGR2GRAY)[..., None], 3, axis=2) * 0.4
    tinted = seen_by(as_image(np.add(grey, (12, 0, 6))))
    view = view_of(tinted, 0)
    assert view is not None
    assert not view.coloured


def test_where_hardly_anything_is_seen_beside_somebody_nobody_can_say() -> None:
    close = (Box(0, 0, WIDTH * (1 - LEAST_SEEN / 2), HEIGHT),)
    assert usual_scene(seen_by(HOUSE, close), PORCH, WIDTH) == UsualScene(None, covered=True)
    hidden = [seen_by(HOUSE, close)] * 3
    assert usual_scene(seen_by(HOUSE), hidden, WIDTH) == UsualScene(None, covered=True)


def test_what_was_before_only_some_of_the_pictures_is_counted_by_the_others() -> None:
    close = (Box(0, 0, WIDTH, HEIGHT),)
    assert usual_scene(seen_by(HOUSE), [seen_by(HOUSE, close), *PORCH], WIDTH).pictures == 3


@pytest.mark.parametrize("bad", [b"", b"no picture", PORCH[0].jpeg[:40]])
def test_what_is_no_picture_says_nothing(bad: bytes) -> None:
    assert usual_scene(Picture(bad), PORCH, WIDTH) == UsualScene(None)
    assert usual_scene(PORCH[0], [Picture(bad)], WIDTH) == UsualScene(None)
    assert usual_scene(PORCH[0], [Picture(bad), *PORCH], WIDTH).pictures == 3


def test_another_shape_is_another_camera() -> None:
    square = seen_by(as_image(HOUSE[:, :HEIGHT]))
    assert usual_scene(seen_by(HOUSE), [square] * 3, WIDTH) == UsualScene(None)


def test_two_even_walls_are_no_proof_and_neither_is_noise() -> None:
    even = np.full((HEIGHT, WIDTH, 3), (150, 130, 110), np.uint8)
    assert alike(Picture(jpeg(even)), Picture(jpeg(even))) == 0.0
    assert alike(seen_by(even), seen_by(even, seed=1)) < LEAST
    assert alike(seen_by(HOUSE), Picture(jpeg(even))) == 0.0
    tiny = np.full((1, 1, 3), 90, np.uint8)
    assert usual_scene(Picture(jpeg(tiny)), [Picture(jpeg(tiny))] * 3, 1).likeness in (None, 0.0)


def some_of(clip: Path) -> Iterator[Picture]:
    """Frames of its beginning, nobody of whom is left out."""
    for number, frame in enumerate(film(clip, every=12)):
        if number == 3:
            return
        yield Picture(jpeg(frame))


def test_two_films_are_two_places(shared: Path) -> None:
    films = {clip.name: next(some_of(clip)) for clip in sorted((shared / "clips").glob("*.mp4"))}
    assert len(films) >= 3
    views = {name: view_of(picture, 0) for name, picture in films.items()}
    for one, other in combinations(views.values(), 2):
        assert one is not None
        assert other is not None
        if one.comparable(other):
            assert (likeness(one, other) or 0.0) < LEAST - 0.1


def test_one_damaged_picture_hides_no_scene() -> None:
    """Its head says that it is larger than any picture, at which OpenCV raises."""
    kept = seen_by(HOUSE)
    head = kept.jpeg.index(b"\xff\xc0") + 5
    damaged = Picture(kept.jpeg[:head] + b"\xff\xdc" * 2 + kept.jpeg[head + 4 :], ())
    assert usual_scene(kept, [damaged, seen_by(HOUSE, seed=1)], WIDTH).pictures == 1
    assert usual_scene(damaged, [kept], WIDTH) == UsualScene(None)
