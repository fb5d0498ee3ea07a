"""The audit refuses to be rewritten, shortened or replaced, by whatever statement."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from storage.store import Store
from tests.storage.makers import rows

ENTRY = "INTO audit (id, at, action, previous_mac, mac) VALUES (1, '', ?, x'00', x'01')"


@pytest.fixture
async def store(fresh_store: Store) -> Store:
    await fresh_store.db.change(lambda db: db.execute(f"INSERT {ENTRY}", ("unlock",)), durable=True)
    return fresh_store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET action = 'lock'",
        "UPDATE OR REPLACE audit SET id = 1",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE id = 1",
        f"INSERT OR REPLACE {ENTRY.replace('?', repr('lock'))}",
        f"REPLACE {ENTRY.replace('?', repr('lock'))}",
        f"INSERT {ENTRY.replace('?', repr('lock'))} ON CONFLICT (id) DO UPDATE SET action = 'lock'",
    ],
)
async def test_refused(store: Store, statement: str) -> None:
    with pytest.raises(StoreError, match=r"never (rewritten|shortened)"):
        await store.db.change(lambda db: db.execute(statement))
    assert [row["action"] for row in await rows(store, "SELECT action FROM audit")] == ["unlock"]


async def test_it_grows(store: Store) -> None:
    grow = "INSERT INTO audit (at, action, previous_mac, mac) VALUES ('', 'lock', x'01', x'02')"
    await store.db.change(lambda db: db.execute(grow))
    assert [row["id"] for row in await rows(store, "SELECT id FROM audit")] == [1, 2]
