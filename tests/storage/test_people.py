"""The people of the household: one row each, whatever the case; and what their photos gave."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from storage.people import CachedPhoto
from storage.store import Store
from tests.storage.makers import NOW, after, face, known, rows, told

VECTOR = tuple(i / 100 for i in range(128))
MODEL = "dlib large"


async def photo(store: Store, person: str, file: str, refusal: str | None = None, model: str = MODEL) -> None:
    embedding = None if refusal else VECTOR
    await store.people.replace_photo(person, file, "ab" * 32, model, "1", embedding, refusal, NOW)


async def test_a_folder_is_a_person(fresh_store: Store) -> None:
    assert await fresh_store.people.sync(["Grace", "ada"], NOW) == []
    found = await fresh_store.people.all()
    assert [(one.name, one.display_name, one.photos, one.last_seen) for one in found] == [
        ("ada", "ada", 0, None),
        ("Grace", "Grace", 0, None),
    ]


async def test_folders_seen_again_change_nothing(fresh_store: Store) -> None:
    await fresh_store.people.sync(["Grace"], NOW)
    before = await rows(fresh_store, "SELECT * FROM persons")
    assert await fresh_store.people.sync(["grace", "GRACE", "Grace"], after(5)) == []
    assert await rows(fresh_store, "SELECT * FROM persons") == before


async def test_nobody_is_removed_with_the_folder(fresh_store: Store) -> None:
    await fresh_store.people.sync(["Grace"], NOW)
    await fresh_store.people.sync([], after(5))
    assert await fresh_store.people.by_name("grace") is not None


async def test_folders_that_cannot_be_people(fresh_store: Store) -> None:
    assert await fresh_store.people.sync(["Unknown", "Ada", " "], NOW) == ["Unknown", " "]
    assert [one.name for one in await fresh_store.people.all()] == ["Ada"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Grace", "gRACE"),
        ("Ömer", "ömer"),
        ("Straße", "STRASSE"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("José", "JOSE\u0301"),
        ("\uff21da", "ada"),
    ],
)
async def test_one_name_whatever_the_case(fresh_store: Store, name: str, other: str) -> None:
    added = await fresh_store.people.add(name, name, NOW)
    assert await fresh_store.people.by_name(other) == added
    with pytest.raises(StoreError, match="already"):
        await fresh_store.people.add(other, other, NOW)
    assert await fresh_store.people.sync([other], NOW) == []
    assert await fresh_store.people.all() == [added]


@pytest.mark.parametrize("name", ["unknown", "UNKNOWN", " Unknown ", "\uff55nknown", "", "   "])
async def test_names_that_nobody_can_have(fresh_store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="Nobody can be named"):
        await fresh_store.people.add(name, "x", NOW)
    assert await fresh_store.people.all() == []


@pytest.mark.parametrize("name", ["GRACE", "unknown", "Unknown", "  "])
async def test_the_file_itself_refuses_them(fresh_store: Store, name: str) -> None:
    await fresh_store.people.add("Grace", "Grace", NOW)
    by_hand = "INSERT INTO persons (name, display_name, created_at) VALUES (?, 'x', '')"
    with pytest.raises(StoreError, match="constraint"):
        await fresh_store.db.change(lambda db: db.execute(by_hand, (name,)))


async def test_a_person_written_by_another_program_is_found(fresh_store: Store) -> None:
    by_hand = "INSERT INTO persons (name, display_name, created_at) VALUES ('Grace', 'Grace', '')"
    await fresh_store.db.change(lambda db: db.execute(by_hand))
    person = await fresh_store.people.by_name("grace")
    assert person is not None
    await told(fresh_store, 0, known("grace"), face("grace", 0.4))
    assert len(await fresh_store.people.all()) == 1


async def test_last_seen_is_the_latest(fresh_store: Store) -> None:
    await fresh_store.people.add("grace", "Grace", NOW)
    for second in (500, 100):
        await told(fresh_store, second, known(), face("grace", 0.4))
    assert [one.last_seen for one in await fresh_store.people.all()] == [after(500)]


async def test_photos_come_back_as_computed(fresh_store: Store) -> None:
    await photo(fresh_store, "grace", "grace/b.jpg")
    await photo(fresh_store, "ada", "ada/a.jpg", refusal="no face")
    await photo(fresh_store, "grace", "grace/old.jpg", model="dlib small")
    assert await fresh_store.people.embeddings(MODEL) == [
        CachedPhoto("ada", "ada/a.jpg", "ab" * 32, MODEL, "1", None, "no face"),
        CachedPhoto("grace", "grace/b.jpg", "ab" * 32, MODEL, "1", VECTOR, None),
    ]
    assert {one.name: one.photos for one in await fresh_store.people.all()} == {"ada": 0, "grace": 2}


async def test_a_photo_computed_again(fresh_store: Store) -> None:
    await photo(fresh_store, "grace", "grace/b.jpg", model="dlib small")
    await photo(fresh_store, "GRACE", "grace/b.jpg")
    assert await fresh_store.people.embeddings("dlib small") == []
    assert [(one.person, one.embedding) for one in await fresh_store.people.embeddings(MODEL)] == [
        ("grace", VECTOR)
    ]


async def test_a_photo_is_used_or_refused(fresh_store: Store) -> None:
    with pytest.raises(StoreError, match="CHECK"):
        await fresh_store.people.replace_photo("grace", "g.jpg", "ab", MODEL, "1", VECTOR, "no face", NOW)
    with pytest.raises(StoreError, match="CHECK"):
        await fresh_store.people.replace_photo("grace", "g.jpg", "ab", MODEL, "1", None, None, NOW)
    assert await fresh_store.people.all() == []


async def test_photos_that_are_gone(fresh_store: Store) -> None:
    for file in ("grace/a.jpg", "grace/b.jpg", "grace/c.jpg"):
        await photo(fresh_store, "grace", file)
    assert await fresh_store.people.drop_missing(["grace/b.jpg", "grace/new.jpg"], NOW) == 2
    assert [one.file for one in await fresh_store.people.embeddings(MODEL)] == ["grace/b.jpg"]
    assert await fresh_store.people.drop_missing([], NOW) == 1
