"""`latchkey restore`: a backup becomes the store; not while the bot runs."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.archive import is_encrypted, unpacked
from bot.places import places
from bot.preflight import store_problems
from bot.settings import Settings, load_settings
from pipeline.errors import SettingsError, StoreError
from storage.after_restore import Why
from storage.backing_up import newest_good, verify
from storage.backups import Backup, backups_in
from storage.instance import InstanceLock
from storage.passphrase import read
from storage.restoring import LOG, Outcome, finish, restore


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=Path,
        help="a backup's folder, the folder of several (then the newest good one), or the file that /backup "
        "sent; default: BACKUP_DIR",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help="mode 0600, for an encrypted file; default: this machine's own, or it is asked for",
    )


def run(args: argparse.Namespace) -> int:
    os.umask(0o077)
    settings = load_settings()
    if problems := store_problems(settings.db_path):
        raise SettingsError(problems)
    # First of all: nobody types a passphrase in vain.
    with InstanceLock.acquire(settings.db_path):
        finish(settings.db_path)
        with _chosen(args, settings) as backup:
            if not args.yes and not _agreed(backup, settings):
                raise StoreError("Nothing was changed.")
            done = restore(backup, places(settings), settings.backup_folder, datetime.now(UTC), Why.ASKED)
    print(json.dumps(_facts(done)) if args.json else _text(done, settings))
    return 0


@contextmanager
def _chosen(args: argparse.Namespace, settings: Settings) -> Iterator[Backup]:
    """Whole, as far as can be told."""
    path: Path | None = args.path
    if path is None or _has_backups(path):
        yield _newest(path or settings.backup_folder)
    elif path.is_dir():
        yield verify(path)
    else:
        passphrase = _passphrase(args, settings) if is_encrypted(path) else None
        with unpacked(path, passphrase, settings.db_path.parent) as backup:
            yield verify(backup.path)


def _has_backups(path: Path) -> bool:
    """Whether it is the folder that `latchkey backup` was given, and not one of the backups in it."""
    return path.is_dir() and bool(backups_in(path))


def _newest(folder: Path) -> Backup:
    newest = newest_good(folder)
    if newest is None:
        raise StoreError(f"There is no good backup in the folder {folder}: give the path of one.")
    return newest


def _passphrase(args: argparse.Namespace, settings: Settings) -> str:
    if args.passphrase_file is not None:
        given = read(args.passphrase_file)
        if given is None:
            raise StoreError(f"{args.passphrase_file} holds no passphrase.")
        return given
    if sys.stdin.isatty():
        return getpass.getpass("Passphrase of the backup (empty: this machine's own): ") or _own(settings)
    return _own(settings)


def _own(settings: Settings) -> str:
    own = read(settings.passphrase_file)
    if own is None:
        raise StoreError("The backup is encrypted: give its passphrase, with --passphrase-file FILE.")
    return own


def _agreed(backup: Backup, settings: Settings) -> bool:
    made_at = backup.made_at.astimezone(settings.zone)
    there = any(Path(f"{settings.db_path}{part}").exists() for part in LOG)
    what = f"in the place of {settings.db_path}, which is set aside" if there else f"as {settings.db_path}"
    question = (
        f"Restore the backup of {made_at:%Y-%m-%d %H:%M} ({backup.manifest.events} events) {what}? [y/N] "
    )
    if not sys.stdin.isatty():
        raise StoreError("Nobody can be asked here: say --yes.")
    # Asked beside the output, which may go elsewhere.
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _facts(done: Outcome) -> dict[str, object]:
    return {
        "made_at": done.made_at.isoformat(),
        "owner": done.owner[0] if done.owner else None,
        "suspended": done.suspended,
        "faces_off": done.faces,
        "forgotten_again": done.forgotten,
        "without_picture": done.without_picture,
        "aside": str(done.aside) if done.aside else None,
        "audit_sealed": done.sealed,
        "audit_key_lost": done.key_lost,
    }


def _text(done: Outcome, settings: Settings) -> str:
    made_at = done.made_at.astimezone(settings.zone)
    lines = [f"{settings.db_path} is the backup of {made_at:%Y-%m-%d %H:%M} now."]
    if done.aside is not None:
        lines.append(f"The store before it is kept: {done.aside}")
    if done.owner is not None:
        lines.append(f"Its owner: {done.owner[1]} ({done.owner[0]}). Somebody else: latchkey owner ID")
    if done.suspended or done.faces:
        waiting = f"people {done.suspended}, faces {done.faces}"
        lines.append(f"Waiting for the owner's Keep in the chat: {waiting}.")
    lines.append("Invites, passes, codes and unsent messages are void; PINs are not in backups.")
    if done.forgotten:
        lines.append(f"People who were forgotten since, and are forgotten again: {done.forgotten}.")
    if done.without_picture:
        lines.append(f"Pictures of visits that are neither in the backup nor here: {done.without_picture}.")
    return "\n".join([*lines, *_record(done, settings), "Start with: latchkey run"])


def _record(done: Outcome, settings: Settings) -> list[str]:
    """Of the door, where its key is another one."""
    if done.sealed:
        return [
            f"The record of the door goes on with a new key: entries 1 to {done.sealed} came without theirs. "
            "They are sealed, and nobody here can check them. If you have their key, put it in the place of "
            f"{settings.audit_key} and restore again."
        ]
    if done.key_lost:
        return [
            f"The key {settings.audit_key} does not fit the copy's record, entries 1 to {done.key_lost}: "
            "latchkey check will say so. If you have theirs, put it there and restore again; on a new "
            "machine move this one away and restore again, and they are sealed."
        ]
    return []
