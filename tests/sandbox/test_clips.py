"""The demo's clips, seen by the bot's own eyes: she is found and is herself again; nobody is nobody."""

from __future__ import annotations

import itertools
from pathlib import Path
from threading import Event

import av
import cv2
import numpy as np
import pytest

from deploy.sandbox.clips import MadeClip, Passer, light_at, make_clips, passers
from deploy.sandbox.clips.light import DAY, EVENING, NIGHT, Light
from deploy.sandbox.clips.passers import COATS
from deploy.sandbox.clips.porch import porch
from deploy.sandbox.clips.take import LATER, RATE, STRANGER, TAKES, Take, frames
from pipeline.analyse import Eyes, Lacks, open_eyes
from pipeline.photos import faces_of
from pipeline.types import Analysis, Gallery

SAME_PERSON = 0.45


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MadeClip]:
    return {clip.name: clip for clip in make_clips(tmp_path_factory.mktemp("clips"), EVENING)}


@pytest.fixture(scope="module")
def bare_eyes(tmp_path_factory: pytest.TempPathFactory) -> Eyes:
    """No model files: a person is whoever shows a face."""
    eyes, lacks = open_eyes(tmp_path_factory.mktemp("models"))
    assert lacks.detector is not None
    return eyes


@pytest.fixture(scope="module")
def eyes(shared: Path) -> Eyes:
    eyes, lacks = open_eyes(shared / "models")
    assert lacks == Lacks()
    return eyes


def nobody_known() -> Gallery:
    return Gallery((), np.zeros((0, 128)))


def known_from(first: Analysis) -> Gallery:
    largest = max(first.faces, key=lambda face: face.box.width)
    return Gallery(("grace",), np.array([largest.embedding]))


@pytest.mark.slow
def test_all_takes_are_made_each_with_a_still(clips: dict[str, MadeClip]) -> None:
    assert set(clips) == {take.name for take in TAKES}
    assert all(clip.still.read_bytes().startswith(b"\xff\xd8\xff") for clip in clips.values())


@pytest.mark.slow
@pytest.mark.parametrize("take", TAKES, ids=lambda take: take.name)
def test_a_clip_is_what_a_doorbell_leaves(clips: dict[str, MadeClip], take: Take) -> None:
    with av.open(str(clips[take.name].path)) as film:
        stream = film.streams.video[0]
        pictures = list(film.decode(stream))
    assert (stream.codec_context.name, stream.width, stream.height) == ("h264", 1280, 720)
    assert len(pictures) / RATE == pytest.approx(take.seconds, abs=0.1)
    assert 6 <= take.seconds <= 8
    assert sum(picture.key_frame for picture in pictures) >= 3


@pytest.mark.slow
def test_without_a_detector_she_is_found_and_recognised_at_the_next_visit(
    clips: dict[str, MadeClip], bare_eyes: Eyes
) -> None:
    first = bare_eyes.analyse(clips["visitor"].path, nobody_known())
    assert max(face.box.width for face in first.faces) >= 100
    for name in ("later", "ring", "print"):
        again = bare_eyes.analyse(clips[name].path, known_from(first))
        assert [face.name for face in again.faces] == ["grace"] * len(again.faces) != [], name
        assert min(face.distance or 1.0 for face in again.faces) < SAME_PERSON, name


@pytest.mark.slow
def test_with_the_detector_a_person_is_seen_and_recognised(clips: dict[str, MadeClip], eyes: Eyes) -> None:
    first = eyes.analyse(clips["visitor"].path, nobody_known())
    assert first.most_people_at_once == 1
    for name in ("later", "ring", "print"):
        again = eyes.analyse(clips[name].path, known_from(first))
        assert again.most_people_at_once == 1, name
        assert "grace" in {face.name for face in again.faces}, name


@pytest.mark.slow
@pytest.mark.parametrize("sees", ["with", "without"])
def test_the_empty_porch_is_empty(
    clips: dict[str, MadeClip], sees: str, request: pytest.FixtureRequest
) -> None:
    looking: Eyes = request.getfixturevalue("eyes" if sees == "with" else "bare_eyes")
    seen = looking.analyse(clips["empty"].path, nobody_known())
    assert seen.frames_inferred > 0
    assert (seen.most_people_at_once, seen.faces) == (0, ())


@pytest.mark.slow
def test_the_empty_porch_moves(clips: dict[str, MadeClip]) -> None:
    with av.open(str(clips["empty"].path)) as film:
        pictures = [picture.to_ndarray(format="gray") for picture in film.decode(video=0)]
    leaves = np.abs(pictures[0].astype(int) - pictures[RATE])[450:, 800:1250]
    assert (leaves > 30).mean() > 0.02


@pytest.mark.slow
@pytest.mark.parametrize("light", [DAY, NIGHT], ids=lambda light: light.name)
def test_at_every_hour_her_face_is_the_same(light: Light, tmp_path: Path) -> None:
    embeddings = []
    for take in (STRANGER, LATER):
        picture = next(itertools.islice(frames(take, light), RATE * 5, None))
        cv2.imwrite(str(tmp_path / "seen.png"), picture)
        (face,) = faces_of(tmp_path / "seen.png")
        embeddings.append(np.array(face.embedding))
    assert np.linalg.norm(embeddings[0] - embeddings[1]) < SAME_PERSON


def test_every_hour_of_the_day_has_its_light() -> None:
    lights = [light_at(hour) for hour in range(24)]
    assert (lights[12], lights[19], lights[2]) == (DAY, EVENING, NIGHT)
    assert all(lights[hour] is NIGHT for hour in (22, 23, 0, 1, 2, 3, 4))


@pytest.mark.parametrize("who", [*COATS, "dog", "cat"])
def test_a_passer_by_stands_in_the_box_that_is_told(who: str) -> None:
    seen = passers([Passer(who, 0.2, 2.8)], DAY)
    (shown,) = seen.shown
    nobody = cv2.resize(porch(DAY).still, (640, 360), interpolation=cv2.INTER_AREA).astype(int)
    picture = cv2.imdecode(np.frombuffer(seen.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert picture.shape == (360, 640, 3)
    left, top, right, bottom = (round(side) for side in shown.box)
    differs = np.abs(picture.astype(int) - nobody).max(axis=2) > 60
    drawn = 3  # pixels of the box's own line, outside of it
    inside = differs[top - drawn : bottom + drawn, left - drawn : right + drawn].sum()
    assert inside > 400
    assert inside > 0.97 * differs[:, :400].sum()
    assert shown.label == (who if who in ("dog", "cat") else "person")


def test_several_passers_by_have_a_box_each_and_stand_apart() -> None:
    figures = [Passer("red", -0.5, 2.6), Passer("green", 0.4, 2.9), Passer("dog", 0.9, 2.4)]
    seen = passers(figures, DAY)
    assert [one.label for one in seen.shown] == ["person", "person", "dog"]
    red, green, dog = (one.box for one in seen.shown)
    assert red[2] < green[0] < dog[0]


@pytest.mark.slow
def test_making_clips_can_be_broken_off(tmp_path: Path) -> None:
    stop = Event()
    making = make_clips(tmp_path, EVENING, stop)
    next(making)
    stop.set()
    assert list(making) == []
    assert [path.name for path in tmp_path.glob("*.mp4") if ".part" not in path.name] == ["visitor.mp4"]
