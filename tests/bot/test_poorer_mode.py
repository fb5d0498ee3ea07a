"""Without a model that can be trusted the bot works on, and says so wherever it matters."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bot.house import FRONT_DOOR, House, house

POORER = "faces alone"


def tampered(folder: Path, shared: Path) -> Path:
    """A copy of the models with one byte in the weights turned."""
    copy = folder / "some models"
    shutil.copytree(shared / "models" / "yolov8n", copy / "yolov8n", copy_function=shutil.copyfile)
    (copy / "yolov8n").chmod(0o755)
    weights = copy / "yolov8n" / "yolov8n.ncnn.bin"
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 0xFF
    weights.write_bytes(content)
    return copy


@pytest.mark.parametrize("there", [True, False], ids=["tampered with", "missing"])
async def test_it_is_said_in_the_log_to_the_owner_in_status_and_with_the_alert(
    tmp_path: Path, shared: Path, there: bool, caplog: pytest.LogCaptureFixture
) -> None:
    models = tampered(tmp_path, shared) if there else tmp_path / "none"
    async with house(tmp_path, MODELS_DIR=str(models)) as home, home.awake():
        await home.pair()
        told = await home.hears(POORER)
        assert [record for record in caplog.records if "poorer mode" in record.message]
        home.ring.add_recording(FRONT_DOOR, shared / "clips" / "lin-manuel-shot.mp4")
        alert = await home.hears("tranger")
        assert alert["photo"]
        await home.press(alert, "Why")
        await home.hears(POORER, where=lambda message: message.id > alert.id)
        await home.say("/status")
        status = (await home.hears("How I am")).words
        assert POORER in status
        assert "ms a frame in the last clip" in status
        if there:
            assert "yolov8n.ncnn.bin" in told.words


async def test_an_export_serves_where_the_pinned_model_is_tampered_with(tmp_path: Path, shared: Path) -> None:
    models, export = tampered(tmp_path, shared), "yolov8n_320_ncnn_model"
    shutil.copytree(shared / "models" / export, models / export, copy_function=shutil.copyfile)
    async with house(tmp_path, MODELS_DIR=str(models)) as home, home.awake():
        await home.pair()
        assert not (await home.services.pool.ready()).poorer
        await home.say("/status")
        status = (await home.hears("How I am")).words
        assert "yolov8n_320, 1 worker" in status
        assert "yolov8n.ncnn.bin is not the file it should be" in status
        assert POORER not in status


async def test_whole_models_are_not_complained_about(seeing_house: House) -> None:
    async with seeing_house.awake() as home:
        await home.pair()
        await home.services.pool.ready()
        await home.say("/status")
        assert POORER not in (await home.hears("How I am")).words
        assert [message for message in home.from_bot() if POORER in message.words] == []
