"""How often it is right: every sample of a sorted tree once a probe, against the gallery without that sample.

Photos are probes for identity alone: they are found and encoded as in enrolment, and named by the rules for
one face. Clips go through the whole chain, to the decision to open. Nothing opens by a photo, so photos are
no trials of opening; of photographed spoofs the score of the liveness nets is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from pipeline.analyse import Eyes
from pipeline.decide import decide
from pipeline.errors import ClipError, PhotoError
from pipeline.gallery import build_gallery, sole_face
from pipeline.identity import distances, identify
from pipeline.photo_types import PhotoFace
from pipeline.photos import faces_of, read_photo
from pipeline.samples import Group, Sample
from pipeline.sight_rules import SightRules
from pipeline.types import Gallery, Sighting

Embedding = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sample.

    `names`: everybody who was recognised. `own`: the distance of the nearest face to the sample's own person
    (None: nobody to compare with, or no face); `other`: of the same face to the nearest person who it is not.
    `partners`: photos of its own person in the gallery; `gallery`: of anybody. `opened`, `live`: None for
    a photo. `examined`: whether the life of anybody on it was looked at; without that `live` says nothing.
    """

    sample: Sample
    names: tuple[str, ...]
    faces: int
    partners: int
    gallery: int
    own: float | None
    other: float | None
    opened: bool | None
    live: bool | None
    liveness: float | None
    examined: bool
    reasons: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Unusable:
    """`bad`: a file that cannot be read; else one that is fine but tells nothing here."""

    sample: Sample
    why: str
    bad: bool


@dataclass(frozen=True, slots=True)
class _Enrolled:
    name: str
    sha256: str
    embedding: Embedding


class Evaluation:
    """`enrol` everything that makes up the gallery, then take the `outcomes`.

    `sight`: what counts in clips.
    """

    def __init__(self, eyes: Eyes, sight: SightRules | None = None) -> None:
        self._eyes, self._sight = eyes, sight
        self._photos: dict[Sample, list[PhotoFace]] = {}
        self._enrolled: list[_Enrolled] = []

    def enrol(self, samples: Iterable[Sample]) -> Iterator[Unusable]:
        """The photos of people; those that enrolment would refuse are told."""
        for sample in samples:
            if sample.name is not None and not sample.is_clip:
                refused = self._enrol(sample, sample.name)
                if refused is not None:
                    yield refused

    def _enrol(self, sample: Sample, name: str) -> Unusable | None:
        try:
            faces, digest = self._faces(sample), sample.sha256()
        except PhotoError as error:
            return Unusable(sample, str(error), bad=True)
        try:
            self._enrolled.append(_Enrolled(name, digest, sole_face(faces).embedding))
        except PhotoError as error:
            return Unusable(sample, f"not in the gallery: {error}", bad=False)
        return None

    def outcomes(self, samples: Iterable[Sample]) -> Iterator[Outcome | Unusable]:
        """One for each sample."""
        for sample in samples:
            try:
                yield self._of_clip(sample) if sample.is_clip else self._of_photo(sample)
            except (ClipError, PhotoError) as error:
                yield Unusable(sample, str(error), bad=True)

    def _of_photo(self, sample: Sample) -> Outcome | Unusable:
        started = perf_counter()
        faces = self._faces(sample)
        if sample.group is Group.PERSON and len(faces) > 1:
            return Unusable(
                sample, f"no probe: it shows {len(faces)} faces, and which is whose is not said", False
            )
        gallery = self._gallery_without(sample)
        tolerance = self._eyes.rules.name_tolerance
        found = [identify([face.embedding], gallery, tolerance).name for face in faces]
        own, other = apart([face.embedding for face in faces], gallery, sample.name)
        return Outcome(
            sample,
            tuple(dict.fromkeys(name for name in found if name is not None)),
            len(faces),
            gallery.names.count(sample.name or ""),
            len(gallery.names),
            own,
            other,
            opened=None,
            live=None,
            liveness=self._liveness(sample, faces),
            examined=False,
            reasons=(),
            seconds=perf_counter() - started,
        )

    def _of_clip(self, sample: Sample) -> Outcome:
        started = perf_counter()
        gallery = self._gallery_without(sample)
        analysis = self._eyes.analyse(sample.path, gallery, self._sight, everyone=True)
        decision = decide(analysis, self._eyes.rules)
        embeddings = [face.embedding for face in analysis.faces if face.embedding]
        own, other = apart(embeddings, gallery, sample.name)
        looked_at = most_looked_at(analysis.sightings)
        return Outcome(
            sample,
            tuple(match.name for match in decision.known),
            len(analysis.faces),
            gallery.names.count(sample.name or ""),
            len(gallery.names),
            own,
            other,
            decision.unlock,
            looked_at.live if looked_at else None,
            looked_at.liveness if looked_at else None,
            looked_at is not None,
            decision.reasons,
            perf_counter() - started,
        )

    def _faces(self, sample: Sample) -> list[PhotoFace]:
        """Read once."""
        if sample not in self._photos:
            self._photos[sample] = faces_of(sample.path)
        return self._photos[sample]

    def _gallery_without(self, sample: Sample) -> Gallery:
        """Nor a copy of it under another name: nobody is known by the very picture that is asked about."""
        own = None if sample.is_clip else sample.sha256()
        return build_gallery([(one.name, one.embedding) for one in self._enrolled if one.sha256 != own])

    def _liveness(self, sample: Sample, faces: Sequence[PhotoFace]) -> float | None:
        if self._eyes.nets is None or not faces:
            return None
        return self._eyes.nets.score(read_photo(sample.path), faces[0].box)


def apart(
    embeddings: Sequence[Embedding], gallery: Gallery, name: str | None
) -> tuple[float | None, float | None]:
    """The distance to `name`, by the nearest face, and of the same face to the nearest of all others."""
    if not embeddings or not gallery.names:
        return None, None
    people, table = distances(np.asarray(embeddings, dtype=np.float64), gallery)
    mine = np.array([person == name for person in people])
    row = table[(table[:, mine] if mine.any() else table).min(axis=1).argmin()]
    own = float(row[mine].min()) if mine.any() else None
    return own, None if mine.all() else float(row[~mine].min())


def most_looked_at(sightings: Iterable[Sighting]) -> Sighting | None:
    """Of those whose life was looked at, the one with the most faces; None where nobody's was.

    Life is looked at of people who are recognised: a sighting without a verdict is not one that failed.
    """
    looked_at = (one for one in sightings if one.life or one.liveness is not None or one.live is not None)
    return max(looked_at, key=lambda one: len(one.faces), default=None)
