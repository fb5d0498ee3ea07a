"""What somebody may be called, and the reason where not."""

from __future__ import annotations

import pytest

from bot.names import NameRefused, person_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Grace", "Grace"),
        ("  Grace   Hopper ", "Grace Hopper"),
        ("Zoe\u0308", "Zoë"),
        ("小明", "小明"),
        ("O'Neil Jr.", "O'Neil Jr."),
        ("\u202egrace\u202c", "grace"),
        ("\u2067Grace\u2069\u200f", "Grace"),
        ("\u05d2\u05e8\u05d9\u05d9\u05e1", "\u05d2\u05e8\u05d9\u05d9\u05e1"),
    ],
)
def test_names_are_tidied_not_changed(typed: str, name: str) -> None:
    assert person_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "as text"),
        ("   ", "as text"),
        ("\u202e\u2066", "as text"),
        ("x" * 65, "too long"),
        ("Unknown", "no face was seen"),
        ("../etc", "cannot hold"),
        ("a/b", "cannot hold"),
        (".hidden", "cannot hold"),
        ("_strangers", "cannot hold"),
        ("a\x00b", "cannot hold"),
        ("<b>", "cannot hold"),
        ("🎉🎉", "letter"),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(NameRefused, match=reason):
        person_name(typed)
