"""Analysis -> decision, with every reason. Pure: the same analysis always gives the same decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.people import PERSON, clearly_strangers
from pipeline.types import Analysis, Decision, Face, Match

OTHERS = frozenset(
    ["bicycle", "car", "motorcycle", "bus", "truck", "bird", "cat", "dog", "horse", "sheep", "cow", "bear"]
)
OTHERS_CONFIDENCE = 0.5
NOT_LIVE = "liveness was not checked: nothing is opened"


def decide(
    analysis: Analysis,
    *,
    face_tolerance: float = 0.5,
    others: Iterable[str] = OTHERS,
    others_confidence: float = OTHERS_CONFIDENCE,
) -> Decision:
    """What to do about a clip.

    `face_tolerance`: the largest distance that gives a name. `others`: the labels worth telling beside
    people, from `others_confidence` on. Strangers are the most people on one frame that the known do not
    account for, or the different unknown faces, whichever is more.
    """
    known = known_people(analysis.faces, face_tolerance)
    person = bool(analysis.most_people_at_once or analysis.faces)
    strangers = count_strangers(analysis, known, face_tolerance) if person else 0
    return Decision(
        person=person,
        identity=known[0].name if known else None,
        alert=person,
        unlock=False,
        reasons=tuple(_reasons(analysis, known, strangers, face_tolerance)),
        known=known,
        strangers=strangers,
        others=other_labels(analysis, frozenset(others), others_confidence),
    )


def known_people(faces: Iterable[Face], tolerance: float) -> tuple[Match, ...]:
    """Everybody recognised, closest first, each with their closest face."""
    closest: dict[str, float] = {}
    for face in faces:
        if face.name is not None and face.distance is not None and face.distance <= tolerance:
            closest[face.name] = min(face.distance, closest.get(face.name, face.distance))
    ranking = sorted(closest.items(), key=lambda pair: (pair[1], pair[0]))
    return tuple(Match(name, distance) for name, distance in ranking)


def count_strangers(analysis: Analysis, known: tuple[Match, ...], tolerance: float) -> int:
    """At least 1 where a person was seen and nobody is known."""
    unaccounted = analysis.most_people_at_once - len(known)
    return max(unaccounted, clearly_strangers(analysis.faces, tolerance), 0 if known else 1)


def other_labels(analysis: Analysis, labels: frozenset[str], least: float) -> tuple[str, ...]:
    """Labels seen beside people, each once, most confident first."""
    best: dict[str, float] = {}
    for one in analysis.detections:
        if one.label in labels and one.label != PERSON and one.confidence >= least:
            best[one.label] = max(one.confidence, best.get(one.label, 0.0))
    return tuple(sorted(best, key=lambda label: (-best[label], label)))


def _reasons(analysis: Analysis, known: tuple[Match, ...], strangers: int, tolerance: float) -> Iterator[str]:
    yield _seen(analysis)
    yield from (f"{match.name}: distance {match.distance:.2f} <= {tolerance:.2f}" for match in known)
    if not known:
        yield from _unnamed(analysis, tolerance)
    if strangers:
        yield f"{strangers} not known"
    if analysis.damage:
        yield f"the clip is damaged: {analysis.damage}"
    yield NOT_LIVE


def _seen(analysis: Analysis) -> str:
    looked = f"on {analysis.frames_inferred} frames looked at"
    if not analysis.most_people_at_once and not analysis.faces:
        return f"no person {looked}: no alert"
    by = " (people are found by their faces: no detector)" if analysis.detector == "faces" else ""
    return f"at most {max(1, analysis.most_people_at_once)} at once {looked}{by}: alert"


def _unnamed(analysis: Analysis, tolerance: float) -> Iterator[str]:
    if not analysis.faces:
        if analysis.most_people_at_once:
            yield "no face was seen"
        return
    distances = [face.distance for face in analysis.faces if face.distance is not None]
    if distances:
        yield f"the nearest known person is {min(distances):.2f} away > {tolerance:.2f}: not named"
    else:
        yield "nobody is enrolled: not named"
