"""Photos that somebody sent: fetched from Telegram, looked at in a worker, and judged."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from markupsafe import Markup
from telegram import Bot

from bot import face_words
from bot.namings import Candidate, Sample, SentPhoto
from bot.texts import plain, say
from pipeline.errors import PhotoError
from pipeline.gallery import STRANGER_FROM
from pipeline.photo_types import PhotoFace, PhotoSeen
from pipeline.pool import Pool


@dataclass(frozen=True, slots=True)
class Looked:
    """Whom the photos show; without anybody `note` says why. `picture`: the faces, numbered."""

    candidates: tuple[Candidate, ...] = ()
    picture: bytes | None = None
    note: Markup | None = None


async def look_at(bot: Bot, pool: Pool, files: Sequence[SentPhoto]) -> Looked:
    """Raises TelegramError, NoWorker and WorkerError; what is no photo is said in the note."""
    seen = [await _seen(bot, pool, one) for one in files]
    return _alone(seen[0]) if len(seen) == 1 else _album(seen)


async def _seen(bot: Bot, pool: Pool, sent: SentPhoto) -> PhotoSeen | PhotoError:
    """The file is gone again when this returns."""
    file = await bot.get_file(sent.file_id)
    with tempfile.TemporaryDirectory(prefix="latchkey-photo-") as folder:
        # The suffix tells a HEIC; the rest of the name is a stranger's.
        path = Path(folder) / f"photo{PurePath(sent.name).suffix[:8].lower()}"
        await file.download_to_drive(path)
        try:
            return await pool.look_at(path)
        except PhotoError as error:
            return error


def _alone(seen: PhotoSeen | PhotoError) -> Looked:
    if isinstance(seen, PhotoError):
        return Looked(note=say("photo-unreadable", why=face_words.unreadable_words(str(seen))))
    if not seen.faces:
        return Looked(note=say("photo-none"))
    if not seen.numbered:
        return Looked(note=_poor(seen.faces))
    return Looked(tuple(map(_candidate, seen.numbered)), seen.picture)


def _poor(faces: Sequence[PhotoFace]) -> Markup:
    flaw = face_words.flaw_words(faces[0].flaw or "")
    if len(faces) == 1:
        return say("photo-poor", flaw=flaw)
    return say("photo-all-poor", count=len(faces), flaw=flaw)


def _candidate(*faces: PhotoFace) -> Candidate:
    return Candidate(samples=tuple(Sample(face.crop, face.embedding) for face in faces))


def _album(seen: Sequence[PhotoSeen | PhotoError]) -> Looked:
    """Photos of one person: the first that will do says of whom."""
    used: list[PhotoFace] = []
    left_out = []
    for number, one in enumerate(seen, 1):
        why = _left_out(number, one, used)
        if why is not None:
            left_out.append(why)
        elif isinstance(one, PhotoSeen):
            used.append(one.faces[0])
    if not used:
        return Looked(note=say("photo-album-none", count=len(seen)))
    note = say("photo-left-out", what=", ".join(left_out)) if left_out else None
    return Looked((_candidate(*used),), None, note)


def _left_out(number: int, seen: PhotoSeen | PhotoError, used: Sequence[PhotoFace]) -> str | None:
    """Why this photo of an album is not used; None where it is."""
    if isinstance(seen, PhotoError):
        why = face_words.unreadable_words(str(seen))
        return plain("photo-part-unreadable", number=number, why=why)
    if not seen.faces:
        return plain("photo-part-none", number=number)
    if len(seen.faces) > 1:
        return plain("photo-part-several", number=number)
    if seen.faces[0].flaw:
        return plain("photo-part-poor", number=number, flaw=face_words.flaw_words(seen.faces[0].flaw))
    apart = used and math.dist(used[0].embedding, seen.faces[0].embedding) > STRANGER_FROM
    return plain("photo-part-other", number=number) if apart else None
