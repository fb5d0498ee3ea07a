"""Run as a script: reads the clips named on stdin, one a line, and answers each with a line on stdout.

In a process of its own, since what a damaged clip may break lies in C: a death or a hang is then seen from
outside, with the clip that caused it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import av

from pipeline.clip import Clip, Frame
from pipeline.errors import ClipError
from pipeline.frames import around, first_look, second_look


def main() -> None:
    av.logging.set_level(None)
    for line in sys.stdin:
        print(verdict(Path(line.strip())), flush=True)


def verdict(path: Path) -> str:
    """ "frames N", "clip error", or what else came out, which nothing should."""
    try:
        with Clip(path) as clip:
            return told(clip, look(clip))
    except ClipError as error:
        return "clip error" if str(error) and "\n" not in str(error) else f"unclear: {error!r}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def look(clip: Clip) -> list[Frame]:
    """As an analysis does: over all of it, into the gaps, around a moment."""
    seen = list(clip.read(first_look(clip.timeline)))
    seen += clip.read(second_look(clip.timeline, [one.index for one in seen], 4))
    places = [one.index for one in seen]
    return seen + list(clip.read(around(clip.timeline, places[:2], places, 4)))


def told(clip: Clip, frames: list[Frame]) -> str:
    for frame in frames:
        if not 0 <= frame.index < clip.timeline.frames <= clip.frames_total:
            return f"frame {frame.index} of {clip.timeline.frames}"
        if frame.image.ndim != 3 or frame.image.size == 0:
            return f"a frame of shape {frame.image.shape}"
    return f"frames {len(frames)}" if clip.damage is None or clip.damage else "damage without words"


if __name__ == "__main__":
    main()
