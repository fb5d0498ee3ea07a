"""What is known so far of a face that is being named: the state of a conversation, as its row holds it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sample:
    """One face on a photo that was sent: its picture (JPEG) and embedding."""

    crop: bytes
    embedding: tuple[float, ...]

    def to_json(self) -> dict[str, Any]:
        return {"crop": base64.b64encode(self.crop).decode(), "embedding": list(self.embedding)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Sample:
        return cls(base64.b64decode(value["crop"]), tuple(value["embedding"]))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be named: by faces of visits (`faces.id`, best first), or by photos that were sent."""

    face_ids: tuple[int, ...] = ()
    samples: tuple[Sample, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"face_ids": list(self.face_ids), "samples": [one.to_json() for one in self.samples]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Candidate:
        samples = tuple(Sample.from_json(one) for one in value["samples"])
        return cls(tuple(value["face_ids"]), samples)


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """A photo somebody sent: Telegram's file, and its name where it came as a file."""

    file_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """`files` that were sent, to be looked at; then whom they show; `chosen` of them; the `name`."""

    files: tuple[SentPhoto, ...] = ()
    album: str = ""
    """Telegram's id of the album they came in."""
    candidates: tuple[Candidate, ...] = ()
    chosen: int | None = None
    name: str = ""
    """As it is to be saved; "" while nobody has said it."""
    visit_id: int | None = None

    @property
    def candidate(self) -> Candidate | None:
        return None if self.chosen is None else self.candidates[self.chosen]

    def to_json(self) -> dict[str, Any]:
        return {
            "files": [asdict(one) for one in self.files],
            "album": self.album,
            "candidates": [one.to_json() for one in self.candidates],
            "chosen": self.chosen,
            "name": self.name,
            "visit_id": self.visit_id,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Naming:
        return cls(
            files=tuple(SentPhoto(**one) for one in value["files"]),
            album=value["album"],
            candidates=tuple(Candidate.from_json(one) for one in value["candidates"]),
            chosen=value["chosen"],
            name=value["name"],
            visit_id=value["visit_id"],
        )


def of_candidates(candidates: Sequence[Candidate], *, name: str = "", visit_id: int | None = None) -> Naming:
    """Chosen at once where there is only one."""
    chosen = 0 if len(candidates) == 1 else None
    return Naming(candidates=tuple(candidates), chosen=chosen, name=name, visit_id=visit_id)
