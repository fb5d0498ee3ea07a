"""What somebody who is to help needs to know, and nothing that is nobody's business."""

from __future__ import annotations

import os
import platform
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.anonymous import Anonymous
from bot.health.machine import temperature
from bot.health.throttling import SYS
from bot.outages import Outage
from bot.recent_trouble import recent_trouble
from bot.redact import SecretFile
from bot.services import Services
from bot.settings import Settings
from pipeline.errors import StoreError
from storage import sizes
from storage.disk import LONGEST_LOOK
from storage.metrics import Metric

LIBRARIES = (
    *("latchkey", "python-telegram-bot", "aiosqlite", "ring-doorbell", "switchbot-api", "aiohttp", "ncnn"),
    *("opencv-python-headless", "face_recognition", "dlib-bin", "av", "matplotlib", "pydantic-settings"),
)

ONLY_WHETHER = frozenset({"owner_id", "switchbot_lock_id"})
"""Settings that say who or which one: told is whether they are set."""

ONLY_HOW_MANY = frozenset({"unlock_cameras", "ignore_zones"})
"""Settings that hold names."""


LONGEST_COUNT = 60.0
"""Seconds, for the files of a folder."""


async def diagnostics(services: Services) -> str:
    """Plain text, in English: whoever helps may not speak the household's language."""
    settings, now = services.settings, services.now()
    anonymous = Anonymous(await services.store.db.view(sizes.names), await _secrets(services))
    parts = [
        ("Latchkey", [f"written {now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC", *_versions()]),
        ("Settings", list(settings_told(settings, anonymous))),
        ("Store", await _store(services, anonymous)),
        ("Disk and machine", [*await _disks(services), *await _machine(services)]),
        ("Eyes", _eyes(services, anonymous)),
        ("Clouds", await _clouds(services, anonymous)),
        ("Recent trouble", [anonymous.text(line) for line in recent_trouble()] or ["none"]),
    ]
    return "\n\n".join("\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in parts) + "\n"


async def _secrets(services: Services) -> list[str]:
    """StoreError where they cannot be read: then nobody knows whether one of them is told."""
    settings = services.settings
    secrets = list(settings.secrets)
    for path in settings.secret_files:
        try:
            secrets += await services.disks["diag", path].run(LONGEST_LOOK, SecretFile(path).secrets)
        except TimeoutError as error:
            raise StoreError(f"{path} cannot be read ({error}), so no secret could be left out.") from error
    return secrets


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


async def _last_backup(services: Services, anonymous: Anonymous) -> str:
    try:
        backup = await services.backups.newest()
    except StoreError as error:
        return anonymous.text(str(error))
    return _time(backup.made_at if backup else None)


async def _store(services: Services, anonymous: Anonymous) -> list[str]:
    db, path = services.store.db, services.settings.db_path
    counted = await db.view(sizes.counts)
    lines = [f"schema {await db.view(sizes.schema_version)}"]
    lines += [f"{part.name}: {_bytes(sizes.size(part))}" for part in (path, Path(f"{path}-wal"))]
    lines.append(f"last backup: {await _last_backup(services, anonymous)}")
    return lines + [f"{table}: {_kinds(kinds)}" for table, kinds in counted.items()]


def _kinds(kinds: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}".strip() for kind, count in sorted(kinds.items())) or "0"


async def _disks(services: Services) -> list[str]:
    settings = services.settings
    beside = settings.db_path.parent
    lines = [f"free beside the store: {await _asked(services, beside, LONGEST_LOOK, _free)}"]
    for name, folder in (("thumbnails", settings.thumbnails_dir), ("known faces", settings.known_faces_dir)):
        lines.append(f"{name}: {await _asked(services, folder, LONGEST_COUNT, _size)}")
    return lines


async def _asked(services: Services, path: Path, seconds: float, ask: Callable[[Path], str]) -> str:
    try:
        return await services.disks["diag", path].run(seconds, ask, path)
    except OSError as error:
        return f"not known ({error.strerror or error})"


def _free(folder: Path) -> str:
    usage = shutil.disk_usage(folder)
    return f"{_bytes(usage.free)} of {_bytes(usage.total)}"


def _size(folder: Path) -> str:
    count, taken = sizes.folder_size(folder)
    return f"{count} files, {_bytes(taken)}"


async def _machine(services: Services) -> list[str]:
    # In kilobytes on Linux.
    lines = [f"most memory so far: {_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)}"]
    lines.append(f"{os.cpu_count()} cores, load {' '.join(f'{load:.2f}' for load in os.getloadavg())}")
    # A disk has a sensor, too, which a dying one does not answer for.
    warmth = await _asked(services, SYS, LONGEST_LOOK, _warmth)
    return [*lines, f"temperature: {warmth}"] if warmth else lines


def _warmth(sys: Path) -> str:
    degrees = temperature(sys)
    return "" if degrees is None else f"{degrees:.0f} °C"


def _eyes(services: Services, anonymous: Anonymous) -> list[str]:
    state = services.pool.describe()
    frame = "no frame yet" if state.inference_ms is None else f"{state.inference_ms:.0f} ms a frame"
    lines = [f"{state.detector}, {state.workers} workers, {state.waiting} clips waiting, {frame}"]
    return lines + [anonymous.text(why) for why in dict.fromkeys((state.why, state.trouble)) if why]


async def _clouds(services: Services, anonymous: Anonymous) -> list[str]:
    now, vitals = services.now(), await services.health.vitals()
    ring = [services.ring_trouble, services.rounds.slow, services.camera_trouble]
    ring += [*services.troubles_of_cameras.values(), *services.rounds.presence.values()]
    clouds: list[tuple[str, float | None, Sequence[Outage]]] = [
        ("Ring", vitals.unread, ring),
        (
            "Telegram, polling",
            vitals.get(Metric.TELEGRAM_AGE),
            (services.polling_trouble, services.token_trouble),
        ),
        ("Telegram, sending", vitals.get(Metric.SENT_AGE), (services.telegram_trouble,)),
    ]
    if services.doorman is not None:
        clouds.append(("SwitchBot", vitals.get(Metric.LOCK_AGE), (services.lock_trouble,)))
    told = [f"{name}: {_cloud(age, troubles, now, anonymous)}" for name, age, troubles in clouds]
    return [*told, *await _before_this_run(services)]


def _cloud(age: float | None, troubles: Sequence[Outage], now: datetime, anonymous: Anonymous) -> str:
    """`age`: seconds since it last did what is asked of it."""
    failed = max((one.last_failure for one in troubles if one.last_failure is not None), default=None)
    said = [
        "last success " + ("none since the start" if age is None else _time(now - timedelta(seconds=age))),
        f"last failure {'none since the start' if failed is None else _time(failed)}",
    ]
    said += [f"away since {_time(one.since)}: {anonymous.text(one.reason)}" for one in troubles if one.reason]
    return ", ".join(said)


async def _before_this_run(services: Services) -> list[str]:
    """What the store and the files know, and a restart does not forget."""
    db = services.store.db
    written = await _asked(services, services.settings.ring_token_file, LONGEST_LOOK, _written)
    confirmed = await db.view(sizes.message_confirmed) or "never"
    lock = "no lock is set up"
    if services.doorman is not None:
        lock = f"SwitchBot answered a command last: {await db.view(sizes.lock_answered) or 'never'}"
    return [
        f"Ring's token was written last: {written}",
        f"Telegram confirmed a message of the outbox last: {confirmed}",
        lock,
    ]


def _written(path: Path) -> str:
    try:
        return _time(datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except OSError:
        return "there is none"


def _time(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _bytes(count: int | None) -> str:
    if count is None:
        return "none"
    return f"{count / 2**20:.1f} MiB" if count < 2**30 else f"{count / 2**30:.1f} GiB"
