"""What can be done from the command line? The only file that prints."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from timeline import __version__
from timeline.cli.sequence_options import sequence_options
from timeline.cli.text import clean, explanation, expression_row, incident_row, summary, told
from timeline.errors import InputError, TimelineError, UnknownNameError, UsageError
from timeline.model.incidents import Incident
from timeline.model.text import Problem
from timeline.model.timeline import TimelineData

# Exit codes of CONTRACT: nothing could be read or built; wrong usage.
NOTHING, WRONG = 1, 2
# Ids that an ambiguous beginning could mean, listed up to this many.
LISTED = 5


def api() -> Any:  # noqa: ANN401 - a module, loaded when a command needs it
    """Load what the commands work with; here and not above, because spaCy takes a second that `--help` should not."""
    return import_module("timeline.api")


def load(name: str) -> Any:  # noqa: ANN401 - as above
    """Load another module of ours for the same reason."""
    return import_module(name)


def say(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines. Words of articles and names of files are among them, so no control character passes."""
    for line in lines:
        click.echo(clean(line), err=err)


def with_lines(command: click.Command) -> None:
    r"""Let click see the \b that keeps lines apart: docstrings are raw, so in them it is two characters."""
    command.help = (command.help or "").replace("\\b", "\b")


class Commands(click.Group):
    """Commands whose errors are told in a line or two, without a traceback."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's own help with its examples a line each."""
        with_lines(self)
        super().format_help_text(ctx, formatter)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, its examples a line each."""
        with_lines(cmd)
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run a command; an error of ours becomes a message and an exit code."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows '?' for it
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except TimelineError as error:
            say([f"timeline: {error}"], err=True)
            ctx.exit(WRONG if isinstance(error, UsageError) else NOTHING)


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="timeline")
def main() -> None:
    r"""Turn reports of armed conflict into a dated graph of actors and incidents, drawn as one offline HTML page.

    \b
    Examples:
      timeline build examples/idlib-2020 -o idlib.html
      timeline build article.txt --date 2020-02-06 -o article.html
      timeline show article.timeline.json
      timeline export article.timeline.json --format csv -o incidents.csv
      timeline sequences article.timeline.json --as lags
      timeline dates article.txt --date 2020-02-06
      timeline init war/ && timeline build war/
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
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The page to write [default: timeline.html].",
)
@click.option(
    "--date",
    "published",
    type=Day(),
    help="Publication day of a single document, or of those without one.",
)
@click.option(
    "--title",
    help="Title of the timeline [default: of the document; of a folder its README's heading, or its name].",
)
@click.option(
    "--about", help="Keep only incidents that name these words: a place, an actor, a type."
)
@click.option("--from", "since", type=Day(), help="Keep only incidents of this day and later ones.")
@click.option("--to", "until", type=Day(), help="Keep only incidents of this day and earlier ones.")
@click.option("--model", help="An installed spaCy pipeline [default: the small English model].")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Number of processes [default: 1, or 2 for many documents].",
)
@click.option(
    "--jsonl", type=click.Path(path_type=Path), help="Write the incidents also as JSON lines."
)
@click.option(
    "--separate",
    is_flag=True,
    default=None,
    help="Every document by itself, nothing merged across them.",
)
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    help="A timeline.toml: settings, own actors and places.",
)
@click.option(
    "--plotlyjs",
    type=click.Choice(["inline", "directory"]),
    default="inline",
    show_default=True,
    help="Plotly's script inside the page, or beside it.",
)
@click.option(
    "--story", type=click.Path(path_type=Path), help="A story made in the page, to be led through."
)
def build(
    paths: tuple[Path, ...],
    output: Path | None,
    published: date | None,
    jsonl: Path | None,
    plotlyjs: str,
    story: Path | None,
    **chosen: Any,  # noqa: ANN401 - the settings, by their names
) -> None:
    r"""Read articles and write the page and, beside it, its data as <page>.timeline.json.

    PATHS are files or folders: articles (.txt, .md, .html, .pdf, .jsonl) and tables of coded incidents (.csv, .tsv, .tab, .xlsx,
    .parquet, packed as .zip or .gz: UCDP GED, ACLED, GDELT, ICEWS, POLECAT, GTD, SCAD, or your own, see `timeline mapping`);
    or one project folder (see `timeline init`), of which only
    what changed is read, and the page goes into it.

    \b
    Examples:
      timeline build articles/ -o war.html
      timeline build war/
      timeline build article.txt --date 2020-02-06 -o article.html
      timeline build ged241.csv articles/ --from 2012-01-01 --to 2012-12-31 -o syria.html
      timeline build a.txt b.html notes/ --about Idlib --jsonl incidents.jsonl -o idlib.html
      timeline build articles/ --story lesson.story.json -o lesson.html
    """
    if story is not None:
        load("timeline.views.story").read_story(
            story
        )  # before the work: a wrong story is said at once
    project = project_of(paths)
    if project is not None:
        jobs, upkeep, page = (
            chosen.pop("jobs"),
            load("timeline.project.incremental"),
            output or project.page,
        )
        upkeep.check_options({"date": published, **chosen})
        outputs = [page, upkeep.data_beside(page), *([jsonl] if jsonl else [])]
        check_outputs(outputs, inputs=[project.settings, project.corrections])
        kept = {
            "today": today(),
            "jobs": jobs,
            "jsonl": jsonl,
            "plotlyjs": plotlyjs,
            "story": story,
        }
        say(load("timeline.cli.project").build(project, page, **kept))
        return
    page = Path("timeline.html") if output is None else output
    check_outputs([page], inputs=paths)  # first: only the path of a file has a name to change
    data_path = page.with_name(f"{page.stem}.timeline.json")
    read = [*paths, *([story] if story else [])]
    check_outputs([page, data_path, *([jsonl] if jsonl else [])], inputs=read)
    tl = api().Timeline(build_data(paths, published=published, **chosen))
    size = tl.write_page(page, plotlyjs=plotlyjs, story=story)
    tl.export(data_path, format="json")
    if jsonl is not None:
        tl.export(jsonl, format="jsonl")
    written = [f"page       {page} ({size / 1e6:.1f} MB)", f"data       {data_path}"]
    detail = load("timeline.views.thinning").MOST
    if len(tl.incidents) > detail:
        cure = "Narrow the build with --about, --from and --to to see others."
        written.append(
            f"detail     The page counts all incidents and shows the {detail:,} most salient in detail. {cure}"
        )
    say([*summary(tl.data), *written, *([f"jsonl      {jsonl}"] if jsonl else [])])


def project_of(paths: Sequence[Path]) -> Any:  # noqa: ANN401 - a project.folder.Project, or None
    """Give the project that was given alone; None when no path is one."""
    return load("timeline.project.incremental").project_of(paths)


def check_outputs(outputs: Sequence[Path], *, inputs: Sequence[Path] = ()) -> None:
    """Fail before the work, not after it, when a file cannot be written, or would take the place of what is read."""
    read = {path.resolve() for path in inputs}
    seen: set[Path] = set()
    for path in outputs:
        try:
            folder, is_folder, whole = path.parent.is_dir(), path.is_dir(), path.resolve()
        except OSError as error:
            what = f"cannot be written ({(error.strerror or 'the system refuses it').lower()})."
            raise UsageError(str(path), what, "Give another path.") from None
        if not folder:
            what, cure = (
                f"there is no folder {str(path.parent)!r}.",
                "Make it first, or give another path.",
            )
            raise UsageError(str(path), what, cure)
        if is_folder:
            raise UsageError(
                str(path), "cannot be written (it is a folder).", "Give the name of a file in it."
            )
        if whole in read or whole in seen:
            what = "this file is read" if whole in read else "this file is written twice"
            raise UsageError(
                str(path), f"{what}; it would be overwritten.", "Give another path for the output."
            )
        seen.add(whole)


def build_data(
    paths: tuple[Path, ...],
    *,
    published: date | None = None,
    jobs: int | None = None,
    settings: Path | None = None,
    **chosen: Any,  # noqa: ANN401 - the settings, by their names
) -> TimelineData:
    """Build with a progress bar; raise InputError when nothing could be read.

    Args:
        paths: Files and folders.
        published: Publication day, as the option gives it.
        jobs: Number of processes.
        settings: A timeline.toml.
        chosen: Settings that go before it; those that are None do not.
    """
    given = {
        name: f"{value}" if isinstance(value, date) else value
        for name, value in chosen.items()
        if value != ""
    }
    whole = api().settings_of(settings, given)
    data: TimelineData = api().build_data(
        paths, published=published, settings=whole, jobs=jobs, progress=True
    )
    if not data.documents and not data.datasets:
        fail_unread(paths, data.problems)
    return data


def fail_unread(paths: Sequence[Path], problems: Sequence[Problem]) -> None:
    """Say why nothing could be read, and raise the error for it."""
    say(told(problems), err=True)
    where = ", ".join(str(path) for path in paths)
    cure = "Give .txt, .md, .html, .pdf, .jsonl or .csv files, or folders of them."
    raise InputError(where, "nothing could be read.", cure)


def opened(path: Path) -> TimelineData:
    """Open a timeline.json, or build from anything that build reads, a project too, and say what could not be read.

    A file that ends in .json is taken for a timeline.json, so that a damaged one is said to be damaged.
    """
    if path.suffix.lower() == ".json":
        data: TimelineData = load("timeline.exporters.json").read(path)
        return data
    project = project_of([path])
    data = (
        build_data((path,))
        if project is None
        else load("timeline.cli.project").data_of(project, today=today())
    )
    say(told(data.problems), err=True)
    return data


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "name",
    help="The format, if the extension of the file does not tell it; any wrong word lists them.",
)
@click.option(
    "--tables",
    is_flag=True,
    help="A folder of linked CSV tables: incidents, reports, actors, casualties, ...",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write."
)
def export(path: Path, name: str | None, tables: bool, output: Path) -> None:
    r"""Write a timeline for other programs.

    PATH is a timeline.json, a project folder, or anything that build reads.

    \b
    Examples:
      timeline export idlib.timeline.json --format jsonl -o incidents.jsonl
      timeline export idlib.timeline.json --format csv -o incidents.csv
      timeline export idlib.timeline.json --tables -o tables/
      timeline export war.timeline.json -o war.parquet
    """
    exporters = load("timeline.exporters")
    if tables:
        if name not in {None, "csv"}:
            raise UsageError(
                "--tables", f"linked tables are CSV, not {name}.", "Leave out --format or --tables."
            )
        load("timeline.exporters.tables").write(opened(path), output)
        return
    chosen = name or exporters.format_of(output)
    exporters.EXPORTERS.get(chosen)
    check_outputs([output], inputs=[path])
    exporters.export(opened(path), output, name=chosen)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def mapping(file: Path) -> None:
    r"""Print a [mapping] for timeline.toml, guessed from the header of a table of your own.

    Put it into a timeline.toml, correct it, and build with --settings (or keep it in a project folder).

    \b
    Examples:
      timeline mapping incidents.csv > timeline.toml
      timeline build incidents.csv --settings timeline.toml -o mine.html
    """
    if not file.is_file():
        raise InputError(str(file), "there is no such file.", "Check the path.")
    click.echo(load("timeline.datasets").template_for(file), nl=False)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(1), help="Show only the first incidents.")
def show(path: Path, limit: int | None) -> None:
    r"""Print a table of the incidents.

    PATH is a timeline.json, a project folder, or anything that build reads.

    \b
    Examples:
      timeline show idlib.timeline.json
      timeline show article.txt --limit 20
    """
    shown = opened(path).incidents
    columns = ("when", "type", "status", "what", "documents", "id")
    print_table(columns, [incident_row(one) for one in shown[:limit]])
    if limit is not None and len(shown) > limit:
        say([f"and {len(shown) - limit:,} more"])


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table, as wide as the terminal; 160 characters wide into a file or another program."""
    text_of = load("rich.text").Text  # words of articles are text, never rich's markup
    table = load("rich.table").Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(text_of(clean(cell)) for cell in row))
    load("rich.console").Console(width=None if sys.stdout.isatty() else 160, soft_wrap=False).print(
        table
    )


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("incident")
def explain(path: Path, incident: str) -> None:
    r"""Show every field of an incident with the words and the rule it was read from.

    PATH is a timeline.json, a project folder, or anything that build reads; INCIDENT an id, or its beginning.

    \b
    Example:
      timeline explain idlib.timeline.json i3f2a901c44
    """
    say(explanation(chosen_incident(opened(path).incidents, incident)))


def chosen_incident(incidents: Sequence[Incident], wanted: str) -> Incident:
    """Find the incident whose id is, or alone begins with, what was given; raise UnknownNameError."""
    found = [one for one in incidents if one.id == wanted] or [
        one for one in incidents if one.id.startswith(wanted)
    ]
    if len(found) == 1:
        return found[0]
    cure = "`timeline show` lists the ids."
    if found:
        what = f"{len(found):,} incidents begin with this: {', '.join(one.id for one in found[:LISTED])}"
        raise UnknownNameError(
            f"incident {wanted!r}", what + (", …" if len(found) > LISTED else "."), cure
        )
    near = get_close_matches(wanted, [one.id for one in incidents], n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    raise UnknownNameError(f"incident {wanted!r}", "no incident has this id.", hint + cure)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    r"""Make a project: a folder that keeps a timeline for years.

    It gets timeline.toml (title, model, own actors and places), articles/, corrections.csv and a hidden cache. Put articles
    into it and run `timeline build FOLDER`, as often as you like: only what changed is read again.

    \b
    Example:
      timeline init war/
    """
    say(load("timeline.cli.project").init(folder))


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def diff(old: Path, new: Path | None, as_json: bool) -> None:
    r"""Show which incidents came, went and changed between two timelines.

    OLD and NEW are each a timeline.json, a project folder, or anything that build reads. A project alone is compared with
    what it was before the last build that changed it.

    \b
    Examples:
      timeline diff war-2023.timeline.json war/
      timeline diff war/
      timeline diff old.timeline.json new.timeline.json --json
    """
    differ = load("timeline.project.diff")
    before, after = (
        (load("timeline.cli.project").before_last_build(old), old) if new is None else (old, new)
    )
    found = differ.difference(opened(before), opened(after))
    if as_json:
        click.echo(differ.as_json(found))
    elif found.is_empty:
        say(["No incident came, went or changed."])
    else:
        print_table(("what", "id", "incident", "field", "old", "new"), differ.rows(found))
        say([found.in_short])


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@sequence_options
def sequences(
    path: Path,
    question: str,
    name: str,
    limit: int,
    output: Path | None,
    **options: Any,  # noqa: ANN401 - those of the question
) -> None:
    r"""Ask what follows what, and whether it is more than chance. Order is never called cause.

    PATH is a timeline.json, or anything that build reads. Every answer says how many incidents it counts and how many
    it leaves out and why; with csv this goes to stderr.

    \b
    Examples:
      timeline sequences idlib.timeline.json --pair TUR SYR --sides country
      timeline sequences war.timeline.json --as lags --window 7d
      timeline sequences war.timeline.json --as transitions --by place --format csv -o transitions.csv
      timeline sequences war.timeline.json --as similar --incident i3f2a901c44
    """
    if output is not None:
        check_outputs([output], inputs=[path])
    asking, tables = load("timeline.sequences.query"), load("timeline.sequences.table")
    asking.QUESTIONS.get(question)
    families = load("timeline.views.labels").family_labels()
    table = asking.query(
        opened(path).incidents, question, families=families, **asking.options_of(question, options)
    )
    text = {"csv": tables.to_csv, "json": tables.to_json}[name](table) if name != "table" else None
    if output is not None:
        load("timeline.output.atomic").write_atomically(
            output, text or tables.to_text(table, asking.SHORT[question])
        )
    elif text is not None:
        say(text.replace("\r\n", "\n").removesuffix("\n").split("\n"))
    else:
        shown = [
            [tables.in_short(row[one]) for one in asking.SHORT[question]]
            for row in table.records()[:limit]
        ]
        print_table(asking.SHORT[question], shown)
    more = len(table.rows) - limit if text is None and output is None else 0
    say(
        [*([f"and {more:,} more"] if more > 0 else []), *tables.summary_lines(table)],
        err=text is not None,
    )


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
    say(rows(scored(articles, data.incidents, {one.id: one.text for one in data.documents})))


@main.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--date", "published", type=Day(), help="Publication day, from which relative words count."
)
@click.option(
    "--jsonl", type=click.Path(path_type=Path), help="Read a corpus: lines {doc_id, dct, text}."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the corpus goes, with `timexes` added.",
)
@click.option(
    "--mode",
    type=click.Choice(["auto", "news", "narrative"]),
    default="auto",
    show_default=True,
    help="Yearless dates hang on the publication day (news) or on the last date told (narrative).",
)
def dates(
    path: Path | None, published: date | None, jsonl: Path | None, output: Path | None, mode: str
) -> None:
    r"""Show the temporal expressions of a text: words, days, precision, basis, TIMEX3 type and value, rule.

    With --jsonl, tag a whole corpus instead: every line gets `timexes` [{start, end, text, type, value}].

    \b
    Examples:
      timeline dates article.txt --date 2020-02-06
      timeline dates --jsonl corpus.jsonl -o tagged.jsonl
    """
    if path is not None and jsonl is None and output is None:
        show_dates(path, published, mode)
    elif path is None and jsonl is not None and output is not None and published is None:
        tag_corpus(jsonl, output)
    else:
        cure = "Give FILE [--date DAY], or --jsonl IN -o OUT: see `timeline dates --help`."
        raise UsageError("dates", "these arguments do not go together, or one is missing.", cure)


def show_dates(path: Path, published: date | None, mode: str) -> None:
    """Print the temporal expressions of documents, a table for each."""
    found, problems = load("timeline.cli.dates").dated(
        [path], published=published, today=today(), mode=mode
    )
    if not found:
        fail_unread([path], problems)
    columns = ("words", "days", "precision", "basis", "type", "value", "rule")
    for one in found:
        if len(found) > 1:
            say([f"{one.document.id}, published {one.document.published or 'on an unknown day'}:"])
        if one.expressions:
            print_table(columns, [expression_row(expression) for expression in one.expressions])
        else:
            say(["No temporal expression was found."])
    say(told(problems), err=True)


def tag_corpus(corpus: Path, output: Path) -> None:
    """Tag a corpus and say what was done."""
    check_outputs([output], inputs=[corpus])
    done = load("timeline.cli.dates").tag_corpus(corpus, output)
    say(told(done.problems), err=True)
    if not done.lines:
        cure = "Give a JSON Lines file of {doc_id, dct, text}."
        raise InputError(str(corpus), "it holds no line that could be used.", cure)
    say([f"{done.lines:,} lines with {done.expressions:,} temporal expressions: {output}"])


def today() -> date:
    """Give the present day, against which publication dates in the future are reported; it dates nothing."""
    return datetime.now().astimezone().date()
