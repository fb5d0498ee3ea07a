"""Photos in KNOWN_FACES_DIR, one folder a person; the folders are their owner's alone (0700).

`folder` is KNOWN_FACES_DIR, `file` a path relative to it. OSError where the disk refuses.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from storage.names import folded
from storage.whole_file import write_whole


def put_photo(folder: Path, file: str, content: bytes) -> None:
    path = folder / file
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    write_whole(path, content)


def delete_photo(folder: Path, file: str) -> None:
    """With the last one the folder goes too. One that is gone already is no error."""
    path = folder / file
    path.unlink(missing_ok=True)
    if path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def move_photos(folder: Path, name: str, to: str) -> dict[str, str]:
    """Everything in `name`'s folders, however they are spelt, into `to`; new files by former ones.

    Nothing is overwritten: where both have a file of one name, it gets a number.
    """
    moved: dict[str, str] = {}
    for source in [path for path in _folders_of(folder, name) if path.name != to]:
        (folder / to).mkdir(mode=0o700, exist_ok=True)
        for path in sorted(source.iterdir()):
            target = _free(folder / to / path.name)
            path.rename(target)
            moved[f"{source.name}/{path.name}"] = f"{to}/{target.name}"
        if source.is_symlink():
            source.unlink()
        else:
            source.rmdir()
    return moved


def delete_photos(folder: Path, name: str) -> None:
    for path in _folders_of(folder, name):
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path)


def _folders_of(folder: Path, name: str) -> list[Path]:
    return [path for path in _listed(folder) if folded(path.name) == folded(name) and path.is_dir()]


def _listed(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.iterdir())


def _free(path: Path) -> Path:
    number, free = 2, path
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free
