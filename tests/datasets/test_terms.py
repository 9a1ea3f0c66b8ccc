"""Are licence and citation printed, and is nothing of a row left where its terms forbid it?"""

import json
from pathlib import Path

import timeline
from tests.cli.factories import run
from tests.datasets.tables import ACLED, GED, text_of

NOTE = "not for publication: ACLED's terms"
# What only the rows say.
SECRETS = ("Qarsib", "Ariha", "Invented.", "Hayat Tahrir", "Jaysh al-Izza", "Harbour Wire", "35.86")  # fmt: skip


def table(folder: Path, place: str = "Qarsib") -> Path:
    path = folder / "acled.csv"
    first = {**ACLED, "location": place}
    second = {
        **first,
        "event_id_cnty": "SYR900002",
        "event_date": "20 June 2016",
        "fatalities": 1,
    }
    path.write_text(text_of(first, second), encoding="utf-8")
    return path


def test_summary_and_page_name_licence_citation_and_note(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    found = run("build", table(tmp_path), "-o", page)
    assert "licence    ACLED: ACLED's Terms of Use" in found.out
    assert "cite       Raleigh" in found.out
    assert NOTE in found.out
    text = page.read_text(encoding="utf-8")
    assert '"restricted":"ACLED' in text
    assert "Humanities and Social Sciences Communications" in text


def test_exports_print_the_terms_and_write_them_beside(tmp_path: Path) -> None:
    path = table(tmp_path)
    found = run("export", path, "-o", tmp_path / "x.csv")
    assert (found.code, NOTE in found.out) == (0, True)
    said = (tmp_path / "x.csv.terms.txt").read_text(encoding="utf-8")
    assert NOTE in said
    assert "cite: Raleigh" in said
    assert run("export", path, "--tables", "-o", tmp_path / "tables").code == 0
    assert (tmp_path / "tables" / "terms.txt").read_text(encoding="utf-8") == said
    assert run("export", path, "-o", tmp_path / "x.json").code == 0
    assert json.loads((tmp_path / "x.json").read_bytes())["datasets"][0]["restricted"] == "ACLED's terms"  # fmt: skip


def test_ged_may_be_published(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(text_of(GED), encoding="utf-8")
    found = run("build", path, "-o", tmp_path / "x.html")
    assert "licence    UCDP GED: CC BY 4.0" in found.out
    assert "publication" not in found.out.partition("licence")[2]


def test_articles_alone_have_no_terms(tmp_path: Path) -> None:
    path = tmp_path / "2016-05-03-a.txt"
    path.write_text(
        "Soldiers shelled Saraqib on Monday, killing four people.\n", encoding="utf-8"
    )
    found = run("export", path, "-o", tmp_path / "x.csv")
    assert (found.out, (tmp_path / "x.csv.terms.txt").exists()) == ("", False)


def test_no_rows_keeps_ids_and_counts_only(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    found = run("build", table(tmp_path), "--no-rows", "-o", page)
    assert found.code == 0
    assert NOTE not in found.out
    data = (tmp_path / "x.timeline.json").read_text(encoding="utf-8")
    everything = data + page.read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if secret in everything] == []
    built = timeline.load(tmp_path / "x.timeline.json")
    assert [document.id for document in built.documents] == [
        "acled:SYR900001",
        "acled:SYR900002",
    ]
    assert [
        (str(incident.date.start), str(incident.date.end), incident.killed.best)
        for incident in built.incidents
        if incident.date and incident.killed
    ] == [("2016-05-01", "2016-05-31", 4), ("2016-06-01", "2016-06-30", 1)]
    assert {place.id for incident in built.incidents for place in incident.places} == {"country:SYR"}  # fmt: skip


def test_no_rows_changes_neither_ids_nor_counts(tmp_path: Path) -> None:
    path = table(tmp_path)
    whole, coarse = timeline.build(path), timeline.build(path, no_rows=True)
    assert [one.id for one in whole.incidents] == [one.id for one in coarse.incidents]
    assert [one.killed for one in whole.incidents] == [
        one.killed for one in coarse.incidents
    ]


def test_no_rows_is_narrowed_by_what_rows_say(tmp_path: Path) -> None:
    path = table(tmp_path)
    assert len(timeline.build(path, no_rows=True, until="2016-05-02").incidents) == 1
    assert len(timeline.build(path, no_rows=True, since="2016-05-03").incidents) == 1
    assert len(timeline.build(path, no_rows=True, about="Qarsib").incidents) == 2
    assert len(timeline.build(path, no_rows=True, about="Homs").incidents) == 0


def test_headline_of_article_and_row_is_the_article(tmp_path: Path) -> None:
    folder = tmp_path / "war"
    folder.mkdir()
    table(folder, "Saraqib")
    (folder / "2016-05-03-a.txt").write_text(
        "BEIRUT, 3 May 2016 - Hayat Tahrir al-Sham fighters clashed with Syrian government forces "
        "in Saraqib on Monday, killing four people, an army officer said.\n",
        encoding="utf-8",
    )
    whole, coarse = timeline.build(folder), timeline.build(folder, no_rows=True)
    joined = [
        one for one in coarse.incidents if len({p.document for p in one.reports}) > 1
    ]
    assert [one.id for one in joined] == [
        one.id for one in whole.incidents if len({p.document for p in one.reports}) > 1
    ]
    [incident] = joined
    assert [passage.text for passage in incident.reports][1:] == ["acled:SYR900001"]
    assert incident.date is not None
    assert str(incident.date.start) == "2016-05-02"
    assert "Ariha" not in str(coarse.data)
