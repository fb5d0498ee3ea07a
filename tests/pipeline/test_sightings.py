"""One person followed through a shot over few frames; another one is another sighting."""

import numpy as np

from pipeline.figures import Figure, Look
from pipeline.image import Image, as_image
from pipeline.shots import Scene
from pipeline.sightings import faceless_seconds, follow, followed_blindly, unseen_seconds
from pipeline.types import Box
from tests.pipeline.faces_found import found
from tests.pipeline.likeness import embedding

RATE = 10


def ground(seed: int = 1) -> Image:
    cells = np.random.default_rng(seed).integers(0, 255, (9, 16, 3))
    return as_image(np.kron(cells, np.ones((40, 40, 1))))


PORCH, STREET = Scene(ground(1)), Scene(ground(2))


def body(frame: int, left: float, height: float = 200, axis: int | None = None, off: float = 0.0) -> Figure:
    figure = Figure(frame, frame / RATE, Box(left, 100, left + height / 2.5, 100 + height), 0.9)
    if axis is not None:
        figure.faces.append(found(frame, embedding(axis, off)))
    return figure


def look(frame: int, *figures: Figure, scene: Scene = PORCH) -> Look:
    return Look(frame, frame / RATE, scene, list(figures), None)


def walks(*lefts: float, every: int = 5) -> list[Look]:
    return [look(number * every, body(number * every, left)) for number, left in enumerate(lefts)]


def test_somebody_who_walks_by_is_one_sighting() -> None:
    (track,) = follow(walks(0, 60, 130, 190, 260))
    assert [figure.frame for figure in track] == [0, 5, 10, 15, 20]
    assert unseen_seconds(track) == 0.5


def test_somebody_who_comes_nearer_grows() -> None:
    looks = [look(n * 10, body(n * 10, 300, height=100 * 1.5**n)) for n in range(4)]
    assert len(follow(looks)) == 1


def test_two_visitors_side_by_side_are_two_sightings() -> None:
    looks = [look(n * 5, body(n * 5, 100 + 10 * n), body(n * 5, 400 - 10 * n)) for n in range(5)]
    first, second = follow(looks)
    assert [figure.box.x1 for figure in first] == [100, 110, 120, 130, 140]
    assert [figure.box.x1 for figure in second] == [400, 390, 380, 370, 360]


def test_who_enters_late_is_a_sighting_of_their_own() -> None:
    looks = [*walks(100, 100, 100), look(15, body(15, 100), body(15, 600))]
    assert [len(track) for track in follow(looks)] == [4, 1]


def test_nobody_gets_across_the_porch_in_half_a_second() -> None:
    assert len(follow([look(0, body(0, 0)), look(5, body(5, 560))])) == 2


def test_somebody_who_was_gone_in_between_may_be_another() -> None:
    looks = [look(0, body(0, 100)), look(5), look(10, body(10, 100))]
    assert len(follow(looks)) == 2


def test_the_face_joins_somebody_who_was_gone_in_between() -> None:
    looks = [look(0, body(0, 100, axis=1)), look(5), look(10, body(10, 500, axis=1, off=0.3))]
    (track,) = follow(looks)
    assert unseen_seconds(track) == 1.0


def test_another_face_at_the_same_place_is_another_person() -> None:
    looks = [look(0, body(0, 100, axis=1)), look(5, body(5, 100, axis=2))]
    assert len(follow(looks)) == 2


def test_a_cut_ends_a_sighting() -> None:
    looks = [look(0, body(0, 100)), look(5, body(5, 100)), look(10, body(10, 100), scene=STREET)]
    assert [len(track) for track in follow(looks)] == [2, 1]


def test_too_long_out_of_sight_is_not_followed() -> None:
    assert len(follow([look(0, body(0, 100)), look(31, body(31, 100))])) == 2


def test_nobody_there() -> None:
    assert follow([]) == []
    assert follow([look(0), look(5)]) == []


def test_who_is_near_without_a_face_may_have_changed() -> None:
    track = [body(0, 100, axis=0), body(10, 100), body(40, 100), body(50, 100, height=100)]
    assert [figure.frame for figure, _ in followed_blindly(track)] == [10, 40]
    assert faceless_seconds(track) == 4.0


def test_who_is_far_away_cannot_show_a_face() -> None:
    assert faceless_seconds([body(0, 100, height=80), body(40, 100, axis=0)]) == 0.0


def test_where_no_face_was_compared_there_is_nothing_to_follow_up() -> None:
    assert faceless_seconds([body(0, 100), body(40, 100)]) == 0.0
