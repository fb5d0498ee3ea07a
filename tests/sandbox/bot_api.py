"""The official description of the Bot API, as a judge of requests and answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deploy.sandbox.telegram import Call

ARRAY = "Array of "


class BotApi:
    """Finds what breaks the rules of api.json; every finding is one line that names the place."""

    def __init__(self, path: Path) -> None:
        description = json.loads(path.read_text("utf-8"))
        self._methods: dict[str, Any] = description["methods"]
        self._types: dict[str, Any] = description["types"]

    def faults_of(self, call: Call) -> list[str]:
        """What is wrong with a request, and with its result when it was answered with one."""
        faults = list(self._request(call))
        if call.status == 200:
            faults += self._result(call)
        return faults

    def _request(self, call: Call) -> Iterator[str]:
        fields = {field["name"]: field for field in self._methods[call.method].get("fields", ())}
        given = call.params.keys() | call.files.keys()
        for name in fields:
            if fields[name]["required"] and name not in given:
                yield f"{call.method}: required {name} is missing"
        attached = {f"attach://{name}" for name in call.files}
        for name in sorted(call.params):
            if name not in fields:
                yield f"{call.method}: there is no parameter {name}"
            else:
                wire = Wire(self._types, attached)
                yield from wire.faults(f"{call.method}.{name}", call.params[name], fields[name]["types"])
        for name in call.files.keys() & fields.keys():
            if "InputFile" not in fields[name]["types"]:
                yield f"{call.method}: {name} is no file"

    def _result(self, call: Call) -> Iterator[str]:
        returns = self._methods[call.method]["returns"]
        yield from Answered(self._types).faults(call.method, call.result, returns)

    def update_faults(self, update: Any) -> list[str]:
        return list(Answered(self._types).faults("Update", update, ["Update"]))


class Answered:
    """Values of an answer: JSON types are exact."""

    def __init__(self, types: dict[str, Any]) -> None:
        self._types = types

    def faults(self, place: str, value: Any, types: list[str]) -> list[str]:
        """Nothing when the value fits any of the types, else what is wrong with the nearest one."""
        attempts = [list(self._fault_of(place, value, name)) for name in types]
        return min(attempts, key=len)

    def _fault_of(self, place: str, value: Any, name: str) -> Iterator[str]:
        if name.startswith(ARRAY):
            yield from self._array(place, value, name.removeprefix(ARRAY))
        elif name in self._types:
            yield from self._object(place, value, name)
        elif not self._is_plain(value, name):
            yield f"{place}: {value!r} is no {name}"

    def _array(self, place: str, value: Any, of: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place}: {value!r} is no array"
            return
        for number, item in enumerate(value):
            yield from self.faults(f"{place}[{number}]", item, [of])

    def _object(self, place: str, value: Any, name: str) -> Iterator[str]:
        if "subtypes" in self._types[name]:
            yield from self.faults(place, value, self._types[name]["subtypes"])
            return
        if not isinstance(value, dict):
            yield f"{place}: {value!r} is no {name}"
            return
        fields = {field["name"]: field for field in self._types[name].get("fields", ())}
        for field in fields.values():
            if field["required"] and field["name"] not in value:
                yield f"{place}: {name} without {field['name']}"
        for key, item in value.items():
            if key not in fields:
                yield f"{place}: {name} has no field {key}"
            else:
                yield from self.faults(f"{place}.{key}", item, fields[key]["types"])

    def _is_plain(self, value: Any, name: str) -> bool:
        match name:
            case "Integer":
                return isinstance(value, int) and not isinstance(value, bool)
            case "Float":
                return isinstance(value, int | float) and not isinstance(value, bool)
            case "Boolean":
                return isinstance(value, bool)
            case "String":
                return isinstance(value, str)
        return False


class Wire(Answered):
    """Values of a request: plain ones may be text, files are parts of the form or ids."""

    def __init__(self, types: dict[str, Any], attached: set[str]) -> None:
        super().__init__(types)
        self._attached = attached

    def _fault_of(self, place: str, value: Any, name: str) -> Iterator[str]:
        if name == "String" and isinstance(value, str) and value.startswith("attach://"):
            if value not in self._attached:
                yield f"{place}: {value} names no part of the form"
            return
        # A file that is not part of the form is given as text, which the type String stands for.
        if name != "InputFile":
            yield from super()._fault_of(place, value, name)
        elif value not in self._attached:
            yield f"{place}: {value} names no part of the form"

    def _is_plain(self, value: Any, name: str) -> bool:
        if super()._is_plain(value, name):
            return True
        match name:
            case "Integer":
                return isinstance(value, str) and value.removeprefix("-").isdecimal()
            case "Float":
                return isinstance(value, str) and value.removeprefix("-").replace(".", "", 1).isdecimal()
            case "Boolean":
                return value in {"true", "false"}
        return False
