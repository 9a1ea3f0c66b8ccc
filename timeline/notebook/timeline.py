"""The `Timeline` that `build` and `load` return. Loading one imports no parser and no pandas."""

import tempfile
import webbrowser
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import UsageError, reason_of
from timeline.exporters.load import read
from timeline.model.actors import Actor
from timeline.model.incidents import Incident
from timeline.model.places import Place
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.notebook.find import incident_of

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame

PathLike = str | Path


class Timeline:
    """A timeline: incidents with their evidence, and what can be done with them.

    It has a length, can be iterated over and asked for an incident by number, by id or by the
    beginning of an id: `tl["i3f2"]`.
    """

    def __init__(self, data: TimelineData) -> None:
        """Wrap the data of a timeline; `build` and `load` do this for you."""
        self.data = data

    def __repr__(self) -> str:
        """Return the title and the sizes."""
        sizes = f"{len(self.incidents)} incidents in {len(self.documents)} documents"
        return f"<Timeline {self.data.title!r}: {sizes}>"

    def _repr_html_(self) -> str:
        """Return title, span, strip chart and the five most salient incidents for a notebook."""
        from timeline.notebook.summary import html

        return html(self.data)

    def __len__(self) -> int:
        """Return the number of incidents."""
        return len(self.incidents)

    def __iter__(self) -> Iterator[Incident]:
        """Yield the incidents in order."""
        return iter(self.incidents)

    def __getitem__(self, key: str | int) -> Incident:
        """Return an incident by number, id or the beginning of an id.

        Raises:
            UnknownNameError: No id, or more than one, begins so.
            IndexError: There are not so many incidents.
        """
        if isinstance(key, str):
            return incident_of(self.incidents, key)
        return self.incidents[key]

    def __bool__(self) -> bool:
        """Return True, also for a timeline without incidents."""
        return True

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, by start date (undated last)."""
        return self.data.incidents

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors that take part in them, by id."""
        return self.data.actors

    @property
    def places(self) -> tuple[Place, ...]:
        """The places where they happened, by id."""
        return self.data.places

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that were read, by id."""
        return self.data.documents

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and what was read with doubts."""
        return self.data.problems

    @cached_property
    def graph(self) -> "MultiDiGraph[str]":
        """The graph of incidents, actors, places and documents (see `timeline.graph.schema`)."""
        from timeline.graph.build import build as build_graph

        return build_graph(self.data)

    def filter(
        self,
        *,
        place: str | None = None,
        actor: str | None = None,
        type: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        prominent: bool | None = None,
    ) -> "Timeline":
        """Return a timeline of the incidents that pass all tests given.

        Args:
            place: Name, id, province or country of a place, whatever the case.
            actor: Name, id or country code of an actor.
            type: Type, mode, or both ("ASSAULT", "shelling", "ASSAULT/shelling").
            since: A day or ISO text: only incidents that may lie on it or later.
            until: Only incidents that may lie on this day or earlier.
            prominent: True for those that a first view shows, False for the others.

        Raises:
            UnknownNameError: No incident has such a place, actor or type.
            UsageError: A bound is no day.
        """
        from timeline.notebook.choose import choose

        return Timeline(
            choose(
                self.data,
                place=place,
                actor=actor,
                type=type,
                since=since,
                until=until,
                prominent=prominent,
            )
        )

    def to_pandas(self, level: str = "incidents") -> "DataFrame":
        """Return a table with types that sort and group.

        Days are datetime64[s], words of few values are categoricals, numbers of people Int64.

        Args:
            level: "incidents", one row an incident; "reports", one row a passage; "casualties",
                one row a figure of a passage. `timeline.notebook.frames` lists the columns.

        Raises:
            UnknownNameError: There is no such table.
        """
        from timeline.notebook.frames import frame

        table: DataFrame = frame(self.data, level)
        return table

    def panel(self, by: str = "country,month", **options: Any) -> "DataFrame":  # noqa: ANN401
        """Return counts by unit and period: the numbers of `timeline panel`.

        Args:
            by: Keys, joined by commas.
            options: `split`, `zeros`, `since` and `until` (dates), as in `timeline.panel.build`.

        Returns:
            The rows. `attrs` holds how many incidents were counted and which were left out.

        Raises:
            UsageError: There is no such key or way to split.
        """
        from pandas import DataFrame

        from timeline.panel.build import build

        keys = [name.strip().lower() for name in by.split(",")]
        panel = build(self.data, by=keys, **options)
        table = DataFrame(list(panel.rows), columns=list(panel.columns))
        table.attrs = {
            "counted": panel.counted,
            "left_out": dict(panel.left_out),
            "across": panel.across,
            "split": panel.split,
        }
        return table

    def sequences(
        self,
        question: str = "pairs",
        **options: Any,  # noqa: ANN401 - checked by `query`
    ) -> "DataFrame":
        """Answer what follows what: the numbers of `timeline sequences`, as a table of pandas.

        Args:
            question: "pairs", "lags", "curves", "transitions", "episodes", "aligned", "motifs" or
                "similar".
            options: Those of the function of that name in `timeline.sequences`, and of its
                `Choice`.

        Returns:
            The rows. `attrs` holds how many incidents were counted, which were left out and why,
            notes and settings.

        Raises:
            UsageError: There is no such question, option, actor, place, kind or incident.
        """
        from pandas import DataFrame

        from timeline.sequences.query import query
        from timeline.views.labels import family_labels

        table = query(self.incidents, question, families=family_labels(), **options)
        rows = [list(row) for row in table.rows]
        frame = DataFrame(rows, columns=list(table.columns))
        frame.attrs = {
            "counted": table.counted,
            "left_out": {reason.why: reason.incidents for reason in table.left_out},
            "notes": list(table.notes),
            "settings": dict(table.settings),
        }
        return frame

    def plot(self) -> Any:  # noqa: ANN401 - plotly has no types
        """Return a Plotly figure of who did what to whom over time, for a notebook.

        Returns:
            A `plotly.graph_objects.Figure`. Incidents without a date are counted in its title.
        """
        from timeline.views.figures import lanes_figure

        return lanes_figure(self.data)

    def write_page(
        self, path: PathLike, *, story: PathLike | None = None, layout: str = "auto"
    ) -> int:
        """Write the page as one HTML file and return its size in bytes.

        Args:
            path: The file to write.
            story: A lesson that the page leads through, as the page itself saves it.
            layout: "case", a page to read; "archive", an instrument; "auto" chooses by size;
                "embed", a light page for an iframe.

        Raises:
            UsageError: There is no such layout, or the file cannot be written.
            InputError: The story cannot be read.
        """
        from timeline.notebook.wording import wording
        from timeline.views.page import write_page
        from timeline.views.story import read_story
        from timeline.views.thinning import thinned

        shown, whole = thinned(self.data)
        steps = None if story is None else read_story(Path(story))
        try:
            return write_page(
                shown,
                Path(path),
                wording=wording(self.data),
                story=steps,
                whole=whole,
                layout=layout,
            )
        except OSError as error:
            reason = reason_of(error)
            problem = f"cannot be written ({reason})."
            raise UsageError(
                str(path), problem, "Give a path where you may write."
            ) from error

    def show(self, path: PathLike | None = None) -> Path:
        """Write the page, open it in the browser and return where it is.

        Args:
            path: The file to write; None for a new one in the system's folder for temporary files.

        Raises:
            UsageError: The file cannot be written.
        """
        page = Path(tempfile.mkdtemp(prefix="timeline-")) / "page.html"
        if path is not None:
            page = Path(path)
        self.write_page(page)
        webbrowser.open(page.resolve().as_uri())
        return page

    def export(self, path: PathLike, *, format: str | None = None) -> None:
        """Write a file for other programs; the format follows from the extension unless given."""
        from timeline.exporters.formats import export

        export(self.data, Path(path), name=format)


def load(path: PathLike) -> Timeline:
    """Read a timeline.json, or the folder of Parquet files that a large timeline is.

    Raises:
        InputError: When the file is no timeline.json, or damaged.
    """
    return Timeline(read(Path(path)))
