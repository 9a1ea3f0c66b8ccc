"""What can be done from the command line? The only file that prints."""

import sys
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from timeline import __version__
from timeline.errors import InputError, TimelineError, UnknownNameError, UsageError
from timeline.model.incidents import Incident, Mark, Passage
from timeline.model.text import Problem
from timeline.model.timeline import TimelineData
from timeline.model.when import Basis, DateInterval

# Exit codes of CONTRACT: nothing could be read or built; wrong usage.
NOTHING, WRONG = 1, 2


def api() -> Any:  # noqa: ANN401 - a module, loaded when a command needs it
    """Load what the commands work with; here and not above, because spaCy takes a second that `--help` should not."""
    return import_module("timeline.api")


def load(name: str) -> Any:  # noqa: ANN401 - as above
    """Load another module of ours for the same reason."""
    return import_module(name)


class Commands(click.Group):
    """Commands whose errors are told in a line or two, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run a command; an error of ours becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.echo(f"timeline: {error}", err=True)
            ctx.exit(WRONG)
        except TimelineError as error:
            click.echo(f"timeline: {error}", err=True)
            ctx.exit(NOTHING)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="timeline")
def main() -> None:
    r"""Turn reports of armed conflict into a dated graph of actors and incidents, drawn as one offline HTML page.

    \b
    Examples:
      timeline build examples/idlib-2020 -o idlib.html
      timeline build article.txt --date 2020-02-06 -o article.html
      timeline show article.timeline.json
      timeline export article.timeline.json --format csv -o incidents.csv
    """


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Read an ISO day, or fail with what is wanted."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day. Write it like 2020-02-06.", param, ctx)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The page to write [default: timeline.html].")
@click.option("--date", "published", type=Day(), help="Publication day of a single document, or of those without one.")
@click.option("--title", help="Title of the timeline.")
@click.option("--about", help="Keep only incidents that name these words.")
@click.option("--model", help="An installed spaCy pipeline [default: the small English model].")
@click.option("--jobs", type=click.IntRange(1, 64), help="Number of processes [default: 1, or 2 for many documents].")
@click.option("--jsonl", type=click.Path(path_type=Path), help="Write the incidents also as JSON lines.")
@click.option("--separate", is_flag=True, help="Every document by itself, nothing merged across them.")
@click.option(
    "--plotlyjs",
    type=click.Choice(["inline", "directory"]),
    default="inline",
    show_default=True,
    help="Plotly's script inside the page, or beside it.",
)
def build(
    paths: tuple[Path, ...],
    output: Path | None,
    published: date | None,
    title: str | None,
    about: str | None,
    model: str | None,
    jobs: int | None,
    jsonl: Path | None,
    separate: bool,
    plotlyjs: str,
) -> None:
    r"""Read articles and write the page and, beside it, its data as <page>.timeline.json.

    PATHS are files or folders: .txt, .md, .html, .pdf, .jsonl.

    \b
    Examples:
      timeline build articles/ -o war.html
      timeline build article.txt --date 2020-02-06 -o article.html
      timeline build a.txt b.html notes/ --about Idlib --jsonl incidents.jsonl -o idlib.html
    """
    page = output or Path("timeline.html")
    data_path = page.with_name(f"{page.stem}.timeline.json")
    check_folder(page)
    tl = api().Timeline(
        build_data(paths, published=published, title=title, about=about, model=model, jobs=jobs, separate=separate)
    )
    size = tl.write_page(page, plotlyjs=plotlyjs)
    tl.export(data_path, format="json")
    if jsonl is not None:
        tl.export(jsonl, format="jsonl")
    for line in summary(tl.data):
        click.echo(line)
    click.echo(f"page       {page} ({size / 1e6:.1f} MB)\ndata       {data_path}")


def check_folder(path: Path) -> None:
    """Fail before the work, not after it, when the page cannot be written."""
    if not path.parent.is_dir():
        raise UsageError(str(path), f"there is no folder {str(path.parent)!r}.", "Make it first, or give another path.")


def build_data(
    paths: tuple[Path, ...],
    *,
    published: date | None = None,
    title: str | None = None,
    about: str | None = None,
    model: str | None = None,
    jobs: int | None = None,
    separate: bool = False,
) -> TimelineData:
    """Build with a progress bar; raise InputError when nothing could be read."""
    faces, pipeline = api(), load("timeline.pipeline")
    settings = load("timeline.settings").Settings(
        title=title, about=about, separate=separate, **({"model": model} if model else {})
    )
    with faces.bar(shown=True) as tell:
        data: TimelineData = pipeline.build(
            list(paths),
            version=__version__,
            published=published,
            today=datetime.now().astimezone().date(),
            settings=settings,
            jobs=jobs,
            progress=tell,
        )
    if not data.documents:
        for line in told(data.problems):
            click.echo(line, err=True)
        where = ", ".join(str(path) for path in paths)
        raise InputError(
            where, "nothing could be read.", "Give .txt, .md, .html, .pdf or .jsonl files, or folders of them."
        )
    return data


def opened(path: Path) -> TimelineData:
    """Open a timeline.json, or build from anything that build reads.

    A file that ends in .json is taken for a timeline.json, so that a damaged one is said to be damaged.
    """
    if path.suffix.lower() == ".json":
        data: TimelineData = load("timeline.exporters.json").read(path)
        return data
    return build_data((path,))


def summary(data: TimelineData) -> list[str]:
    """Say in a few lines what was read and found, and what was not."""
    incidents = data.incidents
    dated = [one.date for one in incidents if one.date is not None]
    guesses = sum(one.basis is Basis.ASSUMED for one in dated)
    reports = {passage.report for one in incidents for passage in one.reports}
    span = f"{min(one.start for one in dated)} to {max(one.end for one in dated)}" if dated else "no incident is dated"
    lines = [
        f"documents  {len(data.documents):,}",
        f"reports    {len(reports):,}",
        f"incidents  {len(incidents):,} ({sum(one.disputed for one in incidents):,} disputed)",
        f"actors     {len(data.actors):,}",
        f"dates      {span} ({guesses:,} assumed from the publication day, {len(incidents) - len(dated):,} open)",
    ]
    if not incidents:
        lines.append("           No incident was found in what was read.")
    return lines + told(data.problems)


# Problems of one kind beyond this many are counted, not listed.
LISTED = 8


def told(problems: tuple[Problem, ...]) -> list[str]:
    """List problems by what is wrong, so that one cure is said once."""
    grouped: dict[tuple[bool, str, str], list[str]] = {}
    for one in problems:
        grouped.setdefault((one.skipped, one.what, one.cure), []).append(one.where)
    lines = []
    for (skipped, what, cure), where in grouped.items():
        names = ", ".join(where[:LISTED]) + (f" and {len(where) - LISTED} more" if len(where) > LISTED else "")
        lines.append(f"{'skipped' if skipped else 'note':<10} {names}: {what} {cure}")
    return lines


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "name", required=True, help="jsonl, json, csv, geojson, gexf or graphml.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
def export(path: Path, name: str, output: Path) -> None:
    r"""Write a timeline for other programs.

    PATH is a timeline.json, or anything that build reads.

    \b
    Examples:
      timeline export idlib.timeline.json --format jsonl -o incidents.jsonl
      timeline export idlib.timeline.json --format csv -o incidents.csv
    """
    exporters = load("timeline.exporters")
    exporters.EXPORTERS.get(name)
    check_folder(output)
    exporters.export(opened(path), output, name=name)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(1), help="Show only the first incidents.")
def show(path: Path, limit: int | None) -> None:
    r"""Print a table of the incidents.

    \b
    Examples:
      timeline show idlib.timeline.json
      timeline show article.txt --limit 20
    """
    table_of, console_of = load("rich.table").Table, load("rich.console").Console
    text_of = load("rich.text").Text
    data = opened(path)
    table = table_of("when", "type", "status", "what", "documents", "id", box=None, pad_edge=False)
    for one in data.incidents[:limit]:
        documents = len({passage.document for passage in one.reports})
        status = one.status.value + (", disputed" if one.disputed else "")
        row = (in_words(one.date), one.mode or one.type.lower(), status, one.headline, str(documents), one.id)
        table.add_row(*(text_of(clean(cell)) for cell in row))
    width = None if sys.stdout.isatty() else 160
    console_of(width=width, soft_wrap=False).print(table)


def clean(text: str) -> str:
    """Take control characters out of text from articles, which could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def in_words(when: DateInterval | None) -> str:
    """Say a date with its precision."""
    if when is None:
        return "date not given"
    days = f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"
    return f"{days} (assumed)" if when.basis is Basis.ASSUMED else days


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("incident")
def explain(path: Path, incident: str) -> None:
    r"""Show every field of an incident with the words and the rule it was read from.

    \b
    Example:
      timeline explain idlib.timeline.json i3f2a901c44
    """
    data = opened(path)
    found = [one for one in data.incidents if one.id.startswith(incident)]
    if len(found) != 1:
        what = "no incident has this id." if not found else f"{len(found)} incidents begin with this."
        raise UnknownNameError(f"incident {incident!r}", what, "`timeline show` lists the ids.")
    for line in explanation(found[0]):
        click.echo(clean(line))


def explanation(incident: Incident) -> list[str]:
    """Tell an incident field by field, then passage by passage with the words that each field was read from."""
    actors = [
        f"{one.role.value}: {one.name} ({one.kind.value}, {one.country or 'no country'})" for one in incident.actors
    ]
    figures = [
        f"{one.best if one.best is not None else 'some'} {one.kind.value}"
        + (f" ({one.group})" if one.group else "")
        + (f", says {', '.join(one.attribution)}" if one.attribution else "")
        for one in incident.casualties
    ]
    lines = [
        incident.headline,
        f"  id          {incident.id}",
        f"  type        {incident.type}{f' / {incident.mode}' if incident.mode else ''}",
        f"  status      {incident.status.value}{', disputed' if incident.disputed else ''}",
        f"  when        {in_words(incident.date)}"
        + (f", {incident.date.basis.value}, precision {incident.date.precision.value}" if incident.date else ""),
        *(f"  actor       {one}" for one in actors),
        *(
            f"  place       {one.name} ({one.precision.value}, {one.country or 'no country'})"
            for one in incident.places
        ),
        *(f"  casualties  {one}" for one in figures),
        f"  confidence  {incident.confidence:.2f}",
    ]
    for passage in incident.reports:
        lines += _passage_lines(passage)
    return lines


def _passage_lines(passage: Passage) -> list[str]:
    def words(mark: Mark) -> str:
        return passage.text[mark.start - passage.start : mark.end - passage.start]

    lines = ["", f"  {passage.document}, characters {passage.start} to {passage.end}:", f"    {passage.text}"]
    lines += [
        f"      {mark.slot.value:<12} {words(mark)!r}"
        + (f" = {mark.ref}" if mark.ref else "")
        + (f"  [{mark.rule}]" if mark.rule else "")
        for mark in passage.marks
    ]
    return lines


@main.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("path", type=click.Path(path_type=Path))
def evaluate(gold: Path, path: Path) -> None:
    r"""Print precision, recall and F1 by stage against annotated articles.

    GOLD is a folder of annotations, PATH a timeline.json or anything that build reads.

    \b
    Example:
      timeline evaluate gold/ war.timeline.json
    """
    read_gold = load("timeline.evaluation.gold").read_gold
    scored = load("timeline.evaluation.incidents").evaluate
    rows = load("timeline.evaluation.table").table
    articles = read_gold(gold)
    data = opened(path)
    for line in rows(scored(articles, data.incidents, {one.id: one.text for one in data.documents})):
        click.echo(line)
