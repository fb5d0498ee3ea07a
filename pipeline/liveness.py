"""Is this the face of somebody, or a picture of a face? Two MiniFASNets through ncnn look at one frame.

They see recapture (print, screen, the edge of paper), not that a file is digital. One frame proves little:
`pipeline.life` joins the scores of many with what moved between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import ncnn
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.golden import golden_image
from pipeline.image import Image, as_image, cut, resized
from pipeline.models import FETCH_HINT, MINIFASNET, check_file
from pipeline.quiet import quiet_stderr
from pipeline.types import Box

SIDE = 80
_CLASSES = 3
_LIVING = 1
"""Of the three classes; the two others are two kinds of recapture."""

_NETS = (("model_1", 2.7), ("model_2", 4.0))
"""File and crop in face widths, as upstream's assets/live/config.json pairs them."""

_GREY = 128
_LIT, _COLOURED = 40.0, 6.0
"""Medians over the face, of 255. Seen: faces by day 27 to 58 off grey, graded films 7; infrared none."""

_GOLDEN_FACE = Box(161, 137, 376, 352)
"""dlib's box on the golden image: it is not searched for at each start."""

_GOLDEN_LIVING, _GOLDEN_PASTED = 0.4, 0.2
"""Each net alone gives the portrait 0.64 and more, the portrait pasted on a white sheet 0.0002 and less."""


@dataclass(frozen=True, slots=True)
class _Net:
    name: str
    scale: float
    net: ncnn.Net


def find_liveness(models_dir: Path) -> Path:
    """The folder of the nets. ModelError where a file is missing or is not the pinned one."""
    folder = models_dir / MINIFASNET.name
    if not folder.is_dir():
        raise ModelError(f"There are no liveness models in {models_dir}; {FETCH_HINT}")
    for known in MINIFASNET.files:
        check_file(folder / known.name, known)
    return folder


class LivenessNets:
    """Both nets, loaded. Not for two threads at once; the GIL is free while they compute.

    ModelError when the files cannot be loaded or compute nonsense. Their checksums are
    `find_liveness`'s to check.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._nets = tuple(_Net(name, scale, _load(folder, name, threads)) for name, scale in _NETS)
        self._check()

    def score(self, image: Image, face: Box) -> float:
        """0..1, higher for a living face: the mean of both nets. `face` is dlib's box on the whole frame.

        About 4 ms. Give the frame, not a crop: the nets look at what lies around the face.
        """
        return sum(self._scores(image, face)) / len(self._nets)

    def _scores(self, image: Image, face: Box) -> list[float]:
        return [_living(one, surround(image, face, one.scale)) for one in self._nets]

    def _check(self) -> None:
        """ncnn answers code 0 and nonsense for zeroed or swapped weights: two pictures tell."""
        for told, (image, face), low, high in _golden_pictures():
            for one, score in zip(self._nets, self._scores(image, face), strict=True):
                if not low <= score <= high:
                    why = f"{told} scores {score:.2f}"
                    raise ModelError(f"the liveness model {one.name} fails its golden image: {why}")


def daylight(image: Image, face: Box) -> bool:
    """Whether the face is lit and has colour: infrared shows it grey, and the nets never saw that."""
    crop, _ = cut(image, face)
    if crop.size == 0:
        return False
    luma, red, blue = (
        np.asarray(plane, np.float32) for plane in cv2.split(cv2.cvtColor(crop, cv2.COLOR_BGR2YCrCb))
    )
    colour = float(np.median(np.abs(red - _GREY) + np.abs(blue - _GREY)))
    return bool(np.median(luma) >= _LIT and colour >= _COLOURED)


def surround(image: Image, face: Box, scale: float) -> Image:
    """The face with what is around it, `scale` face widths wide, 80 x 80 pixels.

    Shifted, not shrunk, to stay inside the frame, and never larger than it: as upstream cuts it.
    """
    height, width = image.shape[:2]
    if min(face.width, face.height) < 1 or min(height, width) < 2:
        raise ValueError(f"no face of {face.width:.0f}x{face.height:.0f} px on a frame of {width}x{height}")
    scale = min(scale, (width - 1) / face.width, (height - 1) / face.height)
    left, right = _span(face.x1, face.x2, scale, width)
    top, bottom = _span(face.y1, face.y2, scale, height)
    return resized(image[top : bottom + 1, left : right + 1], SIDE, SIDE)


def _span(low: float, high: float, scale: float, size: int) -> tuple[int, int]:
    """First and last pixel of a side enlarged around its middle and shifted into 0..size - 1."""
    length = (high - low) * scale
    start = min(max(0.0, (low + high - length) / 2), size - 1 - length)
    return int(max(0.0, start)), min(size - 1, int(max(0.0, start) + length))


def _load(folder: Path, name: str, threads: int) -> ncnn.Net:
    net = ncnn.Net()
    net.opt.num_threads = threads
    for load, path in (
        (net.load_param, folder / f"{name}.param"),
        (net.load_model, folder / f"{name}.bin"),
    ):
        with quiet_stderr():
            code = load(str(path))
        if code != 0:
            raise ModelError(f"{path} cannot be loaded: it is missing or damaged (ncnn code {code})")
    return net


def _living(one: _Net, picture: Image) -> float:
    answer = _softmax(one, picture)
    if answer.shape != (_CLASSES,) or not np.isfinite(answer).all() or abs(float(answer.sum()) - 1) > 0.01:
        raise ModelError(f"the liveness model {one.name} answers nonsense: {answer.ravel()[:4]}")
    return min(1.0, max(0.0, float(answer[_LIVING])))


def _softmax(one: _Net, picture: Image) -> NDArray[np.float32]:
    """Blue first, 0..255, as the nets were trained."""
    extractor = one.net.create_extractor()
    mat = ncnn.Mat.from_pixels(as_image(picture), ncnn.Mat.PixelType.PIXEL_BGR, SIDE, SIDE)
    code = extractor.input("data", mat)
    if code != 0:
        raise ModelError(f"the liveness model {one.name} does not take its input (ncnn code {code})")
    code, output = extractor.extract("softmax")
    # numpy.array() of an empty Mat ends the process.
    if code != 0 or output.empty():
        raise ModelError(f"the liveness model {one.name} gives no output (ncnn code {code})")
    return np.array(output, dtype=np.float32)


def _golden_pictures() -> list[tuple[str, tuple[Image, Box], float, float]]:
    """A portrait, and the same at half its size on a white sheet, each with the range of its scores."""
    read = cv2.imread(str(golden_image()))
    if read is None:
        raise ModelError(f"the golden image {golden_image()} cannot be read: install Latchkey again")
    portrait = as_image(read)
    height, width = (side // 2 for side in portrait.shape[:2])
    sheet = np.full((900, 900, 3), 235, np.uint8)
    sheet[300 : 300 + height, 320 : 320 + width] = resized(portrait, width, height)
    left, top, right, bottom = (
        side / 2 for side in (_GOLDEN_FACE.x1, _GOLDEN_FACE.y1, _GOLDEN_FACE.x2, _GOLDEN_FACE.y2)
    )
    pasted = Box(left + 320, top + 300, right + 320, bottom + 300)
    return [
        ("a portrait", (portrait, _GOLDEN_FACE), _GOLDEN_LIVING, 1.0),
        ("a pasted portrait", (sheet, pasted), 0.0, _GOLDEN_PASTED),
    ]
