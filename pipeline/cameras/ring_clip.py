"""A clip from Ring's cloud to a file, never held in memory whole."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from aiohttp import (
    ClientOSError,
    ClientPayloadError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ServerDisconnectedError,
    hdrs,
)
from yarl import URL

from pipeline.cameras.ring_errors import refusal
from pipeline.errors import DoorbellError, RecordingNotReady, RecordingUnusable

CHUNK = 256 * 1024
MAX_BYTES = 512 * 2**20
TRIES = 2
LIMITS = ClientTimeout(total=300, sock_connect=10, sock_read=60)
"""Seconds. A cloud that is slow for hours still gives its clips."""

HEAD = 64
VIDEO_BOXES = {b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"free", b"skip", b"wide"}
WORDS = ("text/", "application/json", "application/xml", "application/xhtml")


def recording_url(api_url: URL, recording_id: str) -> URL:
    path = f"{api_url.raw_path.rstrip('/')}/clients_api/dings/{quote(recording_id, safe='')}/recording"
    return api_url.with_path(path, encoded=True)


@dataclass(frozen=True, slots=True)
class ClipSource:
    """`headers` hold the login; aiohttp drops it where a redirect leads to another host."""

    http: ClientSession
    url: URL
    headers: Mapping[str, str]
    limits: ClientTimeout = LIMITS

    async def fetch(self, path: Path) -> None:
        """Leaves a file at `path` only if the clip is whole.

        Raises RecordingNotReady, RecordingUnusable, other kinds of DoorbellError, and aiohttp's errors.
        """
        file = await _opened(path)
        try:
            with file:
                await self._fill(file)
        except BaseException:
            _remove(path)
            raise

    async def _fill(self, file: BinaryIO) -> None:
        for _ in range(TRIES):
            try:
                content_type = await self._receive(file)
            except (ClientPayloadError, ClientOSError, ServerDisconnectedError):
                if not file.tell():
                    raise
                continue  # and ask for the rest
            file.seek(0)
            check(file.read(HEAD), content_type)
            return
        raise RecordingUnusable(f"Ring broke the clip off after {file.tell()} bytes.")

    async def _receive(self, file: BinaryIO) -> str:
        """Appends to `file` what is still missing; returns the content type."""
        start = file.tell()
        headers = dict(self.headers)
        if start:
            headers[hdrs.RANGE] = f"bytes={start}-"
        async with self.http.get(self.url, headers=headers, timeout=self.limits) as response:
            _accept(response)
            if start and not _continues(response, start):
                file.seek(0)
                file.truncate()
            async for chunk in response.content.iter_chunked(CHUNK):
                await asyncio.to_thread(_write, file, chunk)
            return response.content_type


def _accept(response: ClientResponse) -> None:
    if response.status in (202, 204, 404):
        raise RecordingNotReady("Ring does not have the recording yet.")
    if response.status == 410:
        raise RecordingUnusable("Ring no longer has the recording.")
    if response.status not in (200, 206):
        raise refusal(response.status, response.headers, "the recording")


def _continues(response: ClientResponse, start: int) -> bool:
    told = response.headers.get(hdrs.CONTENT_RANGE, "").replace(" ", "")
    return response.status == 206 and told.startswith(f"bytes{start}-")


async def _opened(path: Path) -> BinaryIO:
    opening = asyncio.create_task(asyncio.to_thread(_open, path))
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        # The thread goes on, and nobody else would close what it opens.
        (await opening).close()
        _remove(path)
        raise


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("w+b")
    except OSError as error:
        raise DoorbellError(f"The clip cannot be written to {path}: {error.strerror}.") from error


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _write(file: BinaryIO, chunk: bytes) -> None:
    try:
        file.write(chunk)
        file.flush()
    except OSError as error:
        raise DoorbellError(f"The clip cannot be written: {error.strerror}.") from error
    if file.tell() > MAX_BYTES:
        raise RecordingUnusable(f"Ring's recording is larger than {MAX_BYTES // 2**20} MiB.")


def check(head: bytes, content_type: str) -> None:
    """Raises RecordingUnusable for what is plainly no clip; whether a clip can be read is seen later."""
    if not head:
        raise RecordingUnusable("Ring sent an empty recording.")
    if head[4:8] in VIDEO_BOXES:
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<" or content_type in ("text/html", "application/xhtml+xml"):
        raise RecordingUnusable("Ring sent a web page instead of a clip.")
    if start in (b"{", b"[") or content_type.startswith(WORDS):
        raise RecordingUnusable("Ring sent a message instead of a clip.")
