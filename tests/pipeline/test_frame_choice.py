from hypothesis import given
from hypothesis import strategies as st

from pipeline.frames import around, coarse_look, first_look, second_look, widest_gap
from pipeline.timeline import Timeline


def timeline(seconds: float, keyframe_every: float | None, per_second: float = 30) -> Timeline:
    frames = max(1, round(seconds * per_second))
    step = frames if keyframe_every is None else max(1, round(keyframe_every * per_second))
    return Timeline(frames, tuple(range(0, frames, step)), per_second)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    frames = draw(st.integers(1, 20_000))
    keys = draw(st.sets(st.integers(0, frames - 1), max_size=50)) | {0}
    return Timeline(frames, tuple(sorted(keys)), draw(st.floats(1, 60)))


def test_keyframes_alone_where_there_are_enough() -> None:
    clip = timeline(20, keyframe_every=4)
    assert first_look(clip) == [*clip.keyframes, 584]


def test_one_keyframe_only_still_gives_a_spread() -> None:
    clip = timeline(20, keyframe_every=None)
    looked = first_look(clip)
    assert len(looked) == 8
    assert widest_gap(clip, looked) < 3.3


def test_hundreds_of_keyframes_are_thinned_evenly() -> None:
    clip = timeline(600, keyframe_every=0.5)
    looked = first_look(clip)
    assert len(looked) in (12, 13)
    assert set(looked) <= set(clip.keyframes)
    assert widest_gap(clip, looked) < 1.2 * clip.duration / 11


def test_keyframes_crowded_at_the_start_do_not_stand_for_the_whole() -> None:
    clip = Timeline(600, (0, 5, 10, 15, 20, 25, 30, 35), 30)
    assert max(first_look(clip)) > 500


def test_the_second_look_goes_into_the_gaps() -> None:
    clip = timeline(20, keyframe_every=4)
    seen = first_look(clip)
    more = second_look(clip, seen, 16)
    assert not set(more) & set(seen)
    assert widest_gap(clip, [*seen, *more]) <= 1.5


def test_where_many_wait_a_few_of_the_first_look_do() -> None:
    clip = timeline(20, keyframe_every=4)
    looked = coarse_look(clip)
    assert len(looked) == 4
    assert set(looked) < set(first_look(clip))
    assert looked[0] < 60
    assert looked[-1] > 540


def test_a_closer_look_stays_close() -> None:
    clip = timeline(20, keyframe_every=4)
    near = around(clip, [240], [240], 4)
    assert len(near) == 4
    assert all(abs(place - 240) <= 30 for place in near)


@given(timelines())
def test_places_lie_in_the_clip_and_are_asked_for_once(clip: Timeline) -> None:
    first = first_look(clip)
    second = second_look(clip, first, 16)
    closer = around(clip, first[:2], [*first, *second], 4)
    for places, most in ((first, 13), (second, 16), (closer, 4)):
        assert len(places) <= most
        assert places == sorted(set(places))
        assert all(0 <= place < clip.frames for place in places)
    assert first
    assert not set(second) & set(first)
    assert not set(closer) & {*first, *second}
