"""What must be right before the bot starts: all of it checked, all of it told at once."""

from __future__ import annotations

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
    if problems := machine_problems() + problems + absent + store_problems(settings.db_path):
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


def existing_store_problems(db_path: Path) -> list[str]:
    """For commands that look at a store and must not make one."""
    problems = store_problems(db_path)
    if not problems and not db_path.exists():
        problems = [f"DB_PATH={str(db_path)!r}: give the store of a bot that has run; there is none yet"]
    return problems


def store_problems(db_path: Path) -> list[str]:
    folder = db_path.parent
    if not folder.is_dir():
        return [f"DB_PATH={str(db_path)!r}: give a path in a folder that exists; {str(folder)!r} does not"]
    if db_path.is_dir():
        return [f"DB_PATH={str(db_path)!r}: give a file; this is a folder"]
    return []
