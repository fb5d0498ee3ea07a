"""The words by which somebody asks for a part of the history, in English and German at once.

Times are not among them: bot/when.py reads those. One word may be a whole question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.types import Camera
from storage.history_filter import DING, NO_FACE, PERSON, STARRED, STRANGER, labelled, who
from storage.people import Person

Phrase = tuple[str, ...]
"""Words, folded."""


class Kind(StrEnum):
    """What is asked."""

    WHAT = "what"
    WHO = "who"
    COUNT = "count"
    WHETHER = "whether"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Of a phrase. `noun`: articles and prepositions may stand before it. With nothing set it is filler."""

    subject: str | None = None
    camera_id: str | None = None
    kind: Kind | None = None
    noun: bool = False
    name: str = ""
    """As the household writes it, where it is a name."""


_SUBJECTS = {
    PERSON: (
        "person|persons|people|somebody|someone|anybody|anyone|human|humans|visitor|visitors|visit|visits|nobody"
        "|jemand|jemanden|irgendjemand|irgendwer|personen|leute|mensch|menschen|besuch|besuche|besucher|niemand"
    ),
    STRANGER: (
        "stranger|strangers|unknown|unrecognised|unrecognized|unknown person|unknown people|fremde|fremder"
        "|fremden|unbekannte|unbekannter|unbekannten|unbekannte person|unbekannte personen"
    ),
    NO_FACE: "no face|without a face|without face|faceless|kein gesicht|ohne gesicht",
    DING: (
        "ding|dings|ring|rings|ringing|rang|rung|doorbell|bell|klingeln|klingel|geklingelt|klingelte|läuten"
        "|geläutet|läutete"
    ),
    STARRED: "star|stars|starred|kept|stern|sterne|markiert|markierte|gemerkt|gemerkte|gemerktes",
    labelled("dog"): "dog|dogs|hund|hunde|hunden",
    labelled("cat"): "cat|cats|katze|katzen|kater",
    labelled("car"): "car|cars|auto|autos",
    labelled("bicycle"): "bicycle|bicycles|bike|bikes|fahrrad|fahrräder|rad|räder",
    labelled("motorcycle"): "motorcycle|motorcycles|motorbike|motorrad|motorräder",
    labelled("truck"): "truck|trucks|lorry|lorries|lkw|laster|lastwagen",
    labelled("bus"): "bus|buses|busse",
    labelled("bird"): "bird|birds|vogel|vögel",
    labelled("horse"): "horse|horses|pferd|pferde",
    labelled("sheep"): "sheep|schaf|schafe",
    labelled("cow"): "cow|cows|kuh|kühe",
    labelled("bear"): "bear|bears|bär|bären",
}
_KINDS = {
    Kind.WHO: "who|whom|wer|wen",
    Kind.COUNT: "how many|how often|number of|wie viele|wieviele|wie viel|wie oft",
    Kind.LAST: "when|what time|last time|the last time|wann|zuletzt",
    Kind.WHETHER: (
        "any|is|are|was|were|did|has|have|does|ist|sind|war|waren|hat|haben|kam|kamen|gab|gab es|irgendein"
        "|irgendeine|irgendwelche|hatten|hatte"
    ),
    Kind.WHAT: (
        "what|show|show me|list|was ist|was war|was gab|was gab es|was passierte|zeig|zeige|zeig mir"
        "|what happened|what was|anything|anything new|something|nothing|was neues|irgendwas|etwas|nichts"
    ),
}
_FILLER = (
    "there|here|last here|last seen|last there|last time|it|so|do|me|please|all|everything|event|events"
    "|history|happened|happen|happening|come|came|comes|coming|go|went|gone|visited|seen|see|saw|been|be|stop"
    "|stopped|passed|times|time|only|just|nur|es|da|hier|dort|zuletzt da|zuletzt hier|das letzte mal|bitte"
    "|alle|alles|ereignis|ereignisse|verlauf|passiert|los|gekommen|kommt|gesehen|gewesen|vorbei|mal|denn"
    "|i|we|us|that|yet|already|get|got|arrive|arrived|leave|left|ich|wir|uns|schon|noch|steht|besucht|kommen"
)
_PLACES = "door|home|house|tür|haustür|hause|haus"
GLUE = frozenset(
    (
        *("a", "an", "the", "any", "at", "by", "in", "on", "of", "to", "from", "with", "and", "or", "last"),
        *("latest", "our", "my", "your", "some", "front", "ein", "eine", "einen", "einem", "einer", "der"),
        *("die", "das", "den", "dem", "am", "an", "im", "vor", "bei", "zu", "mit", "von", "und", "oder"),
        *("letzte", "letzter", "letzten", "letztes", "unsere", "unserer", "meine", "meiner"),
    )
)
"""What stands before a noun and belongs to it, unless the words are needed for a time."""


def vocabulary(
    people: Sequence[Person], cameras: Iterable[Camera], labels: Iterable[str] = ()
) -> Mapping[Phrase, Meaning]:
    """Names win over everything: whoever is called May is not a month. `labels` that were ever seen."""
    seen = list(cameras)
    whole = {**dict(_cameras(seen)), **dict(_people(people))}
    return {**dict(_labels(labels)), **dict(_parts(seen)), **_COMMON, **whole}


SHORTEST_PART = 3
"""Letters, of a word of a name."""

DASHES = ("-", "–")
"""Words of a time: 12 – 14 November."""


def words_of(text: str) -> list[str]:
    """As they were typed, without the marks around them."""
    stripped = (_stripped(word) for word in text.replace("’", "'").split())
    return [word for word in stripped if word]


def fold(word: str) -> str:
    return word.casefold().removesuffix("'s")


def _stripped(word: str) -> str:
    if word not in DASHES and not any(map(str.isalnum, word)):
        return ""
    word = word.strip("?!,;\"'()[]„“”")
    # "12.", "12.11." are dates.
    return word if word[:1].isdigit() else word.rstrip(".:")


def _phrase(text: str) -> Phrase:
    return tuple(fold(word) for word in words_of(text))


def _phrases(texts: str, meaning: Meaning) -> Iterator[tuple[Phrase, Meaning]]:
    for text in texts.split("|"):
        yield tuple(text.split()), meaning


def _common() -> Iterator[tuple[Phrase, Meaning]]:
    yield from _phrases(_FILLER, Meaning())
    yield from _phrases(_PLACES, Meaning(noun=True))
    for kind, texts in _KINDS.items():
        yield from _phrases(texts, Meaning(kind=kind))
    for subject, texts in _SUBJECTS.items():
        yield from _phrases(texts, Meaning(subject=subject, noun=True))


def _labels(labels: Iterable[str]) -> Iterator[tuple[Phrase, Meaning]]:
    for label in labels:
        for text in (label, f"{label}s"):
            if phrase := _phrase(text):
                yield phrase, Meaning(subject=labelled(label), noun=True)


def _people(people: Sequence[Person]) -> Iterator[tuple[Phrase, Meaning]]:
    """By their names, and before those by the first of them where nobody else has it."""
    firsts = [_phrase(person.display_name)[:1] for person in people]
    for person, first in zip(people, firsts, strict=True):
        if first and firsts.count(first) == 1:
            yield first, _meaning(person)
    for person in people:
        for name in (person.name, person.display_name):
            if phrase := _phrase(name):
                yield phrase, _meaning(person)


def _meaning(person: Person) -> Meaning:
    return Meaning(subject=who(person.id), noun=True, name=person.display_name)


def _parts(cameras: Iterable[Camera]) -> Iterator[tuple[Phrase, Meaning]]:
    """Words that one camera alone has in its name: one of them is enough."""
    named = [(camera, dict.fromkeys(_phrase(camera.name))) for camera in cameras]
    words = [word for _, parts in named for word in parts]
    for camera, parts in named:
        for word in parts:
            if len(word) >= SHORTEST_PART and words.count(word) == 1 and word not in GLUE:
                yield (word,), Meaning(camera_id=camera.id, noun=True, name=camera.name)


def _cameras(cameras: Iterable[Camera]) -> Iterator[tuple[Phrase, Meaning]]:
    for camera in cameras:
        if phrase := _phrase(camera.name):
            yield phrase, Meaning(camera_id=camera.id, noun=True, name=camera.name)


_COMMON = dict(_common())
