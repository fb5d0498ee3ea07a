"""What the pipeline needs of the world, as small protocols with a real and a local side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pipeline.types import Analysis, Camera, Gallery, LockStatus, PhotoFace, Recording


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class Doorbell(Protocol):
    """Raises only DoorbellError and its kinds."""

    async def cameras(self) -> Sequence[Camera]:
        """Every doorbell camera of the account, read again now and then; [] if there is none."""
        ...

    async def recordings(self, camera_id: str, since: datetime) -> Sequence[Recording]:
        """All recordings of kind motion and ding at or after `since`, over as many pages as needed."""
        ...

    async def download(self, recording: Recording, path: Path) -> None:
        """Writes the clip to `path`. RecordingNotReady while Ring answers 404."""
        ...

    async def snapshot(self, camera_id: str, timeout_seconds: float) -> bytes | None:
        """A fresh JPEG, or None if there is none within the time. Never raises."""
        ...

    async def close(self) -> None: ...


class Lock(Protocol):
    """Raises only LockError and its kinds. A command is sent at most once a call."""

    name: str

    async def status(self) -> LockStatus: ...

    async def unlock(self) -> LockStatus:
        """Sends the command once, then reads until unlocked, jammed, or 20 s have passed."""
        ...

    async def lock(self) -> LockStatus: ...

    async def close(self) -> None: ...


class Analyser(Protocol):
    """Raises ClipError, PhotoError, ModelError, WorkerError."""

    async def analyse(self, clip: Path, gallery: Gallery) -> Analysis: ...

    async def faces_of(self, photo: Path) -> Sequence[PhotoFace]: ...
