"""Read shards on a Dask cluster: processes of this machine, or of many.

Workers get the paths of files and of a result, so that a scheduler carries only names. All machines
must see articles and results under the same paths, as on a shared file system.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cluster.merge import merge_part
from timeline.cluster.shards import Plan, Shard, read_shard, unread
from timeline.documents.raw import silent as silent_logger
from timeline.engine.fingerprint import engine_of
from timeline.errors import InputError, TimelineError, UsageError
from timeline.model.text import Problem
from timeline.output.progress import Progress, silent
from timeline.safety.paths import name_of, real_path

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local:"
MOST_LOCAL_WORKERS = 64
# Where the scheduler of a local cluster serves its state. Without an address it takes port 8787 on
# every interface, and complains where another cluster runs.
ANY_FREE_PORT = "127.0.0.1:0"
SCHEMES = ("tcp://", "tls://", "ucx://", "ws://", "wss://")
# Seconds to wait for a scheduler to answer.
CONNECT_SECONDS = 20
# A shard whose worker died so often is given up: most likely it needs more memory than there is.
MOST_DEATHS = 2
# Reads a shard and writes its result, as `read_shard` does; returns how many documents it read.
ShardReader = Callable[..., int]
# File names that a message lists.
MOST_NAMED = 3


def check_address(address: str) -> None:
    """Check the address of a cluster, and that Dask is installed, before any work.

    Raises:
        UsageError: The address has no known form, or Dask is not installed.
    """
    is_local = address.startswith(LOCAL) and _worker_count(address) is not None
    if not is_local and not address.startswith(SCHEMES):
        problem = f"{address!r} is not the address of a cluster."
        hint = "Give local:2 for processes of this machine, or tcp://host:8786 for a scheduler."
        raise UsageError("--cluster", problem, hint)
    try:
        import distributed  # noqa: F401
    except ImportError:
        problem = "Dask is not installed."
        hint = "Install it with: pip install 'conflict-timeline[cluster]'."
        raise UsageError("--cluster", problem, hint) from None


def _worker_count(address: str) -> int | None:
    digits = address.removeprefix(LOCAL)
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 3:
        return None
    count = int(digits)
    return count if 1 <= count <= MOST_LOCAL_WORKERS else None


def read_on_cluster(
    plan: Plan,
    *,
    address: str,
    folder: Path,
    progress: Progress = silent,
    read: ShardReader = read_shard,
) -> dict[str, Problem]:
    """Read all shards of a plan on a cluster, but for those that have a result.

    Args:
        plan: The plan; its files have absolute paths that all workers see.
        address: "local:N", or where a scheduler listens.
        folder: Where results go; workers must see it under the same path.
        progress: Called after every shard.
        read: What workers call for each shard.

    Returns:
        By the names of shards whose worker died each time, why they could not be read.

    Raises:
        UsageError: Nobody answers at the address, or workers have another version of Timeline.
        InputError: The scheduler was lost, or a shard could not be written.
    """
    shards = unread(plan.shards, folder)
    if not shards:
        return {}
    from distributed import CancelledError

    with silent_logger("distributed"), _client(address) as client:
        _check_workers(client, plan)
        work = partial(
            read,
            folder=real_path(folder),
            settings=plan.settings,
            published=plan.published,
        )
        try:
            return _read(client, shards, work, progress)
        except (CancelledError, OSError):
            problem = "the connection to the scheduler was lost."
            hint = "Run the same command again: shards that were read stay read."
            raise InputError(address, problem, hint) from None


def merge_on_cluster(
    names: Sequence[str],
    *,
    address: str,
    folder: Path,
    progress: Progress = silent,
    merge: Callable[..., int] = merge_part,
) -> None:
    """Merge parts of the reports on a cluster.

    Args:
        names: The parts that have no result yet.
        address: "local:N", or where a scheduler listens.
        folder: The folder of the parts; workers must see it under the same path.
        progress: Called after every part.
        merge: What workers call for each part.

    Raises:
        UsageError: Nobody answers at the address.
        InputError: The scheduler was lost, or a part ended its worker each time.
    """
    if not names:
        return
    from distributed import CancelledError, KilledWorker, as_completed

    work = partial(merge, folder=real_path(folder))
    again = "Run the same command again: parts that were merged stay merged."
    with silent_logger("distributed"), _client(address) as client:
        futures = [
            client.submit(work, name, key=f"merge-{name}", pure=False) for name in names
        ]
        try:
            for done, future in enumerate(as_completed(futures), 1):
                future.result()
                progress("merging parts", done, len(futures))
        except KilledWorker:
            problem = (
                "a worker that merged reports was ended each time, perhaps for want of "
            )
            problem += "memory."
            raise InputError(
                address, problem, f"Give workers more memory. {again}"
            ) from None
        except (CancelledError, OSError):
            problem = "the connection to the scheduler was lost."
            raise InputError(address, problem, again) from None


@contextmanager
def _client(address: str) -> Iterator["Client"]:
    """Yield a client of a running cluster, or of one that is started here and ended afterwards."""
    import dask
    from distributed import Client, LocalCluster

    options = {
        "distributed.scheduler.allowed-failures": MOST_DEATHS - 1,
        "distributed.admin.tick.limit": "1h",
        "distributed.worker.daemon": True,
        # else a thread of each worker looks at all stacks a hundred times a second
        "distributed.worker.profile.enabled": False,
    }
    with dask.config.set(options):
        if not address.startswith(LOCAL):
            try:
                with Client(address, timeout=CONNECT_SECONDS) as client:
                    yield client
            except (TimeoutError, OSError):
                problem = f"no scheduler answers within {CONNECT_SECONDS} seconds."
                hint = "Start one with `dask scheduler`, and check the address."
                raise UsageError(address, problem, hint) from None
            return
        with (
            LocalCluster(
                n_workers=_worker_count(address),
                threads_per_worker=1,
                processes=True,
                dashboard_address=ANY_FREE_PORT,
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client


def _check_workers(client: "Client", plan: Plan) -> None:
    """Raise UsageError if there is no worker, or one has another version of the program."""
    engines = client.run(engine_of, plan.settings)
    if not engines:
        problem = "the cluster has no worker."
        raise UsageError("--cluster", problem, "Start some with `dask worker ADDRESS`.")
    others = sorted(
        address for address, engine in engines.items() if engine != plan.engine
    )
    if others:
        problem = f"{len(others)} of {len(engines)} workers have another version of Timeline or "
        problem += f"of its libraries ({others[0]})."
        hint = "Install the same versions on all machines."
        raise UsageError("--cluster", problem, hint)


def _read(
    client: "Client",
    shards: Sequence[Shard],
    read: Callable[[Shard], int],
    progress: Progress,
) -> dict[str, Problem]:
    """Read shards; return what could not be read, by the names of shards.

    When a worker dies, Dask holds all shards that waited for it to have ended it. So each that was
    given up is read once more, with nothing beside it: what ends its worker then is to blame.
    """
    from distributed import KilledWorker

    errors = _errors(client, shards, read, progress)
    problems = {}
    for shard, error in errors.items():
        if isinstance(error, KilledWorker):
            alone = _errors(client, [shard], read, silent, attempt="alone")
            if shard not in alone:
                continue
            error = alone[shard]
        problems[shard.name] = _problem(shard, error)
    return problems


def _errors(
    client: "Client",
    shards: Sequence[Shard],
    read: Callable[[Shard], int],
    progress: Progress,
    *,
    attempt: str = "read",
) -> dict[Shard, BaseException]:
    """Hand shards to the cluster and wait for all; return what went wrong, by shard."""
    from distributed import CancelledError, as_completed

    submitted = {
        client.submit(read, shard, key=f"{attempt}-{shard.name}", pure=False): shard
        for shard in shards
    }
    errors = {}
    for done, future in enumerate(as_completed(list(submitted)), 1):
        error = future.exception()
        if isinstance(error, TimelineError):
            raise error
        if future.cancelled():
            raise CancelledError(future.key)
        if error is not None:
            errors[submitted[future]] = error
        progress("reading shards", done, len(submitted))
    return errors


def _problem(shard: Shard, error: BaseException) -> Problem:
    """Return the notice on a shard that could not be read."""
    from distributed import KilledWorker

    names = ", ".join(name_of(file.path) for file in shard.files[:MOST_NAMED])
    more = len(shard.files) - MOST_NAMED
    where = f"{names} and {more} more files" if more > 0 else names
    if isinstance(error, KilledWorker):
        what = (
            "whoever read these files was ended each time, perhaps for want of memory."
        )
    else:
        what = f"these files could not be read ({type(error).__name__})."
    cure = "Build them by themselves to see which one it is, and leave that out."
    return Problem(where=where, what=what, cure=cure)
