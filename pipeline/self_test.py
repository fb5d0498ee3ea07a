"""How well the enrolled people can be told apart: pure arithmetic on the embeddings of their photos."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.gallery import STRANGER_FROM
from pipeline.types import Match

ROOM = 0.1
"""Between the tolerance and whoever else is closest."""

MOST_TOLERANCE, LEAST_TOLERANCE = 0.5, 0.3
ALONE = 0.45
"""The suggested tolerance where there is nobody to tell them from."""

FEW_PHOTOS = 3


@dataclass(frozen=True, slots=True)
class JudgedPhoto:
    """A photo of KNOWN_FACES_DIR: its embedding, or the reason why it was refused."""

    name: str
    file: str
    embedding: tuple[float, ...] | None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class PersonReport:
    """Distances are None where there is nothing to measure.

    `spread`: the largest between two of their own photos; `closest`: the closest other person; `stranger`:
    the closest face that nobody has named, which may be their own; `impostor`: the closest of all that are
    surely somebody else's.
    """

    name: str
    photos: int
    refused: tuple[JudgedPhoto, ...]
    spread: float | None
    closest: Match | None
    stranger: float | None
    impostor: float | None
    suggested: float | None
    look_alike: bool
    warnings: tuple[str, ...]


def self_test(
    photos: Sequence[JudgedPhoto], strangers: Sequence[Sequence[float]], tolerance: float
) -> list[PersonReport]:
    """Of everybody who has a photo, by name. `tolerance`: the largest distance that gives a name."""
    used = [photo for photo in photos if photo.embedding is not None]
    table = np.array([photo.embedding for photo in used], dtype=np.float64).reshape(-1, 128)
    unnamed = np.array(strangers, dtype=np.float64).reshape(-1, 128)
    apart, aside = distances(table, table), distances(table, unnamed)
    names = np.array([photo.name for photo in used], dtype=object)
    reports = []
    for name in sorted({photo.name for photo in photos}, key=str.casefold):
        own = names == name
        mine = _Own(name, [one for one in photos if one.name == name], apart[np.ix_(own, own)])
        reports.append(mine.report(names[~own], apart[np.ix_(own, ~own)], aside[own], tolerance))
    return reports


def distances(some: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of every row of one table to every row of the other."""
    squares = (some**2).sum(1)[:, None] + (others**2).sum(1)[None, :] - 2 * some @ others.T
    return np.asarray(np.sqrt(np.maximum(squares, 0)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Own:
    name: str
    photos: list[JudgedPhoto]
    apart: NDArray[np.float64]

    def report(
        self,
        names: NDArray[np.object_],
        others: NDArray[np.float64],
        aside: NDArray[np.float64],
        tolerance: float,
    ) -> PersonReport:
        closest = None
        if others.size:
            place = int(others.min(axis=0).argmin())
            closest = Match(str(names[place]), float(others[:, place].min()))
        stranger = float(aside.min()) if aside.size else None
        impostors = [float(one) for one in (aside[aside >= STRANGER_FROM]).ravel()]
        impostors += [closest.distance] if closest else []
        impostor = min(impostors, default=None)
        look_alike = closest is not None and closest.distance <= tolerance + ROOM
        return PersonReport(
            self.name,
            len(self.apart),
            tuple(one for one in self.photos if one.refusal is not None),
            float(self.apart.max()) if len(self.apart) > 1 else None,
            closest,
            stranger,
            impostor,
            suggested_tolerance(impostor) if len(self.apart) else None,
            look_alike,
            tuple(self._warnings(closest if look_alike else None, stranger, tolerance)),
        )

    def _warnings(self, alike: Match | None, stranger: float | None, tolerance: float) -> list[str]:
        warnings = []
        if alike is not None:
            told = f"looks like {alike.name} ({alike.distance:.2f}): the one may get the name of the other"
            warnings.append(told)
        warnings += [
            f"{file} lies {far:.2f} from all their other photos" for file, far in self._far(tolerance)
        ]
        if stranger is not None and stranger <= tolerance:
            warnings.append(f"a face that nobody has named lies at {stranger:.2f}: it may be theirs")
        if len(self.apart) == 0:
            warnings.append("has no photo that can be used, and is not recognised")
        elif len(self.apart) < FEW_PHOTOS:
            warnings.append(f"has {len(self.apart)} of the {FEW_PHOTOS} photos or more that recognise well")
        return warnings

    def _far(self, tolerance: float) -> list[tuple[str, float]]:
        if len(self.apart) < 2:
            return []
        nearest = (self.apart + np.diag([np.inf] * len(self.apart))).min(axis=1)
        files = [one.file for one in self.photos if one.embedding is not None]
        return [(file, float(far)) for file, far in zip(files, nearest, strict=True) if far > tolerance]


def suggested_tolerance(impostor: float | None) -> float:
    """For a person whose closest impostor lies so far away; rounded down to hundredths."""
    if impostor is None:
        return ALONE
    return min(MOST_TOLERANCE, max(LEAST_TOLERANCE, math.floor((impostor - ROOM) * 100 + 1e-9) / 100))
