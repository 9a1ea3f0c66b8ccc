"""Do rows and articles make one timeline from the command line and from Python, and does it come back whole?"""

from pathlib import Path

import timeline
from tests.cli.factories import run
from tests.datasets.tables import GED, Cells, text_of
from timeline.exporters.json import read

ARTICLE = (
    "BEIRUT, 3 May 2016 - Islamic State fighters clashed with Syrian government forces in Palmyra on Monday, killing eight people, "
    "an army officer said.\n"
)
OTHER: Cells = {
    **GED,
    "id": 900_002,
    "date_start": "2014-03-02 00:00:00.000",
    "date_end": "2014-03-02 00:00:00.000",
}


def inputs(folder: Path) -> Path:
    made = folder / "war"
    made.mkdir()
    (made / "any name.csv").write_text(text_of(GED, OTHER), encoding="utf-8")
    (made / "2016-05-03-article.txt").write_text(ARTICLE, encoding="utf-8")
    return made


def test_rows_and_articles_are_built_into_one_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    found = run("build", inputs(tmp_path), "-o", page)
    assert (found.code, found.err) == (0, "")
    assert "documents  1" in found.out
    assert "rows       2 of any name.csv (UCDP GED)" in found.out
    data = read(tmp_path / "page.timeline.json")
    assert [(one.id, one.rows) for one in data.datasets] == [("any name.csv", 2)]
    texts = {one.id: one.text for one in data.documents}
    for incident in data.incidents:
        for passage in incident.reports:
            assert texts[passage.document][passage.start : passage.end] == passage.text
    assert (
        "Palmyra town" in page.read_text(encoding="utf-8")
        or page.stat().st_size > 1_000_000
    )


def test_same_rows_give_same_bytes_and_reload_whole(tmp_path: Path) -> None:
    folder = inputs(tmp_path)
    first, second = timeline.build(folder), timeline.build(folder)
    first.export(tmp_path / "a.json")
    second.export(tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert timeline.load(tmp_path / "a.json").data == first.data


def test_days_narrow_build_and_leave_rest_out(tmp_path: Path) -> None:
    folder = inputs(tmp_path)
    narrowed = timeline.build(folder, since="2016-01-01")
    assert {one.id for one in narrowed.documents} == {
        "2016-05-03-article",
        "ucdp_ged:900001",
    }
    assert len(timeline.build(folder, until="2014-12-31").incidents) == 1
    assert run("build", folder, "--from", "2015-01-01", "--to", "2014-01-01").code != 0


def test_nothing_within_the_days_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text_of(GED), encoding="utf-8")
    found = run("build", path, "--from", "2020-01-01", "-o", tmp_path / "x.html")
    assert (found.code, "incidents  0" in found.out) == (0, True)


def test_a_project_keeps_tables_among_its_articles(tmp_path: Path) -> None:
    folder = inputs(tmp_path)
    articles = tmp_path / "kept" / "articles"
    assert run("init", tmp_path / "kept").code == 0
    for path in folder.iterdir():
        (articles / path.name).write_bytes(path.read_bytes())
    found = run("build", tmp_path / "kept")
    assert (found.code, "rows       2 of any name.csv" in found.out) == (0, True)
    assert "unchanged" in run("build", tmp_path / "kept").out
    (articles / "any name.csv").write_text(text_of(GED), encoding="utf-8")
    assert "rows       1 of any name.csv" in run("build", tmp_path / "kept").out


def test_a_mapping_is_printed_and_used(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Day,What,Town,Dead\n2020-02-03,raid,Subek,4\n", encoding="utf-8")
    found = run("mapping", path)
    assert (found.code, found.err) == (0, "")
    settings = tmp_path / "timeline.toml"
    settings.write_text(found.out, encoding="utf-8")
    built = run("build", path, "--settings", settings, "-o", tmp_path / "x.html")
    assert (built.code, "incidents  1" in built.out) == (0, True)
    assert (
        "those of no collection we know"
        in run("build", path, "-o", tmp_path / "y.html").err
    )
    assert run("mapping", tmp_path / "none.csv").code == 1
