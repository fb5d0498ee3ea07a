"""A folder tree of photos and clips that somebody has sorted by who is on them.

`DIR/<name>/...` are of one living person alone, `DIR/_strangers/...` of living people who are nobody in
the tree, `DIR/_spoofs/...` of pictures and screens held up, whoever they show. Folders in them are read too.
What is nobody's name, the bot does not take for a person either (`pipeline.gallery.skipped_folders`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import PhotoError
from pipeline.gallery import PHOTO_SUFFIXES, people_folders, skipped_folders

CLIP_SUFFIXES = frozenset(
    {".3gp", ".avi", ".flv", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ts", ".webm", ".wmv"}
)


class Group(StrEnum):
    PERSON = "person"
    STRANGER = "stranger"
    SPOOF = "spoof"


SPECIAL = {"_strangers": Group.STRANGER, "_spoofs": Group.SPOOF}


@dataclass(frozen=True, slots=True)
class Sample:
    """`file` is relative to the tree, with forward slashes; `name` the folder's, None but for people."""

    path: Path
    file: str
    group: Group
    name: str | None

    @property
    def is_clip(self) -> bool:
        return self.path.suffix.lower() in CLIP_SUFFIXES

    def sha256(self) -> str:
        """PhotoError where it cannot be read."""
        try:
            return hashlib.sha256(self.path.read_bytes()).hexdigest()
        except OSError as error:
            raise PhotoError(f"it cannot be read ({error.strerror})") from error


def samples(tree: Path) -> list[Sample]:
    """Every photo and clip, sorted. PhotoError where the tree is missing or holds none."""
    if not tree.is_dir():
        raise PhotoError(f"{tree}: there is no such folder")
    folders = sorted([*people_folders(tree), *(tree / name for name in SPECIAL if (tree / name).is_dir())])
    found = [one for folder in folders for one in _in_folder(tree, folder)]
    if not found:
        raise PhotoError(
            f"{tree} holds neither DIR/<name>/ nor DIR/_strangers/ nor DIR/_spoofs/ with pictures"
        )
    return found


def left_out(tree: Path) -> dict[str, str]:
    """The folders that are read as nobody's, and why."""
    return {name: why for name, why in skipped_folders(tree).items() if name not in SPECIAL}


def _in_folder(tree: Path, folder: Path) -> Iterator[Sample]:
    group = SPECIAL.get(folder.name, Group.PERSON)
    for path in sorted(folder.rglob("*")):
        known = path.suffix.lower() in PHOTO_SUFFIXES | CLIP_SUFFIXES
        inside = path.relative_to(tree)
        if known and path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield Sample(path, inside.as_posix(), group, folder.name if group is Group.PERSON else None)
