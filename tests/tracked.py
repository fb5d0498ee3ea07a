"""The files that a clone gets."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    # The home of the tests has no git settings, and a checkout may belong to somebody else.
    command = ["git", "-C", str(REPO), "-c", "safe.directory=*", *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("git is not installed")


@cache
def tracked() -> tuple[str, ...]:
    listed = git("ls-files", "-z")
    if listed.returncode:
        pytest.skip("not a git checkout")
    return tuple(name for name in listed.stdout.split("\0") if name and (REPO / name).is_file())


@cache
def tracked_texts() -> dict[str, str]:
    """Every tracked file that is text, by its name."""
    texts = {}
    for name in tracked():
        data = (REPO / name).read_bytes()
        if b"\0" not in data:
            texts[name] = data.decode("utf-8")
    return texts
