"""What somebody may be called: it becomes the name of a folder and stands in messages."""

from __future__ import annotations

import re
import unicodedata

from pipeline.errors import LatchkeyError
from pipeline.types import NO_FACE

LONGEST = 64


class NameRefused(LatchkeyError):
    pass


def person_name(text: str) -> str:
    """`text` with its spaces tidied and its letters composed; NameRefused with the reason."""
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not name:
        raise NameRefused("Write the name as text, for example: Grace")
    if len(name) > LONGEST:
        raise NameRefused(f"That is too long for a name; up to {LONGEST} letters, please.")
    if name.casefold() == NO_FACE:
        raise NameRefused(f"Nobody can be called “{NO_FACE}”: that word means that no face was seen.")
    if re.search(r"[/\\\x00-\x1f\x7f:*?\"<>|]", name) or name.startswith((".", "_")):
        raise NameRefused('A name cannot hold / \\ : * ? " < > | nor begin with a dot or _. Try without.')
    if not any(unicodedata.category(letter)[0] in "LN" for letter in name):
        raise NameRefused("A name needs at least one letter.")
    return name
