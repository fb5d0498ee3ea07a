"""What is wrong with a wish is told in one line, before anything starts."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bot.cli import main


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the demo would make its folder."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def refused(capsys: pytest.CaptureFixture[str], temporary: Path, *arguments: str) -> str:
    """The one line of the refusal."""
    assert main(["demo", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("latchkey: ")
    assert told.err.count("\n") == 1
    assert list(temporary.iterdir()) == []
    return told.err


def test_a_clip_that_is_not_there(
    capsys: pytest.CaptureFixture[str], temporary: Path, tmp_path: Path
) -> None:
    assert "no such file" in refused(capsys, temporary, "--clip", str(tmp_path / "none.mp4"))


@pytest.mark.parametrize("content", [b"", b"<html>not a clip</html>", b"\0\0\0\x18ftypmp42" + b"\0" * 400])
def test_a_clip_that_is_no_video(
    capsys: pytest.CaptureFixture[str], temporary: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "page.mp4").write_bytes(content)
    assert "page.mp4" in refused(capsys, temporary, "--clip", str(tmp_path / "page.mp4"))


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str], temporary: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = str(holder.getsockname()[1])
        assert f"--port {port}: another program has it" in refused(capsys, temporary, "--port", port)


def test_a_folder_with_something_in_it(
    capsys: pytest.CaptureFixture[str], temporary: Path, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "events.db").write_text("somebody's")
    assert "new or empty" in refused(capsys, temporary, "--keep", str(tmp_path / "full"))
    assert (tmp_path / "full" / "events.db").read_text() == "somebody's"


def test_a_zone_that_does_not_exist(
    capsys: pytest.CaptureFixture[str], temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars/Olympus")
    assert "TIMEZONE='Mars/Olympus'" in refused(capsys, temporary)


@pytest.mark.parametrize("port", ["0", "65536", "door"])
def test_a_port_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str], port: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--port", port])
    assert ended.value.code == 2
