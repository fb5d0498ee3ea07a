"""The pipeline that ours is compared with does what it says: a fair rival, not a straw man."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.bench.naive import EVERY, Finder, naive
from pipeline.image import Image


@pytest.fixture(scope="module")
def photos(portrait_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("known") / "grace"
    folder.mkdir()
    shutil.copyfile(portrait_path, folder / "1.jpg")
    return folder


def test_every_fifth_frame_of_all_is_looked_at(visit_clip: Path, photos: Path) -> None:
    seen: list[Image] = []
    run = naive(visit_clip, photos, Finder(seen.append, "a list"), part=9)
    assert run.frames_total == 90
    assert run.frames_due == 90 / EVERY
    assert run.frames_looked_at == len(seen) == 2
    assert {image.shape for image in seen} == {(720, 1280, 3)}
    assert (run.identity, run.detector, run.ultralytics) == ("grace", "a list", False)


@pytest.mark.slow
def test_it_is_a_program(empty_clip: Path, photos: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline.bench.naive", empty_clip, photos, tmp_path, "--part", "12"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, timeout=120)
    told = json.loads(done.stdout)
    assert told["frames_total"] == 60
    assert told["frames_looked_at"] == 1
    assert told["identity"] is None
    assert told["seconds"] > 0
