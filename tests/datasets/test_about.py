"""Do words choose the same rows of a large table as of records of all its rows?"""

from pathlib import Path

import pytest

import timeline
from tests.datasets.tables import text_of
from tests.datasets.test_large import OTHERS
from tests.panel.test_of_table import varied
from timeline.assembly import is_about
from timeline.datasets import large
from timeline.datasets.about import pattern_of, telling_words
from timeline.incidents.summary import headline_words
from timeline.lexicon.incident_types import incident_types
from timeline.model.incidents import Incident

duckdb = pytest.importorskip("duckdb")
TABLES = {"ged": varied, **OTHERS}
# Words of the rows, of the lexicon alone, of headlines, across two names, and of nothing.
SUBJECTS = (
    "Syria", "Iraq", "Homs", "is", "Islamic State", "civilians", "attack", "killed", "7 killed", "ASSAULT", "Village 3, north",
    "Free Syrian Army", "military", "United States", "Syrian Arab Republic", "nowhere", "Nigeria", "and", "!", "cumulative", "shooting",
)  # fmt: skip


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write each table."""
    folder = tmp_path_factory.mktemp("tables")
    for name, make in TABLES.items():
        (folder / f"{name}.csv").write_text(text_of(*make()))
    return {name: folder / f"{name}.csv" for name in TABLES}


def words_in(incident: Incident) -> set[str]:
    """Return words of an incident that stand in its headline and in its names."""
    names = [incident.headline, *(actor.name for actor in incident.actors)]
    names += [
        name for place in incident.places for name in (place.name, place.admin1 or "")
    ]
    return {word for name in names for word in name.replace(",", " ").split()}


@pytest.mark.parametrize("name", TABLES)
def test_chosen_incidents_are_those_of_all_rows(
    name: str, paths: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = paths[name]
    whole = timeline.build(path).incidents
    subjects = {
        *SUBJECTS,
        *(word for incident in whole[::9] for word in words_in(incident)),
    }
    monkeypatch.setattr(large, "LARGE", 0)
    counted = 0
    for about in sorted(subjects):
        expected = [incident for incident in whole if is_about(incident, about)]
        chosen = timeline.build(path, about=about).incidents
        assert list(chosen) == expected, about
        counted += 0 < len(expected) < len(whole)
    assert counted >= 5


def test_rows_on_something_else_become_no_records(
    paths: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    monkeypatch.setattr(large, "LARGE", 0)
    stored = large._ChoosingTable._stored

    def counted(table: large._ChoosingTable, numbers: list[int]) -> object:
        made.append(len(numbers))
        return stored(table, numbers)

    monkeypatch.setattr(large._ChoosingTable, "_stored", counted)
    chosen = timeline.build(paths["ged"], about="Iraq").incidents
    assert 0 < len(chosen) <= made[0] < 60


@pytest.mark.parametrize(
    ("word", "text", "is_there"),
    [
        ("homs", "in HOMS.", True),
        ("homs", "Homsi", False),
        ("hussein", "Hu\u00dfein fled", True),
        ("hussein", "HUSSEIN", True),
        ("strasse", "die Stra\u1e9ee", True),
        ("kirkuk", "\u212airkuk", True),
        ("\u03c3\u03bf\u03c6\u03cc\u03c3", "\u03a3\u039f\u03a6\u038c\u03a3", True),
        ("offiziell", "o\ufb03ziell", True),
        ("\u0438\u0434\u043b\u0438\u0431", "\u0418\u0414\u041b\u0418\u0411\n", True),
        ("is", "this", False),
    ],
)  # fmt: skip
def test_a_pattern_fits_a_word_in_any_capitals(
    word: str, text: str, is_there: bool
) -> None:
    query = "SELECT regexp_matches(?, ?)"
    [(fits,)] = duckdb.execute(query, [text, pattern_of(word)]).fetchall()
    assert fits is is_there


def test_numbers_and_words_of_headlines_tell_nothing() -> None:
    linking = headline_words(incident_types())
    assert telling_words("Attack by the FSA on Homs: 12 killed", linking) == (
        "fsa",
        "homs",
    )
    assert telling_words("12 killed", linking) == ()
