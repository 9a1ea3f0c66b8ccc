"""Files that broke an earlier version, one of each kind: a named problem, quickly, and nothing else is lost."""

import csv
import gzip
import json
import resource
import subprocess
import sys
import time
import warnings
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from tests.builders import incident, timeline_data
from tests.datasets.tables import GED, text_of
from timeline import datasets, documents, pipeline
from timeline.errors import InputError, SettingsError, TimelineError
from timeline.exporters import json as timeline_json
from timeline.exporters.formats import EXPORTERS
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.gazetteer import gazetteer
from timeline.model.correction_fields import COLUMNS
from timeline.project.apply_corrections import apply_corrections
from timeline.project.corrections import read_corrections
from timeline.reading import read_document
from timeline.settings import Settings, read_settings
from timeline.views.story import read_story

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases" / "security"
ARTICLE = "Army gunners shelled the market of Subek on Monday, two witnesses told a reporter there."
# What each file gives: reports, and words of one of its problems ("" where there is none).
ROWS = {
    "acled-lat-without-lon.csv": (1, "longitude 'null' is not a number"),
    "acled-surrogate.json": (1, ""),
    "bad-utf8.parquet": (0, "this Parquet file is damaged"),
    "broken.xlsx": (0, "this workbook is damaged"),
    "ged-inf.csv": (1, "best '1e999' is not finite"),
    "lzma-damaged.zip": (0, "its packing is damaged"),
    "xlsx-far-row.xlsx": (1, "after 10,000 empty rows"),
    "xlsx-typeerror.xlsx": (0, "this workbook is damaged"),
    "xlsx-wide.xlsx": (1, "after 10,000 empty rows"),
}
CPU_SECONDS = 10


def case(name: str) -> Path:
    if not CASES.is_dir():
        pytest.skip(
            "the files that broke earlier versions (../shared) are not beside this checkout"
        )
    return CASES / name


@pytest.mark.parametrize("name", ROWS)
def test_table_that_broke_a_build_is_reported(name: str, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text(text_of({**GED, "id": 7}))
    coded = datasets.read(
        [case(name), good], actors=actor_lexicon(), gazetteer=gazetteer()
    )
    count, words = ROWS[name]
    assert len(coded.reports) == count + 1
    said = [
        problem.what for problem in coded.problems if problem.where.startswith(name)
    ]
    assert any(words in what for what in said) if words else not said


def test_pages_that_share_stream_end_at_limit() -> None:
    [problem] = documents.read([case("pdf-shared-stream.pdf")]).problems
    assert "a document may have 1,000,000" in problem.what


DEEP = "[" * 5_000


@pytest.mark.parametrize(
    "text",
    [
        f"title = {DEEP}",
        f"title = {'9' * 5_000}",
        '[[actor]]\nid = "us"\nname = "Us"\nkind = "person"\naliases = ["-"]\n',
        '[[actor]]\nid = "us"\nname = "…"\nkind = "person"\n',
        f'[[place]]\nname = "Subek"\nlat = {"9" * 400}\nlon = 1\n',
    ],
    ids=[
        "nested",
        "long number",
        "alias without letters",
        "name without letters",
        "far away",
    ],
)
def test_settings_that_cannot_be_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TimelineError, match=r"timeline\.toml"):
        read_settings(path)


@pytest.mark.parametrize("name", ["actor-alias-dash.toml", "deep.toml", "longint.toml"])
def test_shared_settings_are_refused(name: str) -> None:
    with pytest.raises(SettingsError):
        read_settings(case(name))


@pytest.mark.parametrize("name", ["deep.story.json", "deep.timeline.json"])
def test_shared_nested_json_is_refused(name: str) -> None:
    read = read_story if "story" in name else timeline_json.read
    with pytest.raises(InputError, match=name):
        read(case(name))


@pytest.mark.parametrize(
    "name", ["killed-25-digits", "killed-5000-digits", "split-semicolon"]
)
def test_shared_correction_is_reported(name: str) -> None:
    path = case(f"corrections-{name}.csv")
    rows, problems = read_corrections(path)
    timeline = timeline_data(incident(id=rows[0]["id"]) if rows else incident())
    result = apply_corrections(timeline.incidents, rows, resolver=None, file=path.name)  # type: ignore[arg-type]
    [problem] = [*problems, *result.problems]
    assert problem.where == f"{path.name}, line 2"
    assert "in a way" not in problem.what


def test_formula_behind_a_semicolon_is_none(tmp_path: Path) -> None:
    data = pipeline.build([case("semicolon-formula.jsonl")], version="1")
    EXPORTERS.get("csv")(data, tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "+1" in text and "HYPERLINK" in text
    cells = [
        cell for row in csv.reader(text.splitlines(), delimiter=";") for cell in row
    ]
    assert [cell for cell in cells if cell.lstrip(' "').startswith("=")] == []


def test_every_shared_case_has_a_test() -> None:
    used = Path(__file__).read_text(encoding="utf-8")
    names = {path.name for path in case("").iterdir()} - {"make.py"}
    stems = ("corrections-",)
    untested = [
        name
        for name in names
        if name not in used
        and not any(
            name.removeprefix(stem).rpartition(".")[0] in used for stem in stems
        )
    ]
    assert untested == []


def test_workbook_of_a_gigabyte_of_words_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(GED))
    path = tmp_path / "bomb.xlsx"
    book.save(path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(b"<si><t>" + b"a" * 1_000_000 + b"</t></si>")
    assert path.stat().st_size < 2_000_000
    coded = datasets.read([path], actors=actor_lexicon(), gazetteer=gazetteer())
    assert not coded.reports
    assert "larger than a file of this size should be" in coded.problems[0].what


def test_odd_time_zone_warns_nobody(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        f"<html><head><title>Shelling</title></head><body><article><h1>Shelling</h1>"
        f"<time datetime='2012-03-05 10:00 XYZT'>5 March 2012 10:00 XYZT</time><p>{ARTICLE}</p></article></body></html>"
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        [document] = documents.read([page]).documents
    assert document.published == date(2012, 3, 5)
    assert [str(one.message) for one in caught] == []


def test_parquet_repeating_a_row_ends_at_limit(tmp_path: Path) -> None:
    row = {name: str(value) for name, value in GED.items()}
    path = tmp_path / "ged.parquet"
    table = pyarrow.table({name: [value] for name, value in row.items()})
    repeated = table.take(pyarrow.array([0] * 300_000))
    with pyarrow.parquet.ParquetWriter(path, table.schema) as writer:
        for _ in range(12):
            writer.write_table(repeated)
    assert path.stat().st_size < 1_000_000
    begin = time.process_time()
    coded = datasets.read([path], actors=actor_lexicon(), gazetteer=gazetteer())
    assert time.process_time() - begin < CPU_SECONDS
    assert len(coded.reports) <= 1
    [problem] = [one for one in coded.problems if one.where == "ged.parquet"]
    assert problem.what == "unpacked it is larger than a file of this size should be."


def test_packed_empty_rows_end_at_the_limit(tmp_path: Path) -> None:
    columns = ("event_id_cnty", "event_date", "event_type", "actor1", "country")
    rows = f"{','.join(columns)}\n" + ",2016-01-01,Battles,a,Syria\n" * 600_000
    path = tmp_path / "acled.csv.gz"
    path.write_bytes(gzip.compress(rows.encode()))
    assert path.stat().st_size < 100_000
    begin = time.process_time()
    coded = datasets.read([path], actors=actor_lexicon(), gazetteer=gazetteer())
    assert time.process_time() - begin < CPU_SECONDS
    assert len(coded.reports) < 20_000
    assert any("larger than a file of this size" in one.what for one in coded.problems)


@pytest.mark.parametrize(
    "content", [DEEP, '{"schema":' + DEEP, "\ud800".encode(errors="replace")]
)
def test_nested_json_is_refused(content: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for read in (timeline_json.read, read_story):
        with pytest.raises(InputError, match=r"deep\.json"):
            read(path)


@pytest.mark.parametrize(
    ("action", "value", "words"),
    [
        ("split", ";", "value"),
        ("fix", "killed " + "9" * 25, "people"),
        ("fix", "killed " + "9" * 5_000, "people"),
    ],
)
def test_correction_that_cannot_be_is_reported(
    action: str, value: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "corrections.csv"
    column = "value" if action == "split" else "casualties"
    names = ["action", "id", column, "author", "day", "reason"]
    assert set(names) <= set(COLUMNS)
    path.write_text(",".join(names) + f"\n{action},i1,{value},A,2024-05-17,why\n")
    rows, problems = read_corrections(path)
    timeline = timeline_data(incident(id="i1"))
    result = apply_corrections(timeline.incidents, rows, resolver=None, file=path.name)  # type: ignore[arg-type]
    del words
    [problem] = [*problems, *result.problems]
    assert problem.where == "corrections.csv, line 2"
    assert "in a way" not in problem.what


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def test_film_among_the_articles_is_not_read(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a-2012-03-05.txt").write_text(ARTICLE)
    (tmp_path / "timeline.toml").write_text('title = "War"\n')
    for name in ("film.mp4", "film.txt", "film.csv", "film.json", "film.zip"):
        with (articles / name).open("wb") as stream:
            stream.truncate(3_000_000_000)
    # Not ru_maxrss, which begins with the memory of the process that started this one.
    code = (
        "from pathlib import Path\nfrom timeline.__main__ import main\n"
        "try:\n    main()\nfinally:\n"
        "    status = Path('/proc/self/status').read_text()\n"
        "    print('KB', status.split('VmHWM:')[1].split()[0])\n"
    )
    command = [sys.executable, "-c", code, "build", str(tmp_path)]
    done = subprocess.run(
        command, capture_output=True, text=True, preexec_fn=limited, check=False
    )
    assert "Traceback" not in done.stderr
    assert (tmp_path / "timeline.html").exists(), done.stderr
    kilobytes = int(done.stdout.rsplit("KB ", 1)[1])
    assert kilobytes < 500_000, kilobytes
    data = json.loads((tmp_path / "timeline.timeline.json").read_text())
    assert {problem["where"] for problem in data["problems"]} >= {
        "film.txt",
        "film.csv",
    }
    assert data["documents"][0]["published"] == date(2012, 3, 5).isoformat()


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(ARTICLE)
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a-2012-03-05.txt").write_text(ARTICLE)
    (articles / "pass.txt").symlink_to(secret)
    (articles / "again-2012-03-05.txt").symlink_to("a-2012-03-05.txt")
    reading = documents.read([articles])
    assert len(reading.documents) == 1
    [problem] = reading.problems
    assert problem.what == "1 link that leads out of this folder was not followed."
    assert [
        document.id for document in documents.read([articles / "pass.txt"]).documents
    ] == ["pass"]


def test_sentence_without_end_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a-2012-03-05.txt"
    names = "Ahmed, Mahmud, Ali, " * 400
    path.write_text(
        f"{ARTICLE}\n\nRebels killed {names}and others on Sunday, a police officer said.\n"
    )
    reading = documents.read([path])
    assert [problem.what for problem in reading.problems] == [
        "a sentence has 1,210 words; one of more than 600 is not read."
    ]
    [document] = reading.documents
    assert [report.mode for report in read_document(document, settings=Settings())] == [
        "shelling"
    ]


def test_many_documents_without_ids_each_get_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text":"The army shelled the town."}\n' * 300)
    names = [document.id for document in documents.read([path]).documents]
    assert set(names) == {"a", *(f"a-{number}" for number in range(2, 301))}


def test_header_that_python_cannot_take_apart_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text(
        f"Subject: {'=?utf-8?q?a?= ' * 30_000}\nFrom: a@example.org\n\n{ARTICLE}"
    )
    [problem] = documents.read([path]).problems
    assert "characters of one header of an e-mail" in problem.what
