"""Whatever is pressed, delivered twice, cancelled, restarted, withdrawn or set: a confirmation opens once.

Never without one, and never for whom may not open at that moment. The lock's own count is the judge.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.handlers import unlock
from tests.bot.a_doorstep import (
    GRACE,
    GROUP,
    GUEST,
    HOUSEHOLD,
    OWNER,
    ROBIN,
    STRANGER,
    Deaf,
    Doorstep,
    deaf_bot,
    make_template,
)

T = TypeVar("T")

USERS = st.sampled_from([GRACE, ROBIN, OWNER, GRACE, ROBIN, OWNER, GUEST, STRANGER])
AGES = st.sampled_from([0, 0, 0, 0, 0, 45])
CHATS = st.sampled_from(["group", "group", "private"])
PRESSERS = st.sampled_from([None, None, None, None, GRACE, ROBIN, STRANGER])
"""None: whoever was asked."""
PLACES = st.sampled_from([None, None, None, "group", "private"])
"""None: where it was asked."""
LOSSES = st.sampled_from(["may_unlock = 0", "role = 'guest'", "suspended_at = 'x'", "removed_at = 'x'"])
RESTORED = "role = 'resident', may_unlock = 1, suspended_at = NULL, removed_at = NULL"


@dataclass
class Asked:
    """What the model knows of a question."""

    id: int
    user: int
    chat: int
    at: datetime
    until: float
    """Of the monotonic clock."""
    open: bool = True


class Openings(RuleBasedStateMachine):
    template: Path
    bot: Deaf
    current: Openings

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="doorstep-"))
        self.step = Doorstep(self.folder, self.bot)
        Openings.current = self
        self.run(self.step.open(self.template))
        self.asked: list[Asked] = []
        self.may = {user for user, role in HOUSEHOLD.items() if role != "guest"}
        self.lockdown = False
        self.openings = 0

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        self.run(self.step.store.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    @rule(user=USERS, where=CHATS, age=AGES)
    def ask(self, user: int, where: str, age: float) -> None:
        chat = user if where == "private" else GROUP
        before = self.run(self.step.newest_question())
        update = self.run(self.step.ask(user, chat, age))
        number = self.run(self.step.newest_question())
        assert (number > before) is (user in self.may and age < 30 and not self.lockdown)
        if number > before:
            clocks = self.step.clocks
            self.asked.append(Asked(number, user, chat, clocks.wall, clocks.monotonic + 30))
        self.run(self.step.take(unlock.unlock, update))
        assert self.run(self.step.newest_question()) == number, "delivered again"

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), user=PRESSERS, where=PLACES, times=st.integers(1, 3))
    def confirm(self, data: st.DataObject, user: int | None, where: str | None, times: int) -> None:
        self._confirm(*self._press(data, user, where), times)

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def confirm_and_die(self, data: st.DataObject) -> None:
        """Killed with the command on its way; what Telegram did not see confirmed comes again."""
        question, user, chat = self._press(data, None, None)
        if self._takes(question, user, chat) and not self.lockdown:
            self.openings += 1
        presses = self.run(self._die_while(question.id, user, chat))
        self._over()
        self.run(self.step.restart())
        self.run(self.step.take(unlock.confirm, *presses))

    async def _die_while(self, question_id: int, user: int, chat: int) -> list[Any]:
        self.step.lock.gate = asyncio.Event()
        press = self.step.press(f"confirm:{question_id}", user, chat)
        handling = asyncio.create_task(self.step.take(unlock.confirm, press))
        count = len(self.step.lock.commands)
        while not handling.done() and len(self.step.lock.commands) == count:  # noqa: ASYNC110
            await asyncio.sleep(0)
        handling.cancel()
        await asyncio.wait([handling])
        self.step.lock.gate = None
        return [press]

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), user=PRESSERS, where=PLACES)
    def cancel(self, data: st.DataObject, user: int | None, where: str | None) -> None:
        question, user, chat = self._press(data, user, where)
        knows = user in self.may
        if knows and (user, chat) == (question.user, question.chat) and self._in_time(question):
            question.open = False
        self.run(self.step.cancel(question.id, user, chat))

    @rule(passed=st.sampled_from([0, 10, 31]), clock_set=st.sampled_from([0, -31, 3600]), over=st.booleans())
    def time_passes_and_they_confirm(self, passed: int, clock_set: int, over: bool) -> None:
        """`over`: and what is over by then says so."""
        clocks = self.step.clocks
        clocks.advance(passed)
        clocks.wall += timedelta(seconds=clock_set)
        for question in self.asked if over else ():
            jobs = [job for job in self.step.expiries if job[0].id == question.id]
            if jobs and clocks.monotonic >= question.until:
                question.open = False
                self.run(self.step.expire(jobs[0]))
        self._confirm_the_last()

    @rule(data=st.data(), loss=LOSSES, for_good=st.booleans())
    def a_right_ends_and_they_confirm(self, data: st.DataObject, loss: str, for_good: bool) -> None:
        """Mostly of who has just asked. The owner cannot lose it."""
        askers = [question.user for question in self.asked[-2:] if question.user != OWNER]
        user = data.draw(st.sampled_from(askers or [GRACE, ROBIN]))
        self.run(self.step.sql(f"UPDATE users SET {loss} WHERE user_id = {user}"))
        self._over(user)
        self.may.discard(user)
        if not for_good:
            self.run(self.step.sql(f"UPDATE users SET {RESTORED} WHERE user_id = {user}"))
            self.may.add(user)
        self._confirm_the_last()

    @rule(on=st.booleans())
    def a_lockdown_and_they_confirm(self, on: bool) -> None:
        if on and not self.lockdown:
            self._over()
            values = "VALUES ('lockdown', 'true', '2026-02-25T10:30:00.000Z')"
            self.run(self.step.sql(f"INSERT INTO settings (key, value, changed_at) {values}"))
        elif self.lockdown and not on:
            self.run(self.step.sql("DELETE FROM settings WHERE key = 'lockdown'"))
        self.lockdown = on
        self._confirm_the_last()

    @precondition(lambda self: len(self.asked) > 1 and self.asked[-1].open)
    @rule()
    def a_restart_and_they_confirm(self) -> None:
        self._over()
        self.run(self.step.restart())
        self._confirm_the_last()

    @rule(user=USERS)
    def lock(self, user: int) -> None:
        before = self.step.lock.commands.count("lock")
        self.run(self.step.lock_up(user, GROUP))
        assert self.step.lock.commands.count("lock") == before + (user in self.may)

    @invariant()
    def as_often_as_it_was_confirmed(self) -> None:
        assert self.step.lock.commands.count("unlock") == self.openings

    def _confirm(self, question: Asked, user: int, chat: int, times: int = 1) -> None:
        if self._takes(question, user, chat) and not self.lockdown:
            self.openings += 1
        self.run(self.step.confirm(question.id, user, chat, times))

    def _confirm_the_last(self) -> None:
        """By who was asked, where it was asked: what came in between decides."""
        if self.asked:
            question = self.asked[-1]
            self._confirm(question, question.user, question.chat)

    def _press(self, data: st.DataObject, user: int | None, where: str | None) -> tuple[Asked, int, int]:
        """Mostly by who was asked, where it was asked."""
        still_open = [question for question in self.asked if question.open]
        question = data.draw(st.sampled_from(still_open[-2:] + self.asked[-2:]))
        user = user or question.user
        chat = question.chat if where is None else user if where == "private" else GROUP
        return question, user, chat

    def _takes(self, question: Asked, user: int, chat: int) -> bool:
        """Whether this press may open; then, or by being its asker's too late, it ends the question."""
        if user not in self.may or (user, chat) != (question.user, question.chat):
            return False
        in_time = self._in_time(question)
        if in_time:
            question.open = False
        return in_time and self.step.clocks.monotonic < question.until

    def _in_time(self, question: Asked) -> bool:
        wall = self.step.clocks.wall
        return question.open and question.at <= wall < question.at + timedelta(seconds=30)

    def _over(self, user: int | None = None) -> None:
        for question in self.asked:
            if user in (None, question.user):
                question.open = False


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Openings]:
    asyncio.run(make_template(tmp_path))
    runs_on = SimpleNamespace(
        CLOCK_BOOTTIME=0, clock_gettime=lambda _: Openings.current.step.clocks.monotonic
    )
    monkeypatch.setattr("pipeline.elapsed.time", runs_on)
    Openings.template, Openings.bot = tmp_path, deaf_bot()
    return Openings


HEALTHY = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.mark.parametrize(
    ("examples", "steps"), [(20, 25), pytest.param(300, 60, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_no_sequence_opens_what_was_not_confirmed(machine: type[Openings], examples: int, steps: int) -> None:
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=HEALTHY
    )
    run_state_machine_as_test(machine, settings=how)
