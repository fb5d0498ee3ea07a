"""`.env` as it was written: lines that mean nothing, and names that are no setting's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from storage.private_files import exposure

LIKE_ENOUGH = 0.8
"""Of 0..1: other programs' names may stand in the file, too."""


@dataclass(frozen=True, slots=True)
class EnvFile:
    """`problems`: a line each, without what stands there, since it may be a secret."""

    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    readable: bool = True


def look_at(path: Path, known: Iterable[str]) -> EnvFile:
    """`known`: the names of settings, in capitals. A file that is not there has no faults, and what is in one
    that others may read is not used."""
    if not path.is_file():
        return EnvFile()
    if problem := exposure(path):
        return EnvFile((f"{path}: {problem}",), readable=False)
    try:
        with path.open(encoding="utf-8") as stream:
            bindings = list(parse_stream(stream))
    except OSError as error:
        return EnvFile((f"{path}: it cannot be read ({error.strerror})",), readable=False)
    except UnicodeDecodeError:
        return EnvFile((f"{path}: give a text in UTF-8; this is none",), readable=False)
    names = list(known)
    return EnvFile(
        tuple(
            f"{path}, line {_line(one)}: give NAME=value, in one line; this cannot be read"
            for one in bindings
            if one.error or (one.key is not None and one.value is None)
        ),
        tuple(warning for one in bindings if (warning := _misspelt(path, one, names))),
    )


def _line(binding: Binding) -> int:
    """Empty lines before it belong to it."""
    text: str = binding.original.string
    return int(binding.original.line) + text[: len(text) - len(text.lstrip())].count("\n")


def _misspelt(path: Path, binding: Binding, known: list[str]) -> str | None:
    name = (binding.key or "").upper()
    if binding.error or name in known:
        return None
    near = get_close_matches(name, known, 1, LIKE_ENOUGH)
    return f"{path}, line {_line(binding)}: {name} is no setting; is {near[0]} meant?" if near else None
