"""The key of the audit's chain: a file of its own, never in the store nor in its backups."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StoreError
from storage.private_files import exposed

BYTES = 32

AUDIT_KEY = "audit.key"
"""Its name where nobody chose another: beside the store."""


@dataclass(frozen=True, slots=True)
class AuditKey:
    value: bytes
    is_new: bool
    """Just made: whatever is in the audit already was chained with another."""

    def __repr__(self) -> str:
        return f"AuditKey(is_new={self.is_new})"


def read_or_make(path: Path) -> AuditKey:
    """StoreError where the file is not its reader's alone, or holds no key. Blocks."""
    try:
        made = _make(path)
        return AuditKey(_read(path), made)
    except OSError as error:
        raise StoreError(
            f"The audit's key {path} cannot be read or made ({error.strerror}): give the user who runs "
            "Latchkey the right to, or set AUDIT_KEY_FILE."
        ) from error


def read(path: Path) -> bytes | None:
    """None: there is none. StoreError as `read_or_make`. Blocks."""
    try:
        return _read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"The audit's key {path} cannot be read ({error.strerror}).") from error


def _make(path: Path) -> bool:
    """Whether there was none before. Never one that is half written."""
    if path.exists():
        return False
    aside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{secrets.token_hex(BYTES)}\n")
            file.flush()
            os.fsync(descriptor)
        os.link(aside, path)
    except FileExistsError:
        return False
    finally:
        aside.unlink()
    return True


def _read(path: Path) -> bytes:
    with path.open(encoding="utf-8", errors="replace") as file:
        if problem := exposed(path, os.fstat(file.fileno())):
            raise StoreError(f"The audit's key {path}: {problem}")
        told = file.read()
    try:
        key = bytes.fromhex(told)
    except ValueError:
        key = b""
    if len(key) != BYTES:
        raise StoreError(f"The audit's key {path} is damaged: put it back from where you keep a copy.")
    return key
