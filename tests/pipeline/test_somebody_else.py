"""Who comes after, late or for a moment is counted and keeps the door shut: from clips, not from parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import cv2
import pytest

from pipeline.analyse import Eyes
from pipeline.decide import decide
from pipeline.detect import Detector
from pipeline.gallery import build_gallery
from pipeline.image import Image, resized
from pipeline.liveness import LivenessNets, find_liveness
from pipeline.photos import read_photo
from pipeline.sight_rules import sight_rules
from pipeline.types import Gallery
from pipeline.zones import Zone
from tests.pipeline import attacks
from tests.pipeline.attacks import hand, recapture, solid, wall
from tests.pipeline.footage import porch, write_clip
from tests.pipeline.test_living import GRACE

RATE = 10
Place = tuple[Image, int]


@pytest.fixture(scope="module")
def whole_eyes(detector: Detector, models_dir: Path) -> Eyes:
    return Eyes(detector, LivenessNets(find_liveness(models_dir)))


@pytest.fixture(scope="module")
def joe(shared: Path) -> Image:
    return read_photo(shared / "photos" / "faces" / "joe-biden-1.jpg")


@pytest.fixture
def gallery(grace: tuple[float, ...]) -> Gallery:
    return build_gallery([("grace", grace)])


def filmed(path: Path, seconds: int, who: Callable[[float], list[Place]]) -> Path:
    """Who stands where (the left edge, in pixels) at each moment; a keyframe every 4 s."""

    def pictures() -> Iterator[Image]:
        ground = porch()
        for number in range(seconds * RATE):
            yield with_people(ground, who(number / RATE), 560)

    return write_clip(path, pictures(), rate=RATE, keyframe_every=4 * RATE)


def with_people(ground: Image, people: list[Place], tall: int) -> Image:
    picture = ground.copy()
    for portrait, left in people:
        wide = round(tall * portrait.shape[1] / portrait.shape[0])
        picture[-tall:, left : left + wide] = resized(portrait, wide, tall, cv2.INTER_AREA)
    return picture


def test_somebody_who_takes_anothers_place(
    eyes: Eyes, portrait: Image, joe: Image, gallery: Gallery, tmp_path: Path
) -> None:
    clip = filmed(tmp_path / "swap.mp4", 12, lambda now: [(portrait if now < 6 else joe, 300)])
    analysis = eyes.analyse(clip, gallery)
    decision = decide(analysis)
    assert (decision.identity, decision.strangers) == ("grace", 1)
    assert [one.identity.name for one in analysis.sightings] == ["grace", None]
    assert "somebody else is there who is not known" in decision.reasons[-1]


@pytest.mark.slow
def test_somebody_known_who_takes_a_strangers_place(
    eyes: Eyes, portrait: Image, joe: Image, gallery: Gallery, tmp_path: Path
) -> None:
    clip = filmed(tmp_path / "swap.mp4", 12, lambda now: [(joe if now < 6 else portrait, 300)])
    decision = decide(eyes.analyse(clip, gallery))
    assert (decision.identity, decision.strangers) == ("grace", 1)


@pytest.mark.slow
def test_somebody_who_comes_in_the_last_seconds(
    eyes: Eyes, portrait: Image, joe: Image, gallery: Gallery, tmp_path: Path
) -> None:
    def who(now: float) -> list[Place]:
        return [(portrait, 100)] if now < 5 else [(joe, 800)] if now > 17 else []

    decision = decide(eyes.analyse(filmed(tmp_path / "late.mp4", 20, who), gallery))
    assert (decision.identity, decision.strangers) == ("grace", 1)


@pytest.mark.slow
def test_somebody_who_came_and_went_long_after_keeps_the_door_shut(
    whole_eyes: Eyes, portrait: Image, joe: Image, gallery: Gallery, tmp_path: Path
) -> None:
    """The first part alone opens; the rest is looked at because of that."""

    def pictures() -> Iterator[Image]:
        scene = wall()
        yield from solid(scene, portrait, GRACE, hand(8, drift=1.5, tilt=4, away=0.6), 3)
        for number in range(20 * attacks.RATE):
            there = 10 <= number / attacks.RATE < 12.5
            yield with_people(scene, [(joe, 450)], 330) if there else scene

    def opens(name: str, frames: Iterator[Image]) -> tuple[bool, str]:
        filmed_again = recapture(frames, noise=1.5, blur=0.4)
        clip = write_clip(
            tmp_path / name, filmed_again, rate=attacks.RATE, keyframe_every=300, options={"crf": "24"}
        )
        decision = decide(whole_eyes.analyse(clip, gallery))
        return decision.unlock, decision.reasons[-1]

    alone, why = opens("alone.mp4", islice(pictures(), 10 * attacks.RATE))
    assert alone, why
    opened, why = opens("after.mp4", pictures())
    assert not opened
    assert "somebody else" in why


@pytest.mark.slow
def test_somebody_whom_the_rules_leave_out_is_not_told_and_yet_not_nobody(
    eyes: Eyes, portrait: Image, joe: Image, gallery: Gallery, tmp_path: Path
) -> None:
    clip = filmed(tmp_path / "two.mp4", 4, lambda now: [(portrait, 100), (joe, 800)])
    street = Zone("Front Door", ((0.55, 0), (1, 0), (1, 1), (0.55, 1)))
    analysis = eyes.analyse(clip, gallery, sight_rules(zones=[street]))
    decision = decide(analysis)
    assert (decision.identity, decision.strangers) == ("grace", 0)
    assert "left out by IGNORE_ZONES" in decision.reasons[-1]
