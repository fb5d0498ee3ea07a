"""What backups are encrypted with before they leave the machine: a file of its own, never said in a chat."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import StoreError
from storage.private_files import exposed
from storage.whole_file import write_whole

PASSPHRASE = "backup.passphrase"
"""Its name, beside the store."""

SHORTEST = 12
"""Characters: whoever gets hold of a backup may try as long as they like."""


def read(path: Path) -> str | None:
    """None: none is set. StoreError where the file is not its reader's alone. Blocks."""
    try:
        with path.open(encoding="utf-8") as file:
            if problem := exposed(path, os.fstat(file.fileno())):
                raise StoreError(f"The passphrase of the backups, {path}: {problem}")
            return file.read().rstrip("\r\n") or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeError) as error:
        raise StoreError(f"The passphrase of the backups, {path}, cannot be read: {error}") from error


def put(path: Path, passphrase: str) -> None:
    """StoreError for one that is soon guessed, and where it cannot be written. Blocks."""
    if len(passphrase) < SHORTEST:
        raise StoreError(f"Give a passphrase of at least {SHORTEST} characters: four words, for example.")
    try:
        write_whole(path, f"{passphrase}\n".encode())
    except OSError as error:
        raise StoreError(f"The passphrase cannot be written to {path} ({error.strerror}).") from error
