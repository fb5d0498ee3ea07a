"""Installs a lock into the environment whose Python runs this, with one line of progress.

    python deploy/packages.py requirements.lock --stamp .venv/.runtime

Everything comes built and is checked against its hash; nothing is compiled. Only the standard
library is used, for there is nothing else yet.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

PURE_PYTHON_SDISTS = ("face-recognition-models", "http-ece")
"""Never published as wheels. Everything else must be one, lest a compiler be needed."""

PINNED = re.compile(r"^([\w.-]+)(?:\[[^]]*\])?==", re.MULTILINE)
TAKEN = re.compile(
    r"(?:Collecting|Ignoring|Requirement already satisfied:) ([\w.-]+)|Processing (?:.*/)?([\w.-]+?)-\d"
)
SIZE = re.compile(r"Downloading .* \(([\d.]+ [kMG]B)\)")


class Progress:
    """Turns pip's talk into one line that is rewritten, or into a line for every tenth package."""

    def __init__(self, title: str, total: int, rewrite: bool) -> None:
        self.title, self.total, self.rewrite = title, total, rewrite
        self.taken = 0
        self.name = ""
        self.said = ""

    def hear(self, line: str) -> None:
        if found := TAKEN.match(line):
            self.taken, self.name = self.taken + 1, found[1] or found[2]
            self._say(f"{self.taken}/{self.total} {self.name}", self.taken % 10 == 0)
        elif found := SIZE.search(line):
            self._say(f"{self.taken}/{self.total} {self.name} ({found[1]})", False)
        elif line.startswith(("Building wheels", "Installing collected")):
            self._say("unpacking", True)
        elif line.startswith("WARNING: Retrying"):
            self._say("the network is slow to answer, trying again", True)

    def _say(self, text: str, worth_a_line: bool) -> None:
        if self.rewrite:
            print(f"\r\x1b[K{self.title}: {text}", end="", flush=True)
        elif worth_a_line and text != self.said:
            print(f"{self.title}: {text}", flush=True)
            self.said = text

    def close(self, outcome: str) -> None:
        self._say(outcome, True)
        if self.rewrite:
            print()


def pip_install(arguments: Iterable[str], progress: Progress) -> int:
    """pip's exit code. What pip said is shown only where it failed."""
    command = [sys.executable, "-m", "pip", "install", "--no-input", "--no-deps", "--no-build-isolation"]
    said: list[str] = []
    with subprocess.Popen(
        [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            progress.hear(line)
    progress.close("failed" if pip.returncode else "done")
    if pip.returncode:
        sys.stderr.writelines(said[_first_error(said) :])
    return pip.returncode


def _first_error(said: list[str]) -> int:
    return next((index for index, line in enumerate(said) if "error" in line.lower()), 0)


def locked(lock: str, name: str) -> str:
    """The lines of `lock` that pin `name`, with their hashes."""
    found = re.search(rf"^{re.escape(name)}==.*\n(?:[ \t]+.*\n?)*", lock, re.MULTILINE)
    if found is None:
        raise SystemExit(f"latchkey: the lock does not pin {name}")
    return found[0]


def install_lock(lock: Path, again: bool) -> int:
    """`again` repeats what an interrupted run may have left half unpacked."""
    text = lock.read_text("utf-8")
    options = ["--require-hashes", "--use-pep517", "--only-binary", ":all:"]
    options += ["--no-binary", ",".join(PURE_PYTHON_SDISTS), *(["--force-reinstall"] if again else [])]
    # The sdists are built with the locked setuptools: pip would fetch an unpinned one for it.
    with tempfile.TemporaryDirectory() as folder:
        builder = Path(folder, "builder.lock")
        builder.write_text(locked(text, "setuptools"), "utf-8")
        code = pip_install([*options, "-r", str(builder)], _progress("Build tools", 1))
    return code or pip_install([*options, "-r", str(lock)], _progress("Packages", len(PINNED.findall(text))))


def install_project(folder: Path) -> int:
    return pip_install(["-e", str(folder)], _progress("Latchkey", 1))


def _progress(title: str, total: int) -> Progress:
    return Progress(title, total, rewrite=sys.stdout.isatty())


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Install a lock file, or the project in a folder.")
    parser.add_argument("what", type=Path, help="requirements.lock, or the project's folder")
    parser.add_argument("--stamp", type=Path, required=True, help="written last, when all is installed")
    given = parser.parse_args(argv)
    unfinished = given.stamp.with_name(given.stamp.name + ".unfinished")
    again = unfinished.exists()
    unfinished.touch()
    code = install_project(given.what) if given.what.is_dir() else install_lock(given.what, again)
    if code == 0:
        given.stamp.write_text(str(Path.cwd()), "utf-8")
        unfinished.unlink()
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
