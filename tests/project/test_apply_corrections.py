"""Do corrections change what they should, keep ids, say by whom, and tell when they no longer apply?"""

from dataclasses import replace
from datetime import date

import pytest

from tests.project.factories import SIGNED, article, incidents_in, known
from timeline.model.actors import Role
from timeline.model.incidents import (
    Correction,
    DocumentSpan,
    Incident,
    Relation,
    RelationKind,
)
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision
from timeline.project.apply_corrections import Corrected, apply_corrections
from timeline.project.corrections import CorrectionRow

ONE = article("one", "Subek", "Dorn")
TWO = article("two", "Subek", "Tarn", published="2020-02-05", killed=6)
FOUND = incidents_in(ONE, TWO)
SUBEK, DORN, TARN = (
    next(one for one in FOUND if one.places[0].name == town)
    for town in ("Subek", "Dorn", "Tarn")
)


def row(line: int = 2, /, **cells: str) -> CorrectionRow:
    action = cells.pop("action")
    return CorrectionRow(
        line=line,
        action=action,
        cells=SIGNED | cells,
        day=date.fromisoformat(SIGNED["day"]),
    )


def apply(*rows: CorrectionRow, incidents: list[Incident] | None = None) -> Corrected:
    return apply_corrections(
        incidents or FOUND, rows, resolver=known(ONE, TWO), file="corrections.csv"
    )


def after(done: Corrected, identity: str) -> Incident:
    assert done.problems == ()
    return next(one for one in done.incidents if one.id == identity)


def notes(incident: Incident) -> list[tuple[str, str | None, str | None]]:
    return [(one.field, one.was, one.now) for one in incident.corrections]


def test_sample_articles_give_three_incidents() -> None:
    assert len(FOUND) == 3
    assert len(SUBEK.reports) == 2
    assert SUBEK.disputed


def test_without_rows_nothing_changes() -> None:
    assert apply() == Corrected(incidents=tuple(FOUND), rows=(), problems=())


FIXES = [
    ("date", "2020-02-01", "2020-02-03", "2020-02-01"),
    (
        "date",
        "2020-02-01/2020-02-02",
        "2020-02-03",
        "2020-02-01 to 2020-02-02 (period)",
    ),
    ("date", "2020-02", "2020-02-03", "2020-02-01 to 2020-02-29 (month)"),
    ("date", "2020", "2020-02-03", "2020-01-01 to 2020-12-31 (year)"),
    ("date", "-", "2020-02-03", None),
    ("type", "ASSAULT/aerial", "ASSAULT/shelling", "ASSAULT/aerial"),
    ("type", "displace", "ASSAULT/shelling", "DISPLACE"),
    ("status", "denied", "occurred", "denied"),
    ("place", "Tarn; Orlo; Nowhere (1.5, -2)", "Dorn", "Tarn; Orlo; Nowhere"),
    ("place", "-", "Dorn", None),
    (
        "casualties",
        "killed 1,200; injured 9-12 soldiers",
        "killed 4 people",
        "killed 1200; injured 9-12 soldiers",
    ),
    ("casualties", "missing 3+", "killed 4 people", "killed 4 people; missing 3+"),
    ("casualties", "killed -", "killed 4 people", None),
    ("casualties", "-", "killed 4 people", None),
    ("initiator", "army; Rebels", "Front", "Army; Rebels"),
    ("target", "-", "Army", None),
    ("party", "Front", None, "Front"),
]


@pytest.mark.parametrize(("field", "cell", "was", "now"), FIXES)
def test_fixed_field_names_change_and_author(
    field: str, cell: str, was: str | None, now: str | None
) -> None:
    done = apply(row(action="fix", id=DORN.id, **{field: cell}))
    fixed = after(done, DORN.id)
    assert fixed.corrections == (
        Correction(
            field=field,
            was=was,
            now=now,
            author="L. Baker",
            day=date(2021, 5, 4),
            reason="checked on the ground",
        ),
    )
    assert done.rows == (
        {"line": "2", "action": "fix", "id": DORN.id, field: cell, **SIGNED},
    )
    assert [one for one in done.incidents if one.id != DORN.id] == [
        one for one in FOUND if one.id != DORN.id
    ]


def test_fixed_values_are_stated_and_of_the_timeline() -> None:
    fixed = after(
        apply(
            row(
                action="fix",
                id=DORN.id,
                date="2020-02",
                place="Tarn; Orlo; Nowhere (1.5, -2)",
                initiator="Rebels",
            ),
            row(
                3, action="fix", id=DORN.id, casualties="killed 9-12", status="ongoing"
            ),
        ),
        DORN.id,
    )
    assert fixed.date == DateInterval(
        start=date(2020, 2, 1),
        end=date(2020, 2, 29),
        precision=Precision.MONTH,
        basis=Basis.STATED,
    )
    assert [(one.id, one.lat, one.lon) for one in fixed.places] == [
        ("name:tarn", None, None),
        ("name:orlo", 1.0, 2.0),
        ("place:nowhere", 1.5, -2.0),
    ]
    assert [(one.id, one.role) for one in fixed.actors] == [
        ("army", Role.TARGET),
        ("rebels", Role.INITIATOR),
    ]
    assert [
        (one.kind, one.low, one.best, one.high, one.attribution)
        for one in fixed.casualties
    ] == [(CasualtyKind.KILLED, 9, None, 12, ("L. Baker",))]
    assert fixed.status is Status.ONGOING
    assert fixed.headline == "Shelling by Rebels on Army, Tarn and Orlo: 9 to 12 killed"
    assert [one.field for one in fixed.corrections] == [
        "date",
        "place",
        "initiator",
        "status",
        "casualties",
    ]
    assert fixed.reports == DORN.reports
    assert fixed.salience > 0


def test_renamed_actor_keeps_old_name_as_alias() -> None:
    done = apply(row(action="rename actor", id="front", value="Northern Front"))
    for one in done.incidents:
        assert [actor.name for actor in one.actors] == ["Northern Front", "Army"]
        assert one.actors[0].aliases == ("Front",)
        assert one.headline.startswith("Shelling by Northern Front on Army, ")
        assert notes(one) == [("actor", "Front", "Northern Front")]
    assert [one.id for one in done.incidents] == [one.id for one in FOUND]


def test_actors_become_one_in_roles_figures_and_marks() -> None:
    done = apply(row(action="merge actors", id="army", value="front"))
    merged = after(done, DORN.id)
    assert [(one.id, one.role) for one in merged.actors] == [
        ("army", Role.INITIATOR),
        ("army", Role.TARGET),
    ]
    assert merged.casualties[0].actor == "army"
    assert merged.reports[0].casualties[0].actor == "army"
    assert merged.reports[0].marks[0].ref == "army"
    assert notes(merged) == [("actor", "Front", "Army")]


def test_rows_work_on_what_the_rows_before_left() -> None:
    done = apply(
        row(2, action="rename actor", id="front", value="Northern Front"),
        row(3, action="fix", id=DORN.id, target="northern front; New Men"),
        row(4, action="merge actors", id="front", value="new-men"),
        row(5, action="rename actor", id="front", value="The Front"),
    )
    fixed = after(done, DORN.id)
    assert [(one.id, one.name, one.role) for one in fixed.actors] == [
        ("front", "The Front", Role.INITIATOR),
        ("front", "The Front", Role.TARGET),
    ]


def test_merged_incidents_keep_first_id_reports_and_fixes() -> None:
    done = apply(
        row(2, action="fix", id=DORN.id, date="2020-02-01"),
        row(3, action="fix", id=TARN.id, date="2020-01-01", status="ongoing"),
        row(4, action="merge", id=DORN.id, value=f"{TARN.id};{SUBEK.id}"),
        row(5, action="fix", id=DORN.id, casualties="killed 8"),
    )
    assert [one.id for one in done.incidents] == [DORN.id]
    merged = after(done, DORN.id)
    assert {one.report for one in merged.reports} == {
        one.report for found in FOUND for one in found.reports
    }
    assert merged.date and merged.date.start == date(2020, 2, 1)
    assert merged.status is Status.ONGOING
    assert merged.publishers == ("The one", "The two")
    assert merged.headline.endswith(": 8 killed")
    assert [
        (one.field, one.now) for one in merged.corrections if one.field == "merged"
    ] == [("merged", DORN.headline), ("merged", DORN.headline)]
    assert merged.corrections[-1].field == "casualties"


def test_split_report_becomes_an_incident_with_own_id() -> None:
    first, second = (one.report for one in SUBEK.reports)
    rows = [row(action="split", id=SUBEK.id, value=second)]
    done = apply(*rows)
    made = done.rows[0]["made"]
    rest, piece = after(done, SUBEK.id), after(done, made)
    assert [one.report for one in rest.reports] == [first]
    assert [one.report for one in piece.reports] == [second]
    assert (rest.publishers, piece.publishers) == (("The one",), ("The two",))
    assert not rest.disputed
    assert notes(piece) == [("split", SUBEK.headline, piece.headline)]
    assert apply(*rows) == done
    again = apply(*rows, row(3, action="merge", id=SUBEK.id, value=made))
    assert {one.report for one in after(again, SUBEK.id).reports} == {first, second}


def test_deleted_incident_loses_links_merged_one_passes_them() -> None:
    link = Relation(kind=RelationKind.BEFORE, incident=TARN.id)
    told = Relation(
        kind=RelationKind.DESPITE,
        incident=DORN.id,
        evidence=DocumentSpan(document="two", start=1, end=3),
    )
    linked = [
        replace(one, relations=(link, told)) if one.id == SUBEK.id else one
        for one in FOUND
    ]
    gone = apply(row(action="delete", id=TARN.id), incidents=linked)
    assert TARN.id not in [one.id for one in gone.incidents]
    assert after(gone, SUBEK.id).relations == (told,)
    merged = apply(row(action="merge", id=DORN.id, value=TARN.id), incidents=linked)
    assert [one.incident for one in after(merged, SUBEK.id).relations] == [
        DORN.id,
        DORN.id,
    ]
    own = apply(row(action="merge", id=SUBEK.id, value=TARN.id), incidents=linked)
    assert after(own, SUBEK.id).relations == (told,)
    split = apply(
        row(action="split", id=SUBEK.id, value=SUBEK.reports[1].report),
        incidents=linked,
    )
    assert after(split, SUBEK.id).relations == (link,)
    assert after(split, split.rows[0]["made"]).relations == (told,)


def test_added_incident_has_the_words_that_report_it() -> None:
    words = "shelled the town of Dorn on Monday"
    rows = [
        row(
            action="add",
            type="ASSAULT/aerial",
            document="one",
            quote=words,
            date="2020-02-01",
            place="Dorn",
            initiator="front",
            target="Villagers",
            casualties="killed 2",
        )
    ]
    done = apply(*rows)
    added = after(done, done.rows[0]["made"])
    assert added.headline == "Air strike by Front on Villagers, Dorn: 2 killed"
    assert (added.type, added.mode, added.status, added.confidence) == (
        "ASSAULT",
        "aerial",
        Status.OCCURRED,
        1.0,
    )
    passage = added.reports[0]
    assert ONE.text[passage.start : passage.end] == passage.text == words
    assert passage.casualties == added.casualties
    assert added.publishers == ("The one",)
    assert notes(added) == [("added", None, f"one: {words}")]
    assert len(done.incidents) == 4
    merged = apply(*rows, row(3, action="merge", id=DORN.id, value=added.id))
    assert len(after(merged, DORN.id).reports) == 2
    other = apply(*rows, row(3, action="merge", id=added.id, value=DORN.id))
    kept = after(other, added.id)
    assert (len(kept.reports), kept.mode, kept.date) == (2, "aerial", added.date)
    assert len(done.incidents) - 1 == len(other.incidents)


LATE = [
    (
        row(action="delete", id="i0"),
        "no incident has the id 'i0'. Delete the row, or correct its id: `timeline show --all`",
    ),
    (row(action="fix", id="i0", date="2020"), "no incident has the id 'i0'."),
    (row(action="merge", id=DORN.id, value="i0"), "no incident has the id 'i0'."),
    (
        row(action="merge", id=DORN.id, value=DORN.id),
        f"incident {DORN.id!r} cannot be merged into itself. Name other",
    ),
    (
        row(action="split", id=SUBEK.id, value="x#1"),
        f"incident {SUBEK.id!r} has no report 'x#1'. Delete the row, or",
    ),
    (
        row(action="split", id=DORN.id, value=DORN.reports[0].report),
        "this would take all reports out of the incident. Leave one report at least in it.",
    ),
    (
        row(action="rename actor", id="nobody", value="X"),
        "no incident has an actor 'nobody'. Delete the row, or correct the id: timeline.json lists the actors.",
    ),
    (
        row(action="merge actors", id="front", value="nobody"),
        "no incident has an actor 'nobody'.",
    ),
    (
        row(action="merge actors", id="front", value="front"),
        "actor 'front' cannot be merged into itself. Name other",
    ),
    (
        row(action="add", type="ASSAULT", document="no", quote="x"),
        "there is no document 'no'. Put it into the articles, or correct the id: it is the file's name without",
    ),
    (
        row(action="add", type="ASSAULT", document="one", quote="the town of Tarn"),
        "document 'one' does not have these words: 'the town of Tarn'. Copy the words exactly as they are there.",
    ),
    (
        row(action="add", type="ASSAULT", document="one", quote="on Monday"),
        "document 'one' has these words more than once: 'on Monday'. Quote the whole sentence.",
    ),
    (
        row(action="fix", id=DORN.id, type="WAR"),
        "there is no type 'WAR'. Types are: ACCUSE, AGREE, AID, ASSAULT,",
    ),
    (
        row(action="fix", id=DORN.id, type="ASSAULT/talks"),
        "ASSAULT has no mode 'talks'. Modes of ASSAULT are: ",
    ),
    (
        row(action="fix", id=DORN.id, status="done"),
        "there is no status 'done'. Use one of: occurred, ongoing, planned,",
    ),
    (
        row(action="fix", id=DORN.id, date="last week"),
        "the date 'last week' cannot be read. Write 2020-02-03, 2020-02-03/2020-02-05, 2020-02 or 2020, or - for no",
    ),
    (
        row(action="fix", id=DORN.id, date="2020-13"),
        "the date '2020-13' cannot be read.",
    ),
    (
        row(action="fix", id=DORN.id, date="2020-02-05/2020-02-03"),
        "the date '2020-02-05/2020-02-03' ends before it begins. Swap the days.",
    ),
    (
        row(action="fix", id=DORN.id, place="X (91, 0)"),
        "the place 'X (91, 0)' is not on Earth. Give latitude, then",
    ),
    (
        row(action="fix", id=DORN.id, casualties="4 killed"),
        "the casualties '4 killed' cannot be read. Write it like 'killed 4 soldiers', 'killed 9-12', 'killed 3+' or",
    ),
    (
        row(action="fix", id=DORN.id, casualties="slain 4"),
        "the casualties 'slain 4' cannot be read.",
    ),
    (
        row(action="fix", id=DORN.id, casualties="killed 9-4"),
        "the casualties 'killed 9-4' have a high below the low.",
    ),
]


@pytest.mark.parametrize(("late", "words"), LATE, ids=[words[:40] for _, words in LATE])
def test_inapplicable_row_is_named_by_line_without_change(
    late: CorrectionRow, words: str
) -> None:
    done = apply(late)
    assert done.incidents == tuple(FOUND)
    assert done.rows == ()
    assert [(one.where, one.skipped) for one in done.problems] == [
        ("corrections.csv, line 2", True)
    ]
    assert f"{done.problems[0].what} {done.problems[0].cure}".startswith(words)


def test_row_names_earlier_row_that_removed_its_incident() -> None:
    add = {
        "action": "add",
        "type": "ASSAULT",
        "document": "one",
        "quote": "the town of Dorn",
    }
    done = apply(
        row(2, action="merge", id=DORN.id, value=TARN.id),
        row(3, action="merge", id=SUBEK.id, value=DORN.id),
        row(4, action="delete", id=TARN.id),
        row(5, action="delete", id=SUBEK.id),
        row(6, action="delete", id=SUBEK.id),
        row(7, **add),
        row(8, **add, initiator="a"),
        row(9, action="fix", id=DORN.id, date="2020"),
    )
    assert [f"{one.where}: {one.what}" for one in done.problems] == [
        f"corrections.csv, line 4: no incident has the id {TARN.id!r}: a row before merged it into {SUBEK.id!r}.",
        f"corrections.csv, line 6: no incident has the id {SUBEK.id!r}: a row before deleted it.",
        "corrections.csv, line 8: a row before made the same incident.",
        f"corrections.csv, line 9: no incident has the id {DORN.id!r}: a row before deleted it.",
    ]
    done = apply(
        row(2, action="merge actors", id="army", value="front"),
        row(3, action="rename actor", id="front", value="x"),
    )
    assert (
        done.problems[0].what
        == "no incident has an actor 'front', which a row before merged into another."
    )


def test_a_figure_that_stays_keeps_who_gives_it() -> None:
    given = replace(
        DORN.casualties[0],
        low=4,
        best=4,
        high=4,
        group="people",
        attribution=("a medic",),
    )
    others = [
        replace(given, low=9, best=9, high=9),
        replace(given, low=None, best=None, high=None),
    ]
    told = replace(DORN, casualties=(given, *others))
    cell = "killed 4 people; killed some people; killed 7 people"
    done = apply(row(action="fix", id=DORN.id, casualties=cell), incidents=[told])
    fixed = after(done, DORN.id)
    assert fixed.casualties[:2] == (given, others[1])
    assert [figure.attribution for figure in fixed.casualties] == [
        ("a medic",),
        ("a medic",),
        ("L. Baker",),
    ]


def test_headline_in_an_articles_words_is_a_quotation() -> None:
    passage = SUBEK.reports[0]
    words = " ".join(passage.text.split()[:5])
    changed = after(apply(row(action="fix", id=SUBEK.id, headline=words)), SUBEK.id)
    span = changed.headline_span
    assert span is not None and span.document in {
        part.document for part in SUBEK.reports
    }
    text = known(ONE, TWO).documents[span.document].text
    assert " ".join(text[span.start : span.end].split()) == words


def test_emptied_headline_is_the_summary() -> None:
    mine = row(action="fix", id=SUBEK.id, headline="A day in Subek")
    assert after(apply(mine), SUBEK.id).headline_span is None
    emptied = after(
        apply(mine, row(3, action="fix", id=SUBEK.id, headline="-")), SUBEK.id
    )
    assert emptied.headline == emptied.summary != ""
