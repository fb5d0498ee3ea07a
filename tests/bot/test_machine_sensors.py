"""What the kernel tells of heat and power, on machines that tell it in different places or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.health.alarm_words import flags
from bot.health.machine import Machine, own_memory, temperature
from bot.health.throttling import Throttling, throttling
from bot.texts import speaking


def sensor(sys: Path, place: str, **files: str) -> None:
    folder = sys / "class" / place
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(f"{text}\n")


def test_a_raspberry_pi_tells_its_temperature(tmp_path: Path) -> None:
    sensor(tmp_path, "thermal/thermal_zone0", type="cpu-thermal", temp="61450")
    assert temperature(tmp_path) == 61.45


def test_the_hottest_sensor_of_the_processor_counts(tmp_path: Path) -> None:
    sensor(tmp_path, "thermal/thermal_zone0", type="acpitz", temp="90000")
    sensor(tmp_path, "thermal/thermal_zone1", type="x86_pkg_temp", temp="55000")
    sensor(tmp_path, "hwmon/hwmon2", name="coretemp", temp1_input="57000")
    assert temperature(tmp_path) == 57


def test_another_sensor_is_better_than_none(tmp_path: Path) -> None:
    sensor(tmp_path, "thermal/thermal_zone0", type="acpitz", temp="47000")
    assert temperature(tmp_path) == 47


def test_a_sensor_that_tells_nothing_is_left_out(tmp_path: Path) -> None:
    sensor(tmp_path, "thermal/thermal_zone0", type="cpu-thermal", temp="")
    assert temperature(tmp_path) is None
    assert temperature(tmp_path / "nowhere") is None


def test_the_firmwares_flags_are_read_from_the_kernel(tmp_path: Path) -> None:
    folder = tmp_path / "devices/platform/soc/soc:firmware"
    folder.mkdir(parents=True)
    (folder / "get_throttled").write_text("50005\n")
    bits = throttling(tmp_path)
    assert bits is not None
    assert bits.now == Throttling.UNDER_VOLTAGE | Throttling.THROTTLED
    assert bits.since_boot == Throttling.UNDER_VOLTAGE | Throttling.THROTTLED


@pytest.mark.parametrize(
    ("answers", "bits"),
    [("throttled=0x80008", 0x80008), ("VCHI initialization failed", None), ("", None)],
)
def test_or_by_the_vendors_tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str, bits: int | None
) -> None:
    tool = tmp_path / "vcgencmd"
    tool.write_text(f'#!/bin/sh\n[ "$1" = get_throttled ] && echo "{answers}"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert throttling(tmp_path) == bits


def test_elsewhere_nobody_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert throttling(tmp_path) is None


@pytest.mark.parametrize(
    ("bits", "said", "auf_deutsch"),
    [
        (0x50005, "voltage too low, throttled", "Spannung zu niedrig, gedrosselt"),
        (0x50000, "voltage was too low, was throttled", "Spannung war zu niedrig, war gedrosselt"),
        (0xA0008, "at its heat limit, was slowed down", "an der Wärmegrenze, war gebremst"),
        (0, None, None),
    ],
)
def test_flags_become_words(bits: int, said: str | None, auf_deutsch: str | None) -> None:
    assert flags(Throttling(bits)) == said
    with speaking("de"):
        assert flags(Throttling(bits)) == auf_deutsch


async def test_a_folder_that_is_not_there_yet_does_not_keep_the_rest_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "events.db-wal").write_bytes(bytes(4096))
    seen = await Machine(tmp_path / "events.db", [tmp_path / "thumbnails"], tmp_path).look()
    assert seen.disk is not None
    assert 0 < seen.disk.used_percent <= 100
    assert seen.wal_bytes == 4096
    assert 0 < seen.memory_used_percent <= 100
    assert own_memory() > 10
