"""Which frames of a clip are not to be trusted: what could not be decoded, and what leans on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


class Damage:
    """Decoders conceal what they could not read and go on from it: the picture stays wrong until a keyframe.

    Places are counted from 0; `keys` are the places from which decoding starts afresh.
    """

    def __init__(self, frames: int, keys: Sequence[int]) -> None:
        self._keys = keys
        self._spoilt = bytearray(frames)

    def add(self, first: int, last: int) -> None:
        """Something between these two places is damaged, and with it all up to the next keyframe."""
        following = bisect_right(self._keys, last)
        end = self._keys[following] if following < len(self._keys) else len(self._spoilt)
        first = min(max(first, 0), end)
        self._spoilt[first:end] = b"\1" * (end - first)

    def whole_from(self, place: int) -> int | None:
        """The first place at or after this one that is not known to be damaged. None where there is none."""
        found = self._spoilt.find(0, place)
        return found if found >= 0 else None

    def spoils(self, place: int) -> bool:
        return place < len(self._spoilt) and bool(self._spoilt[place])

    @property
    def told(self) -> str | None:
        count = sum(self._spoilt)
        return f"{count} of {len(self._spoilt)} frames could not be decoded whole" if count else None
