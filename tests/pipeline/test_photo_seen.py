"""A photo that was sent comes back with its faces boxed; only those that will do have a number."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import PIL.Image

from pipeline.image import Image
from pipeline.photo_seen import SHOWN_PIXELS, look_at


def test_a_good_face_and_a_blurred_one(portrait: Image, tmp_path: Path) -> None:
    blurred = cv2.GaussianBlur(portrait, (0, 0), 6)
    cv2.imwrite(str(tmp_path / "two.png"), np.concatenate([blurred, portrait], axis=1))
    seen = look_at(tmp_path / "two.png")
    (good,) = seen.numbered
    assert len(seen.faces) == 2
    assert good.flaw is None
    assert good.box.x1 > portrait.shape[1], "the one to the right"
    picture = PIL.Image.open(io.BytesIO(seen.picture))
    assert max(picture.size) == min(SHOWN_PIXELS, 2 * portrait.shape[1])


def test_a_photo_without_anybody(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "wall.png"), np.full((90, 160, 3), 128, np.uint8))
    assert look_at(tmp_path / "wall.png").faces == ()
