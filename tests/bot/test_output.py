"""Standard output that cannot be written: no traceback, and an exit code that tells."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPO


def latchkey(folder: Path, *arguments: str, stdout: int, **environment: str) -> tuple[int, str, str]:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPO), "HOME": str(folder), **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )
    return ended.returncode, (ended.stdout or b"").decode(), ended.stderr.decode()


@pytest.mark.parametrize("arguments", [["version"], ["gallery", "--help"], ["gallery"]])
def test_whoever_reads_no_further_is_told_nothing(arguments: list[str], tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert latchkey(tmp_path, *arguments, stdout=writer) == (141, "", "")
    finally:
        os.close(writer)


def test_nor_where_more_is_written_than_is_kept_back_for_the_end(tmp_path: Path) -> None:
    names = [f"{number:0200}.mp4" for number in range(60)]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        code, _, said = latchkey(tmp_path, "analyze", "--json", *names, stdout=writer)
    finally:
        os.close(writer)
    assert code == 141
    assert "pipe" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["version"], ["gallery", "--help"], ["gallery", "--json"]])
def test_a_full_disk_is_told_in_a_sentence(arguments: list[str], tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        code, _, said = latchkey(tmp_path, *arguments, stdout=full.fileno())
    assert (code, said) == (1, "latchkey: the output cannot be written: No space left on device\n")


@pytest.mark.slow
def test_letters_that_the_encoding_lacks_are_escaped(tmp_path: Path) -> None:
    names = ["ü.mp4", "🚪.mp4", b"\xff.mp4".decode("utf-8", "surrogateescape")]
    for encoding in ("ascii", "utf-8"):
        code, out, said = latchkey(
            tmp_path, "analyze", "--json", *names, stdout=subprocess.PIPE, PYTHONIOENCODING=encoding
        )
        assert (code, list(json.loads(out))) == (1, names)
        assert "Traceback" not in said
    code, out, _ = latchkey(tmp_path, "analyze", "ü.mp4", stdout=subprocess.PIPE, PYTHONIOENCODING="ascii")
    assert out.startswith("\\u00fc.mp4: ")
