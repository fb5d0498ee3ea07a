"""What part of the history somebody wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.timestamps import from_text, to_text

STRANGER, DING, NO_FACE, STARRED, PERSON = "stranger", "ding", "no-face", "starred", "label:person"
_WHO, _LABEL, _HELD = "who:", "label:", "held:"


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """One subject, one camera, one time; None is everything. Every combination costs the same.

    `subject`: STRANGER, DING, NO_FACE (somebody, but no face to be seen), STARRED, `labelled("dog")`,
    `who(12)`, `held(4242, said_at)`.
    `since` inclusive, `until` exclusive; aware. `words`: what somebody called that time.
    """

    subject: str | None = None
    camera_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""

    @property
    def person_id(self) -> int | None:
        """Of whoever is asked for by name."""
        number = _after(_WHO, self.subject)
        return None if number is None else int(number)

    @property
    def label(self) -> str | None:
        return label_of(self.subject)

    @property
    def held(self) -> tuple[int, datetime] | None:
        """The chat that had not heard of these, and when it was told so."""
        chat, _, said_at = (_after(_HELD, self.subject) or "").partition(":")
        return (int(chat), from_text(said_at)) if said_at else None


EVERYTHING = HistoryFilter()


def who(person_id: int) -> str:
    return f"{_WHO}{person_id}"


def labelled(label: str) -> str:
    """`label` as events.others and detections have it: "dog"; PERSON is `labelled("person")`."""
    return f"{_LABEL}{label}"


def label_of(subject: str | None) -> str | None:
    """What `labelled` was given."""
    return _after(_LABEL, subject)


def held(chat_id: int, said_at: datetime) -> str:
    """What was held back from a chat, and counted there at that moment."""
    return f"{_HELD}{chat_id}:{to_text(said_at)}"


def _after(prefix: str, subject: str | None) -> str | None:
    return subject.removeprefix(prefix) if subject and subject.startswith(prefix) else None
