"""`latchkey backup`: store, known faces and pictures, into a folder. Reads only; the bot may run."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bot.places import places
from bot.preflight import existing_store_problems
from bot.settings import Settings, load_settings
from pipeline.errors import SettingsError, StoreError
from storage.backing_up import back_up
from storage.backups import Backup, Manifest, backups_in, on_one_disk
from storage.passphrase import put


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="default: BACKUP_DIR")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument(
        "--set-passphrase",
        action="store_true",
        help="asks for the passphrase that /backup encrypts with, or reads a line; makes no backup",
    )


def run(args: argparse.Namespace) -> int:
    os.umask(0o077)
    settings = load_settings()
    if args.set_passphrase:
        return _set_passphrase(settings)
    if problems := existing_store_problems(settings.db_path):
        raise SettingsError(problems)
    folder = args.folder or settings.backup_folder
    # In a folder that somebody names, nothing is taken away.
    kept = None if args.folder else settings.backups_kept
    before = backups_in(folder)
    backup = back_up(places(settings), folder, datetime.now(UTC), kept)
    gone = [one.path for one in before if not one.path.exists()]
    one_disk = on_one_disk(folder, settings.db_path)
    notes = _missing(backup.manifest, settings)
    for note in notes:
        print(f"latchkey: {note}", file=sys.stderr)
    if args.json:
        facts = {"same_disk": one_disk, "removed": [str(path) for path in gone], "notes": notes}
        print(json.dumps({"path": str(backup.path), **asdict(backup.manifest), **facts}))
        return 0
    print("\n".join([_text(backup), *(f"{path} was taken away (BACKUPS_KEPT={kept})" for path in gone)]))
    if one_disk:
        print(f"latchkey: {folder} is on the same disk as the store: keep a copy elsewhere", file=sys.stderr)
    return 0


def _text(backup: Backup) -> str:
    about = backup.manifest
    return (
        f"{backup.path}: events {about.events}, pictures {about.pictures}, photos of known faces "
        f"{about.photos}, {about.bytes / 1e6:.1f} MB; opened and checked."
    )


def _missing(about: Manifest, settings: Settings) -> list[str]:
    """[] where every picture is there."""
    if not about.missing:
        return []
    named, folder = about.pictures + about.missing, settings.thumbnails_dir
    found = f"{about.missing} of the {named}" if about.pictures else f"None of the {named}"
    return [
        f"{found} pictures that the store names {'are not' if about.pictures else 'is'} in "
        f"THUMBNAILS_DIR={str(folder)!r}: this backup does without them"
    ]


def _set_passphrase(settings: Settings) -> int:
    if sys.stdin.isatty():
        passphrase = getpass.getpass("Passphrase for backups: ")
        if getpass.getpass("Once more: ") != passphrase:
            raise StoreError("That was another one: nothing was changed.")
    else:
        passphrase = sys.stdin.readline().rstrip("\r\n")
    put(settings.passphrase_file, passphrase)
    print(
        f"{settings.passphrase_file} holds it from now on; /backup in the chat encrypts with it. Keep it "
        "somewhere else too: without it nobody opens those files."
    )
    return 0
