"""Secrets never reach a line of output, whoever wrote it: the last formatter stars them out."""

from __future__ import annotations

import base64
import functools
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

ROOMS = ("bot", "pipeline", "storage", "charts")

# Tokens also turn up where nobody passes them as a secret: in addresses and in other people's messages.
SHAPES = (
    re.compile(r"\b\d{6,12}(?::|%3A)[A-Za-z0-9_-]{30,}"),
    re.compile(r"(?<=/bot)[^/\s\"']+(?=/)"),
    re.compile(r"(?<=://)[^/\s\"'@]+(?=@)"),
    re.compile(r"(?i)(?<=bearer )[A-Za-z0-9._~+/=-]+"),
    re.compile(r"(?i)((?:access|refresh)_token[\"']?\s*[:=]\s*[\"']?)[^\"'&\s,}]+"),
    re.compile(r"\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?"),
    re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{96}(?![0-9a-fA-F])"),
)

SHORTEST_CODED = 12
"""Characters. What is shorter turns up by chance where it is coded."""

IN_FILES = re.compile(r"[A-Za-z0-9._~+/=-]{20,}")
"""What a file with a token or a key holds of secrets."""

REMEMBERED = 20
"""Secrets of a file: those that were replaced work for a moment longer."""


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    for secret in secrets:
        for written in ways_to_write(secret):
            text = text.replace(written, "***")
    for shape in SHAPES:
        text = shape.sub(lambda found: f"{found[1]}***" if found.re.groups else "***", text)
    return text


@functools.lru_cache(maxsize=64)
def ways_to_write(secret: str) -> Sequence[str]:
    """Itself, percent-encoded, in hexadecimal, and in base64 wherever in a longer text it stands."""
    if len(secret) < SHORTEST_CODED:
        return [secret]
    data = secret.encode()
    coded = [secret, quote(secret, safe=""), quote(secret), data.hex()]
    for skipped in range(3):
        # Whole groups of three bytes alone look the same whatever stands around them.
        middle = data[-skipped % 3 :]
        middle = middle[: len(middle) // 3 * 3]
        coded += [base64.b64encode(middle).decode(), base64.urlsafe_b64encode(middle).decode()]
    return sorted(set(coded), key=len, reverse=True)


class SecretFile:
    """What a file with secrets holds now, and held before: Ring's tokens are replaced every hour."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[int, int] | None = None
        self._secrets: list[str] = []

    def secrets(self) -> Sequence[str]:
        try:
            about = self._path.stat()
            if (about.st_ino, about.st_mtime_ns) != self._read:
                self._take(self._path.read_text(encoding="utf-8", errors="replace"))
                self._read = about.st_ino, about.st_mtime_ns
        except OSError:
            return self._secrets  # whoever needs the file says what is wrong with it
        return self._secrets

    def _take(self, text: str) -> None:
        new = [one for one in IN_FILES.findall(text) if one not in self._secrets]
        self._secrets = [*self._secrets, *new][-REMEMBERED:]


class RedactingFormatter(logging.Formatter):
    """Works on the finished line, so that tracebacks and arguments are covered too."""

    def __init__(self, secrets: Iterable[str] = (), files: Iterable[SecretFile] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._known = tuple(secret for secret in secrets if secret)
        self._files = tuple(files)

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self._secrets())

    def _secrets(self) -> Iterator[str]:
        yield from self._known
        for file in self._files:
            yield from file.secrets()


def redact_tracebacks() -> None:
    """Of what nobody catches where there is no log: secrets go by their shapes."""
    sys.excepthook = _told


def _told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    print(redact("".join(traceback.format_exception(kind, error, trace))), end="", file=sys.stderr)


def _log_what_nobody_catches() -> None:
    log = logging.getLogger("bot")

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("nobody caught this", exc_info=(kind, error, trace))

    def in_a_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            uncaught(told.exc_type, told.exc_value, told.exc_traceback)

    def in_no_place(told: sys.UnraisableHookArgs) -> None:
        if told.exc_value is not None:
            uncaught(told.exc_type, told.exc_value, told.exc_traceback)

    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, in_a_thread, in_no_place


def set_up_logging(
    level: str, secrets: Iterable[str] = (), files: Iterable[Path] = (), *more: logging.Handler
) -> None:
    """`files`: with secrets that change while the bot runs. `more`: hear what the log hears."""
    # Takes a second; commands that log nothing do without.
    from bot.log_noise import is_news

    formatter = RedactingFormatter(secrets, map(SecretFile, files))
    handlers = [logging.StreamHandler(sys.stderr), *more]
    for handler in handlers:
        handler.setFormatter(formatter)
        handler.addFilter(is_news)
    # What others say at DEBUG holds whole messages, codes and tokens: only our own rooms are that open.
    logging.basicConfig(level=max(logging.INFO, logging.getLevelName(level)), handlers=handlers, force=True)
    for room in ROOMS:
        logging.getLogger(room).setLevel(level)
    # A poll that outlasts its interval is skipped on purpose; that is no news.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    # Some say every single request at INFO, and httpx with the token in it.
    for chatty in ("httpx", "httpcore", "apscheduler", "telegram.ext.ExtBot", "ring_doorbell", "aiosqlite"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    _log_what_nobody_catches()
