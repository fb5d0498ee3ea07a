"""The parameters of one Bot API request, however they were sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import bad_request


@dataclass(frozen=True)
class Upload:
    """One file part of a multipart request."""

    data: bytes = field(repr=False)
    name: str | None = None
    content_type: str | None = None


class Arguments:
    """Typed reading of parameters: JSON bodies carry values, forms carry their text."""

    def __init__(self, values: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}
        self.uploads = dict(uploads or {})

    def has(self, name: str) -> bool:
        return name in self.values or name in self.uploads

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        raise bad_request(f'field "{name}" must be of type String')

    def required_text(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        try:
            return int(str(value).strip())
        except ValueError:
            raise bad_request(f'field "{name}" must be of type Number') from None

    def seconds(self, name: str) -> float | None:
        if name not in self.values:
            return None
        try:
            return float(self.values[name])
        except (TypeError, ValueError):
            raise bad_request(f'field "{name}" must be of type Number') from None

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.values.get(name, default)
        if isinstance(value, bool):
            return value
        match str(value).strip().lower():
            case "true" | "yes" | "1":
                return True
            case "false" | "no" | "0" | "":
                return False
        raise bad_request(f'field "{name}" must be of type Boolean')

    def message_id(self, name: str = "message_id") -> int:
        number = self.integer(name)
        if number <= 0:
            raise bad_request("message identifier is not specified")
        return number

    def json(self, name: str) -> Any:
        """The value of a parameter that is an object or an array; None when it is absent or empty."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def object(self, name: str) -> dict[str, Any] | None:
        value = self.json(name)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f'field "{name}" must be of type Object')

    def array(self, name: str) -> list[Any] | None:
        value = self.json(name)
        if value is None or isinstance(value, list):
            return value
        raise bad_request(f'field "{name}" must be of type Array')

    def part(self, name: str, **values: Any) -> Arguments:
        """The fields of a nested object (an InputMedia, say) with this request's uploads."""
        return Arguments({**(self.object(name) or {}), **values}, self.uploads)
