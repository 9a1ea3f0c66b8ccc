"""The manual and the README say what there is: commands, options, formats, pages; and their code runs."""

import inspect
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import timeline
from tests.cli.factories import run
from timeline.cli import COMMANDS, main
from timeline.cli.text import explanation
from timeline.docs import page, topics
from timeline.documents import readers
from timeline.exporters.formats import EXPORTERS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
FOLDER = ROOT / "timeline" / "docs"
PAGES = sorted(FOLDER.glob("*.md"))
MOST_LINES = 120
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"`(-[-a-zA-Z]+)`")
SPAN = re.compile(r"(?<!`)`([^`\n]+)`")
GONE = {"changes": {"--plotlyjs"}}
"""Options that a page may name though they are gone."""
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
TABLE = (
    "day,what,town,dead\n2020-02-03,shelling,Saraqib,6\n2020-02-05,airstrike,Idlib,2\n"
)
ARTICLE = "Army gunners shelled the market of Subek on Monday, killing four people, two witnesses said.\n"


def command_of(name: str) -> click.Command:
    """Return a command by its name."""
    command = main.get_command(click.Context(main), name)
    assert command is not None, f"there is no command {name}"
    return command


def options_of(name: str) -> set[str]:
    """Return all spellings of a command's options."""
    parameters = command_of(name).params
    options = {
        spelling
        for each in parameters
        for spelling in (*each.opts, *each.secondary_opts)
    }
    return {spelling for spelling in options if spelling.startswith("-")}


def section_of(name: str) -> str:
    """Return the section of a command in the page of commands."""
    parts = re.split(r"^## ", page("commands"), flags=re.MULTILINE)
    return next((part for part in parts if part.startswith(f"timeline {name}")), "")


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_take_what_they_declare(name: str) -> None:
    command = command_of(name)
    assert command.callback is not None
    parameters = inspect.signature(command.callback).parameters.values()
    taken = {each.name for each in parameters if each.kind is not each.VAR_KEYWORD}
    declared = {each.name for each in command.params}
    assert taken <= declared
    assert declared == taken or any(
        each.kind is each.VAR_KEYWORD for each in parameters
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_manual_names_each_command_and_option(name: str) -> None:
    section = section_of(name)
    assert section, f"commands.md has no section 'timeline {name}'"
    assert [
        option for option in sorted(options_of(name)) if f"`{option}`" not in section
    ] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_manual_lists_no_other_option(name: str) -> None:
    rows = re.findall(r"^\| (`-.*?) \|", section_of(name), flags=re.MULTILINE)
    listed = {option for row in rows for option in OPTION.findall(row)}
    assert sorted(listed - options_of(name)) == []


def options_of_benchmarks() -> set[str]:
    """Return the options that the scripts of tests/benchmarks declare."""
    scripts = (ROOT / "tests" / "benchmarks").glob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    return set(re.findall(r'"(--[a-z-]+)"', code))


@pytest.mark.parametrize("path", [README, *PAGES], ids=lambda path: path.name)
def test_options_in_running_text_exist(path: Path) -> None:
    known = {"--help", *GONE.get(path.stem, ())}
    known = known.union(options_of_benchmarks(), *map(options_of, COMMANDS))
    spans = SPAN.findall(path.read_text(encoding="utf-8"))
    named = {
        option for span in spans for option in re.findall(r"(?<!\S)--[a-z-]+", span)
    }
    assert sorted(named - known) == []


def shown_commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each line of code that calls timeline."""
    for line in text.splitlines():
        code = line.strip().split("   ")[0].split(" | ")[0].split(" > ")[0]
        for part in re.split(r"&& ", code):
            if re.match(r"(\.venv/bin/)?timeline [a-z]+( |$)", part):
                yield shlex.split(part, comments=True)[1:]


@pytest.mark.parametrize("path", [README, *PAGES], ids=lambda path: path.name)
def test_commands_shown_exist(path: Path) -> None:
    code = "\n".join(
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    for name, *words in shown_commands(code):
        if name not in COMMANDS:
            continue
        unknown = {
            word.split("=")[0] for word in words if word.startswith("-")
        } - options_of(name)
        assert unknown == set(), f"timeline {name}: {unknown}"


def test_readme_is_short_and_leads_on() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert "(timeline/docs/)" in text
    assert "`timeline docs`" in text


@pytest.mark.parametrize("path", [README, *PAGES], ids=lambda path: path.name)
def test_links_lead_to_files(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    here = [link for link in links if "://" not in link]
    assert [link for link in here if not (path.parent / link).exists()] == []


def test_paths_in_contributing_exist() -> None:
    spans = SPAN.findall(page("contributing"))
    named = {span for span in spans if re.fullmatch(r"[\w./]+/[\w./]*", span)}
    to_write = {span for span in named if "xyz" in span or "TOPIC" in span}
    of_articles = {"articles/", "examples/"}
    missing = [
        span
        for span in named - to_write - of_articles
        if not (ROOT / span).exists() and not (ROOT / "timeline" / span).exists()
    ]
    assert sorted(missing) == []


def test_manual_names_each_export_format() -> None:
    text = page("exports").lower()
    assert [
        name for name in EXPORTERS.names() if not re.search(rf"\b{name}\b", text)
    ] == []


def test_manual_names_each_extension_read() -> None:
    text = page("documents")
    assert [name for name in readers.names() if f"`{name}`" not in text] == []


def test_help_of_build_names_each_extension() -> None:
    text = run("build", "--help").out
    short = {".markdown": ".md", ".htm": ".html", ".warc.gz": ".warc"}
    assert [name for name in readers.names() if short.get(name, name) not in text] == []


@pytest.mark.parametrize("topic", topics())
def test_each_page_has_a_heading_and_is_printed(topic: str) -> None:
    assert topics()[topic]
    printed = run("docs", topic)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.startswith("# ")


def test_docs_lists_pages_and_refuses_others() -> None:
    listed = run("docs").out
    assert all(topic in listed for topic in topics())
    refused = run("docs", "weather")
    assert refused.code == 2
    assert "Topics are: articles, " in refused.err


def test_changes_name_this_version() -> None:
    assert f"## {timeline.__version__}\n" in page("changes")
    citation = (ROOT / ".github" / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {timeline.__version__}\n" in citation


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder in which the code of the manual runs."""
    folder = tmp_path_factory.mktemp("manual")
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "articles").mkdir()
    for article in (ROOT / "examples" / "idlib-2020").glob("2020-*.md"):
        shutil.copy(article, folder / "articles")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "mine.csv").write_text(TABLE, encoding="utf-8")
    tl = timeline.build(folder / "articles")
    tl.export(folder / "war.timeline.json")
    return folder


def blocks() -> Iterator[tuple[str, str, str]]:
    """Yield the pages that have code to run, with its language and text."""
    for path in PAGES:
        for number, (language, code) in enumerate(
            BLOCK.findall(path.read_text("utf-8")), 1
        ):
            if language in {"sh", "python"}:
                yield f"{path.stem}-{number}", language, code


@pytest.mark.slow
def test_sample_of_explain_is_what_it_prints(desk: Path) -> None:
    [sample] = [
        code for language, code in BLOCK.findall(section_of("explain")) if language
    ]
    incidents = timeline.load(desk / "war.timeline.json").incidents
    printed = {line for incident in incidents for line in explanation(incident)}
    assert [line for line in sample.splitlines() if line not in printed] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "code"),
    [pytest.param(language, code, id=name) for name, language, code in blocks()],
)
def test_code_of_manual_runs(
    language: str,
    code: str,
    desk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(desk, folder)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [sys.executable, "-c", code]
    if language == "sh":
        shell = f'set -e\ntimeline() {{ "{sys.executable}" -m timeline "$@"; }}\n{code}'
        command = ["bash", "-c", shell]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
