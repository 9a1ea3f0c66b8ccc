"""Does `import timeline` give people what the README promises?"""

import subprocess
import sys
from datetime import date
from pathlib import Path

import networkx
import pytest

import timeline
from tests.builders import incident, passage, place, timeline_data
from timeline.assembly.title import name_of, name_of_folder
from timeline.errors import TimelineError, UnknownNameError, UsageError
from timeline.exporters import json as timeline_json
from timeline.exporters.formats import EXPORTERS
from timeline.project.folder import init

TEXT = (
    "Army gunners shelled the market of Subek on Monday, killing four people, two witnesses said.\n\n"
    "Rebels captured the town of Orlo on Sunday, a police officer said.\n"
)


def article(folder: Path, name: str = "good-2012-03-05.txt", text: str = TEXT) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tl(tmp_path_factory: pytest.TempPathFactory) -> timeline.Timeline:
    return timeline.build(article(tmp_path_factory.mktemp("api")))


def test_build_gives_incidents_actors_places_documents_and_problems(
    tl: timeline.Timeline,
) -> None:
    assert [one.mode for one in tl.incidents] == ["capture", "shelling"]
    assert {role.id for one in tl.incidents for role in one.actors} == {
        one.id for one in tl.actors
    }
    assert [one.name for one in tl.places] == ["Orlo"]
    assert [one.id for one in tl.documents] == ["good-2012-03-05"]
    assert tl.problems == ()
    assert repr(tl) == "<Timeline 'good-2012-03-05': 2 incidents in 1 documents>"


@pytest.mark.parametrize(
    "kind", [str, Path, lambda path: [path], lambda path: iter([str(path)])]
)
def test_paths_are_one_or_many_texts_or_paths(tmp_path: Path, kind: type) -> None:
    assert len(timeline.build(kind(article(tmp_path))).incidents) == 2


@pytest.mark.parametrize("published", ["2012-03-12", date(2012, 3, 12)])
def test_publication_day_is_date_or_iso_text(
    tmp_path: Path, published: str | date
) -> None:
    found = timeline.build(article(tmp_path), published=published)
    assert found.documents[0].published == date(2012, 3, 12)


@pytest.mark.parametrize("progress", [False, True])
def test_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], progress: bool
) -> None:
    timeline.build(article(tmp_path), progress=progress)
    assert capfd.readouterr() == ("", "")


def test_settings_keep_options_but_no_default_title(tmp_path: Path) -> None:
    article(tmp_path, "a-2012-03-05.txt")
    article(tmp_path, "b-2012-03-05.txt")
    found = timeline.build(tmp_path, about="subek", separate=True, jobs=1)
    assert found.data.title == tmp_path.name
    assert found.data.settings["title"] is None
    assert (found.data.settings["about"], found.data.settings["separate"]) == (
        "subek",
        True,
    )
    assert len(found.incidents) == 2
    assert timeline.build(tmp_path, title="War").data.title == "War"


def test_a_timeline_is_named_by_what_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first, second = "Four killed in Subek", "x"
    article(tmp_path, "many.v2.jsonl", "")
    assert name_of([Path()], (first, second)) == tmp_path.name
    assert name_of([Path("many.v2.jsonl")], (first, second)) == "many.v2"
    assert (
        name_of([Path("a"), Path("b")], (first, second))
        == "Four killed in Subek and 1 more"
    )
    assert (
        name_of([Path("a"), Path("b")], (second, *[first] * 1000)) == "x and 1,000 more"
    )
    assert name_of([Path("/")], (second, first)) == "x and 1 more"


def test_folder_is_named_as_its_readme_is_headed(tmp_path: Path) -> None:
    folder = tmp_path / "delta-2020"
    folder.mkdir()
    assert name_of_folder(folder) == "delta-2020"
    (folder / "README.md").write_text("\ufeffNo heading yet.\n", "utf-8")
    assert name_of_folder(folder) == "delta-2020"
    (folder / "README.md").write_text(
        "<!-- kept -->\n# The delta,  March 2020\n\n# Other\n", "utf-8"
    )
    assert name_of([folder], ("a", "b")) == "The delta, March 2020"
    (folder / "README.md").write_bytes(b"# \xff\xfe" + b"x" * 200)
    assert name_of_folder(folder) == "delta-2020"
    assert (
        name_of([folder, Path("a.csv")], ("A (a.csv)", "The delta"))
        == "A (a.csv); The delta"
    )
    assert (
        name_of([folder, Path("a.csv")], ("A (a.csv)", "x" * 110, "y"))
        == "A (a.csv) and 2 more"
    )


def test_bad_calls_are_errors_of_ours(tmp_path: Path) -> None:
    path = article(tmp_path)
    with pytest.raises(
        UsageError,
        match=r"published: '5 March' is not a date. Write it like 2020-02-06.",
    ):
        timeline.build(path, published="5 March")
    with pytest.raises(UnknownNameError, match="no spaCy pipeline of that name"):
        timeline.build(path, model="no_such_model")
    with pytest.raises(
        timeline.InputError,
        match=r"nothing could be read\. missing: there is no such file",
    ):
        timeline.build(tmp_path / "missing")
    with pytest.raises(
        timeline.InputError,
        match=r"paths: nothing could be read\. Give files or folders",
    ):
        timeline.build([])
    assert issubclass(timeline.InputError, timeline.TimelineError)


def test_file_that_cannot_be_read_is_among_problems(tmp_path: Path) -> None:
    article(tmp_path, "empty.txt", "")
    article(tmp_path, "future-2999-01-01.txt")
    found = timeline.build(tmp_path)
    assert [(one.where, one.skipped) for one in found.problems] == [
        ("empty.txt", True),
        ("future-2999-01-01.txt", False),
    ]


def test_load_gives_back_what_was_exported(
    tl: timeline.Timeline, tmp_path: Path
) -> None:
    tl.export(tmp_path / "x.json")
    assert timeline.load(str(tmp_path / "x.json")).data == tl.data


@pytest.mark.parametrize("content", [None, "", "{}", "[]"])
def test_loading_no_timeline_is_an_input_error(
    tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "x.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(timeline.InputError):
        timeline.load(path)


def test_to_pandas_gives_a_row_for_each_incident(tl: timeline.Timeline) -> None:
    frame = tl.to_pandas()
    assert list(frame["id"]) == [one.id for one in tl.incidents]
    shelling = frame[frame["mode"] == "shelling"].iloc[0]
    assert [str(shelling[name].date()) for name in ("start", "end")] == [
        "2012-03-05",
        "2012-03-05",
    ]
    assert (shelling["precision"], shelling["basis"]) == ("day", "relative")
    assert (shelling["killed_low"], shelling["killed_high"]) == (4, 4)
    assert (
        str(frame["killed_low"].dtype) == "Int64"
    )  # whole numbers, also beside incidents without figures
    assert shelling["documents"] == 1


def test_to_pandas_has_its_columns_also_without_incidents(tmp_path: Path) -> None:
    full = timeline.Timeline(timeline_data()).to_pandas()
    empty = timeline.build(
        article(tmp_path, text="The library opens at nine."), published="2012-03-05"
    ).to_pandas()
    assert len(empty) == 0
    assert list(empty.columns) == list(full.columns)


def test_to_pandas_leaves_open_what_is_not_known() -> None:
    bare = incident(date=None, casualties=(), actors=(), places=(), mode=None)
    row = timeline.Timeline(timeline_data(bare)).to_pandas().iloc[0]
    assert (
        row[["start", "end", "precision", "basis", "killed_low", "killed_high", "mode"]]
        .isna()
        .all()
    )
    assert (row["initiators"], row["places"]) == ("", "")


def test_graph_is_networkx_graph_of_same_incidents(tl: timeline.Timeline) -> None:
    assert isinstance(tl.graph, networkx.MultiDiGraph)
    assert tl.graph is tl.graph
    kinds = [facts["kind"] for _, facts in tl.graph.nodes(data=True)]
    assert (kinds.count("incident"), kinds.count("document")) == (len(tl.incidents), 1)


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_export_chooses_format_by_extension_or_argument(
    tl: timeline.Timeline, tmp_path: Path, name: str
) -> None:
    tl.export(tmp_path / f"a.{name}")
    tl.export(str(tmp_path / "b"), format=name)
    assert (tmp_path / f"a.{name}").read_bytes() == (tmp_path / "b").read_bytes()


def test_unknown_format_is_answered_with_near_one(
    tl: timeline.Timeline, tmp_path: Path
) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'gexf'"):
        tl.export(tmp_path / "x.gefx")


def test_write_page_returns_size(tl: timeline.Timeline, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    assert tl.write_page(str(page)) == page.stat().st_size > 100_000


@pytest.mark.parametrize(
    ("name", "layout"), [("no/x.html", "auto"), (".", "auto"), ("x.html", "web")]
)
def test_page_that_cannot_be_written_is_usage_error(
    tl: timeline.Timeline, tmp_path: Path, name: str, layout: str
) -> None:
    with pytest.raises(UsageError):
        tl.write_page(tmp_path / name, layout=layout)


def test_incidents_of_the_sample_keep_their_passages(tmp_path: Path) -> None:
    data = timeline_data(incident(reports=(passage(),), places=(place(),)))
    timeline_json.write(data, tmp_path / "x.json")
    assert timeline.load(tmp_path / "x.json").incidents == data.incidents


def test_the_package_names_what_it_has() -> None:
    assert dir(timeline) == [
        "InputError",
        "Timeline",
        "TimelineError",
        "__version__",
        "build",
        "load",
    ]
    assert all(getattr(timeline, name) for name in dir(timeline))
    with pytest.raises(
        AttributeError,
        match="module 'timeline' has no attribute 'bild'; it has InputError, Timeline,",
    ):
        _ = timeline.bild  # type: ignore[attr-defined]
    assert timeline.TimelineError is TimelineError


PARSING = {"spacy", "pandas", "plotly", "trafilatura", "pypdf", "dateparser"}
HEAVY = {*PARSING, "networkx"}


def loaded(code: str, *arguments: str) -> set[str]:
    """Run code in a process of its own and return the modules that it has loaded."""
    code += "\nimport sys; print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def command(*arguments: str) -> set[str]:
    """Run a command in a process of its own and return the modules that it has loaded."""
    return loaded(
        "from timeline.cli import main; main(standalone_mode=False)", *arguments
    )


@pytest.mark.parametrize(
    "code",
    [
        "import timeline; dir(timeline); timeline.__version__",
        "import timeline; timeline.InputError",
        "import timeline.cli",
        "import timeline.temporal, timeline.documents, timeline.cli.date_tagging",
        "import timeline.project.incremental",
    ],
)
def test_light_imports_load_nothing_heavy(code: str) -> None:
    assert loaded(code) & HEAVY == set()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["sequences", "--help"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert command(*arguments) & HEAVY == set()


def test_show_and_load_do_without_parser(tmp_path: Path) -> None:
    path = str(tmp_path / "war.timeline.json")
    timeline_json.write(timeline_data(incident()), Path(path))
    assert command("show", path) & PARSING == set()
    assert command("explain", path, "i") & PARSING == set()
    code = "import sys, timeline; timeline.load(sys.argv[1]).incidents"
    assert loaded(code, path) & PARSING == set()


def test_python_builds_project_and_reads_only_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = init(tmp_path / "war")
    article(made.articles)
    first = timeline.build(made.folder)
    assert (first.data.title, len(first.incidents)) == ("war", 2)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("timeline.pipeline.read_or_problem", fail)
    assert timeline.build([made.folder], progress=True).data == first.data
    with pytest.raises(
        UsageError, match="--title: a project takes this from its own files"
    ):
        timeline.build(made.folder, title="x")
    with pytest.raises(UsageError, match="--date: a project takes this"):
        timeline.build(made.folder, published="2012-03-05")
