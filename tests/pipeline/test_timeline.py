"""Places and seconds, each from the other, also where frames lie unevenly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clip import Clip
from pipeline.timeline import Timeline
from tests.pipeline.footage import numbered, write_clip

SLOWING = (0.0, 0.1, 0.2, 0.3, 5.0, 10.0)

uneven = st.lists(st.floats(0.001, 100), min_size=0, max_size=60).map(
    lambda gaps: tuple(sum(gaps[:number]) for number in range(len(gaps) + 1))
)


def of(times: tuple[float, ...]) -> Timeline:
    return Timeline(len(times), (0,), 2.0, times)


def test_seconds_are_those_of_the_frame_not_a_share_of_the_clip() -> None:
    clip = of(SLOWING)
    assert [clip.seconds_of(place) for place in range(6)] == list(SLOWING)
    assert clip.duration == 10.0


@pytest.mark.parametrize(
    ("seconds", "place"),
    [(-1, 0), (0, 0), (0.04, 0), (0.06, 1), (2.0, 3), (3.0, 4), (7.5, 4), (7.6, 5), (99, 5)],
)
def test_the_nearest_frame_is_given(seconds: float, place: int) -> None:
    assert of(SLOWING).place_at(seconds) == place


def test_without_times_frames_lie_evenly() -> None:
    clip = Timeline(101, (0,), 25.0)
    assert clip.duration == 4.0
    assert clip.seconds_of(50) == 2.0
    assert [clip.place_at(moment) for moment in (-1, 0, 2.0, 2.03, 99)] == [0, 0, 50, 51, 100]


@given(uneven)
def test_every_place_is_found_again_by_its_seconds(times: tuple[float, ...]) -> None:
    clip = of(times)
    assert [clip.place_at(clip.seconds_of(place)) for place in range(clip.frames)] == list(range(clip.frames))


@given(st.integers(1, 5000), st.floats(0.5, 240))
def test_also_where_they_lie_evenly(frames: int, per_second: float) -> None:
    clip = Timeline(frames, (0,), per_second)
    assert all(clip.place_at(clip.seconds_of(place)) == place for place in range(0, frames, 7))


@given(uneven, st.floats(-10, 10_000))
def test_no_other_frame_is_nearer(times: tuple[float, ...], seconds: float) -> None:
    clip = of(times)
    found = abs(clip.seconds_of(clip.place_at(seconds)) - seconds)
    assert found == min(abs(one - seconds) for one in times)


def test_a_clip_tells_the_times_of_its_frames(tmp_path: Path) -> None:
    times = [0, 40, 80, 1000, 1033, 5000, 5040, 5080, 9000, 9999]
    path = write_clip(tmp_path / "vfr.mp4", numbered(10), times=times, options={"bf": "2"})
    with Clip(path) as clip:
        line = clip.timeline
        assert [round(line.seconds_of(place) * 1000) for place in range(10)] == times
        assert line.place_at(3.5) == 5
        assert line.duration == pytest.approx(9.999)
        assert all(frame.seconds == line.seconds_of(frame.index) for frame in clip.read(range(10)))


def test_a_raw_stream_has_no_times(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "raw.h264", numbered(26), options={"bf": "2"})
    with Clip(path) as clip:
        assert clip.timeline.duration == 1.0
        assert clip.timeline.place_at(0.4) == 10
