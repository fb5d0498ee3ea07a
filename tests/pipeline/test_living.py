"""From a clip to `live` and `unlock` as the product does it: only the clip and the gallery go in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.analyse import Eyes
from pipeline.decide import decide
from pipeline.detect import Detector
from pipeline.gallery import build_gallery
from pipeline.image import Image
from pipeline.liveness import LivenessNets, find_liveness
from pipeline.photos import faces_of
from pipeline.types import Decision, Gallery, Sighting
from tests.pipeline import attacks
from tests.pipeline.attacks import Pose, hand, held, paper, phone, recapture, solid, wall
from tests.pipeline.footage import write_clip

GRACE = (268.0, 244.0, 215.0)
"""The middle and the width of dlib's box on the golden portrait."""

SECONDS = 3.0


@pytest.fixture(scope="module")
def whole_eyes(detector: Detector, models_dir: Path) -> Eyes:
    return Eyes(detector, LivenessNets(find_liveness(models_dir)))


@pytest.fixture
def gallery(grace: tuple[float, ...]) -> Gallery:
    return build_gallery([("grace", grace)])


def seen(eyes: Eyes, frames: Iterator[Image], path: Path, gallery: Gallery) -> tuple[Sighting, Decision]:
    """The clip's best-named sighting."""
    write_clip(
        path,
        recapture(frames, noise=1.5, blur=0.4),
        rate=attacks.RATE,
        keyframe_every=40,
        options={"crf": "24"},
    )
    analysis = eyes.analyse(path, gallery)
    named = [one for one in analysis.sightings if one.identity.name == "grace"]
    assert named, "not recognised: the test tells nothing"
    return max(named, key=lambda one: len(one.frames)), decide(analysis)


def test_a_solid_that_turns_before_a_wall_opens(
    whole_eyes: Eyes, portrait: Image, gallery: Gallery, tmp_path: Path
) -> None:
    """No living face, but all that a clip can show of one: without it the tests below would prove nothing."""
    turning = solid(wall(), portrait, GRACE, hand(8, drift=1.5, tilt=4, away=0.55), SECONDS)
    sighting, decision = seen(whole_eyes, turning, tmp_path / "solid.mp4", gallery)
    assert sighting.live is True, sighting.life
    assert decision.unlock, decision.reasons


@pytest.mark.slow
def test_a_solid_that_stands_still_is_not_proven(
    whole_eyes: Eyes, portrait: Image, gallery: Gallery, tmp_path: Path
) -> None:
    still = solid(wall(), portrait, GRACE, lambda _: Pose(z=0.8), SECONDS, talks=0)
    sighting, decision = seen(whole_eyes, still, tmp_path / "still.mp4", gallery)
    assert (sighting.live, decision.unlock) == (None, False)
    assert any("stood still" in reason for reason in sighting.life)


@pytest.mark.slow
def test_a_solid_that_moves_too_slowly_for_a_second_is_proven_over_several(
    whole_eyes: Eyes, portrait: Image, gallery: Gallery, tmp_path: Path
) -> None:
    def slowly(seconds: float) -> Pose:
        return Pose(x=0.004 * seconds, z=0.6, turn=3.5 * seconds - 7)

    slow = solid(wall(), portrait, GRACE, slowly, 4.0, talks=0)
    sighting, decision = seen(whole_eyes, slow, tmp_path / "slow.mp4", gallery)
    assert sighting.live is True, sighting.life
    assert "over seconds the face was not flat" in sighting.life[-1]
    assert decision.unlock, decision.reasons


def test_a_print_in_a_hand_is_recognised_and_called_a_picture(
    whole_eyes: Eyes, portrait: Image, gallery: Gallery, tmp_path: Path
) -> None:
    prints = held(wall(), hand(2, drift=2, away=0.5), SECONDS, lambda _: paper(portrait), 0.24)
    sighting, decision = seen(whole_eyes, prints, tmp_path / "print.mp4", gallery)
    assert (sighting.live, decision.unlock) == (False, False)
    assert "a picture, not a living face" in decision.reasons[-1]


@pytest.mark.slow
def test_a_photo_on_a_phone_opens_nothing(
    whole_eyes: Eyes, portrait: Image, gallery: Gallery, tmp_path: Path
) -> None:
    phones = held(wall(), hand(7, away=0.22), SECONDS, lambda _: phone(portrait), 0.07)
    sighting, decision = seen(whole_eyes, phones, tmp_path / "phone.mp4", gallery)
    assert sighting.live is not True
    assert decision.unlock is False


def test_of_somebody_not_recognised_life_is_looked_at_only_to_measure(
    whole_eyes: Eyes, portrait: Image, tmp_path: Path
) -> None:
    clip = write_clip(
        tmp_path / "print.mp4", held(wall(), hand(2, away=0.5), 2, lambda _: paper(portrait), 0.24)
    )
    nobody = build_gallery([])
    assert not any(one.life for one in whole_eyes.analyse(clip, nobody).sightings)
    (measured,) = whole_eyes.analyse(clip, nobody, everyone=True).sightings
    assert measured.live is not True
    assert measured.liveness is not None


@pytest.mark.slow
def test_without_the_nets_nobody_is_proven_alive(
    eyes: Eyes, portrait: Image, gallery: Gallery, tmp_path: Path
) -> None:
    turning = solid(wall(), portrait, GRACE, hand(8, drift=1.5, tilt=4, away=0.8), SECONDS)
    sighting, decision = seen(eyes, turning, tmp_path / "solid.mp4", gallery)
    assert (sighting.live, decision.unlock) == (None, False)


def test_a_living_person_is_alive(whole_eyes: Eyes, shared: Path) -> None:
    """Real, from one photo that is hard to recognise: alive, and yet not sure enough to open."""
    (face,) = faces_of(shared / "photos" / "faces" / "lin-manuel-miranda.png")
    gallery = build_gallery([("lin", face.embedding)])
    analysis = whole_eyes.analyse(shared / "clips" / "lin-manuel-shot.mp4", gallery)
    (sighting,) = analysis.sightings
    assert (sighting.live, sighting.identity.name) == (True, "lin")
    assert all(face.live for face in analysis.faces)
    assert decide(analysis).unlock is False
