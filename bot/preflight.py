"""What must be right before the bot starts: all of it checked, all of it told at once."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.machine import machine_problems
from bot.settings import Settings, read_settings
from pipeline.errors import SettingsError, StoreDamaged, StoreError
from storage.file import judge
from storage.private_files import exposure, make_private


def ready_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings for `latchkey run`, or SettingsError with one line for each thing that is wrong."""
    settings, problems = read_settings(env_file)
    # What is malformed was read as if it were not given; that is not to be told as well.
    malformed = {problem.partition("=")[0] for problem in problems}
    absent = [problem for problem in missing(settings) if problem.partition("=")[0] not in malformed]
    if env_file is not None and exposure(env_file):
        # What is in it is not used; that is not to be told as if it were not given.
        absent = []
    problems = machine_problems() + problems + absent
    # Before the network: while Telegram is away nobody would hear of it.
    problems += token_problems(settings) + key_problems(settings)
    if problems := problems + database_problems(settings.db_path) + folder_problems(settings):
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


def token_problems(settings: Settings) -> list[str]:
    """Of the file with Ring's token; it may be missing, until somebody logs in."""
    path = settings.ring_token_file
    problem = exposure(path)
    return [f"RING_TOKEN_FILE={str(path)!r}: {problem}"] if problem else []


def key_problems(settings: Settings) -> list[str]:
    path = settings.audit_key
    problem = exposure(path)
    return [f"AUDIT_KEY_FILE={str(path)!r}: {problem}"] if problem else []


def existing_store_problems(db_path: Path) -> list[str]:
    """For commands that look at a store and must not make one."""
    problems = store_problems(db_path)
    if not problems and not db_path.exists():
        problems = [f"DB_PATH={str(db_path)!r}: give the store of a bot that has run; there is none yet"]
    return problems


def known_faces_problems(folder: Path) -> list[str]:
    """It may be missing: then nobody is known yet."""
    return _file_problem("KNOWN_FACES_DIR", folder)


def _file_problem(name: str, folder: Path) -> list[str]:
    if folder.exists() and not folder.is_dir():
        return [f"{name}={str(folder)!r}: give a folder; this is a file"]
    return []


def database_problems(db_path: Path) -> list[str]:
    """Also of what is in the file, where there is one."""
    if problems := store_problems(db_path) or _content_problems(db_path):
        return problems
    return _folder_problem("DB_PATH", db_path, db_path.parent)


def _content_problems(db_path: Path) -> list[str]:
    """But for damage: that is for bot/recovery.py, which has backups."""
    try:
        with suppress(StoreDamaged):
            judge(db_path)
    except StoreError as error:
        return [f"DB_PATH={str(db_path)!r}: {str(error).removesuffix('.')}"]
    return []


def folder_problems(settings: Settings) -> list[str]:
    """Makes those that the bot would make anyway, and takes away what others may see of the pictures."""
    thumbnails, known_faces = settings.thumbnails_dir, settings.known_faces_dir
    problems = _folder_problem("THUMBNAILS_DIR", thumbnails, thumbnails)
    # Photos may lie on a disk that is only read; a folder that is missing is for naming people in the chat.
    problems += _folder_problem("KNOWN_FACES_DIR", known_faces, known_faces, write=not known_faces.exists())
    problems += _file_problem("MODELS_DIR", settings.models_dir)
    if problems:
        return problems
    folders = {"THUMBNAILS_DIR": thumbnails, "KNOWN_FACES_DIR": known_faces}
    return [problem for name, folder in folders.items() for problem in _kept_private(name, folder)]


def _kept_private(name: str, folder: Path) -> list[str]:
    try:
        mended = make_private(folder)
    except OSError as error:
        why = error.strerror or str(error)
        return [
            f"{name}={str(folder)!r}: others on this machine may look into it, and that cannot be changed "
            f"({why}): chmod 700 {shlex.quote(str(folder.absolute()))}, or give a folder on another disk"
        ]
    if mended:
        what = "1 file or folder was" if mended == 1 else f"{mended} files and folders were"
        told = f"{name}: {what} open to others on this machine; not any more"
        print(f"latchkey: {told}", file=sys.stderr)
    return []


def _folder_problem(name: str, given: Path, folder: Path, *, write: bool = True) -> list[str]:
    """`folder` is what `given` needs."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.listdir(folder)
        if write:
            with tempfile.TemporaryFile(dir=folder):
                pass
    except (FileExistsError, NotADirectoryError):
        return [f"{name}={str(given)!r}: give a folder; {_file_on_the_way(folder)} is a file"]
    except OSError as error:
        wanted = f"give a path in a folder that may be {'written to' if write else 'read'}"
        return [f"{name}={str(given)!r}: {wanted}; {str(folder)!r} cannot be used ({error.strerror})"]
    return []


def _file_on_the_way(folder: Path) -> str:
    found = next(part for part in (folder, *folder.parents) if part.exists())
    return "this" if found == folder else repr(str(found))


def store_problems(db_path: Path) -> list[str]:
    folder = db_path.parent
    if not folder.is_dir():
        return [f"DB_PATH={str(db_path)!r}: give a path in a folder that exists; {str(folder)!r} does not"]
    if db_path.is_dir():
        return [f"DB_PATH={str(db_path)!r}: give a file; this is a folder"]
    return []
