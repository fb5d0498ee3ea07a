"""Pictures in this package: height x width x channels, uint8, blue first; laid one over another."""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Image: TypeAlias = NDArray[np.uint8]
Floats: TypeAlias = NDArray[np.float32]
Shares: TypeAlias = NDArray[np.float64]
"""What the light leaves of blue, green and red."""


def as_image(array: NDArray[Any]) -> Image:
    """Contiguous uint8, copied only where it is not: OpenCV's stubs know no element types."""
    return np.ascontiguousarray(array, dtype=np.uint8)


def over(part: Image, layer: Image, lit: Shares | None = None) -> None:
    """Lays a premultiplied BGRA `layer` over a `part` of a BGR view of the same size, in place."""
    blue, green, red, alpha = cv2.split(layer)
    colour = as_image(cv2.merge([blue, green, red]))
    if lit is not None:
        shares = np.array([*lit, 0.0])
        colour = as_image(cv2.multiply(colour, shares))
    rest = cv2.bitwise_not(cv2.merge([alpha, alpha, alpha]))
    part[:] = cv2.add(cv2.multiply(part, rest, scale=1 / 255), colour)
