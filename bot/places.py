"""Where the settings say that lies what a backup is made of, and restored to."""

from __future__ import annotations

from bot.settings import Settings
from storage.backing_up import Places


def places(settings: Settings) -> Places:
    return Places(settings.db_path, settings.thumbnails_dir, settings.known_faces_dir, settings.audit_key)
