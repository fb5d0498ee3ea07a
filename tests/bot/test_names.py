"""What somebody may be called, and the reason where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import text

from bot.names import NameRefused, person_name
from pipeline.names import name_problem
from storage.names import unusable


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


@given(text(max_size=70))
def test_what_is_a_name_can_be_a_folder_and_the_store_takes_it(typed: str) -> None:
    if name_problem(typed) is None:
        assert not unusable(typed)
    try:
        name = person_name(typed)
    except NameRefused:
        return
    assert name_problem(name) is None


@pytest.mark.parametrize("folder", ["\uff55nknown", " UnKnown ", " ", "_strangers", " _x", "a:b", "x" * 65])
def test_a_folder_is_asked_the_same(folder: str) -> None:
    assert name_problem(folder) is not None
