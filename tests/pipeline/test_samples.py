"""A sorted tree: whose folder, photo or clip, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PhotoError
from pipeline.samples import Group, left_out, samples


def tree(folder: Path, *files: str) -> Path:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.encode())
    return folder


def test_people_strangers_and_spoofs(tmp_path: Path) -> None:
    tree(tmp_path, "Grace/a.JPG", "Grace/door/b.MOV", "_spoofs/prints/c.mp4", "_strangers/d.png")
    found = {one.file: (one.group, one.name, one.is_clip) for one in samples(tmp_path)}
    assert found == {
        "Grace/a.JPG": (Group.PERSON, "Grace", False),
        "Grace/door/b.MOV": (Group.PERSON, "Grace", True),
        "_spoofs/prints/c.mp4": (Group.SPOOF, None, True),
        "_strangers/d.png": (Group.STRANGER, None, False),
    }


def test_what_is_no_sample_is_left_out(tmp_path: Path) -> None:
    tree(tmp_path, "Ada/x.jpg", "Ada/notes.txt", "Ada/.hidden.jpg", "Ada/.cache/y.jpg", "loose.jpg")
    tree(tmp_path, "_notes/z.jpg", ".trash/t.jpg", "Unknown/u.jpg")
    assert [one.file for one in samples(tmp_path)] == ["Ada/x.jpg"]
    tree(tmp_path, "_strangers/s.jpg", "a:b/c.jpg")
    assert [one.file for one in samples(tmp_path)] == ["Ada/x.jpg", "_strangers/s.jpg"]
    assert sorted(left_out(tmp_path)) == ["Unknown", "_notes", "a:b"]


def test_a_tree_without_samples_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="no such folder"):
        samples(tmp_path / "missing")
    with pytest.raises(PhotoError, match="_strangers"):
        samples(tree(tmp_path, "loose.jpg"))


def test_a_file_that_went_away(tmp_path: Path) -> None:
    (one,) = samples(tree(tmp_path, "Ada/x.jpg"))
    assert len(one.sha256()) == 64
    one.path.unlink()
    with pytest.raises(PhotoError, match="cannot be read"):
        one.sha256()
