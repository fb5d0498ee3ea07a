"""Photos in KNOWN_FACES_DIR, one folder a person; the folders are their owner's alone (0700).

`folder` is KNOWN_FACES_DIR, `file` a path relative to it. OSError where the disk refuses.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from storage.names import folded
from storage.whole_file import sync_folder, write_whole


def put_photo(folder: Path, file: str, content: bytes) -> None:
    path = folder / file
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    write_whole(path, content)


def delete_photo(folder: Path, file: str) -> None:
    """With the last one the folder goes too. One that is gone already is no error."""
    path = folder / file
    path.unlink(missing_ok=True)
    _drop_if_empty(path.parent)


def moves(folder: Path, name: str, to: str) -> dict[str, str]:
    """Where everything in `name`'s folders, however they are spelt, would lie as `to`'s; by where it lies.

    Nothing would be overwritten: where both have a file of one name, it gets a number.
    """
    planned: dict[str, str] = {}
    for source in _others_of(folder, name, to):
        for path in sorted(source.iterdir()):
            free = _free(folder / to / path.name, {folder / target for target in planned.values()})
            planned[f"{source.name}/{path.name}"] = f"{to}/{free.name}"
    return planned


def move_photos(folder: Path, name: str, to: str, planned: Mapping[str, str]) -> None:
    """As planned; `name`'s folders go. On the disk when this returns."""
    _move(folder, planned)
    for source in _others_of(folder, name, to):
        if source.is_symlink():
            source.unlink()
        else:
            _drop_if_empty(source)
        sync_folder(folder)


def put_back(folder: Path, planned: Mapping[str, str]) -> None:
    """Whatever of it was moved lies where it lay. May be called again, wherever it broke off."""
    back = {now: former for former, now in planned.items() if (folder / now).exists()}
    _move(folder, {now: former for now, former in back.items() if not (folder / former).exists()})
    for left in {(folder / now).parent for now in planned.values()}:
        _drop_if_empty(left)
    sync_folder(folder)


def _move(folder: Path, files: Mapping[str, str]) -> None:
    for parent in {(folder / target).parent for target in files.values()}:
        parent.mkdir(mode=0o700, exist_ok=True)
    for source, target in files.items():
        (folder / source).rename(folder / target)
    for one in {(folder / file).parent for file in (*files.keys(), *files.values())}:
        sync_folder(one)


def _drop_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


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


def _others_of(folder: Path, name: str, to: str) -> list[Path]:
    return [path for path in _folders_of(folder, name) if path.name != to]


def _free(path: Path, taken: Collection[Path]) -> Path:
    number, free = 2, path
    while free in taken or free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free
