"""A pass that is not whole yet: what is known of it by now, as a question keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.callbacks import ForeignPress, Press
from bot.matching import exactly, nearest
from bot.window import Window
from storage.passes import NewPass

FACE, GUEST, BELL = "p", "u", "r"
"""Whom it is for, in callback data: with the id of the person or of the guest."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who may be expected: a known face or a guest; with neither id whoever rings."""

    name: str
    person_id: int | None = None
    user_id: int | None = None

    @property
    def token(self) -> str:
        if self.person_id is not None:
            return f"{FACE}{self.person_id}"
        return BELL if self.user_id is None else f"{GUEST}{self.user_id}"


@dataclass(frozen=True, slots=True)
class Draft:
    """`whom` None: it is not settled whom the name means. Times as they are written in JSON."""

    name: str = ""
    whom: str | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    once: bool = False

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Draft:
        return cls(**payload)

    @property
    def payload(self) -> dict[str, object]:
        return asdict(self)

    def within(self, window: Window) -> Draft:
        return replace(self, starts_at=window.starts_at.isoformat(), ends_at=window.ends_at.isoformat())

    @property
    def window(self) -> Window | None:
        if self.starts_at is None or self.ends_at is None:
            return None
        return Window(datetime.fromisoformat(self.starts_at), datetime.fromisoformat(self.ends_at))

    def whole(self, nobody: str) -> NewPass | None:
        """None: something is still to be asked. `nobody`: what they are called who have no name."""
        if self.whom is None or self.window is None:
            return None
        kind, number = self.whom[:1], self.whom[1:]
        if kind not in (FACE, GUEST, BELL):
            raise ForeignPress(f"{self.whom!r} is nobody")
        chosen = None if kind == BELL else Press(kind, (number,)).number()
        return NewPass(
            label=self.name or nobody,
            starts_at=self.window.starts_at,
            ends_at=self.window.ends_at,
            once=self.once,
            person_id=chosen if kind == FACE else None,
            user_id=chosen if kind == GUEST else None,
        )


def meant(name: str, known: Sequence[Whom]) -> list[Whom]:
    """Who may be meant: one alone is; several, or somebody of nearly that name, are to be asked about."""
    same = exactly(name, known, _name)
    if same:
        return same
    like = nearest(name, known, _name)
    return [Whom(name)] if like is None else [*exactly(like.name, known, _name), Whom(name)]


def _name(one: Whom) -> str:
    return one.name
