"""A clip in, an analysis out, with a detector and without."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from pipeline.analyse import Eyes
from pipeline.decide import decide
from pipeline.errors import ClipError
from pipeline.gallery import build_gallery
from pipeline.image import Image
from pipeline.types import Analysis, Gallery
from tests.pipeline.footage import porch, visit, write_clip

NOBODY = build_gallery([])


@pytest.fixture(scope="session", params=["detector", "faces only"])
def either_eyes(request: pytest.FixtureRequest) -> Eyes:
    """With the detector (skipped where ../shared is absent) and in the poorer mode."""
    eyes: Eyes = request.getfixturevalue("eyes" if request.param == "detector" else "poorer_eyes")
    return eyes


@pytest.fixture
def gallery(grace: tuple[float, ...]) -> Gallery:
    return build_gallery([("grace", grace)])


def test_a_visitor_who_is_enrolled_is_named(either_eyes: Eyes, visit_clip: Path, gallery: Gallery) -> None:
    analysis = either_eyes.analyse(visit_clip, gallery)
    decision = decide(analysis)
    assert decision.identity == "grace"
    assert decision.known[0].distance < 0.4
    assert decision.strangers == 0
    assert analysis.most_people_at_once == 1


def test_the_same_visitor_is_a_stranger_to_an_empty_gallery(either_eyes: Eyes, visit_clip: Path) -> None:
    decision = decide(either_eyes.analyse(visit_clip, NOBODY))
    assert (decision.identity, decision.strangers, decision.alert) == (None, 1, True)


def test_an_empty_porch_is_no_alert_but_has_a_picture(either_eyes: Eyes, empty_clip: Path) -> None:
    analysis = either_eyes.analyse(empty_clip, NOBODY)
    assert decide(analysis).alert is False
    assert analysis.faces == ()
    assert size_of(analysis.thumbnail) == (1280, 720)


def test_the_detectors_name_or_the_poorer_mode_is_told(
    eyes: Eyes, poorer_eyes: Eyes, empty_clip: Path
) -> None:
    assert eyes.analyse(empty_clip, NOBODY).detector == "yolov8n"
    assert poorer_eyes.analyse(empty_clip, NOBODY).detector == "faces"


@pytest.fixture(scope="session")
def seen(eyes: Eyes, visit_clip: Path, grace: tuple[float, ...]) -> Analysis:
    return eyes.analyse(visit_clip, build_gallery([("grace", grace)]))


def test_few_frames_are_decoded_and_fewer_looked_at(seen: Analysis) -> None:
    assert seen.frames_total == 90
    assert seen.frames_inferred == len(seen.looked_at) <= 16
    assert {one.frame for one in seen.detections} <= set(seen.looked_at)
    assert {face.frame for face in seen.faces} <= set(seen.looked_at)


def test_boxes_lie_on_the_original_frame(seen: Analysis) -> None:
    assert seen.frame_size == (1280, 720)
    for box in [one.box for one in seen.detections] + [face.box for face in seen.faces]:
        assert 0 <= box.x1 < box.x2 <= 1280
        assert 0 <= box.y1 < box.y2 <= 720


def test_the_face_lies_in_the_persons_box(seen: Analysis) -> None:
    for face in seen.faces:
        people = [one.box for one in seen.detections if one.frame == face.frame and one.label == "person"]
        assert any(box.x1 <= face.box.x1 and face.box.x2 <= box.x2 for box in people)


def test_up_to_three_crops_of_a_person_and_an_embedding_of_each_face(seen: Analysis) -> None:
    crops = [face.crop for face in seen.faces if face.crop is not None]
    assert 1 <= len(crops) <= 3
    assert all(max(size_of(crop)) <= 400 for crop in crops)
    assert all(len(face.embedding) == 128 for face in seen.faces)


def test_the_thumbnail_shows_the_person_boxed(seen: Analysis) -> None:
    assert seen.thumbnail is not None
    with Pillow.open(io.BytesIO(seen.thumbnail)) as image:
        assert image.format == "JPEG"
        pixels = np.asarray(image.convert("RGB")).astype(int)
    green = (pixels[:, :, 1] > 150) & (pixels[:, :, 0] < 120) & (pixels[:, :, 2] < 140)
    assert green.sum() > 500


def test_the_parts_of_the_time_add_up(seen: Analysis) -> None:
    times = seen.timings_ms
    assert times.liveness == 0
    assert min(times.decode, times.detect, times.faces) > 0
    assert times.decode + times.detect + times.faces <= times.total


def test_two_visitors_at_once(eyes: Eyes, portrait: Image, tmp_path: Path, gallery: Gallery) -> None:
    """The portrait twice: the same face twice on a frame is one name and one stranger."""
    picture = porch()
    tall, wide = 500, 427
    for left in (150, 750):
        picture[220:720, left : left + wide] = np.asarray(
            Pillow.fromarray(portrait).resize((wide, tall), Pillow.Resampling.LANCZOS)
        )
    clip = write_clip(tmp_path / "two.mp4", [picture] * 30, rate=10)
    analysis = eyes.analyse(clip, gallery)
    decision = decide(analysis)
    assert analysis.most_people_at_once == 2
    assert (decision.identity, decision.strangers) == ("grace", 1)


def test_a_large_clip_gets_a_small_thumbnail(poorer_eyes: Eyes, tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "4k.mp4", [porch(3840, 2160)] * 3)
    analysis = poorer_eyes.analyse(clip, NOBODY)
    assert size_of(analysis.thumbnail) == (1280, 720)
    assert analysis.frame_size == (3840, 2160)


def test_a_truncated_clip_is_analysed_as_far_as_it_goes(
    either_eyes: Eyes, portrait: Image, tmp_path: Path, gallery: Gallery
) -> None:
    path = tmp_path / "broken.mp4"
    write_clip(path, visit(portrait, 90, porch()), rate=15, container={"movflags": "faststart"})
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])
    analysis = either_eyes.analyse(path, gallery)
    decision = decide(analysis)
    assert decision.identity == "grace"
    assert analysis.damage is not None
    assert any("damaged" in reason for reason in decision.reasons)


def test_a_clip_of_one_pixel(either_eyes: Eyes, tmp_path: Path) -> None:
    clip = write_clip(
        tmp_path / "dot.mkv", [np.zeros((2, 2, 3), np.uint8)] * 3, codec="libx264rgb", pixels="rgb24"
    )
    assert decide(either_eyes.analyse(clip, NOBODY)).alert is False


def test_what_is_no_clip(poorer_eyes: Eyes, tmp_path: Path) -> None:
    (tmp_path / "page.mp4").write_text("<html>")
    with pytest.raises(ClipError, match=r"page\.mp4"):
        poorer_eyes.analyse(tmp_path / "page.mp4", NOBODY)


def size_of(jpeg: bytes | None) -> tuple[int, int]:
    assert jpeg is not None
    with Pillow.open(io.BytesIO(jpeg)) as image:
        return image.size
