"""Does a cluster of real processes give the same timeline, whatever is killed on the way?"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cluster.factories import planned, text_of_shards
from timeline.cluster import dask_cluster, shards
from timeline.errors import InputError, UsageError

ROOT = Path(__file__).resolve().parents[2]
LOCAL = "local:2"
SECONDS_TO_START = 90


def plan_in(folder: Path, source: Path) -> shards.Plan:
    """Return a plan of a shard for each file, which is written into the folder of results."""
    plan = planned(source, size=1)
    shards.write_plan(plan, folder)
    return plan


def killed_once(shard: shards.Shard, **options: object) -> int:
    """Read a shard; the first process that does so is killed."""
    folder = options["folder"]
    assert isinstance(folder, Path)
    marker = folder / "killed"
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return shards.read_shard(shard, **options)  # type: ignore[arg-type]


def killed_as_often_as_allowed(shard: shards.Shard, **options: object) -> int:
    """Read a shard; the first processes that read article 4 are killed, until it is given up.

    As happens to a shard that waits for a worker that another one ends.
    """
    folder = options["folder"]
    assert isinstance(folder, Path)
    deaths = list(folder.glob("death-*"))
    is_hit = any("article-4" in file.path.name for file in shard.files)
    if is_hit and len(deaths) < dask_cluster.MOST_DEATHS:
        (folder / f"death-{len(deaths)}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return shards.read_shard(shard, **options)  # type: ignore[arg-type]


def always_killed(shard: shards.Shard, **options: object) -> int:
    """Read a shard; whoever reads the article on Raqqa is killed."""
    if any("article-4" in file.path.name for file in shard.files):
        os.kill(os.getpid(), signal.SIGKILL)
    return shards.read_shard(shard, **options)  # type: ignore[arg-type]


def test_two_workers_give_same_bytes_and_print_nothing(
    source: Path, whole: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plan = plan_in(tmp_path, source)
    assert dask_cluster.read_on_cluster(plan, address=LOCAL, folder=tmp_path) == {}
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")
    assert text_of_shards(tmp_path) == whole


def test_a_killed_worker_costs_only_its_shard(
    source: Path, whole: str, tmp_path: Path
) -> None:
    plan = plan_in(tmp_path, source)
    lost = dask_cluster.read_on_cluster(
        plan, address=LOCAL, folder=tmp_path, read=killed_once
    )
    assert lost == {}
    assert (tmp_path / "killed").exists()
    assert text_of_shards(tmp_path) == whole


def test_a_shard_given_up_is_read_alone(
    source: Path, whole: str, tmp_path: Path
) -> None:
    plan = plan_in(tmp_path, source)
    lost = dask_cluster.read_on_cluster(
        plan, address=LOCAL, folder=tmp_path, read=killed_as_often_as_allowed
    )
    assert lost == {}
    assert len(list(tmp_path.glob("death-*"))) == dask_cluster.MOST_DEATHS
    assert text_of_shards(tmp_path) == whole


def test_a_shard_that_kills_its_worker_is_named(source: Path, tmp_path: Path) -> None:
    plan = plan_in(tmp_path, source)
    lost = dask_cluster.read_on_cluster(
        plan, address=LOCAL, folder=tmp_path, read=always_killed
    )
    (problem,) = lost.values()
    assert problem.where == "article-4.txt"
    assert problem.what.startswith("whoever read these files was ended each time")
    assert problem.skipped
    text = text_of_shards(tmp_path, lost=lost)
    assert "article-4.txt" in text
    assert "Aleppo" in text


def start(*arguments: str | Path, cache: Path) -> "subprocess.Popen[bytes]":
    """Start a part of a cluster with a cache and a folder of its own, as on a machine of its own."""
    cache.mkdir()
    command = [sys.executable, "-m", *(str(argument) for argument in arguments)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command,
        cwd=cache,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process with all that it started, and wait for its end."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=30)


class Machines:
    """A scheduler and two workers as separate programs on loopback."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.scheduler = start(
            *("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"),
            *("--no-dashboard", "--scheduler-file", self.file),
            cache=folder / "scheduler",
        )
        self.workers = [self._worker(folder / f"worker-{number}") for number in (1, 2)]

    def _worker(self, cache: Path) -> "subprocess.Popen[bytes]":
        return start(
            *(
                "distributed.cli.dask_worker",
                "--scheduler-file",
                self.file,
                "--no-dashboard",
            ),
            *(
                "--nthreads",
                "1",
                "--local-directory",
                cache / "work",
                "--host",
                "127.0.0.1",
            ),
            cache=cache,
        )

    def address(self) -> str:
        """Wait for scheduler and workers, and return where the scheduler listens."""
        from distributed import Client

        deadline = time.monotonic() + SECONDS_TO_START
        while not self.file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        with Client(scheduler_file=str(self.file), timeout=SECONDS_TO_START) as client:
            client.wait_for_workers(2, timeout=SECONDS_TO_START)
            return str(client.scheduler.address)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            end(process)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    started = Machines(tmp_path)
    yield started
    started.end()


def test_machines_give_same_bytes_though_one_is_killed(
    source: Path, whole: str, tmp_path: Path, machines: Machines
) -> None:
    reads = tmp_path / "reads"
    plan = plan_in(reads, source)
    address = machines.address()

    def kill_a_machine(_stage: str, done: int, _total: int) -> None:
        if done == 1:
            end(machines.workers[0])

    lost = dask_cluster.read_on_cluster(
        plan, address=address, folder=reads, progress=kill_a_machine
    )
    assert lost == {}
    assert text_of_shards(reads) == whole


def test_killed_scheduler_costs_only_what_was_under_way(
    source: Path,
    whole: str,
    tmp_path: Path,
    machines: Machines,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 5)
    reads = tmp_path / "reads"
    plan = plan_in(reads, source)

    def kill_the_scheduler(_stage: str, done: int, _total: int) -> None:
        if done == 2:
            machines.end()

    with pytest.raises(InputError, match="connection to the scheduler was lost"):
        dask_cluster.read_on_cluster(
            plan, address=machines.address(), folder=reads, progress=kill_the_scheduler
        )
    assert capfd.readouterr() == ("", "")
    missing = shards.unread(plan.shards, reads)
    assert len(missing) <= 5
    counted = [
        shards.read_shard(shard, reads, plan.settings, None) for shard in plan.shards
    ]
    assert sum(counted) == len(missing)
    assert text_of_shards(reads) == whole


@pytest.mark.parametrize(
    "address", ["", "local", "local:0", "local:65", "local:x", "http://a", "host"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="not the address of a cluster"):
        dask_cluster.check_address(address)


def test_no_scheduler_is_named(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 1)
    plan = plan_in(tmp_path, source)
    with pytest.raises(UsageError, match="no scheduler answers"):
        dask_cluster.read_on_cluster(plan, address="tcp://127.0.0.1:9", folder=tmp_path)


def test_workers_of_another_version_are_refused(source: Path, tmp_path: Path) -> None:
    plan = plan_in(tmp_path, source)
    other = shards.Plan(
        settings=plan.settings, engine="other", paths=plan.paths, shards=plan.shards
    )
    with pytest.raises(UsageError, match="another version of Timeline"):
        dask_cluster.read_on_cluster(other, address="local:1", folder=tmp_path)
