"""Timelines of more reports than memory holds: what is merged lies in files beside the shards."""

import hashlib
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from timeline.cluster.dask_cluster import merge_on_cluster
from timeline.cluster.merge import MergeFolder
from timeline.cluster.shard_files import result_path
from timeline.cluster.shards import Plan
from timeline.engine.fingerprint import whole_engine
from timeline.errors import UsageError, reason_of
from timeline.incidents.parts import MOST_IN_A_PART, MergedGroup
from timeline.output.progress import Progress, silent

# Bytes of the shards' results, which are packed, from which on reports are merged in parts.
LARGE_BYTES = 300_000_000
NAME = "merging-"


def is_large(plan: Plan, folder: Path) -> bool:
    """Return whether the reports of all shards are too many to be merged in memory."""
    size = 0
    for shard in plan.shards:
        path = result_path(folder, shard.name)
        if path.is_file():
            size += path.stat().st_size
    return size >= LARGE_BYTES


@contextmanager
def merge_folder_of(
    folder: Path, plan: Plan, lost: Collection[str]
) -> Iterator[MergeFolder]:
    """Yield the folder in which the reports of shards are merged; delete it when that is done.

    After a failure it stays, and is found again by its name: a digest of what was read and of the
    program. Files that are open when it is deleted can still be read.

    Raises:
        UsageError: The folder cannot be made.
    """
    names = [shard.name for shard in plan.shards]
    content = (names, plan.published, sorted(lost), whole_engine(plan.settings.model))
    digest = hashlib.sha256(msgspec.json.encode(content)).hexdigest()
    path = folder / f"{NAME}{digest[:16]}"
    try:
        for former in folder.glob(f"{NAME}*"):
            if former != path:
                shutil.rmtree(former, ignore_errors=True)
        path.mkdir(exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        hint = "Give a folder that you may write."
        raise UsageError(
            str(path), f"the folder cannot be made ({reason}).", hint
        ) from None
    yield MergeFolder(path)
    shutil.rmtree(path, ignore_errors=True)


def merged_groups(
    merge_folder: MergeFolder,
    *,
    address: str | None,
    most: int = MOST_IN_A_PART,
    progress: Progress = silent,
) -> Iterator[MergedGroup]:
    """Yield the incidents of all reports in a folder, the same wherever the parts are merged.

    Args:
        merge_folder: The folder.
        address: Of a cluster; None to merge the parts here, one after the other.
        most: Reports of a war up to which several countries are put together.
        progress: Called after every part.
    """
    names = merge_folder.write_parts(most=most)
    unmerged = merge_folder.unmerged(names)
    merging = merge_folder.merging()
    if address is not None:
        merge_on_cluster(
            unmerged, address=address, folder=merge_folder.path, progress=progress
        )
    else:
        for done, name in enumerate(unmerged, 1):
            merge_folder.merge(name, merging)
            progress("merging parts", done, len(unmerged))
    yield from merging.across(merge_folder.groups(names))
