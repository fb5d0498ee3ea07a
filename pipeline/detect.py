"""Frame -> detections: YOLOv8 through ncnn, which never raises, so everything it says is checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import ncnn
import numpy as np
from numpy.typing import NDArray

from pipeline import yolo_head
from pipeline.errors import ModelError
from pipeline.image import Image
from pipeline.letterbox import Letterbox, fixed, rectangular
from pipeline.models import YoloModel
from pipeline.quiet import quiet_stderr
from pipeline.types import Box, Detection

SIZE = 320
CONFIDENCE = 0.25
NMS_IOU = 0.7
MAX_DETECTIONS = 300


class Detector:
    """One loaded network. Not for two threads at once; the GIL is free while it computes.

    ModelError when the files cannot be loaded or compute nonsense.
    """

    def __init__(self, model: YoloModel, threads: int = 1) -> None:
        self.model = model
        self.name = model.name
        self._net = _load(model, threads)
        self._decode = yolo_head.decode_dfl if model.fixed_size is None else yolo_head.decode_export

    def detect(
        self, image: Image, *, frame: int = 0, size: int = SIZE, confidence: float = CONFIDENCE
    ) -> list[Detection]:
        """Boxes in pixels of `image`, most confident first.

        `size` is the longer side of the input in pixels (an export made for one size ignores it),
        `confidence` 0..1 the least to be told.
        """
        letterbox = self.letterbox(image, size)
        output = self.extract(self.input(letterbox.apply(image)))
        found = self._decode(output, letterbox.target, confidence, len(self.model.labels))
        keep = suppress(found, confidence)
        boxes = letterbox.restore(found.boxes[keep])
        labels = [self.model.labels[found.classes[row]] for row in keep]
        scores = [float(found.scores[row]) for row in keep]
        return [
            Detection(frame, label, score, Box(*map(float, box)))
            for label, score, box in zip(labels, scores, boxes, strict=True)
        ]

    def letterbox(self, image: Image, size: int) -> Letterbox:
        source = (image.shape[0], image.shape[1])
        if self.model.fixed_size is None:
            return rectangular(source, size)
        return fixed(source, self.model.fixed_size)

    @staticmethod
    def input(image: Image) -> ncnn.Mat:
        """A padded BGR picture as the network's input: RGB, 0..1."""
        height, width = image.shape[:2]
        mat = ncnn.Mat.from_pixels(image, ncnn.Mat.PixelType.PIXEL_BGR2RGB, width, height)
        mat.substract_mean_normalize([], [1 / 255.0] * 3)
        return mat

    def extract(self, mat: ncnn.Mat) -> NDArray[np.float32]:
        """The network alone. ModelError unless it answers with a matrix, which is a view of ncnn's memory."""
        extractor = self._net.create_extractor()
        code = extractor.input("in0", mat)
        if code != 0:
            raise ModelError(f"the model {self.name} does not take its input (ncnn code {code})")
        code, output = extractor.extract("out0")
        # numpy.array() of an empty Mat ends the process.
        if code != 0 or output.empty() or output.dims != 2:
            raise ModelError(f"the model {self.name} gives no output (ncnn code {code})")
        return np.asarray(output)


def _load(model: YoloModel, threads: int) -> ncnn.Net:
    net = ncnn.Net()
    net.opt.num_threads = threads
    for load, path in ((net.load_param, model.param), (net.load_model, model.bin)):
        with quiet_stderr():
            code = load(str(path))
        if code != 0:
            raise ModelError(f"{path} cannot be loaded: it is damaged (ncnn code {code})")
    return net


def suppress(found: yolo_head.Candidates, confidence: float) -> Sequence[int]:
    """Rows to keep after non-maximum suppression within each class, most confident first."""
    if not len(found.scores):
        return []
    corners = found.boxes
    rectangles = np.hstack([corners[:, :2], corners[:, 2:] - corners[:, :2]]).astype(np.float64)
    # The stubs ask for lists; arrays are taken as they are, without a copy into Python numbers.
    suppression: Any = cv2.dnn.NMSBoxesBatched
    keep = suppression(rectangles, found.scores, found.classes.astype(np.int32), confidence, NMS_IOU)
    return [int(row) for row in np.asarray(keep).ravel()[:MAX_DETECTIONS]]
