"""Pressed buttons and the bot's answers to them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from .errors import bad_request
from .limits import CALLBACK_ANSWER_LENGTH, Clock
from .message import Json

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
FIRST_QUERY_ID = 4_382_000_000_000_000_001


@dataclass
class Query:
    id: str
    asked_at: float
    answer: asyncio.Future[Json] = field(repr=False)


class Queries:
    """A query is answered once, and only within `lifetime` seconds."""

    def __init__(self, clock: Clock, lifetime: float) -> None:
        self._clock, self.lifetime = clock, lifetime
        self._open: dict[str, Query] = {}
        self._next_id = FIRST_QUERY_ID

    def ask(self) -> Query:
        query = Query(str(self._next_id), self._clock(), asyncio.get_running_loop().create_future())
        self._next_id += 1
        self._open[query.id] = query
        return query

    def answer(self, query_id: str, text: str, show_alert: bool, url: str) -> None:
        query = self._open.get(query_id)
        if query is None or self._clock() - query.asked_at > self.lifetime:
            raise bad_request(TOO_OLD)
        if len(text) > CALLBACK_ANSWER_LENGTH:
            raise bad_request("MESSAGE_TOO_LONG")
        del self._open[query_id]
        answer: Json = {"text": text or None, "show_alert": show_alert}
        if url:
            answer["url"] = url
        if not query.answer.done():
            query.answer.set_result(answer)
