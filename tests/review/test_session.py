"""Check that every act of a review is one row in the file, at once, and that nothing is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import document
from tests.review.factories import prepared_again, prepared_project, session_of
from timeline.errors import InputError, UsageError
from timeline.project.apply_corrections import Resolver
from timeline.project.corrections import RowError, read_corrections
from timeline.project.folder import CACHE
from timeline.project.lock import locked
from timeline.review.resolve import resolve
from timeline.review.session import ConflictError, ReviewSession, corrections_file
from timeline.review.twins import twins


def ids_of(session: ReviewSession, words: str) -> list[str]:
    """Return the ids of the incidents whose articles hold some words."""
    return [
        incident.id
        for incident in session.incidents.values()
        if any(words in passage.text for passage in incident.reports)
    ]


def actions_in(path: Path) -> list[str]:
    rows, problems = read_corrections(path)
    assert not problems
    return [row.action for row in rows]


def test_each_act_is_one_row(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    (arrest,) = ids_of(session, "Oma")
    session.act({"action": "fix", "id": arrest, "date": "2020-01-27/2020-02-02"})
    session.act({"action": "check", "id": arrest})
    assert actions_in(tmp_path / "corrections.csv") == ["fix", "check"]
    corrected = session.incidents[arrest]
    assert corrected.date is not None
    assert corrected.date.start.isoformat() == "2020-01-27"
    assert [note.field for note in corrected.corrections] == ["date", "checked"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Police arrest nine in Oma"),
        ("attribution", "a lawyer"),
        ("status", "denied"),
        ("genericity", "generic"),
        ("type", "ASSAULT/shelling"),
        ("target", "nine men"),
        ("place", "Subek (12.5, 30.25)"),
        ("casualties", "injured 2-3"),
    ],
)
def test_every_field_can_be_corrected(tmp_path: Path, field: str, value: str) -> None:
    session = session_of(tmp_path)
    (arrest,) = ids_of(session, "Oma")
    session.act({"action": "fix", "id": arrest, field: value})
    assert [note.field for note in session.incidents[arrest].corrections] == [field]
    again = session_of(tmp_path, prepared=prepared_again(tmp_path))
    assert again.incidents[arrest] == session.incidents[arrest]


def test_undo_takes_own_last_row_back(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    before = dict(session.incidents)
    (arrest,) = ids_of(session, "Oma")
    session.act({"action": "delete", "id": arrest})
    assert arrest not in session.incidents
    assert session.undo().incident == arrest
    assert session.incidents == before
    assert actions_in(tmp_path / "corrections.csv") == []
    with pytest.raises(ConflictError):
        session.undo()


def test_refused_row_leaves_file_as_it_was(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    (arrest,) = ids_of(session, "Oma")
    session.act({"action": "check", "id": arrest})
    text = (tmp_path / "corrections.csv").read_text(encoding="utf-8")
    for cells in (
        {"action": "fix", "id": arrest, "date": "yesterday"},
        {"action": "merge", "id": arrest, "value": "nobody"},
        {"action": "fix", "id": arrest},
        {"action": "split", "id": arrest, "value": ";"},
        {"action": "fix", "id": arrest, "casualties": f"killed {'9' * 5000}"},
        {
            "action": "fix",
            "id": arrest,
            "casualties": "killed 1000000000000000000000000",
        },
    ):
        with pytest.raises(RowError):
            session.act(cells)
    assert (tmp_path / "corrections.csv").read_text(encoding="utf-8") == text


def test_two_tabs_lose_nothing(tmp_path: Path) -> None:
    prepared = prepared_project(tmp_path)
    first = session_of(tmp_path, prepared=prepared)
    second = session_of(tmp_path, prepared=prepared)
    (arrest,) = ids_of(first, "Oma")
    shelling = ids_of(first, "Subek")[0]
    first.act({"action": "check", "id": arrest})
    outcome = second.act({"action": "check", "id": shelling})
    assert "changed outside" in outcome.notice
    assert actions_in(tmp_path / "corrections.csv") == ["check", "check"]
    with pytest.raises(ConflictError):
        first.undo()


def test_build_during_review_stops_nobody(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    (arrest,) = ids_of(session, "Oma")
    with locked(tmp_path / CACHE, name="a build"):
        session.act({"action": "check", "id": arrest})
    again = session_of(tmp_path, prepared=prepared_again(tmp_path))
    assert again.incidents[arrest].reviewed_by == ("anna",)


def test_file_broken_by_hand_is_left_alone(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    (arrest,) = ids_of(session, "Oma")
    session.act({"action": "check", "id": arrest})
    path = tmp_path / "corrections.csv"
    broken = path.read_text(encoding="utf-8") + 'check,"half a row\n'
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(InputError, match="not CSV from here on"):
        session.act({"action": "delete", "id": arrest})
    with pytest.raises(InputError, match="not CSV from here on"):
        session.undo()
    assert path.read_text(encoding="utf-8") == broken


def test_rows_of_an_editor_are_kept(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    (arrest,) = ids_of(session, "Oma")
    session.act({"action": "check", "id": arrest})
    path = tmp_path / "corrections.csv"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(text.replace("checked against the article", "by hand").encode())
    outcome = session.act({"action": "fix", "id": arrest, "date": "2020-01-30"})
    assert "changed outside" in outcome.notice
    rows, problems = read_corrections(path)
    assert not problems
    assert [(row.action, row["reason"]) for row in rows] == [
        ("check", "by hand"),
        ("fix", "checked against the article"),
    ]


def test_rows_follow_columns_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    prepared = prepared_project(tmp_path)
    path.write_text("reason;day;author;id;action\n", encoding="utf-8")
    session = session_of(tmp_path, prepared=prepared)
    (arrest,) = ids_of(session, "Oma")
    session.act({"action": "fix", "id": arrest, "headline": "Nine, arrested; in Oma"})
    assert path.read_text(encoding="utf-8").startswith(
        "reason;day;author;id;action;headline\n"
    )
    assert session.incidents[arrest].headline == "Nine, arrested; in Oma"
    session.undo()
    assert actions_in(path) == []


def test_added_incident_is_shown_next(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    document = next(iter(session.documents))
    outcome = session.act(
        {
            "action": "add",
            "type": "ASSAULT",
            "document": document,
            "quote": "killing 4 people",
        }
    )
    assert outcome.incident in session.incidents


def test_split_halves_are_no_twins(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    shelling = next(one for one in session.incidents.values() if len(one.reports) == 2)
    outcome = session.act(
        {"action": "split", "id": shelling.id, "value": shelling.reports[1].report}
    )
    piece = session.incidents[outcome.incident]
    assert outcome.incident != shelling.id
    assert twins(piece, session.incidents.values()) == []
    copy = replace(piece, id="i-copy", corrections=())
    assert [twin.id for twin in twins(piece, [copy])] == ["i-copy"]
    assert not piece.judgements and not session.incidents[shelling.id].judgements


@pytest.mark.parametrize("coder", ["", "../x", "Anna B", "a/b"])
def test_coder_becomes_part_of_file_name(tmp_path: Path, coder: str) -> None:
    with pytest.raises(UsageError):
        corrections_file(tmp_path, coder)
    assert corrections_file(tmp_path, "anna-2").name == "corrections-anna-2.csv"


def test_repeated_words_are_quoted_with_their_sentence() -> None:
    text = "Rebels shelled Oma. The army shelled Subek."
    whole = document(text)
    known = Resolver(
        reports={},
        documents={},
        types={},
        find_actor=lambda _: None,
        find_place=lambda _: None,
    )
    start = text.rindex("shelled")
    assert resolve("quote", whole, start, start + 7, known) == "The army shelled Subek."
    start = text.index("Oma")
    assert resolve("quote", whole, start, start + 3, known) == "Oma"
