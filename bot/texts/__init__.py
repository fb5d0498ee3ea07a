"""Everything that is said in a chat: en.ftl and de.ftl, one text a key, in Project Fluent's syntax.

    say("held-back", count=11)      HTML for a message; what people typed is escaped
    plain("button-not", name=name)  no markup: for buttons, pop-ups, the command menu

The language is that of the chat in hand: the gate sets it for each update, the teller for each chat.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource
from markupsafe import Markup, escape

log = logging.getLogger(__name__)

LANGUAGES = ("en", "de")
"""The first is spoken where Telegram tells no language, or one that is not here."""

Value = str | int | float

_spoken: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def language_of(code: str | None) -> str:
    """`de` for Telegram's `de-AT`; English for what is not spoken here."""
    language = (code or "").split("-")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def language() -> str:
    return _spoken.get()


def speak(code: str | None) -> None:
    """From here on, in this task."""
    _spoken.set(language_of(code))


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    token = _spoken.set(language_of(code))
    try:
        yield
    finally:
        _spoken.reset(token)


def say(key: str, /, **values: Value) -> Markup:
    """HTML for Telegram. A `str` is escaped, a `Markup` (another text) goes in as it is."""
    return Markup(_formatted(key, {name: _safe(value) for name, value in values.items()}))


def plain(key: str, /, **values: Value) -> str:
    """For what Telegram shows as it is; never send it as HTML."""
    return _formatted(key, values)


def _safe(value: Value) -> Value:
    return str(escape(value)) if isinstance(value, str) else value


def _formatted(key: str, values: Mapping[str, Value]) -> str:
    """KeyError for a key that English does not have: a test looks at each one that is used."""
    bundle = _bundle(language())
    if not bundle.has_message(key):
        bundle = _bundle(LANGUAGES[0])
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, dict(values))
    for error in errors:
        log.error("the text %s is not whole: %s", key, error)
    return str(text)


@functools.cache
def _bundle(code: str) -> FluentBundle:
    # Without isolating marks: names come in without letters that turn the line around.
    bundle = FluentBundle([code], use_isolating=False)
    bundle.add_resource(FluentResource(source(code)))
    return bundle


def source(code: str) -> str:
    return resources.files(__name__).joinpath(f"{code}.ftl").read_text("utf-8")
