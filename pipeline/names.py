"""What somebody may be called: it is the name of a folder, and stands in messages. One rule for all."""

from __future__ import annotations

import re
import unicodedata

from pipeline.types import NO_FACE

LONGEST = 64
_FORBIDDEN = re.compile(r"[/\\\x00-\x1f\x7f:*?\"<>|]")


def name_problem(name: str) -> str | None:
    """Why nobody can be called that, in a sentence; None where somebody can."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    if len(name) > LONGEST:
        return f"That is too long for a name; up to {LONGEST} letters, please."
    if unicodedata.normalize("NFKC", plain) == NO_FACE:
        return f"Nobody can be called “{NO_FACE}”: that word means that no face was seen."
    if _FORBIDDEN.search(name) or name.lstrip().startswith((".", "_")):
        return 'A name cannot hold / \\ : * ? " < > | nor begin with a dot or _. Try without.'
    if not any(unicodedata.category(letter)[0] in "LN" for letter in name):
        return "A name needs at least one letter."
    return None
