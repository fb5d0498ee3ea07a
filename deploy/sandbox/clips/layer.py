"""Laying one picture over another."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


def over(part: Image, layer: Image, lit: NDArray[np.float64] | None = None) -> None:
    """Lays a premultiplied BGRA `layer` over a `part` of a BGR view of the same size, in place.

    `lit` is what the light leaves of the layer's blue, green and red.
    """
    blue, green, red, alpha = cv2.split(layer)
    colour = cv2.merge([blue, green, red])
    if lit is not None:
        colour = cv2.multiply(colour, (float(lit[0]), float(lit[1]), float(lit[2]), 0.0))
    rest = cv2.bitwise_not(cv2.merge([alpha, alpha, alpha]))
    part[:] = cv2.add(cv2.multiply(part, rest, scale=1 / 255), colour)
