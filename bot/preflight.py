"""What must be right before the bot starts: all of it checked, all of it told at once."""

from __future__ import annotations

import shlex
import stat
from pathlib import Path

from bot.machine import machine_problems
from bot.settings import Settings, read_settings
from pipeline.errors import SettingsError


def ready_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings for `latchkey run`, or SettingsError with one line for each thing that is wrong."""
    settings, problems = read_settings(env_file)
    # What is malformed was read as if it were not given; that is not to be told as well.
    malformed = {problem.partition("=")[0] for problem in problems}
    absent = [problem for problem in missing(settings) if problem.partition("=")[0] not in malformed]
    unfit = store_problems(settings.db_path) + known_faces_problems(settings.known_faces_dir)
    if problems := machine_problems() + problems + absent + unfit:
        raise SettingsError(problems)
    return settings


def missing(settings: Settings) -> list[str]:
    problems = []
    if settings.telegram_bot_token is None:
        problems.append("TELEGRAM_BOT_TOKEN='': give the token that @BotFather sent you (/newbot)")
    lock = {
        "SWITCHBOT_TOKEN": settings.switchbot_token,
        "SWITCHBOT_SECRET": settings.switchbot_secret,
        "SWITCHBOT_LOCK_ID": settings.switchbot_lock_id,
    }
    if any(lock.values()):
        problems += [
            f"{name}='': give it too, or none of the three SWITCHBOT_ values"
            for name in lock
            if not lock[name]
        ]
    return problems


def exposure(settings: Settings, env_file: Path = Path(".env")) -> str | None:
    """One line about the files with secrets that others on this machine may read; None: there are none."""
    exposed = [str(path) for path in (env_file, settings.ring_token_file) if _open_to_others(path)]
    if not exposed:
        return None
    return f"others on this machine may read {' and '.join(exposed)}: chmod 600 {shlex.join(exposed)}"


def _open_to_others(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False  # not there; what must be there is missed elsewhere


def existing_store_problems(db_path: Path) -> list[str]:
    """For commands that look at a store and must not make one."""
    problems = store_problems(db_path)
    if not problems and not db_path.exists():
        problems = [f"DB_PATH={str(db_path)!r}: give the store of a bot that has run; there is none yet"]
    return problems


def known_faces_problems(folder: Path) -> list[str]:
    """It may be missing: then nobody is known yet."""
    if folder.exists() and not folder.is_dir():
        return [f"KNOWN_FACES_DIR={str(folder)!r}: give a folder; this is a file"]
    return []


def store_problems(db_path: Path) -> list[str]:
    folder = db_path.parent
    if not folder.is_dir():
        return [f"DB_PATH={str(db_path)!r}: give a path in a folder that exists; {str(folder)!r} does not"]
    if db_path.is_dir():
        return [f"DB_PATH={str(db_path)!r}: give a file; this is a folder"]
    return []
