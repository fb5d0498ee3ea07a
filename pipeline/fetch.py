"""Model files from their pinned addresses: resumed where they broke off, used only once verified."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import httpx

from pipeline.errors import ModelError
from pipeline.models import YOLOV8N, KnownFile, KnownModel, is_known, read_bytes

LARGEST = 100_000_000
"""Bytes. No model here is a tenth of it: more is another file."""

Progress = Callable[[str, int, int | None], None]
"""Called with the file's name, the bytes there so far, and all bytes if the server tells."""

_TIMEOUT = httpx.Timeout(20.0, connect=5.0)


def fetch(
    models_dir: Path, models: Iterable[KnownModel] = (YOLOV8N,), progress: Progress | None = None
) -> list[Path]:
    """Brings what is missing or not the pinned file; returns what was brought. ModelError otherwise.

    Without a network it fails within seconds. A part that arrived stays as `.part` for the next try.
    """
    brought: list[Path] = []
    with httpx.Client(timeout=_TIMEOUT, follow_redirects=True) as client:
        for model in models:
            for known in model.files:
                path = models_dir / model.name / known.name
                if not (path.is_file() and is_known(read_bytes(path), known)):
                    _bring(client, known, path, progress or _silent)
                    brought.append(path)
    return brought


def _bring(client: httpx.Client, known: KnownFile, path: Path, progress: Progress) -> None:
    part = path.with_name(path.name + ".part")
    try:
        resumed = _download(client, known, part, progress)
        if resumed and not is_known(part.read_bytes(), known):
            # What was there may have been the start of something else.
            part.unlink()
            _download(client, known, part, progress)
        if not is_known(part.read_bytes(), known):
            part.unlink()
            raise ModelError(f"{known.address} gives another file than the pinned one: it was thrown away")
        os.replace(part, path)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ModelError(f"{known.name} cannot be fetched: {_reason(error)}") from error
    except OSError as error:
        raise ModelError(f"{path} cannot be written: {error.strerror}") from error


def _download(client: httpx.Client, known: KnownFile, part: Path, progress: Progress) -> bool:
    """Whether it went on from what was there."""
    there = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={there}-", "Accept-Encoding": "identity"} if there else {}
    with client.stream("GET", known.address, headers=headers) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return True  # All of it is there, or too much: the checksum tells.
        answer.raise_for_status()
        if answer.status_code != httpx.codes.PARTIAL_CONTENT:
            there = 0
        resumed = there > 0
        length = answer.headers.get("Content-Length")
        whole = there + int(length) if length else None
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("ab" if there else "wb") as file:
            for piece in answer.iter_bytes(65536):
                there += file.write(piece)
                if there > LARGEST:
                    raise ModelError(f"{known.address} gives more than any model has: stopped")
                progress(known.name, there, whole)
    return resumed


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"the server answers {error.response.status_code}"
    return str(error) or type(error).__name__


def _silent(name: str, there: int, whole: int | None) -> None:
    """For callers that show nothing."""
