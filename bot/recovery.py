"""At a start, before anything opens the store: a restore is finished, damage is mended from a backup."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime

from bot.places import places
from bot.settings import Settings
from pipeline.errors import StoreDamaged, StoreError
from storage.after_restore import Why
from storage.backing_up import newest_good
from storage.backups import backups_in
from storage.damage import look_for_damage
from storage.restoring import drop_damaged, finish, restore

log = logging.getLogger(__name__)


def recover(settings: Settings) -> None:
    """The store's lock is held. StoreError, in one sentence, where nobody but a human can help. Blocks."""
    if finish(settings.db_path):
        log.warning("a restore that was broken off is finished: %s", settings.db_path)
    began = time.monotonic()
    try:
        if not settings.db_path.exists():
            _refuse_to_begin_anew(settings)
        elif look_for_damage(settings.db_path):
            log.info("the store was read to its end and is whole (%.1f s)", time.monotonic() - began)
    except StoreDamaged as error:
        log.error("%s", error)
        _from_backup(settings, error)


def _refuse_to_begin_anew(settings: Settings) -> None:
    """An empty household is anybody's who comes first; perhaps a disk is only not there yet."""
    folder = settings.backup_folder
    if backups_in(folder):
        raise StoreError(
            f"There is no store {settings.db_path}, but there are backups in {folder}: is its disk mounted? "
            "Restore the newest with latchkey restore, or move the backups away to begin anew."
        )


def _from_backup(settings: Settings, error: StoreDamaged) -> None:
    backup = newest_good(settings.backup_folder)
    if backup is None:
        raise StoreError(
            f"The store {settings.db_path} is damaged, and {settings.backup_folder} holds no good backup: "
            "give another one with latchkey restore PATH, or move the store away to begin anew."
        ) from error
    now = datetime.now(UTC)
    done = restore(backup, places(settings), settings.backup_folder, now, Why.DAMAGED)
    log.warning("restored %s; the damaged store is kept: %s", backup.path, done.aside)
    _make_room(settings)


def _make_room(settings: Settings) -> None:
    try:
        for store in drop_damaged(settings.db_path):
            log.warning("%s is deleted: of all damaged ones the first and the latest are kept", store)
    except OSError as error:
        log.warning("damaged stores from before cannot be deleted: %s", error)
