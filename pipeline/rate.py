"""A share of trials, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Rate:
    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """None where nothing was tried."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval at 95 %: also right for few trials, and for none or all that hit."""
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.hits / self.of
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        # Where none or all hit, one bound is known; computed it would be off by a rounding error.
        low = middle - half if self.hits else 0.0
        high = middle + half if self.hits < n else 1.0
        return low, high
