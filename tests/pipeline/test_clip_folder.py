"""Clips are never kept, not even by a process that was killed; those of another bot are left alone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.clip_folder import PREFIX, ClipFolder

HOLDER = """
from pipeline.clip_folder import ClipFolder
with ClipFolder().clip() as clip:
    clip.write_bytes(b"frames")
    print(clip, flush=True)
    input()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def holder() -> tuple[subprocess.Popen[str], Path]:
    """Another process with a clip."""
    code = f"import tempfile; tempfile.tempdir = {tempfile.gettempdir()!r}; {HOLDER.strip()}"
    process = subprocess.Popen(
        [sys.executable, "-c", code.replace("; from", "\nfrom")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_clip_is_gone_when_it_was_looked_at_and_the_folder_at_the_end(temporary: Path) -> None:
    clips = ClipFolder()
    with clips.clip() as clip:
        clip.write_bytes(b"frames")
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
    assert list(folder.iterdir()) == []
    clips.close()
    clips.close()
    assert list(temporary.iterdir()) == []


def test_two_clips_at_once_have_a_place_each(temporary: Path) -> None:
    clips = ClipFolder()
    with clips.clip() as one, clips.clip() as other:
        assert one != other
        assert one.parent.parent == other.parent.parent
    clips.close()


def test_what_a_killed_process_left_is_deleted_and_a_running_one_keeps_its_own(temporary: Path) -> None:
    running, kept = holder()
    killed, left = holder()
    try:
        assert kept.exists()
        killed.kill()
        killed.communicate()
        assert left.exists()
        ClipFolder()
        assert not left.parent.parent.exists()
        assert kept.read_bytes() == b"frames"
    finally:
        running.communicate("\n")
        killed.wait()


def test_a_link_with_its_name_is_not_followed(temporary: Path) -> None:
    photos = temporary / "photos"
    photos.mkdir()
    (photos / "grace.jpg").write_bytes(b"a photo")
    (temporary / f"{PREFIX}photos").symlink_to(photos)
    ClipFolder()
    assert (photos / "grace.jpg").exists()


def test_a_folder_that_somebody_cleaned_away_is_made_anew(temporary: Path) -> None:
    clips = ClipFolder()
    with clips.clip() as clip:
        pass
    clip.parent.parent.rmdir()
    with clips.clip() as clip:
        clip.write_bytes(b"frames")
    clips.close()
