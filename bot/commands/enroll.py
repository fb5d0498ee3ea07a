"""`latchkey enroll NAME PHOTO...`: photos into KNOWN_FACES_DIR, judged as the bot judges them.

The store is left to the bot, which notices new photos within ten seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import re
from dataclasses import dataclass
from pathlib import Path

from bot.album import Album, read_album
from bot.names import person_name
from bot.photo_files import put_photo
from bot.settings import Settings, load_settings
from pipeline.errors import PhotoError
from pipeline.gallery import FROM_A_VISIT, FROM_THE_CHAT, sole_face
from pipeline.self_test import JudgedPhoto
from storage.names import folded

LONGEST_STEM = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="who it is; of somebody known in any case")
    parser.add_argument("photos", nargs="+", metavar="PHOTO", help="a photo of this person alone")


def run(args: argparse.Namespace) -> int:
    name = person_name(args.name)
    settings = load_settings()
    album = read_album(settings)
    enrolling = Enrolling(settings, album, album.known_as(name))
    refused = 0
    for photo in args.photos:
        try:
            print(f"{photo}: {enrolling.add(Path(photo))}", flush=True)
        except PhotoError as error:
            refused += 1
            print(f"{photo}: refused: {error}", flush=True)
    return int(refused > 0)


@dataclass(frozen=True, slots=True)
class Enrolling:
    settings: Settings
    album: Album
    name: str

    def add(self, path: Path) -> str:
        """What became of it, in words; further lines are warnings. PhotoError where it is refused."""
        from pipeline.photos import faces_of

        digest = hashlib.sha256(_content(path)).hexdigest()
        there = self.album.hashes.get(digest)
        if there is not None and there.startswith(f"{self.name}/"):
            return f"there already, as {there}"
        embedding = sole_face(faces_of(path)).embedding
        file = self._put(path, digest)
        warnings = self._warnings(embedding)
        self.album.hashes[digest] = file
        self.album.photos.append(JudgedPhoto(self.name, file, embedding))
        return "\n  warning: ".join([f"added as {file}", *warnings])

    def _put(self, path: Path, digest: str) -> str:
        from pipeline.photos import as_kept

        try:
            content, suffix = as_kept(path)
            file = self._free_name(path.stem, suffix, digest)
            put_photo(self.settings.known_faces_dir, file, content)
        except OSError as error:
            raise PhotoError(f"it could not be saved: {error.strerror or error}") from error
        return file

    def _free_name(self, stem: str, suffix: str, digest: str) -> str:
        plain = re.sub(r"[^\w.-]+", "-", stem).strip(".-")[:LONGEST_STEM] or "photo"
        if plain.startswith((FROM_A_VISIT, FROM_THE_CHAT)):
            # So begin the names of faces somebody has looked at, of which less is asked.
            plain = f"photo-{plain}"
        taken = (self.settings.known_faces_dir / self.name / f"{plain}{suffix}").exists()
        return f"{self.name}/{plain}{f'-{digest[:8]}' if taken else ''}{suffix}"

    def _warnings(self, embedding: tuple[float, ...]) -> list[str]:
        own, others = self._nearest(embedding, True), self._nearest(embedding, False)
        warnings = []
        if own is not None and own[0] > self.settings.unlock_tolerance:
            warnings.append(
                f"the face lies {own[0]:.2f} from all other photos of {self.name}: is it the same?"
            )
        if others is not None and others[0] < self.settings.face_tolerance:
            warnings.append(
                f"the face lies {others[0]:.2f} from {others[1]}: the one may get the name of the other"
            )
        return warnings

    def _nearest(self, embedding: tuple[float, ...], own: bool) -> tuple[float, str] | None:
        lying = [
            (math.dist(embedding, one.embedding), one.name)
            for one in self.album.photos
            if one.embedding is not None and (folded(one.name) == folded(self.name)) is own
        ]
        return min(lying, default=None)


def _content(path: Path) -> bytes:
    from pipeline.photos import refuse_other_than_files

    refuse_other_than_files(path)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PhotoError("there is no such file") from error
    except OSError as error:
        raise PhotoError(f"it cannot be read: {error.strerror or error}") from error
