"""Whatever is done to a clip's bytes, its reader gives frames or a ClipError: no crash, no hang."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import REPO
from tests.pipeline.footage import numbered, write_clip

PATIENCE = 30.0
"""Seconds for one clip of 20 kB: far more than a busy machine needs, far less than for ever."""

HEADER = 1500
KINDS: dict[str, dict[str, Any]] = {
    "start.mp4": {"options": {"bf": "2"}, "container": {"movflags": "faststart"}},
    "parts.mp4": {"options": {"bf": "2"}, "container": {"movflags": "frag_keyframe+empty_moov"}},
    "h265.mp4": {"codec": "libx265", "options": {"x265-params": "log-level=none"}},
    "film.mkv": {"options": {"bf": "3"}},
    "vp9.webm": {"codec": "libvpx-vp9", "options": {"deadline": "realtime", "cpu-used": "8"}},
    "stream.ts": {"options": {"bf": "2"}},
    "mpeg4.avi": {"codec": "mpeg4"},
}


class Reader:
    """The process that reads clips, replaced when one of them ends it. `clips`: whole ones, of every kind."""

    def __init__(self, folder: Path) -> None:
        pictures = list(numbered(30, 160, 96))
        made = [write_clip(folder / name, pictures, keyframe_every=12, **how) for name, how in KINDS.items()]
        self.clips = [path.read_bytes() for path in made]
        self._file = folder / "damaged.bin"
        self._process = self._started()

    def read(self, content: bytes) -> str:
        """What came of it. "died" or "hung" where the process did."""
        self._file.write_bytes(content)
        try:
            answer = self._asked()
        except BrokenPipeError:
            answer = "died"
        if answer in ("died", "hung"):
            self.end()
            self._process = self._started()
        return answer

    def _asked(self) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{self._file}\n")
        self._process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if not selector.select(PATIENCE):
                return "hung"
        return self._process.stdout.readline().strip() or "died"

    @property
    def pid(self) -> int:
        return self._process.pid

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    @staticmethod
    def _started() -> subprocess.Popen[str]:
        script = Path(__file__).with_name("fuzz_reader.py")
        command = [
            sys.executable,
            "-c",
            f"import runpy; runpy.run_path({str(script)!r}, run_name='__main__')",
        ]
        return subprocess.Popen(
            command,
            cwd=REPO,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    one = Reader(tmp_path_factory.mktemp("fuzz"))
    yield one
    one.end()


@st.composite
def damages(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Places and lengths as fractions, so that they fit any clip; half the flips lie in its header."""
    place, byte = st.floats(0, 1, exclude_max=True), st.integers(0, 255)
    flips = st.tuples(st.just("flip"), st.lists(st.tuples(place, byte), min_size=1, max_size=40))
    header = st.tuples(st.just("header"), st.lists(st.tuples(place, byte), min_size=1, max_size=12))
    splice = st.tuples(
        st.just("splice"), place, st.integers(0, 3000), st.integers(0, 99), place, st.integers(0, 3000)
    )
    cut = st.tuples(st.just("cut"), place)
    return draw(st.lists(st.one_of(flips, header, splice, cut), min_size=1, max_size=4))


def damaged(clips: list[bytes], which: int, done: list[tuple[Any, ...]]) -> bytes:
    content = bytearray(clips[which % len(clips)])
    for kind, *how in done:
        if kind in ("flip", "header"):
            reach = min(HEADER, len(content)) if kind == "header" else len(content)
            for place, byte in how[0]:
                content[int(place * reach)] = byte
        elif kind == "splice":
            at, gone, other, start, taken = how
            source = clips[other % len(clips)]
            first = int(start * len(source))
            here = int(at * len(content))
            content[here : here + gone] = source[first : first + taken]
        else:
            del content[max(1, int(how[0] * len(content))) :]
        content = content or bytearray(1)
    return bytes(content)


def test_whole_clips_give_frames(reader: Reader) -> None:
    """That the process under test reads at all."""
    assert {reader.read(clip).split()[0] for clip in reader.clips} == {"frames"}


def test_a_reader_that_dies_is_seen_and_replaced(reader: Reader) -> None:
    os.kill(reader.pid, signal.SIGSEGV)
    assert reader.read(reader.clips[0]) == "died"
    assert fair(reader.read(reader.clips[0]))


def fair(answer: str) -> bool:
    return answer == "clip error" or answer.startswith("frames ")


WITHOUT_EXPLAINING = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]
LOOSE = settings(
    deadline=None,
    phases=WITHOUT_EXPLAINING,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@settings(LOOSE, max_examples=150)
@given(which=st.integers(0, len(KINDS) - 1), done=damages())
def test_any_damage_ends_in_frames_or_a_clip_error(
    reader: Reader, which: int, done: list[tuple[Any, ...]]
) -> None:
    answer = reader.read(damaged(reader.clips, which, done))
    assert fair(answer), answer


@pytest.mark.slow
@settings(LOOSE, max_examples=6000)
@given(which=st.integers(0, len(KINDS) - 1), done=damages())
def test_thousands_of_damages(reader: Reader, which: int, done: list[tuple[Any, ...]]) -> None:
    answer = reader.read(damaged(reader.clips, which, done))
    assert fair(answer), answer
