"""Failures that a test or the demo orders ahead."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from .errors import ApiError

ANY_METHOD = "*"
CLOSED = 0


@dataclass
class Fault:
    """The next `times` calls of `method` (or of any, "*") fail.

    status: the HTTP status of the answer, or 0 to close the connection without one.
    after_effect: do what was asked first, so that only the answer is lost. page: HTML in place of JSON.
    kind: what the failure is called in the log of calls. words: only of calls whose text or caption holds
    them, since what else a bot says meanwhile has no order. until: it is told only once this is set.
    """

    method: str
    status: int
    description: str
    retry_after: int | None = None
    times: int = 1
    after_effect: bool = False
    page: str | None = None
    kind: str = "ordered"
    words: str = ""
    until: asyncio.Event | None = None

    def matches(self, method: str, said: str) -> bool:
        right_method = self.method.lower() in {ANY_METHOD, method.lower()}
        return self.times > 0 and right_method and self.words in said

    def error(self) -> ApiError:
        return ApiError(self.status, self.description, self.retry_after, page=self.page)


class Weather(Protocol):
    """What fails without having been ordered one by one."""

    def fault(self, method: str, number: int) -> Fault | None: ...


class Faults:
    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self._weather: Weather | None = None
        self._calls: Counter[str] = Counter()

    def set_weather(self, weather: Weather | None) -> None:
        """From now on, counting each method's calls from 1."""
        self._weather = weather
        self._calls.clear()

    def order(self, fault: Fault) -> None:
        self._ordered.append(fault)

    def take(self, method: str, said: str) -> Fault | None:
        """The first fault that fits, used up once; else what the weather makes of this call."""
        self._calls[method] += 1
        fault = next((fault for fault in self._ordered if fault.matches(method, said)), None)
        if fault is not None:
            fault.times -= 1
        elif self._weather is not None:
            fault = self._weather.fault(method, self._calls[method])
        return fault

    def clear(self) -> None:
        self._ordered.clear()
