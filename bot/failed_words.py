"""Why a clip could not be analysed, in words for a chat: what the log and **Why** tell exactly, said briefly.

A reason that is not known here is shown as it is: it may be of an older version, or of a newer one.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from bot.lengths import DETAIL_LIMIT, cut
from bot.texts import say

TOO_MANY = "too many clips at once: the newest were looked at instead"
"""Of an event that was given up unseen."""

KINDS = {
    r"the analysing process died twice": "died",
    r"the analysis took more than": "hung",
    r"the analysis failed": "error",
    re.escape(TOO_MANY): "too-many",
    r"Ring does not have the recording yet": "never-came",
    r"Ring no longer has the recording": "gone",
    r"Ring broke the clip off": "broken-off",
    r"Ring sent ": "no-clip",
    r".* is not a video that can be read": "no-video",
    r".* not one frame can be decoded": "no-video",
    r"Somebody who was recognised is not known|Somebody has said meanwhile": "changed",
    r"the worker was not started|no detector": "no-eyes",
}


def why_failed(error: str | None) -> Markup:
    """A clause without a full stop."""
    if error is None:
        return say("supervision-failed", kind="unknown")
    kind = next((kind for pattern, kind in KINDS.items() if re.match(pattern, error)), None)
    if kind is None:
        return Markup(cut(error.rstrip("."), DETAIL_LIMIT))
    return say("supervision-failed", kind=kind)
