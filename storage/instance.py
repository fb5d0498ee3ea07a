"""One bot per store: a file lock that the kernel frees when its holder dies."""

from __future__ import annotations

from pathlib import Path


class InstanceLock:
    """`with InstanceLock.acquire(db_path): ...` or `acquire` and `release`."""

    @classmethod
    def acquire(cls, db_path: Path) -> InstanceLock:
        """StoreError naming the holder's pid if another process runs on this store."""
        raise NotImplementedError

    def release(self) -> None:
        """May be called again."""
        raise NotImplementedError

    def __enter__(self) -> InstanceLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
