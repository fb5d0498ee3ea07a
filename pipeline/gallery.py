"""KNOWN_FACES_DIR: one folder a person, photos in it; and the gallery made of their embeddings.

Nothing heavy is imported here: the bot scans the folder every few seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import PhotoError
from pipeline.names import name_problem
from pipeline.photo_types import PhotoFace
from pipeline.types import Gallery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PHOTO_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
EMBEDDING_MODEL = "dlib-resnet-v1-small"
"""dlib's recognition net with the 5-point landmarks. Embeddings of other models are not comparable."""

EMBEDDING_VERSION = 3
"""Raised whenever the way from a photo to its embedding changes, or to its refusal: what is cached is then
computed again."""

STRANGER_FROM = 0.6
"""The distance within which dlib's authors call two faces one person."""

FROM_A_VISIT = "visit-"
"""How the names of photos begin that are crops of a visitor's face."""

FROM_THE_CHAT = "chat-"
"""How the names of photos begin that are crops of a face on a photo sent in the chat, judged when it came."""


@dataclass(frozen=True, slots=True)
class GalleryPhoto:
    """`name` is the folder's, `file` the path relative to KNOWN_FACES_DIR with forward slashes."""

    name: str
    file: str
    sha256: str
    stamp: tuple[int, ...] = ()
    """By which a file is known to be the same, so that it is not read again: see `_stamp`."""

    @property
    def from_a_visit(self) -> bool:
        """Somebody has looked at this face and said who it is: better a poor picture than none."""
        return self.file.rpartition("/")[2].startswith((FROM_A_VISIT, FROM_THE_CHAT))


def scan(folder: Path, previous: Sequence[GalleryPhoto] = ()) -> list[GalleryPhoto]:
    """Every photo of every person, sorted; [] where the folder is missing or cannot be read.

    With what an earlier scan gave, only new and changed files are read. Hidden files are left out, and
    folders that are no person's (`skipped_folders`).
    """
    earlier = {photo.file: photo for photo in previous}
    return [photo for path in _photo_paths(folder) if (photo := _photo(folder, path, earlier)) is not None]


def people_folders(folder: Path) -> list[Path]:
    """Those that are somebody's, sorted; [] where the folder is missing or cannot be read."""
    return [path for path, why in _folders(folder) if why is None]


def skipped_folders(folder: Path) -> dict[str, str]:
    """Those that are nobody's, by name, and why, in a sentence. Hidden ones are left out without a word."""
    return {path.name: why for path, why in _folders(folder) if why is not None}


def _folders(folder: Path) -> Iterator[tuple[Path, str | None]]:
    for path in _listed(folder):
        if path.is_dir() and not path.name.startswith("."):
            yield path, name_problem(path.name) or _circle(path, folder)


def _circle(path: Path, folder: Path) -> str | None:
    """Somebody's photos under a second name would make two people who look alike, and neither be named."""
    if not path.is_symlink():
        return None
    leads_to, inside = path.resolve(), folder.resolve()
    if leads_to.is_relative_to(inside) or inside.is_relative_to(leads_to):
        return "It is a link that leads back to the same photos."
    return None


def sole_face(faces: Sequence[PhotoFace], poor_too: bool = False) -> PhotoFace:
    """The face to enrol of those on one photo. PhotoError, in words, where there is none that would do.

    `poor_too`: a face with a flaw will do.
    """
    if not faces:
        raise PhotoError("no face can be found on it; give a photo with the face towards the camera")
    if len(faces) > 1:
        raise PhotoError(f"it shows {len(faces)} faces; give a photo of one person alone")
    if faces[0].flaw and not poor_too:
        raise PhotoError(f"the face {faces[0].flaw}")
    return faces[0]


def build_gallery(
    rows: Iterable[tuple[str, Sequence[float]]],
    strangers: Sequence[Sequence[float]] = (),
    opens: Sequence[bool] | None = None,
) -> Gallery:
    """From (name, embedding of 128 numbers) pairs. ValueError for an embedding of another length.

    `opens`: which of the rows count for opening the door, by their place; None: all of them.

    Of `strangers`, newest first, those who may be somebody enrolled are left out: closer than STRANGER_FROM
    to a photo lies mostly the same person on a poor picture, who would otherwise be told from himself.
    """
    import numpy as np  # here, since the processes that only scan need not load it

    pairs = list(rows)
    people = _table([embedding for _, embedding in pairs])
    others = _table(strangers)
    if len(people) and len(others):
        # Without a table of all differences: 500 x 2500 x 128 of them would fill a GB.
        squares = (others**2).sum(1)[:, None] + (people**2).sum(1)[None, :] - 2 * others @ people.T
        others = others[np.sqrt(np.maximum(squares, 0)).min(axis=1) >= STRANGER_FROM]
    return Gallery(
        names=tuple(name for name, _ in pairs),
        embeddings=people,
        strangers=others if len(others) else None,
        opens=None if opens is None else np.array(opens, dtype=bool).reshape(len(pairs)),
    )


def _table(embeddings: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    import numpy as np

    if any(len(embedding) != 128 for embedding in embeddings):
        raise ValueError("an embedding has 128 numbers")
    return np.array(embeddings, dtype=np.float64).reshape(-1, 128)


def _photo_paths(folder: Path) -> Iterator[Path]:
    for person in people_folders(folder):
        for path in _listed(person):
            if path.suffix.lower() in PHOTO_SUFFIXES and not path.name.startswith(".") and path.is_file():
                yield path


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _photo(folder: Path, path: Path, earlier: dict[str, GalleryPhoto]) -> GalleryPhoto | None:
    """None for a file that went away or cannot be read: the next scan tries again."""
    file = path.relative_to(folder).as_posix()
    try:
        stamp = _stamp(path)
        known = earlier.get(file)
        if known is not None and known.stamp == stamp:
            return known
        return GalleryPhoto(path.parent.name, file, hashlib.sha256(path.read_bytes()).hexdigest(), stamp)
    except OSError:
        return None


def _stamp(path: Path) -> tuple[int, ...]:
    """Size, times and inode. Whoever copies with times keeps size and mtime; ctime cannot be set."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
