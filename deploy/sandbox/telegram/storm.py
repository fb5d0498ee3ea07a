"""A Telegram on a bad day: a share of the calls fails, decided by the seed and the call's number."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.sandbox.chance import chance, pick

from .faults import CLOSED, Fault

BUSY, BROKEN, RESET, UNANSWERED = "busy", "broken", "reset", "unanswered"
GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True)
class Storm:
    """The n-th call of a method fails alike under the same seed, whenever it comes.

    busy: answered 429 with `retry_after` seconds. broken: a 500 of the Bot API, or a gateway's page; neither
    takes the call. reset: the connection is reset before the call is taken. unanswered: the call is taken and
    done, then the connection is reset, so that the bot does not know.
    """

    seed: int
    busy: float = 0.12
    broken: float = 0.08
    reset: float = 0.07
    unanswered: float = 0.03
    retry_after: int = 1

    def fault(self, method: str, number: int) -> Fault | None:
        """Of the `number`-th call of a method, counted from 1 since the storm began."""
        shares = {BUSY: self.busy, BROKEN: self.broken, RESET: self.reset, UNANSWERED: self.unanswered}
        match pick(shares, self.seed, "telegram", method, number):
            case "busy":
                text = f"Too Many Requests: retry after {self.retry_after}"
                return Fault(method, 429, text, self.retry_after, kind=BUSY)
            case "broken":
                page = chance(self.seed, "telegram's gateway", method, number) < 0.5
                return _page(method) if page else Fault(method, 500, "Internal Server Error", kind=BROKEN)
            case "reset":
                return Fault(method, CLOSED, "", kind=RESET)
            case "unanswered":
                return Fault(method, CLOSED, "", after_effect=True, kind=UNANSWERED)
        return None


def _page(method: str) -> Fault:
    return Fault(method, 502, "Bad Gateway", page=GATEWAY_PAGE, kind=BROKEN)
