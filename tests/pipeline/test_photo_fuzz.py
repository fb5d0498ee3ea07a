"""Whatever is done to a photo's bytes, it is a picture or a PhotoError, and never larger than allowed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from pipeline.errors import PhotoError
from pipeline.image import Image
from pipeline.photos import MOST_PIXELS, read_photo

KINDS = ("jpeg", "png", "webp", "gif", "tiff", "bmp", "ppm", "jpeg2000", "tga")


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small photo of each kind, whole."""
    folder = tmp_path_factory.mktemp("photos")
    random = np.random.default_rng(3)
    picture = Pillow.fromarray(random.integers(0, 255, (40, 56, 3), dtype=np.uint8))
    for kind in KINDS:
        picture.save(folder / kind, format=kind)
    return folder


def outcome(path: Path) -> Image | str:
    try:
        return read_photo(path)
    except PhotoError as error:
        return str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_whole_photos_are_read(photos: Path, kind: str) -> None:
    assert read_photo(photos / kind).shape == (40, 56, 3)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(KINDS),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=20),
    reach=st.sampled_from([64, 700, 10_000]),
    kept=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_any_damage_ends_in_a_picture_or_a_photo_error(
    photos: Path,
    tmp_path: Path,
    kind: str,
    flips: list[tuple[float, int]],
    reach: int,
    kept: float,
) -> None:
    content = bytearray((photos / kind).read_bytes())
    for place, byte in flips:
        content[int(place * min(reach, len(content)))] = byte
    file = tmp_path / "photo.jpg"
    file.write_bytes(content[: int(kept * len(content))])
    picture = outcome(file)
    if isinstance(picture, str):
        assert picture.strip()
        assert "\n" not in picture
        return
    assert picture.ndim == 3
    assert picture.shape[2] == 3
    assert picture.dtype == np.uint8
    assert 0 < picture.shape[0] * picture.shape[1] <= MOST_PIXELS
