"""What the eyes cost, in the order it is told."""

from __future__ import annotations

from pipeline.bench.clip import clip_rows
from pipeline.bench.faces import face_rows
from pipeline.bench.frame import frame_rows
from pipeline.bench.row import Measure

MEASURES: tuple[Measure, ...] = (frame_rows, face_rows, clip_rows)
