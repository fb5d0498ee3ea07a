"""What is passed on the way to one frame need not be decoded again for the next."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from pipeline.clip import Clip
from pipeline.frames import around, first_look, second_look
from pipeline.passed import MOST_BYTES, Passed
from pipeline.timeline import Timeline
from tests.pipeline.footage import number_on, numbered, write_clip

COUNT = 240
LINE = Timeline(COUNT, (0,), 30.0)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """8 s with a single keyframe."""
    path = tmp_path_factory.mktemp("clips") / "film.mp4"
    return write_clip(path, numbered(COUNT), keyframe_every=1000, options={"bf": "2"})


def test_a_look_into_the_gaps_decodes_next_to_nothing_again(film: Path) -> None:
    with Clip(film) as clip:
        seen = [frame.index for frame in clip.read(first_look(clip.timeline))]
        before = clip.decoded
        more = list(clip.read(second_look(clip.timeline, first_look(clip.timeline), 16)))
        assert [number_on(frame.image) for frame in more] == [frame.index for frame in more]
        assert len(more) >= 5
        assert not {frame.index for frame in more} & set(seen)
        assert clip.decoded - before < 40
        assert clip.decoded < COUNT


def test_a_closer_look_finds_what_was_passed(film: Path) -> None:
    with Clip(film) as clip:
        first = [frame.index for frame in clip.read([30, 100, 170])]
        before = clip.decoded
        near = list(clip.read(around(clip.timeline, [first[1]], first, 4)))
        assert [number_on(frame.image) for frame in near] == [frame.index for frame in near]
        assert len(near) == 4
        assert clip.decoded == before


def test_the_same_frame_again_is_the_same(film: Path) -> None:
    with Clip(film) as clip:
        (once,) = clip.read([77])
        before = clip.decoded
        (again,) = clip.read([77])
        assert (again.index, again.seconds) == (once.index, once.seconds)
        assert (again.image == once.image).all()
        assert clip.decoded == before


def picture(width: int = 1280, height: int = 720) -> av.VideoFrame:
    return av.VideoFrame(width, height, "yuv420p")


def test_no_more_is_kept_than_fits() -> None:
    passed, size = Passed(LINE), 1280 * 720 * 3 // 2
    passed.expect(range(COUNT))
    for place in range(COUNT):
        passed.offer(place - 1, place, picture())
    kept = [place for place in range(COUNT) if passed.find(place)]
    assert len(kept) == MOST_BYTES // size
    assert kept[-1] == COUNT - 2, "the last is between no others"


def test_frames_between_outlast_those_around() -> None:
    passed = Passed(LINE)
    passed.expect([0, 100, 200])
    for place in range(COUNT):
        passed.offer(place - 1, place, picture())
    assert passed.find(50)
    assert passed.find(150)
    assert passed.find(0) is None
    assert passed.find(206)


def test_what_nobody_is_likely_to_ask_for_is_not_kept() -> None:
    passed = Passed(LINE)
    passed.expect([0, 200])
    passed.offer(59, 60, picture())
    assert passed.find(60) is None


def test_a_frame_stands_for_those_that_were_passed_over_before_it() -> None:
    passed = Passed(LINE)
    passed.expect([0, 200])
    passed.offer(97, 102, picture())
    assert [place for place in range(90, 110) if passed.find(place)] == [98, 99, 100, 101, 102]
