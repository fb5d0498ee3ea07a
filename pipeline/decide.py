"""Analysis, rules and what the house knows -> decision, with every reason. Pure.

The same analysis in the same situation always gives the same decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.door_types import FaceOutcome, FaceVerdict
from pipeline.opening import (
    COARSE,
    FAR,
    alive,
    best_sighting,
    clip_checks,
    house_checks,
    opening_identity,
    scene_check,
)
from pipeline.people import PERSON, clearly_strangers
from pipeline.rules import Check, Kind, Rules, Situation, all_passed, told_apart
from pipeline.types import Analysis, Decision, Face, Match, Sighting


def decide(analysis: Analysis, rules: Rules | None = None, situation: Situation | None = None) -> Decision:
    """What to do about a clip.

    Without a `situation` `unlock` obeys the clip's own rules, as if everybody known might open.
    """
    rules = rules or Rules()
    known = known_people(analysis.sightings)
    person = bool(analysis.most_people_at_once or analysis.faces)
    rang = situation is not None and situation.rang
    strangers = count_strangers(analysis, known, rules) if person else 0
    best = best_sighting(analysis.sightings, situation.may if situation is not None else lambda _: True)
    checks = opening_checks(best, analysis, rules, situation)
    return Decision(
        person=person,
        identity=known[0].name if known else None,
        alert=person or rang,
        unlock=all_passed(checks),
        reasons=(
            *_seen(analysis, known, strangers, rules, rang),
            *_opening(analysis, known, checks, situation),
        ),
        known=known,
        strangers=strangers,
        others=other_labels(analysis),
        face=None if best is None or situation is None else _verdict(best, checks, situation),
    )


def opening_checks(
    best: Sighting | None, analysis: Analysis, rules: Rules, situation: Situation | None = None
) -> list[Check]:
    """Everything that speaks for or against opening to `best`; of the scene only where nothing else does."""
    if best is None or best.identity.name is None or situation is None:
        return clip_checks(best, analysis, rules)
    checks = _but_for_the_scene(best, best.identity.name, analysis, rules, situation)
    return [*checks, scene_check(situation.scene, rules)] if _opens(checks) else checks


def scene_decides(analysis: Analysis, rules: Rules, situation: Situation) -> bool:
    """Whether everything but the camera's usual scene lets a face open: only then it need be looked for."""
    best = best_sighting(analysis.sightings, situation.may)
    if best is None or best.identity.name is None:
        return False
    return _opens(_but_for_the_scene(best, best.identity.name, analysis, rules, situation))


def _but_for_the_scene(
    best: Sighting, name: str, analysis: Analysis, rules: Rules, situation: Situation
) -> list[Check]:
    return [*clip_checks(best, analysis, rules), *house_checks(name, situation)]


def _opens(checks: Iterable[Check]) -> bool:
    """A trial is told as what it will be, so it takes the same proof."""
    return face_outcome([check.kind for check in checks if not check.passed]) in OPENS


def _verdict(best: Sighting, checks: Iterable[Check], situation: Situation) -> FaceVerdict | None:
    """None where this face may not open, so that there was nothing to decide."""
    name = best.identity.name or ""
    if not situation.may(name):
        return None
    return FaceVerdict(
        name,
        face_outcome([check.kind for check in checks if not check.passed]),
        opening_identity(best).distance,
        tuple(check.nameless for check in checks),
        situation.clip_ends_at,
        trial=situation.grants.on_trial(name, situation.now),
        late_seconds=situation.late_seconds or None,
        at=situation.doorbell_now or situation.now,
    )


_OUTCOMES: dict[frozenset[Kind], FaceOutcome] = {
    frozenset(): FaceOutcome.WOULD,
    frozenset({Kind.LATE}): FaceOutcome.LATE,
    frozenset({Kind.DOUBT}): FaceOutcome.DOUBT,
}
"""By what speaks against it besides a trial."""


OPENS = frozenset({FaceOutcome.GRANTED, FaceOutcome.WOULD})


def face_outcome(against: Iterable[Kind]) -> FaceOutcome:
    """Who is in doubt and too late besides is not asked about: they may be gone."""
    kinds = frozenset(against)
    if not kinds:
        return FaceOutcome.GRANTED
    return _OUTCOMES.get(kinds - {Kind.TRIAL}, FaceOutcome.FORBIDDEN)


def known_people(sightings: Iterable[Sighting]) -> tuple[Match, ...]:
    """Everybody recognised, closest first, each with their closest face."""
    closest: dict[str, float] = {}
    for sighting in sightings:
        name, distance = sighting.identity.name, sighting.identity.distance
        if name is not None and distance is not None:
            closest[name] = min(distance, closest.get(name, FAR))
    ranking = sorted(closest.items(), key=lambda pair: (pair[1], pair[0]))
    return tuple(Match(name, distance) for name, distance in ranking)


def count_strangers(analysis: Analysis, known: tuple[Match, ...], rules: Rules) -> int:
    """The most people on one frame that the known do not account for, or the different unknown faces.

    At least 1 where a person was seen and nobody is known. A known person's faces that look like nobody
    (turned away) are theirs, since they were followed.
    """
    named = _faces(one for one in analysis.sightings if one.identity.name is not None)
    strange = _faces(one for one in analysis.sightings if one.identity.name is None)
    different = clearly_strangers(strange, named, rules.name_tolerance)
    return max(analysis.most_people_at_once - len(known), different, 0 if known else 1)


def _faces(sightings: Iterable[Sighting]) -> list[Face]:
    return [face for sighting in sightings for face in sighting.faces]


def other_labels(analysis: Analysis) -> tuple[str, ...]:
    """Labels seen beside people, each once, most confident first."""
    best: dict[str, float] = {}
    for one in analysis.detections:
        if one.label != PERSON:
            best[one.label] = max(one.confidence, best.get(one.label, 0.0))
    return tuple(sorted(best, key=lambda label: (-best[label], label)))


def _seen(
    analysis: Analysis, known: tuple[Match, ...], strangers: int, rules: Rules, rang: bool
) -> Iterator[str]:
    tolerance = rules.name_tolerance
    yield _people(analysis, rang)
    yield from (f"{match.name}: distance {match.distance:.2f} <= {tolerance:.2f}" for match in known)
    if not known:
        yield from _unnamed(analysis, tolerance)
    if strangers:
        yield f"{strangers} not known"
    if analysis.damage:
        yield f"the clip is damaged: {analysis.damage}"
    if analysis.coarse:
        yield COARSE


def _people(analysis: Analysis, rang: bool) -> str:
    frames = f"{analysis.frames_inferred} frame{'s' * (analysis.frames_inferred != 1)}"
    if not analysis.most_people_at_once and not analysis.faces:
        return f"nobody seen on {frames}" + ("; told because somebody rang" if rang else ": no alert")
    count = max(1, analysis.most_people_at_once)
    seen = "1 person seen" if count == 1 else f"{count} people seen at once"
    by = " (people are found by their faces: no detector)" if analysis.detector == "faces" else ""
    return f"{seen}, {frames} looked at{by}: alert"


def _unnamed(analysis: Analysis, tolerance: float) -> Iterator[str]:
    if not analysis.faces:
        if analysis.most_people_at_once:
            yield "no face was seen"
        return
    nearest = min(analysis.sightings, key=lambda one: one.identity.distance or FAR, default=None)
    distance = None if nearest is None else nearest.identity.distance
    if nearest is None or distance is None:
        yield "nobody is enrolled: not named"
    elif distance > tolerance:
        far, limit = told_apart(distance, tolerance)
        yield f"the nearest known person is {far} away > {limit}: not named"
    else:
        second = nearest.identity.second or "a stranger"
        yield f"{nearest.identity.nearest} or {second}: too alike to be named"


def _opening(
    analysis: Analysis, known: tuple[Match, ...], checks: list[Check], situation: Situation | None
) -> Iterator[str]:
    """One line: "distance 0.41 <= 0.45, margin 0.13 >= 0.08, 4 of 5 faces agree, live 0.97: unlock".

    Where no face of those seen may open at all there is nothing to weigh.
    """
    if not known:
        return
    if situation is not None and not any(situation.may(match.name) for match in known):
        yield from _lives(analysis.sightings)
        yield f"{' and '.join(match.name for match in known)} may not open by face: nothing is opened"
        return
    told = ", ".join(check.said for check in checks if check.passed)
    against = ", ".join(check.said for check in checks if not check.passed)
    if not against:
        yield f"{told}: unlock"
        return
    if told:
        yield f"for opening: {told}"
    yield f"against opening: {against}: nothing is opened"


def _lives(sightings: Iterable[Sighting]) -> Iterator[str]:
    """Whether they are alive, of those who were looked at for it."""
    for one in sightings:
        if one.identity.name is not None and one.life:
            yield f"{one.identity.name}: {alive(one).said}"
