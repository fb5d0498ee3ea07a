"""The demo's fresh folder: everything it writes, gone with it, however it ends, unless it is to be kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.demo.trouble import DemoError
from pipeline.clip_folder import locked, sweep

PREFIX = "latchkey-demo-"


@contextmanager
def workplace(keep: Path | None) -> Iterator[Path]:
    """`keep`: a folder that is new or empty, and stays. DemoError where it cannot be used."""
    if keep is not None:
        yield _kept(keep)
        return
    sweep(PREFIX)
    folder, descriptor = _made()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _made() -> tuple[Path, int]:
    """And what holds it locked while this process lives."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        descriptor = locked(folder)
        # None: a demo that is just starting has taken it for left behind.
        if descriptor is not None:
            return folder, descriptor


def _kept(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        holds = any(folder.iterdir())
    except OSError as error:
        raise DemoError(f"--keep {folder}: {error.strerror}") from error
    if holds:
        raise DemoError(f"--keep {folder}: give a folder that is new or empty; there is something in it")
    return folder.resolve()
