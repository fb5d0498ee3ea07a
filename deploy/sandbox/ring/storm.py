"""A Ring on a bad day: a share of the requests fails, decided by the seed and the request's number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from aiohttp import web

from deploy.sandbox.chance import chance, pick
from deploy.sandbox.faults import Fault

KINDS = {
    "/oauth/": "oauth",
    "/clients_api/dings/": "recording",
    "/clients_api/snapshots/": "snapshot",
    "/clients_api/doorbots/": "history",
    "/clients_api/": "account",
    "/files/": "file",
}
STATUSES = (500, 502, 503, 504)
PAGE = "<html><head><title>Service Unavailable</title></head><body>Ring</body></html>"


@dataclass
class RingStorm:
    """The n-th request of a kind fails alike under the same seed, whenever it comes.

    refused: 401 of the API, although the token is good. missing: 404 of a recording that is there. broken: a
    5xx, as JSON or as a page. truncated: a file that breaks off somewhere.
    """

    seed: int
    refused: float = 0.02
    missing: float = 0.02
    broken: float = 0.04
    truncated: float = 0.04
    _requests: Counter[str] = field(default_factory=Counter, repr=False)

    def fault(self, request: web.Request) -> Fault | None:
        path = request.path
        kind = next((kind for prefix, kind in KINDS.items() if path.startswith(prefix)), "other")
        self._requests[kind] += 1
        return self._of(path, kind, self._requests[kind])

    def _of(self, path: str, kind: str, number: int) -> Fault | None:
        shares = {
            "refused": self.refused if kind not in ("oauth", "file") else 0.0,
            "missing": self.missing if kind == "recording" else 0.0,
            "broken": self.broken,
        }
        match pick(shares, self.seed, "ring", kind, number):
            case "refused":
                return Fault(path, 401, {"error": "Invalid token"})
            case "missing":
                return Fault(path, 404, {"error": "recording not found"})
            case "broken":
                turn = chance(self.seed, "ring's status", kind, number)
                return Fault(path, STATUSES[int(turn * len(STATUSES))], PAGE if turn < 0.5 else None)
        return None

    def truncated_at(self) -> float | None:
        """The share of the file that the current download still gets; None: all of it."""
        number = self._requests["file"]
        if chance(self.seed, "ring's files", number) >= self.truncated:
            return None
        return chance(self.seed, "ring's file ends", number)
