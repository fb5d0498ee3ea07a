"""What somebody may be called: it is the name of a folder, and stands in messages. One rule for all."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from pipeline.types import NO_FACE

LONGEST = 64
LONGEST_BYTES = 200
"""A folder's name has room for 255."""

_FORBIDDEN = re.compile(r"[/\\\x00-\x1f\x7f:*?\"<>|]")


class NameProblem(StrEnum):
    """Why nobody can be called that."""

    TOO_LONG = "too long"
    NO_FACE = "no face"
    FORBIDDEN = "forbidden"
    NO_LETTER = "no letter"


_SENTENCES = {
    NameProblem.TOO_LONG: f"That is too long for a name; up to {LONGEST} letters, please.",
    NameProblem.NO_FACE: f"Nobody can be called “{NO_FACE}”: that word means that no face was seen.",
    NameProblem.FORBIDDEN: 'A name cannot hold / \\ : * ? " < > | nor begin with a dot or _. Try without.',
    NameProblem.NO_LETTER: "A name needs at least one letter.",
}


def name_problem(name: str) -> str | None:
    """Why nobody can be called that, in a sentence; None where somebody can."""
    problem = problem_of(name)
    return None if problem is None else _SENTENCES[problem]


def problem_of(name: str) -> NameProblem | None:
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    if len(name) > LONGEST or len(name.encode("utf-8", "surrogatepass")) > LONGEST_BYTES:
        return NameProblem.TOO_LONG
    if unicodedata.normalize("NFKC", plain) == NO_FACE:
        return NameProblem.NO_FACE
    if _FORBIDDEN.search(name) or name.lstrip().startswith((".", "_")):
        return NameProblem.FORBIDDEN
    if not any(unicodedata.category(letter)[0] in "LN" for letter in name):
        return NameProblem.NO_LETTER
    return None
