"""Which function answers which method."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from ..arguments import Arguments
from ..world import World

Handler = Callable[[World, Arguments], Awaitable[Any]]


@dataclass(frozen=True)
class Method:
    name: str
    answer: Handler


# By lower-cased name: Telegram takes method names in any case.
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, handler)
        return handler

    return register
