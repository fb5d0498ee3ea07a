"""What counts as right and wrong, and among which trials."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evaluation import Outcome, apart, most_looked_at
from pipeline.evaluation_report import mistake, report
from pipeline.gallery import build_gallery
from pipeline.rate import Rate
from pipeline.samples import Group, Sample
from tests.pipeline.likeness import embedding, face, sighting


def outcome(
    file: str,
    *names: str,
    partners: int = 0,
    opened: bool | None = None,
    live: bool | None = None,
    faces: int = 1,
    liveness: float | None = None,
    gallery: int = 5,
    examined: bool | None = None,
) -> Outcome:
    folder = file.split("/")[0]
    group = {"_strangers": Group.STRANGER, "_spoofs": Group.SPOOF}.get(folder, Group.PERSON)
    sample = Sample(Path(file), file, group, folder if group is Group.PERSON else None)
    own = 0.4 if partners else None
    looked_at = live is not None if examined is None else examined
    return Outcome(
        sample, names, faces, partners, gallery, own, 0.7, opened, live, liveness, looked_at, (), 0.5
    )


MANY = [
    outcome("grace/1.jpg", "grace", partners=3, liveness=0.9),
    outcome("grace/2.jpg", partners=3, faces=0),
    outcome("grace/a.mp4", "grace", partners=4, opened=True, live=True),
    outcome("grace/b.mp4", "grace", partners=4, opened=False),
    outcome("ada/1.jpg", "grace"),
    outcome("ada/a.mp4", "grace", partners=1, opened=True, live=True),
    outcome("_strangers/a.mp4", opened=False, live=True),
    outcome("_strangers/b.mp4", "ada", opened=True, live=False),
    outcome("_spoofs/a.mp4", "grace", opened=False, live=False),
    outcome("_spoofs/b.mp4", "grace", opened=True, live=True),
    outcome("_spoofs/c.jpg", "grace", liveness=0.1),
    outcome("_spoofs/d.mp4", opened=False),
    outcome("_spoofs/e.mp4", "grace", opened=False, examined=True),
]


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("true names", Rate(3, 5)),
        ("true names, photos", Rate(1, 2)),
        ("true names, clips", Rate(2, 3)),
        ("false names", Rate(3, 8)),
        ("false names, known people", Rate(1, 5)),
        ("false names, nobody enrolled", Rate(2, 3)),
        ("true openings", Rate(1, 3)),
        ("true openings, 3 photos and more", Rate(1, 2)),
        ("false openings", Rate(3, 8)),
        ("false openings, in another's name", Rate(1, 3)),
        ("false openings, nobody enrolled", Rate(1, 2)),
        ("false openings, spoofs", Rate(1, 3)),
        ("spoofs recognised", Rate(3, 4)),
        ("living found living", Rate(3, 4)),
        ("spoofs found living", Rate(1, 3)),
    ],
)
def test_each_rate_has_its_trials(name: str, rate: Rate) -> None:
    assert report(MANY).rates[name] == rate


def test_a_life_that_nobody_looked_at_is_no_verdict() -> None:
    many = report(MANY)  # a clip of grace, a spoof of nobody known
    assert (many.not_examined, many.not_recognised) == (2, 1)
    unseen = [outcome("_strangers/a.mp4", opened=False), outcome("_spoofs/a.mp4", opened=False)]
    told = report(unseen)
    assert (told.not_examined, told.not_recognised) == (2, 2)
    for name in ("living found living", "spoofs found living", "false openings, spoofs"):
        assert told.rates[name] == Rate(0, 0), name
    assert told.rates["spoofs recognised"] == Rate(0, 1)
    assert told.rates["false openings, nobody enrolled"] == Rate(0, 1)


def test_where_nobody_is_enrolled_nothing_can_go_wrong() -> None:
    told = report(
        [
            outcome("_strangers/a.mp4", opened=False, gallery=0),
            outcome("_spoofs/a.mp4", opened=False, gallery=0),
            outcome("grace/1.jpg", gallery=0),
        ]
    )
    assert set(told.rates.values()) == {Rate(0, 0)}
    assert told.nobody_enrolled == 3


def test_the_sighting_that_speaks_is_one_whose_life_was_looked_at() -> None:
    still = sighting(face(1, 0), face(2, 0), face(3, 0))
    judged = replace(sighting(face(4, 1)), life=("the head stood still",))
    assert most_looked_at([still, judged]) is judged
    assert most_looked_at([still]) is None
    closer = sighting(face(5, 1), face(6, 1), live=False, liveness=0.1)
    assert most_looked_at([still, judged, closer]) is closer


def test_distances_are_of_the_living_alone() -> None:
    told = report(MANY)
    assert told.genuine == (0.4,) * 5
    assert told.impostor == (0.7,) * 8
    assert (told.living_photos, told.spoof_photos) == (0.9, 0.1)
    assert told.clip_seconds == 0.5


def test_nothing_is_known_of_nothing() -> None:
    told = report([])
    assert set(told.rates.values()) == {Rate(0, 0)}
    assert (told.genuine, told.clip_seconds, told.spoof_photos) == ((), None, None)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (MANY[0], None),
        (MANY[1], "not named: no face was found"),
        (MANY[3], None),
        (MANY[4], "named grace"),
        (MANY[5], "the door would open, for grace"),
        (MANY[8], None),
        (MANY[9], "the door would open, for grace"),
        (outcome("ada/b.mp4", partners=1, opened=False), "not named"),
    ],
)
def test_a_mistake_is_told_in_words(one: Outcome, words: str | None) -> None:
    assert mistake(one) == words


def test_distances_are_of_the_face_nearest_to_its_own_person() -> None:
    gallery = build_gallery([("grace", embedding(0)), ("ada", embedding(1))])
    faces = [embedding(1, 0.1), embedding(0, 0.2)]
    own, other = apart(faces, gallery, "grace")
    assert own == pytest.approx(0.2)
    assert other == pytest.approx((2 * 0.6**2 + 0.2**2) ** 0.5)
    own, other = apart(faces, gallery, None)
    assert own is None
    assert other == pytest.approx(0.1)
    assert apart([], gallery, "grace") == (None, None)
    assert apart(faces, build_gallery([]), "grace") == (None, None)
    own, other = apart(faces, build_gallery([("ada", embedding(1))]), "ada")
    assert own == pytest.approx(0.1)
    assert other is None
