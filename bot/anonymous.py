"""Words for somebody else's eyes: nobody's name, nobody's Telegram id, and no secret."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from bot.redact import redact

ID = re.compile(r"(?<![\w.:#])-?\d{5,}(?![\w.:])")
QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”")
FILE = re.compile(r"\S+\.(?:jpe?g|png|webp|heic|mp4)\b", re.IGNORECASE)
SHORTEST_PART = 3


class Anonymous:
    """`names`: of people, of groups, of cameras. What they stand for is told apart within one text alone."""

    def __init__(self, names: Iterable[str], known_secrets: Iterable[str]) -> None:
        self._salt = secrets.token_bytes(8)
        self._secrets = [one for one in known_secrets if one]
        whole = {name.strip() for name in names if name.strip()}
        parts = {part for name in whole for part in re.split(r"\W+", name) if len(part) >= SHORTEST_PART}
        longest_first = sorted(whole | parts, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first))
        self._names = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def text(self, text: str) -> str:
        """What is quoted goes too: it came from outside."""
        text = redact(text, self._secrets)
        text = self._nameless(QUOTED.sub("'…'", FILE.sub("….", text.replace(str(Path.home()), "~"))))
        return ID.sub(lambda found: self.id(found[0]), text)

    def id(self, number: object) -> str:
        """The same for the same, in this text."""
        return "#" + hashlib.blake2b(str(number).encode(), key=self._salt, digest_size=3).hexdigest()

    def path(self, path: Path) -> str:
        """Where the household's own folder begins is nobody's business."""
        return self._nameless(redact(str(path).replace(str(Path.home()), "~"), self._secrets))

    def _nameless(self, text: str) -> str:
        return text if self._names is None else self._names.sub("…", text)
