"""Somebody is renamed or merged, and the bot is killed amid it: no photo is lost, and none is used twice."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from bot.known_faces import VERSION, KnownFaces
from bot.services import SystemClock
from pipeline.errors import PhotoError, StoreError
from pipeline.gallery import EMBEDDING_MODEL, scan
from pipeline.photo_types import PhotoFace
from storage.store import Store
from tests.storage.makers import NOW, OWNER

PHOTOS = {"Grace/1.jpg": b"one", "Grace/2.jpg": b"two", "grace/1.jpg": b"three", "Ada/1.jpg": b"four"}
CALLS = ("rename", "mkdir", "rmdir")
STEPS = 6
"""The folder, three photos, and the two folders in which they lay."""


class Cut(BaseException):
    """Here the bot is killed."""


class Power:
    """Goes with the n-th change of a folder; 0: never."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 0
        self.error: BaseException = Cut()
        for name in CALLS:
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, call: Callable[..., None]) -> Callable[..., None]:
        def counted(*args: object, **more: object) -> None:
            self.left -= 1
            if self.left == 0:
                raise self.error
            call(*args, **more)

        return counted


@pytest.fixture
def power(monkeypatch: pytest.MonkeyPatch) -> Power:
    return Power(monkeypatch)


class KnowsThemAll:
    """What is known of a photo is not computed once more, wherever it was moved."""

    async def faces_of(self, photo: Path) -> Sequence[PhotoFace]:
        raise AssertionError(f"{photo.name} is known")


class Home:
    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "known_faces"

    async def start(self) -> tuple[Store, KnownFaces]:
        store = await Store.open(self.root / "events.db", self.root / "thumbnails")
        return store, KnownFaces(self.folder, store.people, KnowsThemAll(), SystemClock())

    async def furnish(self) -> None:
        for number, (file, content) in enumerate(PHOTOS.items()):
            path = self.folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            (photo,) = (one for one in scan(self.folder) if one.file == file)
            async with await Store.open(self.root / "events.db", self.root / "thumbnails") as store:
                known = (file, photo.sha256, EMBEDDING_MODEL, VERSION, [number / 10] * 128, None)
                await store.people.replace_photo(photo.name, *known, NOW)

    def on_disk(self) -> list[bytes]:
        return sorted(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


async def rename(faces: KnownFaces, store: Store) -> None:
    grace = await store.people.by_name("Grace")
    assert grace is not None
    await faces.rename(grace, "Grace Hopper")


async def merge(faces: KnownFaces, store: Store) -> None:
    grace, ada = await store.people.by_name("Grace"), await store.people.by_name("Ada")
    assert grace is not None
    assert ada is not None
    await faces.merge(grace, ada)


async def whose(store: Store) -> dict[str, list[str]]:
    """By person, as the store has it."""
    people = await store.people.all()
    return {one.name: [photo.file for photo in await store.people.photos(one.id)] for one in people}


BEFORE = {"Ada": ["Ada/1.jpg"], "Grace": ["Grace/1.jpg", "Grace/2.jpg", "grace/1.jpg"]}
RENAMED = {
    "Ada": ["Ada/1.jpg"],
    "Grace Hopper": ["Grace Hopper/1.jpg", "Grace Hopper/2.jpg", "Grace Hopper/1-2.jpg"],
}
MERGED = {"Ada": ["Ada/1-2.jpg", "Ada/2.jpg", "Ada/1-3.jpg", "Ada/1.jpg"]}


async def as_it_is_known(home: Home, store: Store, faces: KnownFaces, expected: dict[str, list[str]]) -> None:
    await faces.load()
    await faces.refresh()
    assert await whose(store) == expected
    lie = {photo.file for photo in scan(home.folder)}
    assert lie == {file for files in expected.values() for file in files}
    assert home.on_disk() == sorted(PHOTOS.values())
    assert len(faces.gallery.names) == len(PHOTOS)


@pytest.mark.parametrize(("change", "after"), [(rename, RENAMED), (merge, MERGED)])
async def test_killed_amid_it_nothing_has_happened_and_once_more_it_does(
    tmp_path: Path,
    power: Power,
    change: Callable[[KnownFaces, Store], Awaitable[None]],
    after: dict[str, list[str]],
) -> None:
    home = Home(tmp_path)
    await home.furnish()
    for step in range(1, STEPS + 1):
        store, faces = await home.start()
        power.left = step
        with pytest.raises(Cut):
            await change(faces, store)
        power.left = 0
        await store.close()
        store, faces = await home.start()
        async with store:
            await as_it_is_known(home, store, faces, BEFORE)
    store, faces = await home.start()
    async with store:
        power.left = STEPS + 1
        await change(faces, store)
        assert power.left == 1, "it was killed at every step"
        await as_it_is_known(home, store, faces, after)
    store, faces = await home.start()
    async with store:
        await as_it_is_known(home, store, faces, after)


async def test_killed_between_the_files_and_their_rows(tmp_path: Path) -> None:
    home = Home(tmp_path)
    await home.furnish()

    async def killed() -> None:
        raise Cut

    store, faces = await home.start()
    grace = await store.people.by_name("Grace")
    assert grace is not None
    with pytest.raises(Cut):
        await faces.rename(grace, "Grace Hopper", also=killed)
    assert (home.folder / "Grace Hopper" / "2.jpg").exists()
    await store.close()
    store, faces = await home.start()
    async with store:
        await as_it_is_known(home, store, faces, BEFORE)


async def test_killed_while_it_is_put_back(tmp_path: Path, power: Power) -> None:
    home = Home(tmp_path)
    await home.furnish()
    store, faces = await home.start()
    power.left = 5
    with pytest.raises(Cut):
        await rename(faces, store)
    await store.close()
    for step in (1, 2, 3):
        store, faces = await home.start()
        power.left = step
        with pytest.raises(Cut):
            await faces.refresh()
        power.left = 0
        await store.close()
    store, faces = await home.start()
    async with store:
        await as_it_is_known(home, store, faces, BEFORE)


async def test_a_disk_that_refuses_amid_it_leaves_nothing_halfway(tmp_path: Path, power: Power) -> None:
    home = Home(tmp_path)
    await home.furnish()
    store, faces = await home.start()
    async with store:
        power.left, power.error = 3, OSError(5, "Input/output error")
        with pytest.raises(PhotoError, match="Input/output error"):
            await rename(faces, store)
        await as_it_is_known(home, store, faces, BEFORE)
        await rename(faces, store)
        await as_it_is_known(home, store, faces, RENAMED)


async def read_and_at_home(home: Home) -> tuple[Store, KnownFaces]:
    await home.furnish()
    store, faces = await home.start()
    await faces.refresh()
    return store, faces


async def test_whoever_got_another_name_is_known_by_it_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the folder takes its time: till then each clip of theirs would be looked at in vain."""
    store, faces = await read_and_at_home(Home(tmp_path))
    async with store:
        monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path.name} is read first"))
        await rename(faces, store)
        assert set(faces.gallery.names) == {"Ada", "Grace Hopper"}


async def test_what_the_store_refused_after_a_change_is_asked_again(tmp_path: Path) -> None:
    store, faces = await read_and_at_home(Home(tmp_path))
    async with store:
        hide = "ALTER TABLE photos RENAME TO hidden"
        await store.access.make_owner(OWNER, "Sam", NOW)
        (photo,) = [one for one in faces.photos if one.file == "Grace/1.jpg"]
        await store.db.change(lambda db: db.execute("PRAGMA legacy_alter_table = ON"))
        with pytest.raises(StoreError, match="no such table: photos"):
            await faces.let_open(
                photo, True, OWNER, also=lambda: store.db.change(lambda db: db.execute(hide))
            )
        await store.db.change(lambda db: db.execute("ALTER TABLE hidden RENAME TO photos"))
        await faces.refresh()
        assert [one.file for one in faces.photos if one.opens] == ["Grace/1.jpg"]


async def test_a_photo_that_came_just_before_a_change_is_looked_at(tmp_path: Path) -> None:
    home = Home(tmp_path)
    store, faces = await read_and_at_home(home)
    async with store:
        (home.folder / "Ada" / "new.jpg").write_bytes(b"new")
        await rename(faces, store)
        with pytest.raises(AssertionError, match=r"new\.jpg"):
            await faces.refresh()
