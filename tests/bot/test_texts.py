"""Everything said in a chat stands in bot/texts, in each language, with the same values and markup."""

from __future__ import annotations

import ast
import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor
from markupsafe import Markup

from bot import texts
from bot.texts import LANGUAGES, language_of, plain, say, source, speak, speaking

REPO = Path(__file__).parents[2]
TAG = re.compile(r"</?[a-z]+")
LABELS = {
    "button-who": "Who is it?",
    "button-save": "Save",
    "button-cancel": "Cancel",
    "button-clip": "Clip",
    "button-why": "Why",
    "button-older": "Older",
    "button-newer": "Newer",
    "button-snooze": "Snooze",
    "button-unlock": "Unlock",
    "button-lock-now": "Lock now",
    "button-confirm": "Confirm",
    "button-let-in": "Let in",
}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.names.add(node.id.name)


def _messages(code: str) -> dict[str, Message]:
    body = FluentParser().parse(source(code)).body
    assert not [entry.content for entry in body if isinstance(entry, Junk)]
    found = [entry for entry in body if isinstance(entry, Message)]
    names = [message.id.name for message in found]
    assert len(names) == len(set(names)), "a key stands twice"
    return {message.id.name: message for message in found}


def _variables(message: Message) -> set[str]:
    visitor = _Variables()
    visitor.visit(message)
    return visitor.names


def _markup(code: str, message: Message) -> set[str]:
    assert message.span is not None
    return set(TAG.findall(source(code)[message.span.start : message.span.end]))


def _asked_for() -> Iterator[tuple[str, str | None]]:
    """Each call of say or plain in the bot: where, and its key if that is a literal."""
    for path in sorted((REPO / "bot").rglob("*.py")):
        if path.parent.name == "texts":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
            if name in {"say", "plain"} and isinstance(node, ast.Call):
                key = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
                yield f"{path.relative_to(REPO)}:{node.lineno}", key if isinstance(key, str) else None


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_every_language_says_the_same_things(code: str) -> None:
    english, other = _messages(LANGUAGES[0]), _messages(code)
    assert set(other) == set(english)
    for key, message in english.items():
        assert _variables(other[key]) == _variables(message), key
        assert _markup(code, other[key]) == _markup(LANGUAGES[0], message), key


def test_every_text_that_is_asked_for_is_there() -> None:
    """Keys are literals, so that this can be told."""
    known = _messages(LANGUAGES[0])
    missing = [f"{where}: {key}" for where, key in _asked_for() if key not in known]
    assert missing == []


def test_every_text_is_asked_for() -> None:
    code = "".join(path.read_text() for path in (REPO / "bot").rglob("*.py"))
    quoted = set(re.findall(r"""["']([a-z][a-z0-9-]*)["']""", code))
    assert _messages(LANGUAGES[0]).keys() - quoted == set()


def test_the_labels_of_the_buttons_are_the_ones_that_were_promised() -> None:
    assert {key: plain(key) for key in LABELS} == LABELS
    assert plain("button-not", name="Grace") == "Not Grace"


def test_what_people_typed_is_escaped_in_messages_and_as_it_is_on_buttons() -> None:
    assert say("button-not", name="<b>&") == "Not &lt;b&gt;&amp;"
    assert say("button-not", name=Markup("<b>Grace</b>")) == "Not <b>Grace</b>"
    assert plain("button-not", name="<b>&") == "Not <b>&"


def test_the_language_is_that_of_whoever_is_spoken_to() -> None:
    told = [language_of(code) for code in ("de-AT", "DE", "fr", "", None)]
    assert told == ["de", "de", "en", "en", "en"]
    with speaking("de"):
        assert plain("button-who") == "Wer ist das?"
        with speaking("xx"):
            assert plain("button-who") == "Who is it?"
        assert texts.language() == "de"
    assert plain("button-who") == "Who is it?"


async def test_a_language_set_in_one_task_is_not_spoken_in_another() -> None:
    async def german() -> str:
        speak("de")
        await asyncio.sleep(0)
        return plain("button-cancel")

    said = await asyncio.gather(german(), asyncio.to_thread(plain, "button-cancel"))
    assert list(said) == ["Abbrechen", "Cancel"]
    assert plain("button-cancel") == "Cancel"
