import hashlib
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.gallery import build_gallery, people_folders, scan, skipped_folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in (
        "grace/b.JPG", "grace/a.webp", "ada/x.png", "ada/notes.txt", "ada/.hidden.jpg",
        "unknown/u.jpg", ".trash/t.jpg", "loose.jpg", "ada/deep/er.jpg",
    ):  # fmt: skip
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.encode())
    return tmp_path


def test_photos_of_people_and_nothing_else(folder: Path) -> None:
    found = [(photo.name, photo.file) for photo in scan(folder)]
    assert found == [("ada", "ada/x.png"), ("grace", "grace/a.webp"), ("grace", "grace/b.JPG")]


def test_folders_that_are_nobodys_are_left_out_with_the_reason(folder: Path) -> None:
    for name in ("_strangers", "a:b"):
        (folder / name).mkdir()
        (folder / name / "x.jpg").write_bytes(b"x")
    (folder / "loop").symlink_to(folder)
    (folder / "lovelace").symlink_to(folder / "ada")
    assert {photo.name for photo in scan(folder)} == {"ada", "grace"}
    assert [path.name for path in people_folders(folder)] == ["ada", "grace"]
    assert skipped_folders(folder) == {
        "_strangers": 'A name cannot hold / \\ : * ? " < > | nor begin with a dot or _. Try without.',
        "a:b": 'A name cannot hold / \\ : * ? " < > | nor begin with a dot or _. Try without.',
        "loop": "It is a link that leads back to the same photos.",
        "lovelace": "It is a link that leads back to the same photos.",
        "unknown": "Nobody can be called “unknown”: that word means that no face was seen.",
    }


def test_a_link_to_photos_elsewhere_is_a_person(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "k.jpg").write_bytes(b"k")
    (folder / "kit").symlink_to(elsewhere)
    assert "kit/k.jpg" in [photo.file for photo in scan(folder)]


def test_the_hash_is_of_the_content(folder: Path) -> None:
    assert scan(folder)[0].sha256 == hashlib.sha256(b"ada/x.png").hexdigest()


def test_a_file_that_did_not_change_is_not_read_again(folder: Path) -> None:
    earlier = [replace(photo, sha256="as before") for photo in scan(folder)]
    (folder / "ada/x.png").write_bytes(b"another photo")
    hashes = {photo.file: photo.sha256 for photo in scan(folder, earlier)}
    assert hashes["grace/b.JPG"] == "as before"
    assert hashes["ada/x.png"] == hashlib.sha256(b"another photo").hexdigest()


def test_another_photo_of_the_same_size_and_time_is_read(folder: Path) -> None:
    path, earlier = folder / "ada/x.png", scan(folder)
    before = path.stat()
    path.write_bytes(b"ada/y.png")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert scan(folder, earlier)[0].sha256 == hashlib.sha256(b"ada/y.png").hexdigest()


def test_another_photo_put_into_its_place_is_read(folder: Path) -> None:
    path, earlier = folder / "ada/x.png", scan(folder)
    before = path.stat()
    (folder / "new").write_bytes(b"ada/y.png")
    os.utime(folder / "new", ns=(before.st_atime_ns, before.st_mtime_ns))
    (folder / "new").replace(path)
    assert scan(folder, earlier)[0].sha256 == hashlib.sha256(b"ada/y.png").hexdigest()


def test_a_missing_folder_is_an_empty_gallery(tmp_path: Path) -> None:
    assert scan(tmp_path / "nowhere") == []


def test_rows_become_a_table() -> None:
    gallery = build_gallery([("ada", [0.5] * 128), ("grace", [0.25] * 128)])
    assert gallery.names == ("ada", "grace")
    assert gallery.embeddings.shape == (2, 128)
    assert gallery.embeddings.dtype == np.float64


def test_an_empty_gallery_has_the_shape_of_one() -> None:
    assert build_gallery([]).embeddings.shape == (0, 128)


def test_an_embedding_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="128"):
        build_gallery([("ada", [0.5] * 64)])


def at(axis: int, distance: float) -> list[float]:
    values = [0.0] * 128
    values[axis] = distance
    return values


def test_strangers_who_may_be_somebody_enrolled_are_left_out() -> None:
    gallery = build_gallery([("ada", at(0, 0)), ("grace", at(1, 2))], [at(2, 0.7), at(2, 0.55), at(2, 0.61)])
    assert gallery.strangers is not None
    assert gallery.strangers[:, 2].tolist() == [0.7, 0.61]


def test_without_anybody_enrolled_all_strangers_stay() -> None:
    gallery = build_gallery([], [at(2, 0.1)])
    assert gallery.strangers is not None
    assert gallery.strangers.shape == (1, 128)


@pytest.mark.parametrize("strangers", [[], [at(3, 0.2)]])
def test_without_strangers_there_is_no_table(strangers: list[list[float]]) -> None:
    assert build_gallery([("ada", at(0, 0))], strangers).strangers is None
