"""What happens in the chats, told to whoever listens: the page's sockets and waiting tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .message import Json

Listener = Callable[[Json], None]


class Feed:
    """Events are the frames of the page's protocol (`{"type": "message", ...}`)."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    def publish(self, event: Json) -> None:
        for listener in list(self._listeners):
            listener(event)
