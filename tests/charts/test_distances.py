"""The histogram of an evaluation."""

from __future__ import annotations

import numpy as np
import pytest

from charts.distances import BIN, BOTTOM, HEIGHT, HIGHEST, LEFT, RIGHT, TOP, distances
from charts.style import DARK, LIGHT, WIDTH, Look
from tests.charts.pictures import decoded, pixel, rgb, shares

GENUINE = [0.31, 0.32, 0.33, 0.41]
IMPOSTOR = [0.71, 0.72]


def place(distance: float, share: float) -> tuple[float, float]:
    """The pixel of a distance, at a share of the axes' height."""
    return LEFT + distance / HIGHEST * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - share * (
        HEIGHT - TOP - BOTTOM
    )


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_each_distance_stands_in_its_bar(style: Look) -> None:
    image = decoded(distances(GENUINE, IMPOSTOR, dark=style is DARK))
    assert image.size == (WIDTH, HEIGHT)
    own, other = rgb(style.known), rgb(style.strangers)
    assert pixel(image, *place(0.30 + 0.3 * BIN, 0.5)) == own
    assert pixel(image, *place(0.40 + 0.3 * BIN, 0.2)) == own
    assert pixel(image, *place(0.40 + 0.3 * BIN, 0.5)) not in (own, other)
    assert pixel(image, *place(0.70 + 0.7 * BIN, 0.5)) == other


def test_a_distance_on_an_edge_stands_in_the_bar_that_begins_there() -> None:
    image = decoded(distances([0.3, 0.7], []))
    for edge in (0.3, 0.7):
        assert pixel(image, *place(edge + 0.3 * BIN, 0.5)) == rgb(LIGHT.known)


def test_the_tolerances_are_marked() -> None:
    plain = distances(GENUINE, IMPOSTOR)
    marked = distances(GENUINE, IMPOSTOR, tolerances=[("opens", 0.45), ("named", 0.5)])
    ink = [shares(decoded(png), [LIGHT.ink])[0] for png in (plain, marked)]
    assert ink[1] > ink[0] + 500


def test_distances_beyond_the_axis_are_in_the_last_bar() -> None:
    image = decoded(distances([], [1.7]))
    assert pixel(image, *place(HIGHEST - 0.3 * BIN, 0.5)) == rgb(LIGHT.strangers)


def inked(png: bytes, middle: tuple[float, float], across: int, high: int) -> int:
    """How many pixels around the middle are not paper."""
    x, y = map(int, middle)
    part = np.asarray(decoded(png).crop((x - across, y - high, x + across, y + high)))
    return int((part != rgb(LIGHT.paper)).any(axis=2).sum())


def test_nothing_evaluated_is_said_on_an_empty_axis() -> None:
    empty = distances([], [])
    own, other = shares(decoded(empty), [LIGHT.known, LIGHT.strangers])
    assert own < 2000
    assert other < 2000
    assert inked(empty, place(HIGHEST / 2, 0.5), 300, 20) > 1000
    assert inked(distances([0.02], []), place(HIGHEST / 2, 0.45), 300, 20) == 0


def test_the_axis_of_counts_has_a_name() -> None:
    assert inked(distances(GENUINE, IMPOSTOR), (40, place(0, 0.5)[1]), 36, 150) > 300


@pytest.mark.parametrize("wrong", [-0.1, float("nan"), float("inf")])
def test_what_is_no_distance_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="not a distance"):
        distances([wrong], [])


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert distances(GENUINE, IMPOSTOR) == distances(GENUINE, IMPOSTOR)
