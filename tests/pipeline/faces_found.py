"""Faces as a search gives them, compared already."""

from __future__ import annotations

import numpy as np

from pipeline.faces import FoundFace
from pipeline.types import Box
from tests.pipeline.likeness import FACE


def found(frame: int, embedding: tuple[float, ...], box: Box = FACE, merit: float = 50.0) -> FoundFace:
    return FoundFace(frame, box, merit, np.zeros((80, 80, 3), np.uint8), Box(10, 10, 70, 70), embedding)
