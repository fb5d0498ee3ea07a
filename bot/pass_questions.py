"""What a pass adds to the one confirmation: what it stands on, and that the first who confirms wins."""

from __future__ import annotations

from markupsafe import Markup

from bot import pass_words
from bot.doorman import Moved
from bot.services import Services
from bot.texts import plain, say
from storage.locks import UNLOCK, LockCommand, Refusal
from storage.passes import PassView
from storage.questions import Question


async def payload(services: Services, pass_id: int | None) -> dict[str, object]:
    """What the question remembers. Whoever is let in from now on needs it no more."""
    if pass_id is None:
        return {}
    return {"pass_id": pass_id, "last_use": await services.store.passes.last_use(pass_id)}


def command(lock_id: str, user_id: int, question: Question) -> LockCommand:
    """What the confirmed question asks for."""
    pass_id: int | None = question.payload.get("pass_id")
    return LockCommand(
        lock_id,
        UNLOCK,
        "button" if pass_id is None else "pass",
        user_id,
        question.event_id,
        pass_id=pass_id,
        last_use=question.payload.get("last_use", 0),
        proved=question.payload.get("proved") is True,
        question_id=question.id,
    )


async def _pass_of(services: Services, question: Question) -> PassView | None:
    pass_id = question.payload.get("pass_id")
    return None if pass_id is None else await services.store.passes.get(pass_id, services.now())


async def lines(services: Services, question: Question) -> list[Markup]:
    """For whom, in the question's own text."""
    one = await _pass_of(services, question)
    names = pass_words.expected([one], services.now(), services.settings.zone) if one else None
    return [say("pass-question", names=names)] if names else []


async def refused(services: Services, question: Question, moved: Moved) -> Markup | None:
    """Why the pass lets nobody in any more, where that is why nothing was sent."""
    one = await _pass_of(services, question) if moved.refusal is Refusal.PASS else None
    if one is None:
        return None
    reason = pass_words.why_not(one, services.now(), services.settings.zone)
    return say("door-trouble", reason=reason)


async def why_over(services: Services, question_id: int) -> str:
    """Plain: of a question that cannot be confirmed any more."""
    one = await services.store.passes.voided(question_id, services.now())
    if one is None:
        return plain("door-over")
    return pass_words.why_not(one, services.now(), services.settings.zone)
