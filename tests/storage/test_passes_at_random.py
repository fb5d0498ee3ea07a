"""Whatever is done with passes, in whatever order: nothing opens outside one, and once is once."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.access import Role
from storage.check import check
from storage.locks import UNLOCK, Intent, LockCommand
from storage.passes import END, NewPass, PassView
from storage.store import Store
from tests.storage.makers import NOW, OWNER, join

RESIDENT, GUEST = 5151, 7373
MINUTE = timedelta(minutes=1)
WHOM = ("whoever", "guest", "face")

steps = st.one_of(
    st.tuples(
        st.just("make"),
        st.sampled_from((OWNER, RESIDENT, GUEST)),
        st.sampled_from(WHOM),
        st.tuples(st.integers(-5, 20), st.integers(1, 25)),
        st.booleans(),
    ),
    st.tuples(st.just("use"), st.integers(0, 3), st.integers(1, 2)),
    st.tuples(st.just("revoke"), st.integers(0, 3)),
    st.tuples(st.just("expire")),
    st.tuples(st.just("right"), st.booleans()),
    st.tuples(st.just("role"), st.sampled_from((Role.RESIDENT, Role.GUEST))),
    st.tuples(st.just("wait"), st.integers(-3, 15)),
)


@dataclass
class Given:
    """A pass as this test remembers it."""

    id: int
    whom: str
    maker: int
    starts: datetime
    ends: datetime
    once: bool
    ended: bool = False
    uses: list[int] = field(default_factory=list)

    def holds(self, now: datetime) -> bool:
        return not self.ended and self.starts <= now < self.ends and not (self.once and self.uses)


@dataclass
class World:
    store: Store
    now: datetime = NOW
    right: bool = True
    role: Role = Role.RESIDENT
    passes: list[Given] = field(default_factory=list)

    async def make(self, maker: int, whom: str, window: tuple[int, int], once: bool) -> None:
        starts = self.now + window[0] * MINUTE
        ends = starts + window[1] * MINUTE
        whose = {"guest": {"user_id": GUEST}, "face": {"person_id": 1}, "whoever": {}}[whom]
        new = NewPass("courier", starts, ends, once, **whose)
        made = await self.store.passes.make(new, maker, self.now)
        may = maker == OWNER or (maker == RESIDENT and self.right and self.role is Role.RESIDENT)
        assert isinstance(made, PassView) is may
        if isinstance(made, PassView):
            self.passes.append(Given(made.id, whom, maker, starts, ends, once))

    async def use(self, place: int, at_once: int) -> None:
        """The same thing `at_once` times; the lock would open for each intent."""
        chosen = self.passes[place % len(self.passes)] if self.passes else None
        whom = chosen.whom if chosen else WHOM[place % 3]
        last = await self.store.passes.last_use(chosen.id) if chosen else 0
        command = {
            "whoever": LockCommand(
                "L", UNLOCK, "pass", OWNER, pass_id=chosen.id if chosen else 99, last_use=last
            ),
            "guest": LockCommand("L", UNLOCK, "command", GUEST),
            "face": LockCommand("L", UNLOCK, "face", person="grace"),
        }[whom]
        came = await asyncio.gather(*(self.store.locks.intend(command, self.now) for _ in range(at_once)))
        opened = [answer.id for answer in came if isinstance(answer, Intent)]
        for action in opened:
            await self._opened(action, whom)
        good = chosen is not None and chosen.holds(self.now)
        assert bool(opened) or not good, "a pass that holds lets in"
        if whom == "whoever":
            assert len(opened) <= 1, "the first who confirms wins"

    async def _opened(self, action: int, whom: str) -> None:
        sql = "SELECT pass_id FROM lock_actions WHERE id = ?"
        (row,) = await self.store.db.view(lambda db: db.execute(sql, (action,)).fetchall())
        used = next(one for one in self.passes if one.id == row["pass_id"])
        assert used.whom == whom
        assert used.holds(self.now), "outside its window, after its end, or once more than once"
        used.uses.append(action)

    async def revoke(self, place: int) -> None:
        for one in self.passes[place : place + 1]:
            held = not one.ended and self.now < one.ends and not (one.once and one.uses)
            assert await self.store.passes.revoke(one.id, OWNER, self.now) is held
            one.ended = one.ended or held

    async def expire(self) -> None:
        for duty in await self.store.duties.due(self.now, [END]):
            await self.store.passes.expire(duty, self.now)

    async def set_right(self, may: bool) -> None:
        if await self.store.household.allow_door(RESIDENT, may, self.now):
            self.right = may
            self._maker_lost(not may)

    async def set_role(self, role: Role) -> None:
        await self.store.household.set_role(RESIDENT, role, self.now)
        self.role = role
        self._maker_lost(role is Role.GUEST)

    def _maker_lost(self, lost: bool) -> None:
        for one in self.passes:
            one.ended = one.ended or (lost and one.maker == RESIDENT and self.now < one.ends)

    async def wait(self, minutes: int) -> None:
        """Clocks are also set back."""
        self.now += minutes * MINUTE


async def begin(path: Path) -> Store:
    store = await Store.open(path, path.with_name("thumbnails"))
    await store.access.make_owner(OWNER, "Sam", NOW)
    await join(store, RESIDENT, "Robin", Role.RESIDENT)
    await join(store, GUEST, "Ada", Role.GUEST)
    await store.people.add("grace", "Grace", NOW)
    return store


async def forgotten(store: Store) -> None:
    """As at the beginning, but for the audit."""
    async with store.db.write() as db:
        for table in ("passes", "duties", "lock_actions"):
            await db.execute(f"DELETE FROM {table}")
        await db.execute("UPDATE users SET role = 'resident', may_unlock = 1 WHERE user_id = ?", (RESIDENT,))


async def lived(sequence: list[Any], store: Store) -> None:
    await forgotten(store)
    world = World(store)
    doings: dict[str, Callable[..., Awaitable[None]]] = {
        "make": world.make,
        "use": world.use,
        "revoke": world.revoke,
        "expire": world.expire,
        "right": world.set_right,
        "role": world.set_role,
        "wait": world.wait,
    }
    for what, *how in sequence:
        await doings[what](*how)
    assert all(len(one.uses) <= 1 for one in world.passes if one.once)


def test_nothing_opens_outside_a_pass(db_path: Path, empty_store: Path) -> None:
    shutil.copy(empty_store, db_path)
    with asyncio.Runner() as runner:
        store = runner.run(begin(db_path))

        @settings(max_examples=60, deadline=None)
        @given(sequence=st.lists(steps, min_size=4, max_size=14))
        def lives(sequence: list[Any]) -> None:
            runner.run(lived(sequence, store))

        try:
            lives()
            assert runner.run(check(store)) == []
        finally:
            runner.run(store.close())
