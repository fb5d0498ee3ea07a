"""One bot per store: a file lock that the kernel frees when its holder dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Self

from pipeline.errors import StoreError, StoreInUse


class InstanceLock:
    """`with InstanceLock.acquire(db_path): ...`, or `acquire` and `release`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, db_path: Path) -> InstanceLock:
        """StoreInUse naming the holder's pid if another process runs on this store."""
        path = Path(f"{db_path}.lock")
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"The lock file {path} cannot be made ({error.strerror}): DB_PATH must be in a folder "
                "that exists and that the user who runs Latchkey may write to."
            ) from error
        try:
            _lock(descriptor, db_path)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def release(self) -> None:
        """May be called again. The file stays: removing it would let two hold it."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            # Not by closing alone: a process that is just being forked holds the descriptor too.
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _lock(descriptor: int, db_path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        who = f"pid {holder}" if holder else "it is just starting"
        raise StoreInUse(f"Latchkey already runs on {db_path} ({who}): end that one first.") from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
