"""What a picture is in this room: height x width x 3, uint8, blue first."""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.types import Box

Image: TypeAlias = NDArray[np.uint8]


def as_image(array: NDArray[Any]) -> Image:
    """Contiguous uint8, copied only where it is not: OpenCV's stubs know no element types."""
    return np.ascontiguousarray(array, dtype=np.uint8)


def resized(image: Image, width: int, height: int, interpolation: int = cv2.INTER_LINEAR) -> Image:
    return as_image(cv2.resize(image, (width, height), interpolation=interpolation))


def cut(image: Image, box: Box, padding: float = 0.0) -> tuple[Image, tuple[int, int]]:
    """The box enlarged by `padding` of its longer side, inside the picture, and where its corner lies.

    A view, not a copy. Empty where the box lies outside.
    """
    height, width = image.shape[:2]
    margin = padding * max(box.width, box.height)
    left, top = max(0, int(box.x1 - margin)), max(0, int(box.y1 - margin))
    right, bottom = min(width, int(np.ceil(box.x2 + margin))), min(height, int(np.ceil(box.y2 + margin)))
    return image[top : max(top, bottom), left : max(left, right)], (left, top)


def shrink(image: Image, longest: int) -> Image:
    """At most `longest` pixels along its longer side; never enlarged."""
    scale = longest / max(image.shape[:2])
    if scale >= 1:
        return image
    width, height = (max(1, round(side * scale)) for side in (image.shape[1], image.shape[0]))
    return resized(image, width, height, cv2.INTER_AREA)


def jpeg(image: Image, quality: int = 85) -> bytes:
    """Baseline JPEG bytes."""
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError(f"no JPEG can be made of a picture of shape {image.shape}")
    return data.tobytes()


def sharpness(image: Image) -> float:
    """Variance of the Laplacian of the grey picture: higher is sharper. Compare like sizes only."""
    if image.size == 0:
        return 0.0
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return float(cv2.Laplacian(grey, cv2.CV_32F).var())
