"""What is seen on a photo that is given for enrolment. Frozen and small, as those of `pipeline.types`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types import Box


@dataclass(frozen=True, slots=True)
class PhotoFace:
    """A face found on a photo given for enrolment. Box in pixels of the upright photo.

    `flaw`: why it is too poor to know somebody by, in words ("is blurred"); None where it is good.
    """

    box: Box
    embedding: tuple[float, ...]
    crop: bytes
    flaw: str | None = None


@dataclass(frozen=True, slots=True)
class PhotoSeen:
    """A photo that was sent: its faces, largest first.

    `numbered`: those without a flaw, a dozen at most. `picture`: as JPEG, at most 1280 px, the faces boxed
    and these numbered from 1.
    """

    faces: tuple[PhotoFace, ...]
    numbered: tuple[PhotoFace, ...]
    picture: bytes
