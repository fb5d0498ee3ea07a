"""Whether a clip would open a door: every check with its numbers. Pure.

One person must be surely recognised and surely alive, and nobody else in the clip may be anybody but
another one as surely recognised. What the house adds (whose face, which camera, when) comes on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.rules import Check, Rules, Situation, all_passed, told_apart
from pipeline.types import Analysis, Face, Sighting

FAR = 9.0
"""A distance beyond all others."""


def clip_checks(analysis: Analysis, rules: Rules) -> list[Check]:
    """What the clip itself says, for the best of its sightings."""
    best = best_sighting(analysis.sightings)
    if best is None:
        return [Check(False, "nobody is recognised")]
    return [
        *recognised(best, rules),
        alive(best),
        *alone(best, analysis.sightings, rules),
        *seen_whole(best, analysis, rules),
    ]


def best_sighting(sightings: Iterable[Sighting]) -> Sighting | None:
    """Of those with a name: alive ones first, then who was looked at most, then the closest."""
    named = [one for one in sightings if one.identity.name is not None]
    return min(named, key=lambda one: (one.live is not True, not one.life, distance_of(one)), default=None)


def distance_of(sighting: Sighting) -> float:
    return FAR if sighting.identity.distance is None else sighting.identity.distance


def recognised(sighting: Sighting, rules: Rules) -> Iterator[Check]:
    """Surely this person: close, clearly closer than anybody else, on several faces that agree.

    By the photos alone that count for opening: one that anybody sent in names, and opens nothing.
    """
    identity, faces = sighting.identity, sighting.faces
    if sighting.opening is not None:
        identity, faces = sighting.opening.identity, sighting.opening.faces
    if identity.name is None:
        yield Check(False, f"not {sighting.identity.name} by the photos that may open")
        return
    limit = rules.open_tolerance - (rules.lone_bonus if identity.margin is None else 0.0)
    yield _at_most("distance", FAR if identity.distance is None else identity.distance, limit)
    if identity.margin is not None:
        yield _at_least("margin", identity.margin, rules.open_margin)
    close = sum(_within(face, limit) for face in faces if face.name == identity.name)
    yield _enough(f"{_faces(close)} within {limit:.2f}", close, rules.open_faces)
    agree = f"{identity.agreeing} of {_faces(identity.faces)} agree"
    share = identity.agreeing / max(1, identity.faces)
    yield Check(share >= rules.open_agreement, agree)


def alive(sighting: Sighting) -> Check:
    score = "" if sighting.liveness is None else f" {sighting.liveness:.2f}"
    if sighting.live:
        return Check(True, f"live{score}")
    what = "a picture, not a living face" if sighting.live is False else "not proven alive"
    return Check(False, f"{what}: {'; '.join(sighting.life) or 'liveness was not checked'}")


def alone(best: Sighting, sightings: Iterable[Sighting], rules: Rules) -> Iterator[Check]:
    """Nobody else, or only people who are as surely recognised."""
    others = [one for one in sightings if one is not best and not _confirmed(one, rules)]
    for told in dict.fromkeys(map(_somebody, others)):
        yield Check(False, told)


def _confirmed(sighting: Sighting, rules: Rules) -> bool:
    named = sighting.identity.name is not None and sighting.live is not False
    return named and all_passed(recognised(sighting, rules))


def _somebody(other: Sighting) -> str:
    if not other.faces:
        return "somebody else may be there whose face was not seen"
    name = other.identity.name
    return f"{name} is there too, not surely enough" if name else "somebody else is there who is not known"


def seen_whole(best: Sighting, analysis: Analysis, rules: Rules) -> Iterator[Check]:
    """Nothing that was not looked at may hide another person."""
    if best.unseen_seconds > rules.open_unseen_seconds:
        unseen = f"out of view for {best.unseen_seconds:.1f} s"
        yield Check(False, f"{unseen}, in which somebody else may have come")
    if best.faceless_seconds > rules.open_faceless_seconds:
        faceless = f"no face was seen for {best.faceless_seconds:.1f} s"
        yield Check(False, f"{faceless}, in which somebody else may have taken their place")
    if analysis.blind_seconds > rules.open_blind_seconds:
        yield Check(False, f"{analysis.blind_seconds:.1f} s of the clip in one piece were not looked at")
    if analysis.unheeded:
        yield Check(False, "somebody else is there, left out by IGNORE_ZONES or LABEL_RULES")
    if analysis.detector == "faces":
        yield Check(False, "without a detector nobody can say who else is there")
    if analysis.damage:
        yield Check(False, "what the damaged clip does not show may hide somebody")


def house_checks(name: str, situation: Situation) -> Iterator[Check]:
    """What the house adds for this person, here and now."""
    yield _permission(name, situation)
    if not situation.camera_may_open:
        yield Check(False, "no face may open at this camera")
    if not situation.first_hand:
        yield Check(False, "found late or after a restart")
    if not situation.within_hours:
        yield Check(False, "outside the hours in which a face may open")
    if situation.grants.snoozed_until is not None and situation.now < situation.grants.snoozed_until:
        yield Check(False, "this camera is snoozed for everybody")
    yield _age(situation)
    yield _cooldown(situation)
    if situation.dry_run:
        yield Check(False, "dry run")


def _permission(name: str, situation: Situation) -> Check:
    if name in situation.grants.may_open:
        return Check(True, f"{name}'s face may open")
    valid = situation.pass_of(name)
    if valid is not None:
        return Check(True, f"{name} has a pass until {valid.ends_at:%Y-%m-%d %H:%M} UTC")
    return Check(False, f"{name}'s face may not open")


def _age(situation: Situation) -> Check:
    """A clip that ends in the future is a clock that lies."""
    age, most = (situation.now - situation.clip_ends_at).total_seconds(), situation.max_age.total_seconds()
    if age < -most:
        return Check(False, f"the clip ends {-age:.0f} s in the future: a clock is wrong")
    return Check(age <= most, f"seen {max(0.0, age):.0f} s ago {'<=' if age <= most else '>'} {most:.0f} s")


def _cooldown(situation: Situation) -> Check:
    opened_at = situation.grants.last_opened_at
    if opened_at is None:
        return Check(True, "cooldown over")
    left = (opened_at + situation.cooldown - situation.now).total_seconds()
    return Check(left <= 0, "cooldown over" if left <= 0 else f"cooldown for {left:.0f} s more")


def _faces(count: int) -> str:
    return f"{count} face{'' if count == 1 else 's'}"


def _within(face: Face, limit: float) -> bool:
    return face.distance is not None and face.distance <= limit


def _at_most(what: str, value: float, limit: float) -> Check:
    told, bound = told_apart(value, limit)
    return Check(value <= limit, f"{what} {told} {'<=' if value <= limit else '>'} {bound}")


def _at_least(what: str, value: float, limit: float) -> Check:
    told, bound = told_apart(value, limit)
    return Check(value >= limit, f"{what} {told} {'>=' if value >= limit else '<'} {bound}")


def _enough(what: str, count: int, least: int) -> Check:
    return Check(count >= least, what if count >= least else f"{what}, {least} are needed")
