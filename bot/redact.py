"""Secrets never reach a log line, whoever wrote it: the last formatter stars them out."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable

from bot.log_noise import is_news

ROOMS = ("bot", "pipeline", "storage", "charts")

# Tokens also turn up where nobody passes them as a secret: in addresses and in other people's messages.
SHAPES = (
    re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}"),
    re.compile(r"(?<=/bot)[^/\s\"']+(?=/)"),
    re.compile(r"(?i)(?<=bearer )[A-Za-z0-9._~+/=-]+"),
    re.compile(r"(?i)((?:access|refresh)_token[\"']?\s*[:=]\s*[\"']?)[^\"'&\s,}]+"),
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    for secret in secrets:
        text = text.replace(secret, "***")
    for shape in SHAPES:
        text = shape.sub(lambda found: f"{found[1]}***" if found.re.groups else "***", text)
    return text


class RedactingFormatter(logging.Formatter):
    """Works on the finished line, so that tracebacks and arguments are covered too."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self._secrets)


def set_up_logging(level: str, secrets: Iterable[str] = ()) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets))
    handler.addFilter(is_news)
    # What others say at DEBUG holds whole messages, codes and tokens: only our own rooms are that open.
    logging.basicConfig(level=max(logging.INFO, logging.getLevelName(level)), handlers=[handler], force=True)
    for room in ROOMS:
        logging.getLogger(room).setLevel(level)
    # A poll that outlasts its interval is skipped on purpose; that is no news.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    # Some say every single request at INFO, and httpx with the token in it.
    for chatty in ("httpx", "httpcore", "apscheduler", "telegram.ext.ExtBot", "ring_doorbell", "aiosqlite"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelName(level)))
