"""Who the audit speaks of: random refs in it, names here, so that one can be forgotten."""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Mapping, Sequence

from storage.names import folded
from storage.rows import change, many, value

SOMEBODY = "somebody"
"""Where a name is not that of one person alone."""

_REF = re.compile(r"@([0-9a-f]{16})(?![0-9a-f])")


def ref_of_user(store: sqlite3.Connection, user_id: int) -> str:
    return _ref(store, "user_id", user_id)


def ref_of_person(store: sqlite3.Connection, person_id: int) -> str:
    return _ref(store, "person_id", person_id)


def _ref(store: sqlite3.Connection, column: str, number: int) -> str:
    known = value(store, f"SELECT ref FROM audit_names WHERE {column} = ? LIMIT 1", number)
    if known is not None:
        return str(known)
    ref = secrets.token_hex(8)
    change(store, f"INSERT INTO audit_names (ref, {column}) VALUES (?, ?)", ref, number)
    return ref


def without_names(store: sqlite3.Connection, texts: Sequence[str]) -> list[str]:
    """`@ref` in place of each name that is somebody's now, as a word of its own, in whatever case."""
    if not texts:
        return []
    known = many(store, "SELECT id, name, display_name FROM persons")
    spelt = {name: row["id"] for row in known for name in (row["display_name"], row["name"])}
    if not spelt:
        return list(texts)
    people = {folded(name): person for name, person in spelt.items()}
    longest_first = "|".join(map(re.escape, sorted(spelt, key=len, reverse=True)))
    names = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE)

    def ref(found: re.Match[str]) -> str:
        person = people.get(folded(found[0]))
        return SOMEBODY if person is None else f"@{ref_of_person(store, person)}"

    return [names.sub(ref, text) for text in texts]


def refs_in(texts: Sequence[str]) -> set[str]:
    return {found[1] for text in texts for found in _REF.finditer(text)}


def with_names(text: str, names: Mapping[str, str]) -> str:
    """What `without_names` took out, for refs that `names` knows."""
    return _REF.sub(lambda found: names.get(found[1], found[0]), text)
