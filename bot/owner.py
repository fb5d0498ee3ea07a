"""Lines to the owner, whoever that is now; they wait in the outbox until Telegram takes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.texts import speaking
from pipeline.ports import Clock
from storage.access import Access
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Owner:
    """Texts are asked for in the owner's language. `wake` is called when there is something to send."""

    store: Store
    clock: Clock
    wake: Callable[[], None]
    _away: dict[str, Callable[[], Markup]] = field(default_factory=dict)
    """The outages that go on, and their words."""

    async def tell(self, text: Callable[[], Markup]) -> None:
        for owner, said in await self.words_for(text):
            await self.store.outbox.notify([owner], said, self.clock.now())
            self.wake()

    async def words_for(self, text: Callable[[], Markup]) -> list[tuple[int, str]]:
        """Whom to tell it, and in which words, for another's transaction; [] while nobody is owner."""
        return await owners_words(self.store.access, text)

    async def outage(self, about: str, text: Callable[[], Markup]) -> None:
        """Replaces what was not told of this outage yet."""
        self._away[about] = text
        for owner, said in await self.words_for(text):
            await self.store.outbox.outage(owner, about, said, self.clock.now())
            self.wake()

    async def outage_over(self, about: str, text: Callable[[], Markup]) -> None:
        """Also of one that began before a restart; told to whoever was told of it."""
        self._away.pop(about, None)
        for _owner, said in await self.words_for(text):
            await self.store.outbox.outage_over(about, said, self.clock.now())
            self.wake()

    async def reword(self) -> None:
        """Their language has become known: what waits since before their first word is said in it."""
        for about, text in tuple(self._away.items()):
            for owner, said in await self.words_for(text):
                await self.store.outbox.reword(owner, about, said)


async def owners_words(access: Access, text: Callable[[], Markup]) -> list[tuple[int, str]]:
    """The owner, and the text as HTML in the owner's language; [] while nobody is owner."""
    owner = await access.owner()
    if owner is None:
        return []
    with speaking(await access.language(owner)):
        return [(owner, str(text()))]
