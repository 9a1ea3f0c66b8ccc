"""Tables, records and dated paragraphs give each incident its own date, place and figures."""

from pathlib import Path

import pytest

from tests.documents import made_files as made
from tests.documents.test_structure import document_of
from timeline.documents.event_tables import event_columns
from timeline.documents.leads import lead_of
from timeline.model.text import Document, SectionKind
from timeline.reports.cell_numbers import first_number

BASE = "Rebels attacked an army base near the river."
MARKET = "Gunners shelled the market and a clinic."
BUS = "Gunmen fired on a bus of pilgrims."


def events(document: Document) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Return first day, place and killed of the context of each paragraph."""
    result: dict[str, tuple[str | None, str | None, str | None]] = {}
    for section in document.sections:
        if section.kind is not SectionKind.BODY:
            continue
        context = section.context
        text = document.text
        if context is None:
            result[text[section.start : section.end]] = (None, None, None)
            continue
        place, killed = context.place, context.killed
        result[text[section.start : section.end]] = (
            context.date.start.isoformat() if context.date is not None else None,
            text[place.start : place.end] if place is not None else None,
            text[killed.start : killed.end] if killed is not None else None,
        )
    return result


def table(*rows: str) -> str:
    inner = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        "<html><head><title>Attacks in 2014</title></head><body><main><h1>Attacks in 2014</h1>"
        f"<p>The monitors list these attacks.</p><table>{inner}</table>"
        "<p>The army left in May.</p></main></body></html>"
    )


HEADER = "<th>Date</th><th>Town</th><th>Killed</th><th>What happened</th>"
TABLES = {
    "a date over two rows": table(
        HEADER,
        f"<td rowspan='2'>3 March</td><td>Tarin</td><td>6</td><td>{BASE}</td>",
        f"<td>Subek</td><td>2</td><td>{MARKET}</td>",
    ),
    "a place over two rows": table(
        HEADER,
        f"<td>3 March</td><td rowspan='2'>Tarin</td><td>6</td><td>{BASE}</td>",
        f"<td>3 March</td><td>2</td><td>{MARKET}</td>",
    ),
    "a caption": table(
        HEADER,
        f"<td>3 March</td><td>Tarin</td><td>6</td><td>{BASE}</td>",
        f"<td>3 March</td><td>Subek</td><td>2</td><td>{MARKET}</td>",
    ).replace("<table>", "<table><caption>Attacks known so far</caption>"),
    "names in two rows": table(
        "<th rowspan='2'>Day</th><th colspan='2'>Where</th><th rowspan='2'>Event</th>"
        "<th colspan='2'>Casualties</th>",
        "<th>Province</th><th>Town</th><th>Killed</th><th>Wounded</th>",
        f"<td>3 March</td><td>Rawa</td><td>Tarin</td><td>{BASE}</td><td>6</td><td>1</td>",
        f"<td>3 March</td><td>Rawa</td><td>Subek</td><td>{MARKET}</td><td>2</td><td></td>",
    ),
    "a row for a month": table(
        "<th>Year</th><th>Date</th><th>Town</th><th>Killed</th><th>Description</th>",
        "<td colspan='5'>March 2014</td>",
        f"<td></td><td>3 March</td><td>Tarin</td><td>6</td><td>{BASE}</td>",
        f"<td></td><td>3 March</td><td>Subek</td><td>2</td><td>{MARKET}</td>",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_rows_keep_their_cells(tmp_path: Path, name: str) -> None:
    result = events(document_of(tmp_path, "a.html", TABLES[name]))
    second = "Tarin" if name == "a place over two rows" else "Subek"
    assert result[BASE] == ("2014-03-03", "Tarin", "6")
    assert result[MARKET] == ("2014-03-03", second, "2")
    assert result["The army left in May."] == (None, None, None)


def test_a_number_over_two_rows_counts_once(tmp_path: Path) -> None:
    content = table(
        HEADER,
        f"<td>3 March</td><td>Tarin</td><td rowspan='2'>6</td><td>{BASE}</td>",
        f"<td>4 March</td><td>Subek</td><td>{MARKET}</td>",
    )
    result = events(document_of(tmp_path, "a.html", content))
    assert result[BASE][2] == "6"
    assert result[MARKET] == ("2014-03-04", "Subek", None)


def test_a_table_without_names_is_read(tmp_path: Path) -> None:
    content = table(
        f"<td>3 March</td><td>{BASE}</td>", f"<td>May 5, 2014</td><td>{MARKET}</td>"
    )
    result = events(document_of(tmp_path, "a.html", content))
    assert result[BASE] == ("2014-03-03", None, None)
    assert result[MARKET] == ("2014-05-05", None, None)


def test_endless_spans_are_cut(tmp_path: Path) -> None:
    cell = f"<td rowspan='9999999' colspan='9999999'>{BASE}</td>"
    content = table(HEADER, *[cell * 20] * 40)
    assert len(document_of(tmp_path, "a.html", content).text) < 10**6


def test_prices_by_day_are_no_events() -> None:
    rows = [("3 March 2014", "7.20", "up"), ("4 March 2014", "7.40", "up")]
    assert event_columns(rows) is None


LINES = {
    "semicolons": f"Date; Place; Event; Killed\n3 March 2014; Tarin; {BASE}; 6\n"
    f"4 March 2014; Subek; {MARKET}; 2\n",
    "tabs": f"Date\tDistrict\tIncident\tDeaths\n3 March 2014\tTarin\t{BASE}\t6\n"
    f"4 March 2014\tSubek\t{MARKET}\t2\n",
    "fields": f"Date: 3 March 2014\nLocation: Tarin\nSource: a monitor\nIncident: {BASE}\nKilled: 6"
    f"\n\nDate: 4 March 2014\nLocation: Subek\nIncident: {MARKET}\nKilled: 2\n",
}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_lines_of_cells_are_events(tmp_path: Path, name: str, ending: str) -> None:
    text = f"Attacks that monitors saw\n\n{LINES[name]}\nThe army left in May.\n"
    document = document_of(tmp_path, f"a.{ending}", text)
    assert document.published is None
    result = events(document)
    assert result[BASE] == ("2014-03-03", "Tarin", "6")
    assert result[MARKET] == ("2014-03-04", "Subek", "2")
    assert "The army left in May." in result


def test_fields_of_word_files_are_events(tmp_path: Path) -> None:
    lines = LINES["fields"].replace("\n\n", "\n").strip().split("\n")
    document = document_of(tmp_path, "a.docx", made.docx("Attacks", *lines))
    assert events(document)[MARKET] == ("2014-03-04", "Subek", "2")


def test_labels_of_speakers_are_no_fields(tmp_path: Path) -> None:
    text = f"Talks\n\nMayor: {BASE}\n\nGeneral: {MARKET}\n\nMayor: {BUS}\n"
    result = events(document_of(tmp_path, "a.txt", text))
    assert set(result.values()) == {(None, None, None)}


LEADS = [
    ("26 April Protests broke out in Subek.", 9, None),
    ("26 April 2014: Protests broke out in Subek.", 15, None),
    ("11 March 2014, Rawa province. A shell hit a clinic.", 30, "Rawa province"),
    ("3 May – Subek: Gunmen fired on a bus.", 15, "Subek"),
    ("25/03/2014, Tarin. Gunmen fired on a bus.", 19, "Tarin"),
    ("On 26 April protests broke out.", None, None),
    ("26 April was a holiday in Subek.", None, None),
    ("25 soldiers died.", None, None),
]


@pytest.mark.parametrize(("head", "end", "place"), LEADS)
def test_dates_at_heads_are_found(
    head: str, end: int | None, place: str | None
) -> None:
    lead = lead_of(head, day_first=True)
    assert (lead.end if lead is not None else None) == end
    span = lead.place if lead is not None else None
    assert (head[slice(*span)] if span is not None else None) == place


def test_dates_and_places_head_a_log(tmp_path: Path) -> None:
    text = (
        f"Attacks\n\n1. 03/03/2014, Tarin. {BASE}\n\n2. 25/03/2014, Subek district. {MARKET}\n\n"
        f"3. 4 May 2014 – Rawa. {BUS}\n"
    )
    assert events(document_of(tmp_path, "a.txt", text)) == {
        BASE: ("2014-03-03", "Tarin", None),
        MARKET: ("2014-03-25", "Subek district", None),
        BUS: ("2014-05-04", "Rawa", None),
    }


def test_figures_of_unknown_order_stay_undated(tmp_path: Path) -> None:
    text = f"Attacks\n\n03/04/2014, Tarin. {BASE}\n\n05/04/2014, Subek. {MARKET}\n"
    assert set(events(document_of(tmp_path, "a.txt", text)).values()) == {
        (None, None, None)
    }


def test_days_alone_belong_to_their_month(tmp_path: Path) -> None:
    text = f"# Attacks\n\n## March 2014\n\n- 3: {BASE}\n- **25th** – {MARKET}\n\n## Later\n\n5: {BUS}\n"
    assert events(document_of(tmp_path, "a.md", text)) == {
        BASE: ("2014-03-03", None, None),
        MARKET: ("2014-03-25", None, None),
        f"5: {BUS}": (None, None, None),
    }


def test_ranges_of_large_numbers_are_read() -> None:
    number = first_number("150-2,000")
    assert number is not None
    assert (number.low, number.high) == (150, 2000)
