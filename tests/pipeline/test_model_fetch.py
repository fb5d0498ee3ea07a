"""Model files over HTTP: verified before use, resumed where they broke off."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.fetch import fetch
from pipeline.models import KnownFile, KnownModel, git_blob_id

WEIGHTS = bytes(range(256)) * 1000


class FileServer:
    """Serves `content` at any path but /gone; `cut` ends the next answer after so many bytes."""

    def __init__(self) -> None:
        self.content = WEIGHTS
        self.cut: int | None = None
        self.ranges = True
        self.asked: list[str | None] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def stop(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        files = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                files.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        return Handler

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        if request.path == "/gone":
            request.send_error(404)
            return
        wanted = request.headers.get("Range")
        self.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.ranges else 0
        if start >= len(self.content):
            request.send_error(416)
            return
        body = self.content[start:]
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        cut, self.cut = self.cut, None
        request.wfile.write(body[:cut])


@pytest.fixture
def server() -> Iterator[FileServer]:
    server = FileServer()
    yield server
    server.stop()


def model(address: str, content: bytes = WEIGHTS) -> KnownModel:
    known = KnownFile("net.bin", address, frozenset({hashlib.sha256(content).hexdigest()}))
    return KnownModel("net", "sees", "none", (known,))


def test_a_missing_file_is_brought_and_its_progress_told(server: FileServer, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    brought = fetch(tmp_path, [model(server.url)], lambda *args: told.append(args))
    assert brought == [tmp_path / "net" / "net.bin"]
    assert brought[0].read_bytes() == WEIGHTS
    assert told[-1] == ("net.bin", len(WEIGHTS), len(WEIGHTS))
    assert [path.name for path in (tmp_path / "net").iterdir()] == ["net.bin"]


def test_what_is_there_is_not_asked_for_again(server: FileServer, tmp_path: Path) -> None:
    fetch(tmp_path, [model(server.url)])
    assert fetch(tmp_path, [model(server.url)]) == []
    assert len(server.asked) == 1


def test_a_changed_file_is_replaced(server: FileServer, tmp_path: Path) -> None:
    fetch(tmp_path, [model(server.url)])
    (tmp_path / "net" / "net.bin").write_bytes(b"tampered")
    assert len(fetch(tmp_path, [model(server.url)])) == 1
    assert (tmp_path / "net" / "net.bin").read_bytes() == WEIGHTS


@pytest.mark.parametrize("ranges", [True, False])
def test_a_broken_download_goes_on_where_it_was(server: FileServer, tmp_path: Path, ranges: bool) -> None:
    server.cut, server.ranges = 100_000, ranges
    with pytest.raises(ModelError, match="cannot be fetched"):
        fetch(tmp_path, [model(server.url)])
    assert not (tmp_path / "net" / "net.bin").exists()
    (path,) = fetch(tmp_path, [model(server.url)])
    assert path.read_bytes() == WEIGHTS
    assert server.asked[1] is not None
    assert server.asked[1].startswith("bytes=")


def test_a_whole_part_is_only_renamed(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "net.bin.part").write_bytes(WEIGHTS)
    (path,) = fetch(tmp_path, [model(server.url)])
    assert path.read_bytes() == WEIGHTS


@pytest.mark.parametrize("ranges", [True, False])
@pytest.mark.parametrize("size", [1000, len(WEIGHTS), 2 * len(WEIGHTS)])
def test_a_part_of_something_else_is_thrown_away(
    server: FileServer, tmp_path: Path, ranges: bool, size: int
) -> None:
    server.ranges = ranges
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "net.bin.part").write_bytes(b"z" * size)
    (path,) = fetch(tmp_path, [model(server.url)])
    assert path.read_bytes() == WEIGHTS
    assert server.asked[1:] == ([None] if ranges else [])
    assert [path.name for path in (tmp_path / "net").iterdir()] == ["net.bin"]


def test_another_file_than_the_pinned_one_is_fetched_twice_at_most(
    server: FileServer, tmp_path: Path
) -> None:
    server.content = WEIGHTS[:-1] + b"!"
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "net.bin.part").write_bytes(WEIGHTS[:1000])
    with pytest.raises(ModelError, match="another file"):
        fetch(tmp_path, [model(server.url)])
    assert server.asked == ["bytes=1000-", None]


def test_another_file_than_the_pinned_one_is_thrown_away(server: FileServer, tmp_path: Path) -> None:
    server.content = WEIGHTS[:-1] + b"!"
    with pytest.raises(ModelError, match="another file"):
        fetch(tmp_path, [model(server.url)])
    assert list((tmp_path / "net").iterdir()) == []


def test_a_git_blob_id_will_do(server: FileServer, tmp_path: Path) -> None:
    known = KnownFile("net.bin", server.url, blob_id=git_blob_id(WEIGHTS))
    assert len(fetch(tmp_path, [KnownModel("net", "sees", "none", (known,))])) == 1


def test_a_server_that_refuses(server: FileServer, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="404"):
        fetch(tmp_path, [model(server.url + "/gone")])


def test_no_network(server: FileServer, tmp_path: Path) -> None:
    server.stop()
    with pytest.raises(ModelError, match=r"net\.bin cannot be fetched"):
        fetch(tmp_path, [model(server.url)])


def test_a_folder_that_cannot_be_made(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / "net").write_text("a file in the way")
    with pytest.raises(ModelError, match="cannot be written"):
        fetch(tmp_path, [model(server.url)])
