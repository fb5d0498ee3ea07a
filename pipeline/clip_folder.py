"""Where clips lie while they are looked at: gone with the process, however it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "latchkey-clips-"


class ClipFolder:
    """A temporary folder of this process alone, and none that a killed one has left behind.

    The kernel frees the lock on a folder when its process dies: so what another running bot uses is told
    from what nobody does. Those who clean up temporary folders leave locked ones alone, too.
    """

    def __init__(self) -> None:
        """Deletes what was left behind."""
        sweep(PREFIX)
        self._held: tuple[Path, int] | None = None

    @contextlib.contextmanager
    def clip(self) -> Iterator[Path]:
        """A path for one clip; whatever lies there is deleted afterwards. Blocks."""
        with tempfile.TemporaryDirectory(dir=self.path(), ignore_cleanup_errors=True) as folder:
            yield Path(folder) / "the clip"  # errors about a file begin with its name

    def close(self) -> None:
        """May be called again."""
        if self._held is not None:
            folder, descriptor = self._held
            self._held = None
            shutil.rmtree(folder, ignore_errors=True)
            os.close(descriptor)

    def path(self) -> Path:
        """The folder itself, made when it is first wanted."""
        if self._held is not None and not self._held[0].is_dir():
            self.close()
        while self._held is None:
            folder = Path(tempfile.mkdtemp(prefix=PREFIX))
            descriptor = locked(folder)
            # None: a bot that is just starting has taken it for left behind, and deletes it.
            self._held = None if descriptor is None else (folder, descriptor)
        return self._held[0]


def sweep(prefix: str) -> None:
    """Temporary folders that begin so, and that no process holds `locked`, are deleted."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        descriptor = locked(folder)
        if descriptor is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(descriptor)


def locked(folder: Path) -> int | None:
    """A descriptor that holds the lock; None where another process does, or the folder is not ours."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    with contextlib.suppress(BlockingIOError):
        if os.fstat(descriptor).st_uid == os.geteuid():
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if folder.exists():
                return descriptor
    os.close(descriptor)
    return None
