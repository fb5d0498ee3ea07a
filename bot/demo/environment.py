"""The two settings that the demo heeds, and the environment in which its bot runs."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any

import bot
from bot.settings import read_settings
from pipeline.errors import SettingsError

HEEDED = ("MODELS_DIR", "TIMEZONE")
NECESSITIES = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "PYTHONPATH",
    # Charts are drawn by matplotlib, which takes seconds where it does not find its list of fonts.
    "MPLCONFIGDIR",
    "XDG_CACHE_HOME",
)
"""What a process needs of its user's environment. None of them is a setting."""

POLL_SECONDS = 0.5
COALESCE_SECONDS = 3
"""In the demo nobody wants to wait a minute for the next visit."""
ROOT = Path(bot.__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class DemoSettings:
    """`models_given`: MODELS_DIR was set, so nothing is fetched into it."""

    models_dir: Path
    models_given: bool
    timezone: str | None
    zone: tzinfo


def demo_settings() -> DemoSettings:
    """From the environment alone, no `.env`; SettingsError for a malformed TIMEZONE."""
    settings, problems = read_settings(None)
    ours = [problem for problem in problems if problem.startswith(tuple(f"{name}=" for name in HEEDED))]
    if ours:
        raise SettingsError(ours)
    return DemoSettings(
        models_dir=settings.models_dir.absolute(),
        models_given="models_dir" in settings.model_fields_set,
        timezone=settings.timezone,
        zone=settings.zone,
    )


def has_display() -> bool:
    """Whether a browser can be shown."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def bare_environment() -> dict[str, str]:
    """For every process of the demo."""
    kept = {name: os.environ[name] for name in NECESSITIES if name in os.environ}
    path = [str(ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(path)}


def bot_environment(folder: Path, house: Mapping[str, Any], settings: DemoSettings) -> dict[str, str]:
    """All that `latchkey run` is told. `house` is the sandbox's line; `folder` holds everything it writes."""
    telegram, ring, lock = house["telegram"], house["ring"], house["switchbot"]
    told = {
        "TELEGRAM_BOT_TOKEN": telegram["token"],
        "TELEGRAM_API_URL": telegram["url"],
        "OWNER_ID": str(telegram["user_id"]),
        "RING_TOKEN_FILE": str(folder / "ring_token.json"),
        "RING_API_URL": ring["url"],
        "RING_OAUTH_URL": ring["oauth_url"],
        "SWITCHBOT_TOKEN": lock["token"],
        "SWITCHBOT_SECRET": lock["secret"],
        "SWITCHBOT_LOCK_ID": lock["lock_id"],
        "SWITCHBOT_API_URL": lock["url"],
        "DB_PATH": str(folder / "events.db"),
        "THUMBNAILS_DIR": str(folder / "thumbnails"),
        "KNOWN_FACES_DIR": str(folder / "known_faces"),
        "MODELS_DIR": str(settings.models_dir),
        "POLL_INTERVAL": str(POLL_SECONDS),
        # Here is nothing that the analysis would have to step back behind.
        "ANALYSIS_NICE": "0",
        "COALESCE_SECONDS": str(COALESCE_SECONDS),
        # Whose face may open can be tried at the only door there is.
        "UNLOCK_CAMERAS": str(house["ring"]["camera_name"]),
        # Four visits in a minute: with two messages of them, the bell would be told most of a minute late.
        "ALERTS_PER_MINUTE": "60",
    }
    if settings.timezone:
        told["TIMEZONE"] = settings.timezone
    return bare_environment() | told


def write_ring_token(folder: Path, house: Mapping[str, Any]) -> None:
    path = folder / "ring_token.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(house["ring"]["token"]))
