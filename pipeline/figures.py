"""One person on one frame, and the faces found on them: what an examination gathers."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.faces import FoundFace, Head
from pipeline.image import Image
from pipeline.shots import Scene
from pipeline.types import Box


@dataclass(slots=True, eq=False)
class Figure:
    """`head` is the picture in which a face is looked for; dropped once that is done (`searched`)."""

    frame: int
    seconds: float
    box: Box
    confidence: float
    head: Head | None = None
    searched: bool = False
    faces: list[FoundFace] = field(default_factory=list)
    shot: int = 0

    @property
    def promise(self) -> float:
        """The larger and surer, the better a face may be seen."""
        return self.confidence * min(self.box.width, self.box.height)

    @property
    def embeddings(self) -> list[tuple[float, ...]]:
        return [face.embedding for face in self.faces if face.embedding]


@dataclass(slots=True, eq=False)
class Look:
    """One frame that was looked at, and who is on it. `small` is kept only where somebody is."""

    frame: int
    seconds: float
    scene: Scene
    figures: list[Figure]
    small: Image | None

    @property
    def promise(self) -> float:
        return max((figure.promise for figure in self.figures), default=0.0)
