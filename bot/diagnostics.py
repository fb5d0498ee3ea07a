"""What somebody who is to help needs to know, and nothing that is nobody's business."""

from __future__ import annotations

import asyncio
import os
import platform
import resource
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.anonymous import Anonymous
from bot.health.machine import temperature
from bot.outages import Outage
from bot.recent_trouble import recent_trouble
from bot.redact import SecretFile
from bot.services import Services
from bot.settings import Settings
from storage import sizes

LIBRARIES = (
    *("latchkey", "python-telegram-bot", "aiosqlite", "ring-doorbell", "switchbot-api", "aiohttp", "ncnn"),
    *("opencv-python-headless", "face_recognition", "dlib-bin", "av", "matplotlib", "pydantic-settings"),
)

ONLY_WHETHER = frozenset({"owner_id", "switchbot_lock_id"})
"""Settings that say who or which one: told is whether they are set."""

ONLY_HOW_MANY = frozenset({"unlock_cameras", "ignore_zones"})
"""Settings that hold names."""


async def diagnostics(services: Services) -> str:
    """Plain text, in English: whoever helps may not speak the household's language."""
    settings, now = services.settings, services.now()
    anonymous = await asyncio.to_thread(_secrets_of, settings, await services.store.db.view(sizes.names))
    parts = [
        ("Latchkey", [f"written {now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC", *_versions()]),
        ("Settings", list(settings_told(settings, anonymous))),
        ("Store", await _store(services)),
        ("Disk and machine", await asyncio.to_thread(_machine, settings)),
        ("Eyes", _eyes(services, anonymous)),
        ("Clouds", await _clouds(services, anonymous)),
        ("Recent trouble", [anonymous.text(line) for line in recent_trouble()] or ["none"]),
    ]
    return "\n\n".join("\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in parts) + "\n"


def _secrets_of(settings: Settings, names: Iterable[str]) -> Anonymous:
    in_files = [secret for path in settings.secret_files for secret in SecretFile(path).secrets()]
    return Anonymous(names, [*settings.secrets, *in_files])


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.platform()}"
    for name in LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is not installed as a package"


def settings_told(settings: Settings, anonymous: Anonymous) -> Iterator[str]:
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        secret = "Secret" in str(field.annotation) or name in ONLY_WHETHER
        told = ("set" if value else "not set") if secret else _value(name, value, anonymous)
        chosen = name in settings.model_fields_set
        yield f"{name.upper()}: {told}{'' if chosen or secret else ' (default)'}"


def _value(name: str, value: Any, anonymous: Anonymous) -> str:
    if value is None:
        return "not set"
    if isinstance(value, Path):
        return anonymous.path(value)
    if name in ONLY_HOW_MANY:
        return f"{len(value)} given"
    if name.endswith("_url"):
        parts = urlsplit(value)
        # Without user and password, and without a path that may hold a token.
        return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value)


async def _store(services: Services) -> list[str]:
    db, path = services.store.db, services.settings.db_path
    counted = await db.view(sizes.counts)
    lines = [f"schema {await db.view(sizes.schema_version)}"]
    lines += [f"{part.name}: {_bytes(sizes.size(part))}" for part in (path, Path(f"{path}-wal"))]
    backup = await services.backups.newest()
    lines.append(f"last backup: {_time(backup.made_at if backup else None)}")
    return lines + [f"{table}: {_kinds(kinds)}" for table, kinds in counted.items()]


def _kinds(kinds: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}".strip() for kind, count in sorted(kinds.items())) or "0"


def _machine(settings: Settings) -> list[str]:
    usage = shutil.disk_usage(settings.db_path.parent)
    lines = [f"free beside the store: {_bytes(usage.free)} of {_bytes(usage.total)}"]
    for name, folder in (("thumbnails", settings.thumbnails_dir), ("known faces", settings.known_faces_dir)):
        count, taken = sizes.folder_size(folder)
        lines.append(f"{name}: {count} files, {_bytes(taken)}")
    # In kilobytes on Linux.
    lines.append(f"most memory so far: {_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)}")
    lines.append(f"{os.cpu_count()} cores, load {' '.join(f'{load:.2f}' for load in os.getloadavg())}")
    degrees = temperature()
    return lines if degrees is None else [*lines, f"temperature: {degrees:.0f} °C"]


def _eyes(services: Services, anonymous: Anonymous) -> list[str]:
    state = services.pool.describe()
    frame = "no frame yet" if state.inference_ms is None else f"{state.inference_ms:.0f} ms a frame"
    lines = [f"{state.detector}, {state.workers} workers, {state.waiting} clips waiting, {frame}"]
    return lines + [anonymous.text(why) for why in dict.fromkeys((state.why, state.trouble)) if why]


async def _clouds(services: Services, anonymous: Anonymous) -> list[str]:
    outages: Sequence[tuple[str, Outage]] = (
        ("Ring", services.ring_trouble),
        ("Ring's speed", services.rounds.slow),
        ("cameras", services.camera_trouble),
        ("Telegram, sending", services.telegram_trouble),
        ("Telegram, polling", services.polling_trouble),
        ("Telegram, token", services.token_trouble),
    )
    lock = "no lock is set up"
    if services.doorman is not None:
        lock = f"answered a command last: {await services.store.db.view(sizes.lock_answered) or 'never'}"
    confirmed = await services.store.db.view(sizes.message_confirmed) or "never"
    told = [f"{name}: {_outage(one, anonymous)}" for name, one in outages]
    return [*told, f"Telegram confirmed a message of the outbox last: {confirmed}", f"SwitchBot: {lock}"]


def _outage(one: Outage, anonymous: Anonymous) -> str:
    succeeded = f"last success {_time(one.last_success)}"
    if one.reason is None:
        return f"{succeeded}, last failure {_time(one.last_failure)}"
    return f"{succeeded}, away since {_time(one.since)}: {anonymous.text(one.reason)}"


def _time(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _bytes(count: int | None) -> str:
    if count is None:
        return "none"
    return f"{count / 2**20:.1f} MiB" if count < 2**30 else f"{count / 2**30:.1f} GiB"
