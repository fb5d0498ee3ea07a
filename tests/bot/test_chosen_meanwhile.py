"""A number is pressed while an album's next photo is looked at: it was said of those who were shown then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import talks
from bot.context import Context
from bot.handlers import naming, photos
from bot.looking import Looked
from bot.namings import Candidate, Naming, Sample, of_candidates
from storage.questions import Question, Talk
from tests.bot.house import OWNER, House
from tests.bot.visits import jpeg


def people(*likes: float) -> list[Candidate]:
    return [Candidate(samples=(Sample(jpeg(), (like,) * 128),)) for like in likes]


async def asked_about(context: Context, found: Sequence[Candidate]) -> Question:
    state = of_candidates(found, name="Grace")
    return await talks.begin(context, Talk.FACE, OWNER, OWNER, state.to_json())


async def press(context: Context, talk: Question, number: int) -> None:
    """By whoever has read the conversation as `talk`."""
    await naming._go_on(context, talk, replace(Naming.from_json(talk.payload), chosen=number - 1))


async def find(context: Context, talk: Question, found: Sequence[Candidate]) -> None:
    await photos._ask(context, talk, Naming.from_json(talk.payload), Looked(tuple(found), jpeg()))


async def said(context: Context) -> Naming:
    talk = await talks.current(context, OWNER, OWNER)
    assert talk is not None
    return Naming.from_json(talk.payload)


async def test_it_does_not_stand_for_whoever_has_that_number_now(quiet_house: House) -> None:
    first, album = people(0.1, 0.2, 0.3), people(0.4, 0.5)
    async with quiet_house.awake() as house:
        await house.pair()
        assert house.application is not None
        context = Context(house.application, OWNER, OWNER)
        for order in ("pressed, found", "found, pressed"):
            talk = await asked_about(context, first)
            if order == "pressed, found":
                await press(context, talk, 2)
                assert (await said(context)).candidate == first[1]
            await find(context, talk, album)
            if order == "found, pressed":
                await press(context, talk, 2)
            assert (await said(context)).candidates == tuple(album)
            assert (await said(context)).chosen is None, order
        talk = await asked_about(context, first)
        await find(context, talk, album[:1])
        await press(context, talk, 3)
        assert (await said(context)).candidate == album[0], "alone"
