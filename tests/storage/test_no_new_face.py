"""No sequence of enrol, reply, merge and rename by a resident or guest makes a new face open."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, ClassVar

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from pipeline.errors import StoreError
from storage.check import check
from storage.face_rights import Switch
from storage.file import prepare
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, face, rows, told
from tests.storage.opening import DOOR, MODEL, enrolled, names_that_open, trusted

ROBIN, GIL = 5151, 6161
NAMES = ("Grace", "Ada", "Kim", "Ada Grace")
OTHERS = st.sampled_from((ROBIN, GIL))
SOMEBODY, NUMBERS = st.sampled_from(NAMES), st.integers(0, 3)

OPENING = "SELECT person_id, sha256 FROM photos JOIN persons ON persons.id = person_id WHERE opens = 1"


class Household(RuleBasedStateMachine):
    """Grace's face opens; Ada's photos could, and nobody has switched her on. The owner says nothing more."""

    template: ClassVar[Path | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def tried(self, work: Coroutine[Any, Any, Any]) -> None:
        """It may be refused in a sentence: a name that is taken, somebody who is gone."""
        with contextlib.suppress(StoreError):
            self.do(work)

    @initialize()
    def begins(self) -> None:
        if Household.template is None:
            Household.template = Path(tempfile.mkdtemp()) / "events.db"
            prepare(Household.template)
        shutil.copy(Household.template, self.folder / "events.db")
        self.do(self.moved_in())

    async def moved_in(self) -> None:
        self.store = store = await Store.open(self.folder / "events.db", self.folder / "thumbnails")
        await store.access.make_owner(OWNER, "Sam", NOW)
        await store.events.poll_floor(FRONT, NOW)
        people = "VALUES (5151, 'Robin', 'resident', 'x'), (6161, 'Gil', 'guest', 'x')"
        sql = f"INSERT INTO users (user_id, name, role, joined_at) {people}"
        await store.db.change(lambda db: db.execute(sql))
        await trusted(store)
        await enrolled(store, "Ada")
        self.approved = {(row["person_id"], row["sha256"]) for row in await rows(store, OPENING)}
        self.faces = 0

    async def person_id(self, name: str) -> int:
        person = await self.store.people.by_name(name)
        return person.id if person else 0

    @rule(name=SOMEBODY, number=NUMBERS, content=st.sampled_from(("Grace0", "Ada1", "new")), user=OTHERS)
    def enrols(self, name: str, number: int, content: str, user: int) -> None:
        """A photo of anything, under any name, in place of any file."""
        values = (name, f"{name}/{number}.jpg", content, MODEL, "1", face().embedding, None, NOW, user)
        self.tried(self.store.people.replace_photo(*values, FRONT.id))

    @rule(name=SOMEBODY)
    def replies(self, name: str) -> None:
        """ "This is Grace" under a stranger's picture."""

        async def named() -> None:
            self.faces += 1
            event_id = await told(self.store, self.faces * 1000, None, face())
            found = await self.store.events.faces_of_visit(event_id)
            await self.store.events.name_faces([one.id for one in found], name, NOW)

        self.tried(named())

    @rule(name=SOMEBODY, other=SOMEBODY)
    def renames(self, name: str, other: str) -> None:
        async def renamed() -> None:
            files = {f"{name}/{number}.jpg": f"{other}/{number}.jpg" for number in range(4)}
            await self.store.people.rename(await self.person_id(name), other, NOW, files)

        self.tried(renamed())

    @rule(name=SOMEBODY, into=SOMEBODY)
    def merges(self, name: str, into: str) -> None:
        async def merged() -> None:
            one, other = await self.person_id(name), await self.person_id(into)
            if one != other:
                files = {f"{name}/{number}.jpg": f"{into}/{number}-2.jpg" for number in range(4)}
                await self.store.people.merge(one, other, files, NOW)

        self.tried(merged())

    @rule(name=SOMEBODY, number=NUMBERS)
    def deletes(self, name: str, number: int) -> None:
        async def deleted() -> None:
            for photo in (await self.store.people.photos(await self.person_id(name)))[number : number + 1]:
                await self.store.people.drop_photo(photo.id, NOW)

        self.do(deleted())

    @rule(name=SOMEBODY, user=OTHERS)
    def presses_what_only_the_owner_may(self, name: str, user: int) -> None:
        async def pressed() -> None:
            person_id, rights = await self.person_id(name), self.store.face_rights
            assert await rights.switch_on(person_id, user, DOOR, NOW) is Switch.OWNERS
            assert await rights.end_trial(person_id, user, NOW) is Switch.OWNERS
            for photo in await self.store.people.photos(person_id):
                assert not await self.store.people.let_open(photo.id, photo.sha256, True, NOW, user)

        self.do(pressed())

    @invariant()
    def only_what_the_owner_approved_opens(self) -> None:
        async def looked() -> None:
            assert await names_that_open(self.store) <= {"Grace"}
            opening = {(row["person_id"], row["sha256"]) for row in await rows(self.store, OPENING)}
            assert opening <= self.approved

        if hasattr(self, "store"):
            self.do(looked())

    def teardown(self) -> None:
        self.do(self.ended())
        self.loop.close()
        shutil.rmtree(self.folder)

    async def ended(self) -> None:
        found = await check(self.store)
        await self.store.close()
        assert [one for one in found if "audit" in one.lower()] == []


def test_no_sequence_makes_a_new_face_open() -> None:
    run_state_machine_as_test(
        Household, settings=settings(max_examples=12, stateful_step_count=12, deadline=None)
    )
