"""The latest warnings and errors of the log, kept in memory for /diag."""

from __future__ import annotations

import logging
from collections import deque

KEPT = 30


class RecentTrouble(logging.Handler):
    """What its formatter makes of a record is what is kept: redacted, if that is."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: deque[str] = deque(maxlen=KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            first, *rest = self.format(record).splitlines()
        except Exception:
            self.handleError(record)
            return
        # Of a traceback what was raised; where, the log has.
        self._lines.append(f"{first} [{rest[-1].strip()}]" if rest else first)

    @property
    def lines(self) -> tuple[str, ...]:
        """Oldest first."""
        return tuple(self._lines)


def recent_trouble() -> tuple[str, ...]:
    """Of the log that runs now."""
    kept = [one for one in logging.getLogger().handlers if isinstance(one, RecentTrouble)]
    return kept[0].lines if kept else ()
