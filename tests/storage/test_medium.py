"""An SD card is known through whatever lies between it and the file; other disks are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.medium import sd_card


class Machine:
    """A /sys of its own, in which the file system of `folder` is on what `holds` says."""

    def __init__(self, folder: Path) -> None:
        self.sys, self.mounts, self.file = folder / "sys", folder / "mountinfo", folder / "events.db"
        (self.sys / "dev/block").mkdir(parents=True)

    def disk(self, name: str, kind: str | None = None) -> Path:
        disk = self.sys / "devices/some/bus/block" / name
        (disk / "device").mkdir(parents=True)
        if kind is not None:
            (disk / "device/type").write_text(f"{kind}\n")
        return disk

    def partition(self, disk: Path, name: str) -> Path:
        part = disk / name
        part.mkdir()
        (part / "partition").write_text("2\n")
        return part

    def over(self, name: str, *below: Path) -> Path:
        """As a mapping or an array has what it is made of."""
        disk = self.disk(name)
        (disk / "slaves").mkdir()
        for one in below:
            (disk / "slaves" / one.name).symlink_to(one)
        return disk

    def holds(self, block: Path, device: int | None = None) -> None:
        device = os.stat(self.file.parent).st_dev if device is None else device
        (self.sys / f"dev/block/{os.major(device)}:{os.minor(device)}").symlink_to(block)

    def card(self) -> str | None:
        return sd_card(self.file, self.sys, self.mounts)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize(("kind", "card"), [("SD", "mmcblk0"), ("MMC", None), (None, None)])
def test_a_partition_of_a_card_or_of_soldered_memory(
    machine: Machine, kind: str | None, card: str | None
) -> None:
    machine.holds(machine.partition(machine.disk("mmcblk0", kind), "mmcblk0p2"))
    assert machine.card() == card


def test_a_card_without_partitions(machine: Machine) -> None:
    machine.holds(machine.disk("mmcblk1", "SD"))
    assert machine.card() == "mmcblk1"


def test_a_usb_disk(machine: Machine) -> None:
    machine.disk("mmcblk0", "SD")
    machine.holds(machine.partition(machine.disk("sda", "0"), "sda1"))
    assert machine.card() is None


def test_encryption_over_lvm_on_a_card(machine: Machine) -> None:
    part = machine.partition(machine.disk("mmcblk0", "SD"), "mmcblk0p3")
    machine.holds(machine.over("dm-1", machine.over("dm-0", part)))
    assert machine.card() == "mmcblk0"


def test_an_array_of_which_one_half_is_a_card(machine: Machine) -> None:
    machine.holds(machine.over("md0", machine.disk("sda", "0"), machine.disk("mmcblk0", "SD")))
    assert machine.card() == "mmcblk0"


def test_an_image_file_on_a_card(machine: Machine, tmp_path: Path) -> None:
    """The image lies elsewhere than the file: on what /proc is on, in this machine."""
    image = Path("/proc")
    loop = machine.disk("loop0")
    (loop / "loop").mkdir()
    (loop / "loop/backing_file").write_text(f"{image}\n")
    machine.holds(loop)
    machine.holds(machine.disk("mmcblk0", "SD"), os.stat(image).st_dev)
    assert machine.card() == "mmcblk0"


def test_a_file_system_that_makes_up_its_number(machine: Machine) -> None:
    """btrfs: what is mounted says where it is. The longest path to the file counts, and the last there."""
    folder = machine.file.parent
    machine.mounts.write_text(
        "21 1 0:31 / / rw - btrfs /dev/zero rw\n"
        f"22 1 0:32 /@home {folder} rw,relatime shared:1 - btrfs /dev/null rw\n"
        f"23 1 0:5 / {folder}/elsewhere rw - tmpfs tmpfs rw\n"
    )
    machine.holds(machine.disk("mmcblk0", "SD"), os.stat("/dev/null").st_rdev)
    assert machine.card() == "mmcblk0"


def test_on_no_device_at_all(machine: Machine) -> None:
    assert machine.card() is None
    machine.mounts.write_text("23 1 0:5 / / rw - tmpfs tmpfs rw\n")
    assert machine.card() is None


def test_a_folder_that_is_still_to_be_made(machine: Machine) -> None:
    machine.holds(machine.disk("mmcblk0", "SD"))
    assert sd_card(machine.file.parent / "new" / "thumbnails", machine.sys, machine.mounts) == "mmcblk0"


def test_on_this_machine_it_only_looks(tmp_path: Path) -> None:
    assert sd_card(tmp_path) in (None, *(path.name for path in Path("/sys/block").glob("mmcblk*")))
