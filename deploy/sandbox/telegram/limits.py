"""Telegram's limits: sizes that never change, and rates that a test may switch."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from .errors import too_many_requests

MEGABYTE = 1 << 20

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER_LENGTH = 200
ALBUM_SIZES = range(2, 11)
KEYBOARD_BUTTONS = 100
UPLOAD_BYTES = 50 * MEGABYTE
DOWNLOAD_BYTES = 20 * MEGABYTE
PHOTO_BYTES = 10 * MEGABYTE
PHOTO_SIDES_SUM = 10_000
PHOTO_RATIO = 20
COMMANDS = 100
DELETE_AGE_SECONDS = 48 * 3600

Clock = Callable[[], float]


@dataclass(frozen=True)
class FloodLimits:
    """How often a bot may send or edit; Telegram publishes the rates, the bursts are our estimate."""

    overall_per_second: float = 30
    private_per_second: float = 1
    private_burst: int = 10
    group_per_minute: int = 20


DEFAULT_FLOOD = FloodLimits()


class Bucket:
    """A token bucket over a clock in seconds."""

    def __init__(self, per_second: float, burst: float, clock: Clock) -> None:
        self._rate, self._burst, self._clock = per_second, burst, clock
        self._level, self._at = burst, clock()

    def wait(self, cost: int) -> float:
        """Seconds until `cost` may be taken, 0 when it may be now.

        A cost above the burst waits for a full bucket and leaves it in debt.
        """
        now = self._clock()
        self._level = min(self._burst, self._level + (now - self._at) * self._rate)
        self._at = now
        return max(0.0, (min(cost, self._burst) - self._level) / self._rate)

    def take(self, cost: int) -> None:
        self._level -= cost


class Flood:
    """Counts messages and edits overall and per chat; `limits=None` lets everything through."""

    def __init__(self, limits: FloodLimits | None, clock: Clock) -> None:
        self._clock = clock
        self.set(limits)

    def set(self, limits: FloodLimits | None) -> None:
        """Takes the limits and forgets what was counted so far."""
        self._limits = limits
        self._chats: dict[int, Bucket] = {}
        self._overall = self._bucket_overall()

    def _bucket_overall(self) -> Bucket:
        rate = self._limits.overall_per_second if self._limits else 1
        return Bucket(rate, rate, self._clock)

    def _bucket_of(self, limits: FloodLimits, chat_id: int) -> Bucket:
        if chat_id not in self._chats:
            rate, burst = limits.private_per_second, limits.private_burst
            if chat_id < 0:
                rate, burst = limits.group_per_minute / 60, limits.group_per_minute
            self._chats[chat_id] = Bucket(rate, burst, self._clock)
        return self._chats[chat_id]

    def spend(self, chat_id: int, cost: int = 1) -> None:
        """Counts `cost` messages to a chat, or raises the 429 and counts nothing."""
        if self._limits is None:
            return
        buckets = (self._overall, self._bucket_of(self._limits, chat_id))
        wait = max(bucket.wait(cost) for bucket in buckets)
        if wait > 1e-6:
            raise too_many_requests(max(1, math.ceil(wait)))
        for bucket in buckets:
            bucket.take(cost)
