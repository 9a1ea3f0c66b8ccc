"""Rows of every collection, written by us in its columns; ACLED's rows may not be passed on, so these are inventions too."""

import csv
import io
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from timeline import datasets
from timeline.datasets import Coded
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.gazetteer import gazetteer
from timeline.model.incidents import Report
from timeline.model.mapping import ColumnMapping

Cells = Mapping[str, object]

GED: Cells = {
    "id": 900001, "relid": "XXX-2016-1-1-1", "year": 2016, "code_status": "Clear", "type_of_violence": 1,
    "side_a": "Government of Syria", "side_b": "IS", "number_of_sources": 2, "source_article": '"Harbour Wire,2016-05-03,Two towns"',
    "source_office": "Harbour Wire;Tern Post", "source_date": "2016-05-03", "source_headline": "Two towns", "source_original": "army; a medic",
    "where_prec": 1, "where_coordinates": "Palmyra town", "where_description": "near the oasis", "adm_1": "Homs governorate",
    "adm_2": "Tadmur district", "latitude": 34.5624, "longitude": 38.284, "geom_wkt": "POINT (38.284 34.5624)", "country": "Syria",
    "region": "Middle East", "event_clarity": 1, "date_prec": 1, "date_start": "2016-05-02 00:00:00.000", "date_end": "2016-05-02 00:00:00.000",
    "deaths_a": 2, "deaths_b": 5, "deaths_civilians": 1, "deaths_unknown": 0, "best": 8, "high": 10, "low": 7,
}  # fmt: skip
ACLED: Cells = {
    "event_id_cnty": "SYR900001", "event_date": "02 May 2016", "year": 2016, "time_precision": 1, "disorder_type": "Political violence",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Military Forces of Syria (2000-2024)", "assoc_actor_1": "",
    "inter1": "State forces", "actor2": "HTS: Hayat Tahrir al Sham", "assoc_actor_2": "Faylaq al-Sham; Jaysh al-Izza", "inter2": "Rebel group",
    "interaction": "State forces-Rebel group", "civilian_targeting": "", "iso": 760, "region": "Middle East", "country": "Syria",
    "admin1": "Idleb", "admin2": "Ariha", "admin3": "Saraqab", "location": "Saraqib", "latitude": 35.8644, "longitude": 36.8058,
    "geo_precision": 1, "source": "Harbour Wire; Tern Post", "source_scale": "Other", "notes": "Invented.", "fatalities": 4, "tags": "",
    "timestamp": 1700000000,
}  # fmt: skip
ICEWS: Cells = {
    "Event ID": 1, "Event Date": "2016-05-02", "Source Name": "Police (India)", "Source Sectors": "Police,Government", "Source Country": "India",
    "Event Text": "Arrest, detain, or charge with legal action", "CAMEO Code": "173", "Intensity": "-5", "Target Name": "Citizen (India)",
    "Target Sectors": "General Population / Civilian / Social,Social", "Target Country": "India", "Story ID": 7, "Sentence Number": 2,
    "Publisher": "Tern Post", "City": "NA", "District": "NA", "Province": "State of Gujarat", "Country": "India", "Latitude": 22.2, "Longitude": 71.2,
}  # fmt: skip
POLECAT: Cells = {
    "Event ID": "TEST-1", "Event Date": "2021-05-02", "Event Type": "ASSAULT", "Event Mode": "aerial", "Intensity": "-10", "Quad Code": 4,
    "Contexts": "military", "Actor Name": "Israel", "Actor Country": "ISR", "Actor COW": 666, "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
    "Actor Title": "", "Actor Name Raw": "Israel", "Wikipedia Actor ID": "", "Recipient Name": "Hamas; Palestinian Islamic Jihad",
    "Recipient Country": "PSE", "Recipient COW": "", "Primary Recipient Sector": "REB", "Recipient Sectors": "REB", "Recipient Title": "",
    "Recipient Name Raw": "Hamas", "Wikipedia Recipient ID": "", "Placename": "Gaza", "City": "Gaza", "District": "", "Province": "Gaza Strip",
    "Country": "PSE", "Latitude": 31.5, "Longitude": 34.45, "GeoNames ID": "", "Raw Placename": "Gaza", "Feature Type": "PPLA",
    "Source": "Harbour Wire", "Publication Date": "2021-05-03", "Story People": "", "Story Organizations": "", "Story Locations": "",
    "Language": "English", "Version": "test",
}  # fmt: skip
GTD: Cells = {
    "eventid": "198805020001", "iyear": 1988, "imonth": 5, "iday": 2, "approxdate": "", "extended": 0, "resolution": "", "country_txt": "Peru",
    "region_txt": "South America", "provstate": "Ayacucho", "city": "Huanta", "latitude": -12.93, "longitude": -74.25, "specificity": 1,
    "summary": "", "doubtterr": 0, "success": 1, "suicide": 0, "attacktype1": 3, "attacktype1_txt": "Bombing/Explosion",
    "targtype1_txt": "Police", "target1": "Police post", "gname": "Shining Path (SL)", "guncertain1": 0, "claimed": 1, "nkill": 4, "nkillter": 1,
    "nwound": -99, "nwoundte": "", "ishostkid": 0, "nhostkid": "", "scite1": "",
}  # fmt: skip
SCAD: Cells = {
    "eventid": 5000001, "ccode": 404, "countryname": "Guinea-Bissau", "startdate": "2-May-96", "enddate": "4-May-96", "stday": 2, "stmo": 5,
    "styr": 1996, "eday": 4, "emo": 5, "eyr": 1996, "etype": 1, "actor1": "dockers", "actor2": "", "actor3": "", "target1": "central government",
    "target2": "", "ndeath": -77, "elocal": "Bissau and Gabu", "ilocal": "Bissau", "sublocal": 1, "locnum": 4, "notes": "", "latitude": 11.86,
    "longitude": -15.6,
}  # fmt: skip
SAMPLES = {
    "ucdp_ged": GED,
    "acled": ACLED,
    "icews": ICEWS,
    "polecat": POLECAT,
    "gtd": GTD,
    "scad": SCAD,
}


def text_of(
    *rows: Cells, delimiter: str = ",", columns: Sequence[str] | None = None
) -> str:
    """Write rows as a table with a header; those of the first row are the columns."""
    out = io.StringIO(newline="")
    names = list(columns or rows[0])
    table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    table.writerow(names)
    table.writerows([str(row.get(name, "")) for name in names] for row in rows)
    return out.getvalue()


def read(path: Path, *paths: Path, mapping: ColumnMapping | None = None) -> Coded:
    """Read tables with what we know."""
    return datasets.read(
        [path, *paths], actors=actor_lexicon(), gazetteer=gazetteer(), mapping=mapping
    )


def read_text(
    text: str, folder: Path, *, name: str = "table.csv", encoding: str = "utf-8"
) -> Coded:
    """Read a table from its text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read(path)


def flipped(text: str, seed: int, *, bytes_: int) -> bytes:
    """Give a text as UTF-8 in which some bytes, drawn by a seed, are others."""
    data = bytearray(text, "utf-8")
    draw = random.Random(seed)
    for _ in range(bytes_):
        data[draw.randrange(len(data))] = draw.randrange(256)
    return bytes(data)


def only(row: Cells, folder: Path, **changes: object) -> Report:
    """Read a table of one row, some of its cells changed, and give its report."""
    coded = read_text(text_of({**row, **changes}), folder)
    [report] = coded.reports
    return report


def told(coded: Coded) -> list[str]:
    """Give the problems as lines."""
    return [f"{one.where}: {one.what} {one.cure}" for one in coded.problems]
