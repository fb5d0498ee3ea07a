"""Who was forgotten, beside the backups that still hold them: whoever restores one forgets them again.

Numbers and times alone, nobody's name. Written before somebody is forgotten, so that no kill gets in between.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import StoreError
from storage.private_files import PRIVATE_FOLDER
from storage.whole_file import write_whole

FILE = "forgotten.json"


class Forgotten(NamedTuple):
    """As in `persons`: a number alone might be another's, where a store was begun anew."""

    person_id: int
    created_at: str


def note(folder: Path, one: Forgotten) -> None:
    """StoreError where it cannot be kept. Blocks."""
    try:
        known = listed(folder)
        if one not in known:
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            write_whole(folder / FILE, json.dumps([*known, one]).encode())
    except OSError as error:
        raise StoreError(f"{folder / FILE} cannot be written ({error.strerror}).") from error


def listed(folder: Path) -> list[Forgotten]:
    """StoreError where the list is there and cannot be read: it is better not to restore then. Blocks."""
    try:
        return [Forgotten(*entry) for entry in json.loads((folder / FILE).read_text("utf-8"))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(
            f"{folder / FILE}, the list of who was forgotten, cannot be read: mend it, or move it away."
        ) from error
