"""What counts as the same name, and what can be one."""

from __future__ import annotations

import unicodedata

from pipeline.types import NO_FACE


def folded(name: str) -> str:
    """Equal for names that differ in case or in how an accent is encoded, in any script."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def unusable(name: str) -> bool:
    """Blank, or the word that stands for "no face seen"."""
    return folded(name) in ("", NO_FACE)
