"""Where the milliseconds of one analysis went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from pipeline.types import Timings


class Stopwatch:
    """`total` counts from its making; the parts are added up by `with watch.part("detect")`."""

    def __init__(self) -> None:
        self._started = perf_counter()
        self._parts: dict[str, float] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        started = perf_counter()
        try:
            yield
        finally:
            self._parts[name] = self._parts.get(name, 0.0) + perf_counter() - started

    @property
    def seconds(self) -> float:
        return perf_counter() - self._started

    def timings(self) -> Timings:
        parts = {name: round(seconds * 1000, 3) for name, seconds in self._parts.items()}
        return Timings(**parts, total=round(self.seconds * 1000, 3))
