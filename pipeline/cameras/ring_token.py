"""RING_TOKEN_FILE: the library's token as JSON, never half written, readable by its owner alone."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.cameras.ring_errors import LOGIN_AGAIN
from pipeline.errors import LoginNeeded

Token = dict[str, Any]


class TokenFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Token:
        """Raises LoginNeeded where there is no token in the file."""
        try:
            token = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise LoginNeeded(f"There is no Ring login in {self.path} yet: run `latchkey login`.") from None
        except (OSError, ValueError) as error:
            reason = type(error).__name__
            told = f"RING_TOKEN_FILE {self.path} cannot be read ({reason}). {LOGIN_AGAIN}"
            raise LoginNeeded(told) from error
        if not isinstance(token, dict) or not token.get("refresh_token"):
            raise LoginNeeded(f"RING_TOKEN_FILE {self.path} holds no Ring token. {LOGIN_AGAIN}")
        return token

    def write(self, token: Mapping[str, Any]) -> None:
        """All or nothing, on the disk when it returns. Raises OSError."""
        handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)  # is 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(dict(token), file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
            raise
        _sync_folder(self.path.parent)


def _sync_folder(folder: Path) -> None:
    """A power cut must not bring the old, used-up token back."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
