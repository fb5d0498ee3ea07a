"""Fitting a picture into a network's input and boxes back out, the way ultralytics does it.

The arithmetic (half-pixel roundings included) is that of ultralytics' `LetterBox` with centred padding, so
that the same weights give the same boxes. The way back is the exact reverse: ultralytics' `scale_boxes` is
off by up to two input pixels in long, narrow pictures.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import Image, as_image, resized

STRIDE = 32
_GREY = (114, 114, 114)


@dataclass(frozen=True, slots=True)
class Letterbox:
    """How a picture of `source` (height, width) lies in an input of `target` (height, width).

    `inner` is the scaled picture's size; `left` and `top` are the padding before it, in input pixels.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    inner: tuple[int, int]
    left: int
    top: int
    right: int
    bottom: int

    def apply(self, image: Image) -> Image:
        """The padded input, BGR uint8, contiguous."""
        height, width = self.inner
        if self.inner != self.source:
            image = resized(image, width, height)
        padding = (self.top, self.bottom, self.left, self.right)
        if any(padding):
            image = as_image(cv2.copyMakeBorder(image, *padding, cv2.BORDER_CONSTANT, value=_GREY))
        return as_image(image)

    def restore(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Boxes (n x 4, x1 y1 x2 y2) of the input as boxes of the source, clipped to it."""
        (height, width), (tall, wide) = self.source, self.inner
        corner = np.array([self.left, self.top] * 2, np.float32)
        grown = np.array([width / wide, height / tall] * 2, np.float32)
        restored = (boxes - corner) * grown
        inside = np.minimum(restored, np.array([width, height] * 2, np.float32))
        clipped: NDArray[np.float32] = np.maximum(inside, np.float32(0))
        return clipped


def rectangular(source: tuple[int, int], size: int) -> Letterbox:
    """The smallest multiples of 32 around a picture whose longer side is scaled to `size`.

    A 1920x1080 frame at 320 gives an input of 320x192. `size` is rounded up to a multiple of 32.
    """
    size = -(-size // STRIDE) * STRIDE
    height, width = source
    gain = min(size / height, size / width)
    inner = _scaled(source, gain)
    pads = tuple((size - side) % STRIDE for side in inner)
    return _centred(source, inner, pads)


def fixed(source: tuple[int, int], target: tuple[int, int]) -> Letterbox:
    """For a network that takes one size (height, width) only."""
    gain = min(target[0] / source[0], target[1] / source[1])
    inner = _scaled(source, gain)
    return _centred(source, inner, (target[0] - inner[0], target[1] - inner[1]))


def _scaled(source: tuple[int, int], gain: float) -> tuple[int, int]:
    return max(1, round(source[0] * gain)), max(1, round(source[1] * gain))


def _centred(source: tuple[int, int], inner: tuple[int, int], pads: tuple[int, ...]) -> Letterbox:
    (top, bottom), (left, right) = (_halves(pad) for pad in pads)
    target = (inner[0] + pads[0], inner[1] + pads[1])
    return Letterbox(source, target, inner, left, top, right, bottom)


def _halves(pad: int) -> tuple[int, int]:
    return round(pad / 2 - 0.1), round(pad / 2 + 0.1)
