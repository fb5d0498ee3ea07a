"""Failures that a test or the demo orders ahead."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import ApiError

ANY_METHOD = "*"
CLOSED = 0


@dataclass
class Fault:
    """The next `times` calls of `method` (or of any, "*") fail.

    status: the HTTP status of the answer, or 0 to close the connection without one.
    after_effect: do what was asked first, so that only the answer is lost.
    """

    method: str
    status: int
    description: str
    retry_after: int | None = None
    times: int = 1
    after_effect: bool = False

    def matches(self, method: str) -> bool:
        return self.times > 0 and self.method.lower() in {ANY_METHOD, method.lower()}

    def error(self) -> ApiError:
        return ApiError(self.status, self.description, self.retry_after)


class Faults:
    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self._ordered.append(fault)

    def take(self, method: str) -> Fault | None:
        """The first fault that fits, used up once."""
        fault = next((fault for fault in self._ordered if fault.matches(method)), None)
        if fault is not None:
            fault.times -= 1
        return fault

    def clear(self) -> None:
        self._ordered.clear()
