"""Photos that nobody should be known by are told from good ones, with the reason."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from pipeline.errors import PhotoError
from pipeline.face_library import Found
from pipeline.gallery import sole_face
from pipeline.image import Image, as_image
from pipeline.photos import faces_of, flaw_of, read_photo
from pipeline.types import Box

FACE = (166, 146, 360, 339)
"""Left, top, right, bottom of her face on the portrait."""

BLURS = (0.0, 0.01, 0.025, 0.04, 0.06, 0.09, 0.12)
"""Shares of a face's width."""


def verdict(picture: Image, folder: Path) -> str:
    path = folder / "photo.png"
    cv2.imwrite(str(path), picture)
    try:
        sole_face(faces_of(path))
    except PhotoError as error:
        return str(error)
    return "good"


def scaled(picture: Image, factor: float) -> Image:
    return as_image(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def blurred(picture: Image, share: float, width: float = FACE[2] - FACE[0]) -> Image:
    """By this share of the face's width."""
    return as_image(cv2.GaussianBlur(picture, (0, 0), share * width)) if share else picture


def test_a_good_one(portrait: Image, tmp_path: Path) -> None:
    assert verdict(portrait, tmp_path) == "good"
    assert verdict(scaled(portrait, 0.5), tmp_path) == "good"


def test_too_small(portrait: Image, tmp_path: Path) -> None:
    scene = np.full((400, 500, 3), 128, np.uint8)
    far = scaled(portrait, 0.2)
    scene[50 : 50 + far.shape[0], 50 : 50 + far.shape[1]] = far
    assert verdict(scene, tmp_path).endswith("pixels wide, at least 60 are needed")


def test_blurred(portrait: Image, tmp_path: Path) -> None:
    assert verdict(blurred(portrait, 0.008), tmp_path) == "good"
    assert "is blurred" in verdict(blurred(portrait, 0.03), tmp_path)


def verdicts(picture: Image, folder: Path) -> list[bool]:
    """Whether it is good, at BLURS of the face's width."""
    path = folder / "sharp.png"
    cv2.imwrite(str(path), picture)
    width = faces_of(path)[0].box.width
    return [verdict(blurred(picture, share, width), folder) == "good" for share in BLURS]


def surely_told(found: list[bool]) -> bool:
    """Good where it is sharp, refused from a fortieth of the face's width on, and once refused for good."""
    return found[0] and not any(found[BLURS.index(0.025) :]) and found == sorted(found, reverse=True)


@pytest.mark.slow
def test_the_more_it_is_blurred_the_surer_it_is_refused(portrait: Image, tmp_path: Path) -> None:
    assert surely_told(verdicts(portrait, tmp_path))
    assert surely_told(verdicts(scaled(portrait, 0.4), tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["alex-lacamoire-1.png", "barack-obama-4.jpg", "joe-biden-1.jpg"])
def test_real_portraits_too_the_more_they_are_blurred(name: str, shared: Path, tmp_path: Path) -> None:
    assert surely_told(verdicts(read_photo(shared / "photos" / "faces" / name), tmp_path))


def test_a_small_photo_made_large_shows_no_more_than_before(portrait: Image, tmp_path: Path) -> None:
    enlarged = cv2.resize(scaled(portrait, 0.12), None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC)
    assert "is blurred" in verdict(as_image(enlarged), tmp_path)


def test_too_dark(portrait: Image, tmp_path: Path) -> None:
    assert verdict(as_image(portrait // 3), tmp_path) == "good"
    assert "is too dark" in verdict(as_image(portrait // 11), tmp_path)


def test_cut_off_at_the_border(portrait: Image, tmp_path: Path) -> None:
    def without(share: float) -> Image:
        return as_image(portrait[:, int(FACE[0] + share * (FACE[2] - FACE[0])) :])

    assert verdict(without(0.05), tmp_path) == "good"
    assert "is cut off at the photo's border" in verdict(without(0.35), tmp_path)


def test_no_face_and_several(portrait: Image, tmp_path: Path) -> None:
    assert "no face can be found" in verdict(np.full((400, 500, 3), 90, np.uint8), tmp_path)
    assert "it shows 2 faces" in verdict(as_image(np.hstack([portrait, portrait])), tmp_path)


@pytest.mark.parametrize(
    ("whole", "light", "detail", "turn", "flaw"),
    [
        (Box(0, 0, 59, 59), 90, 5, 0.1, "is 59 pixels wide, at least 60 are needed"),
        (Box(0, -40, 100, 100), 90, 5, 0.1, "is cut off at the photo's border: 29% of it are missing"),
        (Box(0, 0, 100, 100), 13, 5, 0.1, "is too dark"),
        (Box(0, 0, 100, 100), 90, 0.99, 0.1, "is blurred"),
        (Box(0, 0, 100, 100), 90, 5, 0.31, "is turned away: give a photo with the face towards the camera"),
        (Box(0, -30, 100, 100), 14, 1.0, 0.29, None),
    ],
)
def test_the_reasons(whole: Box, light: float, detail: float, turn: float, flaw: str | None) -> None:
    inside = Box(max(0, whole.x1), max(0, whole.y1), whole.x2, whole.y2)
    assert flaw_of(Found(inside, 1.5, whole), light, detail, turn) == flaw


def test_a_poor_face_will_do_where_it_is_asked_for(portrait: Image, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "photo.png"), blurred(portrait, 0.03))
    faces = faces_of(tmp_path / "photo.png")
    assert sole_face(faces, poor_too=True) is faces[0]


@pytest.mark.slow
def test_real_portraits_are_good_and_groups_are_not(shared: Path) -> None:
    refused = {}
    for photo in sorted((shared / "photos" / "faces").iterdir()):
        try:
            sole_face(faces_of(photo))
        except PhotoError as error:
            refused[photo.name] = str(error)
    assert all("faces; give a photo of one person alone" in why for why in refused.values())
    assert sorted(refused) == sorted(
        photo.name for photo in (shared / "photos" / "faces").iterdir() if photo.name.startswith("group-")
    )
