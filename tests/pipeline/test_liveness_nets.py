"""The two nets: their files, their golden pictures, their crop, their scores."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ModelError
from pipeline.image import Image
from pipeline.liveness import SIDE, LivenessNets, daylight, find_liveness, surround
from pipeline.models import MINIFASNET
from pipeline.types import Box

GRACE = Box(161, 137, 376, 352)


@pytest.fixture(scope="module")
def nets(models_dir: Path) -> LivenessNets:
    return LivenessNets(find_liveness(models_dir))


@pytest.fixture
def spoilt(models_dir: Path, tmp_path: Path) -> Path:
    """A copy of the nets' folder, to be spoilt."""
    return Path(shutil.copytree(models_dir / MINIFASNET.name, tmp_path / MINIFASNET.name))


def test_a_portrait_scores_higher_than_the_same_portrait_as_a_print(
    nets: LivenessNets, portrait: Image
) -> None:
    small = np.full((900, 900, 3), 235, np.uint8)
    half = portrait[::2, ::2]
    small[300 : 300 + half.shape[0], 320 : 320 + half.shape[1]] = half
    pasted = Box(320 + 80, 300 + 68, 320 + 188, 300 + 176)
    assert nets.score(portrait, GRACE) > 0.7
    assert nets.score(small, pasted) < 0.2


def test_no_folder_is_told_with_the_way_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="latchkey models fetch"):
        find_liveness(tmp_path)


@pytest.mark.parametrize("name", [known.name for known in MINIFASNET.files])
def test_one_flipped_bit_is_refused(spoilt: Path, name: str) -> None:
    content = bytearray((spoilt / name).read_bytes())
    content[len(content) // 2] ^= 1
    (spoilt / name).write_bytes(content)
    with pytest.raises(ModelError, match="checksum"):
        find_liveness(spoilt.parent)


def test_a_missing_file_is_named(spoilt: Path) -> None:
    (spoilt / "model_2.bin").unlink()
    with pytest.raises(ModelError, match=r"model_2\.bin is missing"):
        find_liveness(spoilt.parent)


@pytest.mark.parametrize("net", ["model_1", "model_2"])
@pytest.mark.parametrize("value", [0.0, float("nan")])
def test_weights_of_zeros_or_nan_fail_the_golden_pictures(spoilt: Path, net: str, value: float) -> None:
    weights = spoilt / f"{net}.bin"
    words = weights.stat().st_size // 4
    weights.write_bytes(np.full(words, value, np.float32).tobytes())
    with pytest.raises(ModelError, match=net):
        LivenessNets(spoilt)


@pytest.mark.parametrize("name", ["model_1.param", "model_2.bin"])
def test_half_a_file_cannot_be_loaded(spoilt: Path, name: str) -> None:
    content = (spoilt / name).read_bytes()
    (spoilt / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelError):
        LivenessNets(spoilt)


@given(
    st.integers(2, 300),
    st.integers(2, 300),
    st.floats(-50, 300),
    st.floats(-50, 300),
    st.floats(2, 400),
    st.floats(2, 400),
    st.sampled_from([2.7, 4.0]),
)
def test_the_crop_stays_inside_any_frame(
    width: int, height: int, x: float, y: float, across: float, down: float, scale: float
) -> None:
    picture = np.zeros((height, width, 3), np.uint8)
    assert surround(picture, Box(x, y, x + across, y + down), scale).shape == (SIDE, SIDE, 3)


def test_the_crop_is_shifted_not_shrunk_at_the_edge() -> None:
    ramp = np.repeat(np.linspace(0, 255, 400, dtype=np.uint8)[None, :, None], 400, axis=0).repeat(3, axis=2)
    corner = surround(ramp, Box(0, 150, 50, 200), 4.0)
    assert int(corner[0, 0, 0]) <= 2
    assert abs(int(corner[0, -1, 0]) - int(ramp[0, 200, 0])) <= 2


def test_an_empty_face_is_no_face(nets: LivenessNets, portrait: Image) -> None:
    with pytest.raises(ValueError, match="no face"):
        nets.score(portrait, Box(10, 10, 10, 10))


def test_infrared_and_the_dark_are_no_daylight(portrait: Image) -> None:
    grey = portrait.mean(axis=2, keepdims=True).astype(np.uint8).repeat(3, axis=2)
    assert daylight(portrait, GRACE)
    assert not daylight(np.ascontiguousarray(grey), GRACE)
    assert not daylight((portrait // 8).astype(np.uint8), GRACE)
