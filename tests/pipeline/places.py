"""Places that a camera at the door never sees."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.image import Image
from tests.pipeline.attacks import HEIGHT, WIDTH


def elsewhere(seed: int) -> Image:
    """Another place: things of every size and shade."""
    random = np.random.default_rng(seed)
    picture = np.full((HEIGHT, WIDTH, 3), random.integers(60, 200, 3), np.uint8)
    for _ in range(60):
        x, y = int(random.integers(-40, WIDTH)), int(random.integers(-40, HEIGHT))
        wide, high = (int(side) for side in random.integers(10, 160, 2))
        cv2.rectangle(picture, (x, y), (x + wide, y + high), random.integers(20, 240, 3).tolist(), -1)
    return picture
