"""The reasons of a decision, which the pipeline words in English with its numbers, in the chat's language.

A reason that is not known here is shown as it is: it may be of an older version, or of a newer one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from bot.decimals import decimal_of
from bot.texts import say

Words = Callable[[re.Match[str]], Markup]

N = r"(\d+(?:\.\d+)?)"
FACES = r"(\d+) faces?"


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    words: Words


def _rule(pattern: str, words: Words) -> Rule:
    """A clause ends where the next one begins, or with the text."""
    return Rule(re.compile(rf"{pattern}(?=[,;] |$)"), words)


STATEMENTS = (
    _rule(
        rf"(.+): distance {N} <= {N}",
        lambda m: say("why-named", name=m[1], distance=decimal_of(m[2]), limit=decimal_of(m[3])),
    ),
    _rule("no face was seen", lambda _: say("why-no-face")),
    _rule("nobody is enrolled: not named", lambda _: say("why-nobody-enrolled")),
    _rule(
        rf"the nearest known person is {N} away > {N}: not named",
        lambda m: say("why-too-far", distance=decimal_of(m[1]), limit=decimal_of(m[2])),
    ),
    _rule("(.+) or a stranger: too alike to be named", lambda m: say("why-or-a-stranger", name=m[1])),
    _rule("(.+) or (.+): too alike to be named", lambda m: say("why-too-alike", one=m[1], other=m[2])),
    _rule(r"(\d+) not known", lambda m: say("why-strangers", count=int(m[1]))),
    _rule("the clip is damaged: (.+)", lambda m: say("why-damaged", damage=m[1])),
    _rule("(.+) may not open by face: nothing is opened", lambda m: say("why-may-not-open", name=m[1])),
)

CLAUSES = (
    _rule(
        rf"distance {N} <= {N}", lambda m: say("why-close", distance=decimal_of(m[1]), limit=decimal_of(m[2]))
    ),
    _rule(
        rf"distance {N} > {N}",
        lambda m: say("why-not-close", distance=decimal_of(m[1]), limit=decimal_of(m[2])),
    ),
    _rule(rf"margin {N} >= {N}", lambda m: say("why-clear", margin=decimal_of(m[1]), limit=decimal_of(m[2]))),
    _rule(
        rf"margin {N} < {N}", lambda m: say("why-not-clear", margin=decimal_of(m[1]), limit=decimal_of(m[2]))
    ),
    _rule(
        rf"{FACES} within {N}, (\d+) are needed",
        lambda m: say("why-few-faces", count=int(m[1]), limit=decimal_of(m[2]), needed=int(m[3])),
    ),
    _rule(rf"{FACES} within {N}", lambda m: say("why-enough-faces", count=int(m[1]), limit=decimal_of(m[2]))),
    _rule(rf"(\d+) of {FACES} agree", lambda m: say("why-agree", some=int(m[1]), count=int(m[2]))),
    _rule(rf"live {N}", lambda m: say("why-live", score=decimal_of(m[1]))),
    _rule("live", lambda _: say("why-live-plain")),
    _rule(
        "somebody else may be there whose face was not seen",
        lambda _: say("why-somebody-unseen"),
    ),
    _rule("somebody else is there who is not known", lambda _: say("why-somebody-unknown")),
    _rule(
        "somebody else is there, left out by IGNORE_ZONES or LABEL_RULES",
        lambda _: say("why-somebody-left-out"),
    ),
    _rule("(.+?) is there too, not surely enough", lambda m: say("why-too-unsure", name=m[1])),
    _rule(
        rf"out of view for {N} s, in which somebody else may have come",
        lambda m: say("why-out-of-view", seconds=decimal_of(m[1])),
    ),
    _rule(
        rf"no face was seen for {N} s, in which somebody else may have taken their place",
        lambda m: say("why-faceless", seconds=decimal_of(m[1])),
    ),
    _rule(
        rf"{N} s of the clip in one piece were not looked at",
        lambda m: say("why-blind", seconds=decimal_of(m[1])),
    ),
    _rule("without a detector nobody can say who else is there", lambda _: say("why-no-detector")),
    _rule("what the damaged clip does not show may hide somebody", lambda _: say("why-damage-hides")),
    _rule("(.+?)'s face may open", lambda m: say("why-may-open", name=m[1])),
    _rule(
        r"(.+?) has a pass until (\d{4}-\d\d-\d\d \d\d:\d\d UTC)",
        lambda m: say("why-pass", name=m[1], until=m[2]),
    ),
    _rule("not (.+?) by the photos that may open", lambda m: say("why-photos-only-name", name=m[1])),
    _rule("(.+?)'s face may not open", lambda m: say("why-not-switched-on", name=m[1])),
    _rule("no face may open at this camera", lambda _: say("why-camera")),
    _rule("found late or after a restart", lambda _: say("why-late")),
    _rule("looked at on few frames while many clips waited", lambda _: say("supervision-why-coarse")),
    _rule("outside the hours in which a face may open", lambda _: say("why-hours")),
    _rule("this camera is snoozed for everybody", lambda _: say("why-snoozed")),
    _rule(
        r"the clip ends (\d+) s in the future: a clock is wrong",
        lambda m: say("why-clock", seconds=m[1]),
    ),
    _rule(r"seen (\d+) s ago <= (\d+) s", lambda m: say("why-fresh", seconds=m[1], limit=m[2])),
    _rule(r"seen (\d+) s ago > (\d+) s", lambda m: say("why-stale", seconds=m[1], limit=m[2])),
    _rule(
        "too few photos of (.+?) count for opening, or none from the door",
        lambda m: say("why-few-photos", name=m[1]),
    ),
    _rule("there is no lock", lambda _: say("why-no-lock")),
    _rule("no face opens at night", lambda _: say("why-night")),
    _rule("lockdown", lambda _: say("why-lockdown")),
    _rule("everybody is away", lambda _: say("why-away")),
    _rule("the doorbell does not tell what time it is", lambda _: say("why-no-time")),
    _rule(
        r"(\d+) openings by face today, (\d+) at most",
        lambda m: say("why-often", count=m[1], limit=m[2]),
    ),
    _rule(
        rf"usual scene {N} >= {N}", lambda m: say("why-scene", share=decimal_of(m[1]), limit=decimal_of(m[2]))
    ),
    _rule(
        rf"the camera's usual scene is not seen: a screen may be before it \({N} < {N}\)",
        lambda m: say("why-other-scene", share=decimal_of(m[1]), limit=decimal_of(m[2])),
    ),
    _rule(
        "too few earlier pictures of this camera to know its scene",
        lambda _: say("why-few-pictures"),
    ),
    _rule(
        "too little is seen beside who stands there to know the scene",
        lambda _: say("why-scene-covered"),
    ),
    _rule("the camera's usual scene was not looked for", lambda _: say("why-scene-not-looked")),
    _rule("cooldown over", lambda _: say("why-cooldown-over")),
    _rule(r"cooldown for (\d+) s more", lambda m: say("why-cooldown", seconds=m[1])),
    _rule("dry run", lambda _: say("why-dry-run")),
)

AT_LAST = (
    _rule("the right was withdrawn meanwhile", lambda _: say("why-withdrawn")),
    _rule("everybody is away or snoozes by now", lambda _: say("why-quiet-now")),
    _rule("somebody opened the door meanwhile", lambda _: say("why-opened-meanwhile")),
    _rule("the pass is over", lambda _: say("why-pass-over")),
    _rule("as often as a face may today", lambda _: say("why-often-now")),
    _rule("a face has opened in this visit before", lambda _: say("why-once-a-visit")),
)
"""What the store found in the moment in which it was to be opened."""

MINUTE = r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*"

PASSES = (
    _rule(r"pass (\d+)", lambda m: say("why-pass-number", number=m[1])),
    _rule("for a face", lambda _: say("why-pass-face")),
    _rule("for a guest", lambda _: say("why-pass-guest")),
    _rule("for whoever rings", lambda _: say("why-pass-bell")),
    _rule(
        f"{MINUTE} to {MINUTE}",
        lambda m: say("why-pass-window", **{"from": f"{m[1]} {m[2]}", "until": f"{m[3]} {m[4]}"}),
    ),
    _rule("once", lambda _: say("why-pass-once")),
    _rule("revoked by hand", lambda _: say("why-pass-by-hand")),
    _rule("whoever made it may not open any more", lambda _: say("why-pass-maker")),
    _rule("whoever it was for is no guest any more", lambda _: say("why-pass-no-guest")),
    _rule("whose face it was for has changed", lambda _: say("why-pass-other-face")),
)
"""What the audit says of a pass."""

SOME = r"in (\d+) of (\d+) comparisons"
SHARE = r"(\d+(?:\.\d+)?)%"

LIFE = (
    _rule("liveness was not checked", lambda _: say("why-life-not-checked")),
    _rule("no face was looked at", lambda _: say("why-life-no-face")),
    _rule(
        rf"living face {N} over {FACES} \(at least {N} needed\)",
        lambda m: say("why-life-nets", score=decimal_of(m[1]), count=int(m[2]), limit=decimal_of(m[3])),
    ),
    _rule(
        rf"{FACES} of (\d+) px or more, (\d+) needed: life is not proven",
        lambda m: say("why-life-few", count=int(m[1]), pixels=m[2], needed=int(m[3])),
    ),
    _rule(
        "too dark or without colour to tell a living face: life is not proven at night",
        lambda _: say("why-life-dark"),
    ),
    _rule(
        "no two frames show the head well enough to compare: life is not proven",
        lambda _: say("why-life-no-pair"),
    ),
    _rule(
        rf"the head moved {SHARE} of its width against what is around it, {SOME}",
        lambda m: say("why-life-moved", share=decimal_of(m[1]), some=int(m[2]), count=int(m[3])),
    ),
    _rule(
        rf"the head moved {SHARE} of its width together with what is around it, {SOME}",
        lambda m: say("why-life-carried", share=decimal_of(m[1]), some=int(m[2]), count=int(m[3])),
    ),
    _rule(
        rf"over seconds the face was not flat, {SOME}",
        lambda m: say("why-life-not-flat", some=int(m[1]), count=int(m[2])),
    ),
    _rule(
        rf"the head stood still \(moved {SHARE} of its width\): life is not proven",
        lambda m: say("why-life-still", share=decimal_of(m[1])),
    ),
    _rule(
        "the whole picture moved: a camera that moves or a picture that fills the view",
        lambda _: say("why-life-shaken"),
    ),
    _rule(
        rf"the face moved like something flat \({SHARE} of its width left over\): life is not proven",
        lambda m: say("why-life-flat", share=decimal_of(m[1])),
    ),
    _rule(
        "the head was hardly seen to move before a background that stays: life is not proven",
        lambda _: say("why-life-hardly"),
    ),
    _rule(
        "straight edges went with the head or cut it off, as a frame does",
        lambda _: say("why-life-framed"),
    ),
)

PICTURE, UNPROVEN = "a picture, not a living face: ", "not proven alive: "
FOR, AGAINST = "for opening: ", "against opening: "
UNLOCK, NOTHING = ": unlock", ": nothing is opened"
SEEN = re.compile(r"(nobody seen|1 person seen|\d+ people seen)\b.*")
LIVES = re.compile(rf"(.+?): (live\b.*|(?:{PICTURE}|{UNPROVEN}).+)")


def reason(text: str) -> Markup | None:
    """One stored reason as a sentence. None for what was seen at all: the event says that better."""
    if SEEN.fullmatch(text):
        return None
    if text.startswith(FOR):
        return say("why-for", reasons=_joined(clauses(text.removeprefix(FOR))))
    if text.startswith(AGAINST):
        return say("why-against", reasons=_joined(clauses(text.removeprefix(AGAINST).removesuffix(NOTHING))))
    if text.endswith(UNLOCK):
        return say("why-unlock", reasons=_joined(clauses(text.removesuffix(UNLOCK))))
    return _statement(text)


def _statement(text: str) -> Markup:
    for rule in (*STATEMENTS, *PASSES):
        if found := rule.pattern.fullmatch(text):
            return rule.words(found)
    if lives := LIVES.fullmatch(text):
        return say("why-of", name=lives[1], reasons=_joined(clauses(lives[2])))
    # In the audit each check stands for itself.
    return _joined(clauses(text))


def clauses(text: str) -> list[Markup]:
    """Each check of an opening in words."""
    told = []
    while text:
        words, text = _life(text) or _first((*CLAUSES, *AT_LAST), text) or (escape(text), "")
        told.append(words)
        text = text.removeprefix(", ")
    return told


def _life(text: str) -> tuple[Markup, str] | None:
    """The clause about life, which has clauses of its own, and what follows it."""
    for beginning, words in ((PICTURE, "picture"), (UNPROVEN, "unproven")):
        if text.startswith(beginning):
            told, rest = _all(LIFE, text.removeprefix(beginning))
            return say("why-not-alive", what=words, reasons=_joined(told)), rest
    return None


def _all(rules: Sequence[Rule], text: str) -> tuple[list[Markup], str]:
    told = []
    while found := _first(rules, text):
        words, text = found
        told.append(words)
        if not text.startswith("; "):
            return told, text
        text = text.removeprefix("; ")
    return [*told, escape(text)], ""


def _first(rules: Sequence[Rule], text: str) -> tuple[Markup, str] | None:
    for rule in rules:
        if found := rule.pattern.match(text):
            return rule.words(found), text[found.end() :]
    return None


def _joined(told: Sequence[Markup]) -> Markup:
    return Markup("; ").join(told)
