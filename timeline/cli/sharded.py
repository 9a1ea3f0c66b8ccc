"""Builds of articles that were read in shards, or that a cluster reads."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from timeline.cli.inputs import chosen_settings, with_chosen
from timeline.errors import UsageError
from timeline.model.timeline import TimelineData
from timeline.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """What the command line says of shards.

    Attributes:
        cluster: Address of a Dask cluster; None to read here.
        folder: Folder of shards; None for none, or beside the page.
    """

    cluster: str | None
    folder: Path | None

    def check_for_project(self) -> None:
        """Raise UsageError for an option that a project does not take."""
        if self.cluster is not None:
            problem = "a project is not read on a cluster."
            hint = "Read its articles there (`timeline read`), then build with --shards FOLDER."
            raise UsageError("--cluster", problem, hint)

    def settings(self, paths: tuple[Path, ...], chosen: dict[str, Any]) -> Settings:
        """Return the settings of a build: those of the reading where the path is of shards."""
        from timeline.cluster.shards import has_plan, read_plan

        if len(paths) != 1 or not has_plan(paths[0]) or chosen["settings"] is not None:
            return chosen_settings(**chosen)
        return with_chosen(read_plan(paths[0]).settings, chosen)

    def data(
        self,
        paths: tuple[Path, ...],
        page: Path,
        *,
        published: date | None,
        settings: Settings,
    ) -> TimelineData | None:
        """Return what is built from shards or by a cluster; None if neither is asked for.

        Raises:
            UsageError: The options do not go together.
        """
        from timeline import api
        from timeline.cluster.shards import has_plan

        are_shards = [path for path in paths if has_plan(path)]
        if are_shards:
            self._check_only_shards(paths, are_shards[0], published)
            return api.build_from_shards(
                are_shards[0], settings=settings, progress=True, address=self.cluster
            )
        if self.cluster is None:
            self._check_no_folder()
            return None
        folder = self.folder or page.with_name(f"{page.stem}.shards")
        return api.build_on_cluster(
            paths,
            self.cluster,
            folder,
            published=published,
            settings=settings,
            progress=True,
        )

    def _check_only_shards(
        self, paths: tuple[Path, ...], folder: Path, published: date | None
    ) -> None:
        where = str(folder)
        if len(paths) > 1:
            problem = "a folder of shards is built alone."
            raise UsageError(
                where, problem, "Read all articles into it, and give only it."
            )
        if self.folder is not None or published is not None:
            problem = "its articles have already been read, so --shards and --date"
            raise UsageError(where, f"{problem} change nothing.", "Leave them out.")
        if self.cluster is not None:
            from timeline.cluster.dask_cluster import check_address

            check_address(self.cluster)

    def _check_no_folder(self) -> None:
        if self.folder is not None:
            problem = "only a project takes results from a folder of shards."
            hint = "Give the folder of shards as the path, or give --cluster too."
            raise UsageError("--shards", problem, hint)
