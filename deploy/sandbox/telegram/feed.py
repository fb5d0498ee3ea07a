"""What happens, told to whoever listens: the page's sockets and waiting tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

Event = TypeVar("Event")
Found = TypeVar("Found")


class Feed(Generic[Event]):
    """Tells every listener of every event, in order and at once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Event], Any]] = []

    @contextmanager
    def listening(self, listener: Callable[[Event], Any]) -> Iterator[None]:
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    def publish(self, event: Event) -> None:
        for listener in list(self._listeners):
            listener(event)


async def first_of(
    feed: Feed[Event], choose: Callable[[Event], Found | None], seconds: float
) -> Found | None:
    """What `choose` makes of the first event that it does not answer with None; None after `seconds`.

    Raises what `choose` raises.
    """
    found: asyncio.Future[Found] = asyncio.get_running_loop().create_future()

    def hear(event: Event) -> None:
        if found.done():
            return
        try:
            chosen = choose(event)
        except Exception as error:
            # The mistake is the waiting one's, not of whoever caused the event.
            found.set_exception(error)
            return
        if chosen is not None:
            found.set_result(chosen)

    with feed.listening(hear):
        done, _ = await asyncio.wait({found}, timeout=seconds)
    return found.result() if done else None
