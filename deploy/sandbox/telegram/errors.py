"""What the stand-in refuses, worded as Telegram words it."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal that becomes `{"ok": false, ...}`.

    status: the HTTP status, repeated as `error_code`. retry_after: seconds, given with 429 alone.
    migrate_to: the supergroup that the asked-for group has become. page: HTML that is answered instead.
    """

    def __init__(
        self,
        status: int,
        description: str,
        retry_after: int | None = None,
        migrate_to: int | None = None,
        page: str | None = None,
    ) -> None:
        super().__init__(status, description, retry_after, migrate_to)
        self.status = status
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to
        self.page = page

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        if self.migrate_to is not None:
            body["parameters"] = {"migrate_to_chat_id": self.migrate_to}
        return body


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def upgraded(migrate_to: int) -> ApiError:
    reason = "group chat was upgraded to a supergroup chat"
    return ApiError(400, f"Bad Request: {reason}", migrate_to=migrate_to)


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
