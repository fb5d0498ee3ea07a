"""Worker processes: watched, ended, replaced; the event loop free all the while."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from pipeline.decide import decide
from pipeline.errors import ClipError, NoWorker, PhotoError, WorkerError
from pipeline.gallery import build_gallery
from pipeline.pool import Pool
from pipeline.types import Gallery
from pipeline.worker import NICE, WorkerSettings, threads_for
from tests.patience import PATIENCE, until

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pool]:
    """One worker in the poorer mode."""
    pool = Pool(tmp_path_factory.mktemp("no-models"), clip_seconds=30)
    await pool.start()
    yield pool
    await pool.stop()
    assert multiprocessing.active_children() == []


@pytest.fixture
def gallery(grace: tuple[float, ...]) -> Gallery:
    return build_gallery([("grace", grace)])


def worker_pid() -> int:
    (process,) = multiprocessing.active_children()
    assert process.pid is not None
    return process.pid


async def test_the_poorer_mode_is_declared_with_its_reason(pool: Pool) -> None:
    state = await pool.ready()
    assert (state.detector, state.poorer, state.ready, state.workers) == ("faces", True, True, 1)
    assert state.why is not None
    assert "no detector in" in state.why


async def test_a_clip_is_analysed(pool: Pool, visit_clip: Path, gallery: Gallery) -> None:
    await pool.ready()
    analysis = await pool.analyse(visit_clip, gallery)
    assert decide(analysis).identity == "grace"


def answers(question: Path, answer: Path) -> str:
    """In the worker: asks, and ends only once it has its answer."""
    question.touch()
    while not answer.exists():
        time.sleep(0.005)
    return "answered"


async def test_the_loop_runs_on_while_a_worker_works(pool: Pool, tmp_path: Path) -> None:
    question, answer = tmp_path / "question", tmp_path / "answer"
    working = asyncio.create_task(pool._run(PATIENCE, partial(answers, question, answer)))
    await until(question.exists)
    answer.touch()
    assert await working == "answered"


async def test_photos_are_looked_at_in_the_worker_too(pool: Pool, portrait_path: Path) -> None:
    (face,) = await pool.faces_of(portrait_path)
    assert len(face.embedding) == 128


async def test_errors_come_back_as_they_were_and_cost_no_worker(
    pool: Pool, tmp_path: Path, gallery: Gallery
) -> None:
    await pool.ready()
    before = worker_pid()
    (tmp_path / "page.mp4").write_text("<html>")
    with pytest.raises(ClipError, match="not a video"):
        await pool.analyse(tmp_path / "page.mp4", gallery)
    with pytest.raises(PhotoError, match="not a photo"):
        await pool.faces_of(tmp_path / "page.mp4")
    with pytest.raises(WorkerError, match="ValueError"):
        await pool._run(30, partial(int, "not a number"))
    assert worker_pid() == before


async def test_workers_are_nice_and_deaf_to_ctrl_c(pool: Pool, portrait_path: Path) -> None:
    await pool.ready()
    before = worker_pid()
    assert os.getpriority(os.PRIO_PROCESS, before) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICE)
    os.kill(before, signal.SIGINT)
    assert len(await pool.faces_of(portrait_path)) == 1
    assert worker_pid() == before


async def test_a_worker_that_was_killed_is_replaced_and_its_clip_done(
    pool: Pool, empty_clip: Path, gallery: Gallery
) -> None:
    await pool.ready()
    assert not (await pool.analyse(empty_clip, gallery)).second_try
    before = worker_pid()
    os.kill(before, signal.SIGKILL)
    analysis = await pool.analyse(empty_clip, gallery)
    assert analysis.frames_total == 60
    assert analysis.second_try, "what is tried again opens nothing"
    assert worker_pid() != before


async def test_what_kills_every_worker_is_given_up_and_the_next_is_done(
    pool: Pool, portrait_path: Path
) -> None:
    with pytest.raises(WorkerError, match="died twice"):
        await pool._run(30, partial(os._exit, 1))
    assert len(await pool.faces_of(portrait_path)) == 1


def hang_once(mark: Path) -> str:
    if mark.exists():
        return "done"
    mark.touch()
    return hang()


def hang() -> str:
    signal.pause()
    return "never"


async def test_a_clip_whose_worker_hung_is_tried_once_more(
    pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await pool.ready()
    before = worker_pid()
    mark, loop = tmp_path / "mark", asyncio.get_running_loop()
    trying = asyncio.create_task(pool._tried(PATIENCE, partial(hang_once, mark)))
    await until(mark.exists)
    # Its time is over now: nobody has to wait for that, and the second has all of its own.
    time_now = loop.time
    monkeypatch.setattr(loop, "time", lambda: time_now() + PATIENCE)
    assert await trying == ("done", 2)
    assert worker_pid() != before


async def test_what_hangs_every_worker_is_given_up_and_the_next_is_done(
    pool: Pool, portrait_path: Path
) -> None:
    with pytest.raises(WorkerError, match=r"more than 0\.3 seconds twice and was ended"):
        await pool._run(0.3, hang)
    assert len(await pool.faces_of(portrait_path)) == 1


@pytest.mark.parametrize(
    ("limit", "value"),
    [("_recycle_after", 1), pytest.param("_most_mib", 10.0, marks=pytest.mark.slow)],
)
async def test_a_worker_that_served_long_or_grew_is_replaced_and_who_waits_loses_nothing(
    pool: Pool, portrait_path: Path, limit: str, value: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    await pool.faces_of(portrait_path)
    before = worker_pid()
    monkeypatch.setattr(pool, limit, value)
    # The second one waits in line while the fresh worker loads its models.
    found = await asyncio.gather(pool.faces_of(portrait_path), pool.faces_of(portrait_path))
    monkeypatch.undo()
    assert [len(faces) for faces in found] == [1, 1]
    await pool.faces_of(portrait_path)
    assert worker_pid() != before


async def test_memory_that_runs_out_ends_a_worker_before_the_bot(pool: Pool) -> None:
    await pool.ready()
    assert Path(f"/proc/{worker_pid()}/oom_score_adj").read_text().strip() == "800"


async def test_a_picture_of_a_clip_that_could_not_be_analysed(
    pool: Pool, visit_clip: Path, tmp_path: Path
) -> None:
    picture = await pool.still(visit_clip)
    assert picture is not None
    assert picture.startswith(b"\xff\xd8")
    (tmp_path / "page.mp4").write_text("<html>")
    assert await pool.still(tmp_path / "page.mp4") is None


async def test_the_detectors_name_is_told(models_dir: Path, empty_clip: Path) -> None:
    pool = Pool(models_dir)
    await pool.start()
    assert pool.describe().ready is False
    analysis = await pool.analyse(empty_clip, build_gallery([]))
    state = pool.describe()
    assert analysis.detector == state.detector == "yolov8n"
    assert (state.poorer, state.why) == (False, None)
    assert state.inference_ms is not None
    await pool.stop()


async def test_an_export_is_used_and_said_to_be_unpinned(models_dir: Path) -> None:
    pool = Pool(models_dir / "yolov8n_320_ncnn_model")
    await pool.start()
    state = await pool.ready()
    assert (state.detector, state.poorer) == ("yolov8n_320", False)
    assert state.why is not None
    assert "not pinned" in state.why
    await pool.stop()


async def test_a_tampered_model_means_the_poorer_mode(own_models: Path) -> None:
    shutil.rmtree(own_models / "yolov8n_320_ncnn_model")
    with (own_models / "yolov8n" / "yolov8n.ncnn.bin").open("ab") as weights:
        weights.write(b"\0")
    pool = Pool(own_models)
    await pool.start()
    state = await pool.ready()
    assert (state.detector, state.poorer) == ("faces", True)
    assert state.why is not None
    assert "checksum differs" in state.why
    await pool.stop()


def end_at_once(settings: WorkerSettings) -> None:
    os._exit(3)


def cannot_start(*_: object) -> None:
    raise BlockingIOError("no process to be had")


def no_thread(*_: object) -> None:
    raise RuntimeError("can't start new thread")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.pool.TAKE_SECONDS", 0.2)
    monkeypatch.setattr("pipeline.pool.RETRY_PAUSES", (0.1,))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("what", "trouble"),
    [
        ("pipeline.worker.start", end_at_once),
        ("multiprocessing.get_context", cannot_start),
        ("multiprocessing.get_context", no_thread),
    ],
    ids=["it ends at once", "it cannot be started", "there is no thread"],
)
async def test_without_a_process_it_says_so_until_there_is_one(
    tmp_path: Path,
    portrait_path: Path,
    what: str,
    trouble: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool = Pool(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(what, trouble)
        await pool.start()
        with pytest.raises(NoWorker, match="no analysing process can be started"):
            await pool.faces_of(portrait_path)
        state = pool.describe()
        assert (state.ready, state.detector) == (False, "none")
        assert state.trouble is not None
        assert "no analysing process can be started" in state.trouble
        assert state.why == state.trouble
    state = await pool.ready()
    assert (state.trouble, state.ready) == (None, True)
    await pool.stop()


async def test_a_stopped_pool_says_so(tmp_path: Path, empty_clip: Path) -> None:
    pool = Pool(tmp_path)
    await pool.start()
    await pool.stop()
    await pool.stop()
    with pytest.raises(NoWorker, match="shut down"):
        await pool.analyse(empty_clip, build_gallery([]))


@pytest.mark.parametrize(
    ("cores", "workers", "threads"), [(1, 1, 1), (2, 1, 1), (4, 1, 3), (4, 2, 1), (16, 1, 4)]
)
async def test_threads_leave_a_core_free(
    cores: int, workers: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert threads_for(workers) == threads
