"""What the audit keeps of a pass, in words: its number, for whom, when, and why it ended. Pure; HTML."""

from __future__ import annotations

import re
from datetime import tzinfo

from markupsafe import Markup, escape

from bot.texts import say
from bot.times import dated
from storage.passes import Ended
from storage.timestamps import from_text

NUMBER = re.compile(r"pass (\d+)")
WINDOW = re.compile(r"(\S+Z) to (\S+Z)")
WHOM = {"for a face": "face", "for a guest": "guest", "for whoever rings": "bell"}
ENDED = {Ended.MAKER.value: "maker", Ended.GUEST.value: "guest", Ended.PERSON.value: "person"}


def reason(text: str, zone: tzinfo) -> Markup | None:
    """None: the sentence above has said it already. What is not known here is shown as it is."""
    if number := NUMBER.fullmatch(text):
        return say("audit-pass-number", number=number[1])
    if window := WINDOW.fullmatch(text):
        begins, ends = (dated(from_text(moment), zone) for moment in window.groups())
        return say("audit-pass-window", **{"from": begins, "until": ends})
    if text in WHOM:
        return say("audit-pass-for", whom=WHOM[text])
    if text in ENDED:
        return say("audit-pass-ended", why=ENDED[text])
    if text == Ended.REVOKED:
        return None
    return say("audit-pass-once") if text == "once" else escape(text)
