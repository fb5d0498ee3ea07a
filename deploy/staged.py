"""What is about to be committed: refused where it holds secrets, faces, pictures of visits or a store.

Run by deploy/hooks/pre-commit. The standard library alone: there may be no .venv yet.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

NAMES = (
    (re.compile(r"(.*/)?\.env(\.(?!example$)[^/]+)?"), "settings with their secrets"),
    (re.compile(r"(.*/)?[^/]*ring[_-]?token[^/]*\.json", re.IGNORECASE), "Ring's token"),
    (re.compile(r"(.*/)?[^/]+\.key", re.IGNORECASE), "a key"),
    (re.compile(r"(.*/)?[^/]+\.(passphrase|age)", re.IGNORECASE), "a backup, or its passphrase"),
    (re.compile(r"(.*/)?known_faces/(?!\.gitkeep$).+"), "somebody's face"),
    (re.compile(r"(.*/)?thumbnails/(?!\.gitkeep$).+"), "a picture of a visit"),
    (re.compile(r"(.*/)?[^/]+\.(db|sqlite3?)(-(wal|shm|journal))?", re.IGNORECASE), "a database"),
    (
        re.compile(r"(?!docs/).*\.(jpe?g|png|webp|gif|heic|bmp|mp4|mov|mkv|avi|webm)", re.IGNORECASE),
        "a picture or a clip outside docs/",
    ),
)

BEGINNINGS = (
    (b"SQLite format 3\x00", "a database"),
    (b"\x37\x7f\x06\x82", "a database's log"),
    (b"\x37\x7f\x06\x83", "a database's log"),
)
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")

SHAPES = (
    (re.compile(rb"(?<![0-9])[0-9]{8,12}(:|%3A)[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"), "a bot's token"),
    (re.compile(rb"(?<![0-9a-fA-F])[0-9a-fA-F]{96}(?![0-9a-fA-F])"), "a SwitchBot token"),
    (re.compile(rb"(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}"), "a login token"),
    (re.compile(rb"[\"'](?:refresh|access)_token[\"']\s*:\s*[\"'][^\"'\s]{20,}[\"']"), "Ring's token"),
    (re.compile(rb"(?m)^\s*(?:export )?(?:SWITCHBOT_(?:SECRET|TOKEN))=[\"']?[0-9A-Za-z]{32,}"), "a secret"),
    (re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----"), "a private key"),
)


@dataclass(frozen=True)
class Found:
    path: str
    what: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}{f', line {self.line}' if self.line else ''}: {self.what}"


def by_name(path: str) -> Iterator[Found]:
    for pattern, what in NAMES:
        if pattern.fullmatch(path):
            yield Found(path, what)


def by_content(path: str, content: bytes) -> Iterator[Found]:
    """By how it begins, whatever it is called, and by the shapes of secrets anywhere in it."""
    for beginning, what in BEGINNINGS:
        if content.startswith(beginning):
            yield Found(path, what)
    if content.startswith(PICTURES) and PurePosixPath(path).parts[0] != "docs":
        yield Found(path, "a picture outside docs/")
    for pattern, what in SHAPES:
        for match in pattern.finditer(content):
            yield Found(path, what, content.count(b"\n", 0, match.start()) + 1)


def judged(path: str, content: bytes) -> list[Found]:
    """One for each thing that is wrong, the same thing once."""
    found = [*by_name(path), *by_content(path, content)]
    return list({(one.what, one.line): one for one in found}.values())


def staged() -> Iterator[tuple[str, bytes]]:
    """Path and content of each file that the commit would add or change; links and submodules have none."""
    listed = _git("diff", "--cached", "--raw", "-z", "--no-renames", "--diff-filter=ACMT", "--abbrev=64")
    parts = listed.split(b"\0")
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        _, mode, _, blob, _ = about.decode().split()
        content = _git("cat-file", "blob", blob) if mode.startswith("100") else b""
        yield path.decode(errors="surrogateescape"), content


def _git(*arguments: str) -> bytes:
    return subprocess.run(("git", *arguments), check=True, stdout=subprocess.PIPE).stdout


def main() -> int:
    found = [one for path, content in staged() for one in judged(path, content)]
    if not found:
        return 0
    print("Nothing was committed: what belongs to the household stays at home.", file=sys.stderr)
    for one in found:
        # Never what stands there. Names of files may hold whatever bytes they like.
        print(f"  {one}".encode(errors="backslashreplace").decode(), file=sys.stderr)
    print("Take it out with: git restore --staged FILE", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
