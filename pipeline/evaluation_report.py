"""What many outcomes say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.evaluation import Outcome
from pipeline.rate import Rate
from pipeline.samples import Group

ENOUGH_PHOTOS = 3
"""With so many photos enrolled somebody is to be let in by most clips."""


@dataclass(frozen=True, slots=True)
class Report:
    """Rates by what they are called, in the order they are told; distances of embeddings."""

    rates: dict[str, Rate]
    genuine: tuple[float, ...]
    """Of every probe to its own person."""
    impostor: tuple[float, ...]
    """Of every probe, strangers too, to the nearest person whom it does not show."""
    living_photos: float | None
    spoof_photos: float | None
    """Medians of the liveness nets' score, 0..1."""
    clip_seconds: float | None
    """Median, to the decision."""
    not_examined: int
    """Clips that are no trial of life: nobody on them was recognised, or there are no nets."""
    not_recognised: int
    """Of these, the clips on which nobody was recognised."""
    nobody_enrolled: int
    """Samples that are no trial of false names and openings: the gallery was empty."""


def report(outcomes: Sequence[Outcome]) -> Report:
    """Spoofs may be named; they are counted where it is about opening and life.

    What could not have gone wrong is no trial: a life that nobody looked at, an opening for nobody enrolled.
    """
    living = [one for one in outcomes if one.sample.group is not Group.SPOOF]
    photos = [one for one in outcomes if not one.sample.is_clip]
    clips = [one for one in outcomes if one.sample.is_clip]
    return Report(
        {**_names(living), **_openings(clips), **_lives(clips)},
        tuple(one.own for one in living if one.own is not None),
        tuple(one.other for one in living if one.other is not None),
        _median(one.liveness for one in photos if one.sample.group is not Group.SPOOF),
        _median(one.liveness for one in photos if one.sample.group is Group.SPOOF),
        _median(one.seconds for one in clips),
        sum(not one.examined for one in clips),
        sum(not one.examined and not one.names for one in clips),
        sum(not one.gallery for one in outcomes),
    )


def _names(living: Sequence[Outcome]) -> dict[str, Rate]:
    known = [one for one in living if one.partners]
    nobody = [one for one in living if not one.partners and one.gallery]
    return {
        "true names": _rate(named_rightly(one) for one in known),
        "true names, photos": _rate(named_rightly(one) for one in known if not one.sample.is_clip),
        "true names, clips": _rate(named_rightly(one) for one in known if one.sample.is_clip),
        "false names": _rate(named_wrongly(one) for one in (*known, *nobody)),
        "false names, known people": _rate(named_wrongly(one) for one in known),
        "false names, nobody enrolled": _rate(named_wrongly(one) for one in nobody),
    }


def _openings(clips: Sequence[Outcome]) -> dict[str, Rate]:
    enrolled = [one for one in clips if one.partners]
    others = [one for one in clips if not one.partners and one.gallery]
    strangers = [one for one in others if one.sample.group is not Group.SPOOF]
    spoofs = [one for one in others if one.sample.group is Group.SPOOF]
    recognised = [one for one in spoofs if one.names]
    return {
        "true openings": _rate(opened_rightly(one) for one in enrolled),
        "true openings, 3 photos and more": _rate(
            opened_rightly(one) for one in enrolled if one.partners >= ENOUGH_PHOTOS
        ),
        "false openings": _rate(opened_wrongly(one) for one in (*enrolled, *strangers, *recognised)),
        "false openings, in another's name": _rate(opened_wrongly(one) for one in enrolled),
        "false openings, nobody enrolled": _rate(opened_wrongly(one) for one in strangers),
        "false openings, spoofs": _rate(opened_wrongly(one) for one in recognised),
        "spoofs recognised": _rate(bool(one.names) for one in spoofs),
    }


def _lives(clips: Sequence[Outcome]) -> dict[str, Rate]:
    """Not looked at is no verdict."""
    examined = [one for one in clips if one.examined]
    living = [one for one in examined if one.sample.group is not Group.SPOOF]
    spoofs = [one for one in examined if one.sample.group is Group.SPOOF]
    return {
        "living found living": _rate(one.live is True for one in living),
        "spoofs found living": _rate(one.live is True for one in spoofs),
    }


def named_rightly(one: Outcome) -> bool:
    return one.sample.name in one.names


def named_wrongly(one: Outcome) -> bool:
    """Somebody is recognised who is not there. A spoof may be named."""
    return one.sample.group is not Group.SPOOF and any(name != one.sample.name for name in one.names)


def opened_rightly(one: Outcome) -> bool:
    return one.opened is True and one.names[:1] == (one.sample.name,)


def opened_wrongly(one: Outcome) -> bool:
    return one.opened is True and not opened_rightly(one)


def mistake(one: Outcome) -> str | None:
    """In words, None where all is well. Not being let in is no mistake: the door stays shut in doubt."""
    if opened_wrongly(one):
        return f"the door would open, for {one.names[0] if one.names else 'nobody known'}"
    if named_wrongly(one):
        return f"named {', '.join(one.names)}"
    if one.partners and one.sample.group is Group.PERSON and not named_rightly(one):
        return "not named" + ("" if one.faces else ": no face was found")
    return None


def _rate(hits: Iterable[bool]) -> Rate:
    tried = list(hits)
    return Rate(sum(tried), len(tried))


def _median(values: Iterable[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return median(there) if there else None
