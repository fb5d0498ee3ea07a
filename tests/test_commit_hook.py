"""The pre-commit hook, with the real git in a repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from deploy.staged import judged
from tests.tracked import REPO, tracked

BOT_TOKEN = "123456789:" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8"
SWITCHBOT = "c271b0d64a" * 9 + "c271b0"
JWT = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N"
PICTURE = b"\xff\xd8\xff\xe0 a face"


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("Makefile", "deploy/find_python.sh", "deploy/staged.py", "deploy/hooks/pre-commit"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPO / name, folder / name)
        self.git("init", "--quiet")
        self.git("config", "core.hooksPath", "deploy/hooks")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        outside = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
        names = {
            f"GIT_{who}_{what}": "grace@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**outside, **names, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"},
            capture_output=True,
            text=True,
            check=False,
        )

    def commit(self, name: str, content: bytes | str) -> subprocess.CompletedProcess[str]:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--force", "--", name)
        done = self.git("commit", "--quiet", "-m", "x")
        self.git("rm", "--quiet", "--cached", "--force", "--ignore-unmatch", "--", name)
        return done


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return Repository(tmp_path_factory.mktemp("a clone"))


def test_commits_that_are_refused_and_what_is_said(repository: Repository) -> None:
    for name, content, what in (
        (".env", "POLL_INTERVAL=3\n", "settings"),
        ("known_faces/Grace/1.jpg", PICTURE, "face"),
        ("notes.md", f"one\n\nTELEGRAM_BOT_TOKEN={BOT_TOKEN}\n", "notes.md, line 3: a bot's token"),
        ("with a space/tür\n.txt", PICTURE, "picture"),
    ):
        done = repository.commit(name, content)
        assert done.returncode == 1, name
        assert what in done.stderr
        assert "git restore --staged" in done.stderr
        assert BOT_TOKEN not in done.stderr
    assert repository.git("log").returncode != 0, "nothing was committed"


def test_what_is_staged_counts_and_not_what_lies_there(repository: Repository) -> None:
    path = repository.folder / "settings.txt"
    path.write_text(f"token {BOT_TOKEN}")
    repository.git("add", "settings.txt")
    path.write_text("harmless")
    assert repository.git("commit", "-m", "x").returncode == 1
    repository.git("add", "settings.txt")
    path.write_text(f"token {BOT_TOKEN}")
    done = repository.git("commit", "-m", "x")
    assert done.returncode == 0, done.stderr


def test_what_goes_and_what_moves_into_hiding(repository: Repository) -> None:
    assert repository.commit("docs/chat.png", b"\x89PNG\r\n\x1a\n").returncode == 0
    repository.git("mv", "settings.txt", "deploy/.env")
    assert repository.git("commit", "-m", "x").returncode == 1
    repository.git("rm", "--quiet", "--cached", "--force", "deploy/.env")
    done = repository.git("commit", "-m", "x")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (".env", b""),
        (".env.local", b""),
        ("deploy/.env", b""),
        ("ring_token.json", b"{}"),
        ("old-ring-token-2.json", b"{}"),
        ("audit.key", b""),
        ("events.db", b""),
        ("events.db-wal", b""),
        ("copy.sqlite3", b""),
        ("copy.txt", b"SQLite format 3\x00..."),
        ("log.txt", b"\x37\x7f\x06\x82..."),
        ("known_faces/Grace/1.jpg", b""),
        ("known_faces/list.txt", b""),
        ("thumbnails/2026/1.jpg", b""),
        ("tests/face.PNG", b""),
        ("tests/face.bin", PICTURE),
        ("clip.mp4", b""),
        ("a.py", f'TOKEN = "{BOT_TOKEN}"'.encode()),
        ("a.txt", f"bot{BOT_TOKEN}/getMe".encode()),
        ("a.txt", BOT_TOKEN.replace(":", "%3A").encode()),
        ("a.txt", f"SWITCHBOT_TOKEN={SWITCHBOT}".encode()),
        ("a.txt", SWITCHBOT.upper().encode()),
        ("a.env", b"SWITCHBOT_SECRET='0123456789abcdef0123456789abcdef'"),
        ("a.json", b'{"refresh_token": "' + b"x" * 40 + b'"}'),
        ("a.json", f'"{JWT}"'.encode()),
        ("a.pem", b"-----BEGIN OPENSSH PRIVATE " + b"KEY-----"),
    ],
)
def test_private(path: str, content: bytes) -> None:
    assert judged(path, content)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (".env.example", b"#TELEGRAM_BOT_TOKEN=123456789:AA...\n#SWITCHBOT_SECRET=\n"),
        ("known_faces/.gitkeep", b""),
        ("thumbnails/.gitkeep", b""),
        ("docs/chat.png", b"\x89PNG\r\n\x1a\n"),
        ("pipeline/models.py", b"SHA256 = '" + b"0a" * 32 + b"'"),
        ("storage/database.py", b""),
        ("a.py", b"10:30:00 camera 987654321: ok"),
    ],
)
def test_public(path: str, content: bytes) -> None:
    assert judged(path, content) == []


def test_the_repository_itself_would_be_let_through() -> None:
    found = [one for name in tracked() for one in judged(name, (REPO / name).read_bytes())]
    assert [str(one) for one in found] == []
