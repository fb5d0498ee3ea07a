"""The gallery's self-test: what is measured, what is suggested, what is warned of."""

from __future__ import annotations

import pytest

from pipeline.self_test import JudgedPhoto, PersonReport, self_test, suggested_tolerance
from pipeline.types import Match


def at(*coordinates: float) -> tuple[float, ...]:
    return (*coordinates, *[0.0] * (128 - len(coordinates)))


def photo(name: str, *coordinates: float, file: str = "1.jpg") -> JudgedPhoto:
    return JudgedPhoto(name, f"{name}/{file}", at(*coordinates))


def reported(*photos: JudgedPhoto, strangers: tuple[tuple[float, ...], ...] = ()) -> dict[str, PersonReport]:
    return {one.name: one for one in self_test(photos, strangers, 0.5)}


def closest(match: Match | None) -> tuple[str, float]:
    assert match is not None
    return match.name, round(match.distance, 6)


ADA = [photo("ada", 0, file="1.jpg"), photo("ada", 0.3, file="2.jpg"), photo("ada", 0.4, file="3.jpg")]


def test_spread_and_the_closest_other() -> None:
    told = reported(*ADA, photo("grace", 1.2), photo("kit", 2.1))
    assert told["ada"].photos == 3
    assert told["ada"].spread == pytest.approx(0.4)
    assert closest(told["ada"].closest) == ("grace", 0.8)
    assert closest(told["grace"].closest) == ("ada", 0.8)
    assert closest(told["kit"].closest) == ("grace", 0.9)
    assert told["grace"].spread is None
    assert told["kit"].impostor == pytest.approx(0.9)


def test_people_far_apart_need_no_warning() -> None:
    told = reported(*ADA, photo("grace", 1.2))["ada"]
    assert (told.look_alike, told.warnings, told.suggested) == (False, (), 0.5)


def test_look_alikes() -> None:
    told = reported(*ADA, photo("grace", 0.97))["ada"]
    assert told.look_alike
    assert told.suggested == 0.47
    assert told.warnings == ("looks like grace (0.57): the one may get the name of the other",)


def test_the_closest_stranger() -> None:
    told = reported(*ADA, strangers=(at(0, 0.62), at(0, 0.9)))["ada"]
    assert told.stranger == pytest.approx(0.62)
    assert told.suggested == 0.5
    assert told.warnings == ()


def test_a_stranger_who_may_be_the_person_is_told_and_lowers_nothing() -> None:
    told = reported(*ADA, strangers=(at(0, 0.35),))["ada"]
    assert told.stranger == pytest.approx(0.35)
    assert told.impostor is None
    assert told.suggested == 0.45
    assert told.warnings == ("a face that nobody has named lies at 0.35: it may be theirs",)


def test_a_photo_far_from_the_others() -> None:
    told = reported(*ADA, photo("ada", 0, 0.7, file="other.jpg"))["ada"]
    assert told.warnings == ("ada/other.jpg lies 0.70 from all their other photos",)


def test_refused_photos_and_nobody_left() -> None:
    refused = JudgedPhoto("kit", "kit/2.jpg", None, "the face is blurred")
    told = reported(*ADA, refused)["kit"]
    assert told.refused == (refused,)
    assert (told.photos, told.closest, told.suggested) == (0, None, None)
    assert told.warnings == ("has no photo that can be used, and is not recognised",)
    assert reported(refused)["kit"].photos == 0


def test_one_photo_is_few() -> None:
    assert reported(photo("kit", 0))["kit"].warnings == ("has 1 of the 3 photos or more that recognise well",)


def test_by_name_whatever_the_case() -> None:
    assert [one.name for one in self_test([photo("b", 1), photo("A", 0), photo("C", 2)], [], 0.5)] == list(
        "AbC"
    )


def test_nobody_at_all() -> None:
    assert self_test([], [at(0.5)], 0.5) == []


@pytest.mark.parametrize(
    ("impostor", "tolerance"), [(None, 0.45), (0.9, 0.5), (0.6, 0.5), (0.559, 0.45), (0.2, 0.3)]
)
def test_the_suggested_tolerance(impostor: float | None, tolerance: float) -> None:
    assert suggested_tolerance(impostor) == tolerance
