"""Whether a clip would open a door: every check with its numbers. Pure.

One person must be surely recognised and surely alive, and nobody else in the clip may be anybody but
another one as surely recognised. What the house adds (whose face, which camera, when) comes on top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil

from pipeline.rules import Check, Kind, Rules, Situation, all_passed, told_apart
from pipeline.types import Analysis, Face, Identity, Sighting, UsualScene

COARSE = "looked at on few frames while many clips waited"
FAR = 9.0
"""A distance beyond all others."""


def clip_checks(best: Sighting | None, analysis: Analysis, rules: Rules) -> list[Check]:
    """What the clip itself says for one of its sightings."""
    if best is None:
        return [Check(False, "nobody is recognised")]
    return [
        *([Check(False, COARSE)] if analysis.coarse else []),
        *recognised(best, rules),
        alive(best),
        *alone(best, analysis.sightings, rules),
        *seen_whole(best, analysis, rules),
    ]


def best_sighting(
    sightings: Iterable[Sighting], may: Callable[[str], bool] = lambda _: True
) -> Sighting | None:
    """Of those with a name: who may open first, then alive ones, who was looked at most, the closest."""

    def worse(one: Sighting) -> tuple[bool, bool, bool, float]:
        return not may(one.identity.name or ""), one.live is not True, not one.life, distance_of(one)

    return min((one for one in sightings if one.identity.name is not None), key=worse, default=None)


def distance_of(sighting: Sighting) -> float:
    return FAR if sighting.identity.distance is None else sighting.identity.distance


def recognised(sighting: Sighting, rules: Rules) -> Iterator[Check]:
    """Surely this person: close, clearly closer than anybody else, on several faces that agree.

    By the photos alone that count for opening; one that anybody sent in names, and opens nothing. By those
    it must be the same person: else somebody's face would open under another's name.
    """
    name, by = sighting.identity.name or "", opening_identity(sighting)
    faces = sighting.faces if sighting.opening is None else sighting.opening.faces
    far = FAR if by.distance is None else by.distance
    # As far as that a face may not even be named by them: no doubt that anybody should be asked about.
    kind = Kind.DOUBT if by.nearest == name and far <= rules.name_tolerance else Kind.FORBIDS
    if by.name != name:
        yield Check(False, "not {} by the photos that may open", kind, name)
        return
    limit = rules.open_tolerance - (rules.lone_bonus if by.margin is None else 0.0)
    yield _at_most("distance", far, limit, kind)
    if by.margin is not None:
        yield _at_least("margin", by.margin, rules.open_margin)
    close = sum(_within(face, limit) for face in faces if face.name == name)
    yield _enough(f"{_faces(close)} within {limit:.2f}", close, rules.open_faces)
    agree = f"{by.agreeing} of {_faces(by.faces)} agree"
    yield Check(by.agreeing / max(1, by.faces) >= rules.open_agreement, agree, Kind.DOUBT)


def opening_identity(sighting: Sighting) -> Identity:
    """By the photos that count for opening."""
    return sighting.identity if sighting.opening is None else sighting.opening.identity


def alive(sighting: Sighting) -> Check:
    """A picture is no doubt: nobody is asked to open to one."""
    score = "" if sighting.liveness is None else f" {sighting.liveness:.2f}"
    if sighting.live:
        return Check(True, f"live{score}")
    why = "; ".join(sighting.life) or "liveness was not checked"
    if sighting.live is False:
        return Check(False, f"a picture, not a living face: {why}")
    return Check(False, f"not proven alive: {why}", Kind.DOUBT)


def alone(best: Sighting, sightings: Iterable[Sighting], rules: Rules) -> Iterator[Check]:
    """Nobody else, or only people who are as surely recognised."""
    others = [one for one in sightings if one is not best and not _confirmed(one, rules)]
    yield from dict.fromkeys(map(_somebody, others))


def _confirmed(sighting: Sighting, rules: Rules) -> bool:
    named = sighting.identity.name is not None and sighting.live is not False
    return named and all_passed(recognised(sighting, rules))


def _somebody(other: Sighting) -> Check:
    if not other.faces:
        return Check(False, "somebody else may be there whose face was not seen", Kind.DOUBT)
    if other.identity.name is None:
        return Check(False, "somebody else is there who is not known", Kind.DOUBT)
    return Check(False, "{} is there too, not surely enough", Kind.DOUBT, other.identity.name)


def seen_whole(best: Sighting, analysis: Analysis, rules: Rules) -> Iterator[Check]:
    """Nothing that was not looked at may hide another person."""
    yield from (Check(False, text, Kind.DOUBT) for text in _unseen(best, analysis, rules))


def _unseen(best: Sighting, analysis: Analysis, rules: Rules) -> Iterator[str]:
    if best.unseen_seconds > rules.open_unseen_seconds:
        yield f"out of view for {best.unseen_seconds:.1f} s, in which somebody else may have come"
    if best.faceless_seconds > rules.open_faceless_seconds:
        faceless = f"no face was seen for {best.faceless_seconds:.1f} s"
        yield f"{faceless}, in which somebody else may have taken their place"
    if analysis.blind_seconds > rules.open_blind_seconds:
        yield f"{analysis.blind_seconds:.1f} s of the clip in one piece were not looked at"
    if analysis.unheeded:
        yield "somebody else is there, left out by IGNORE_ZONES or LABEL_RULES"
    if analysis.detector == "faces":
        yield "without a detector nobody can say who else is there"
    if analysis.damage:
        yield "what the damaged clip does not show may hide somebody"


def scene_check(scene: UsualScene | None, rules: Rules) -> Check:
    """A screen held before the camera shows another scene than the camera always sees."""
    if scene is None:
        return Check(False, "the camera's usual scene was not looked for", Kind.DOUBT)
    if scene.covered:
        return Check(False, "too little is seen beside who stands there to know the scene", Kind.DOUBT)
    if scene.likeness is None or scene.pictures < rules.open_scene_pictures:
        return Check(False, "too few earlier pictures of this camera to know its scene", Kind.DOUBT)
    told, bound = told_apart(scene.likeness, rules.open_scene)
    if scene.likeness >= rules.open_scene:
        return Check(True, f"usual scene {told} >= {bound}")
    hidden = "the camera's usual scene is not seen: a screen may be before it"
    return Check(False, f"{hidden} ({told} < {bound})", Kind.DOUBT)


def house_checks(name: str, situation: Situation) -> Iterator[Check]:
    """What the house adds for this person, here and now."""
    yield from _permission(name, situation)
    if situation.door.lock_id is None:
        yield Check(False, "there is no lock")
    if not situation.camera_may_open:
        yield Check(False, "no face may open at this camera")
    if not situation.first_hand:
        yield Check(False, "found late or after a restart")
    yield from _hours(name, situation)
    yield from _nobody_minds(situation)
    yield _age(situation)
    yield _cooldown(situation)
    if situation.grants.opened_today >= situation.door.a_day:
        times = situation.grants.opened_today
        yield Check(False, f"{times} openings by face today, {situation.door.a_day} at most")
    if situation.grants.on_trial(name, situation.now):
        yield Check(False, "dry run", Kind.TRIAL)


def _permission(name: str, situation: Situation) -> Iterator[Check]:
    """The owner's word alone lets a face open. Who is expected without it is asked about."""
    valid = situation.grants.pass_of(name, situation.now)
    against = Kind.FORBIDS if valid is None else Kind.DOUBT
    if valid is not None:
        yield Check(True, f"{{}} has a pass until {valid.ends_at:%Y-%m-%d %H:%M} UTC", name=name)
    if name in situation.grants.may_open:
        yield Check(True, "{}'s face may open", name=name)
    else:
        yield Check(False, "{}'s face may not open", against, name)
    if name not in situation.grants.fit:
        yield Check(False, "too few photos of {} count for opening, or none from the door", against, name)


def _hours(name: str, situation: Situation) -> Iterator[Check]:
    """By the doorbell's time, as the clock on the wall of the house shows it.

    A pass has hours of its own; at night it makes a question.
    """
    moment, grants, door = situation.doorbell_now or situation.now, situation.grants, situation.door
    expected = grants.pass_of(name, situation.now) is not None
    if not expected and name in grants.hours and not grants.hours[name].allows(moment, door.zone):
        yield Check(False, "outside the hours in which a face may open")
    if door.night is not None and name not in grants.at_night and door.night.holds(moment, door.zone):
        yield Check(False, "no face opens at night", Kind.DOUBT if expected else Kind.FORBIDS)


def _nobody_minds(situation: Situation) -> Iterator[Check]:
    grants, now = situation.grants, situation.now
    if grants.lockdown:
        yield Check(False, "lockdown")
    if grants.away_until is not None and now < grants.away_until:
        yield Check(False, "everybody is away")
    if grants.snoozed_until is not None and now < grants.snoozed_until:
        yield Check(False, "this camera is snoozed for everybody")


def _age(situation: Situation) -> Check:
    """A clip that ends in the future is a clock that lies."""
    if situation.doorbell_now is None:
        return Check(False, "the doorbell does not tell what time it is")
    age, most = (situation.doorbell_now - situation.clip_ends_at).total_seconds(), situation.door.max_age
    if age < -most.total_seconds():
        return Check(False, f"the clip ends {-age:.0f} s in the future: a clock is wrong")
    late = age > most.total_seconds()
    # Rounded up: "60 s ago > 60 s" would read false.
    told = ceil(age) if late else max(0, int(age))
    return Check(
        not late, f"seen {told} s ago {'>' if late else '<='} {most.total_seconds():.0f} s", Kind.LATE
    )


def _cooldown(situation: Situation) -> Check:
    opened_at = situation.grants.last_opened_at
    if opened_at is None:
        return Check(True, "cooldown over")
    left = (opened_at + situation.door.cooldown - situation.now).total_seconds()
    return Check(left <= 0, "cooldown over" if left <= 0 else f"cooldown for {left:.0f} s more")


def _faces(count: int) -> str:
    return f"{count} face{'' if count == 1 else 's'}"


def _within(face: Face, limit: float) -> bool:
    return face.distance is not None and face.distance <= limit


def _at_most(what: str, value: float, limit: float, kind: Kind) -> Check:
    told, bound = told_apart(value, limit)
    return Check(value <= limit, f"{what} {told} {'<=' if value <= limit else '>'} {bound}", kind)


def _at_least(what: str, value: float, limit: float) -> Check:
    told, bound = told_apart(value, limit)
    return Check(value >= limit, f"{what} {told} {'>=' if value >= limit else '<'} {bound}", Kind.DOUBT)


def _enough(what: str, count: int, least: int) -> Check:
    return Check(count >= least, what if count >= least else f"{what}, {least} are needed", Kind.DOUBT)
