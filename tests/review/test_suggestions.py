"""Check that corrections sent in by readers are judged, shown and added, and that nothing is lost."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.review.factories import TODAY, prepared_project, session_of
from timeline.cli import main
from timeline.model.correction_fields import COLUMNS
from timeline.project.corrections import RowError, read_corrections
from timeline.project.prepare import Prepared
from timeline.review.session import ReviewSession, corrections_file
from timeline.review.suggestions import Suggestion, accept, suggestions

BY_READER = {"author": "a reader", "day": "2020-04-01", "reason": "read it"}


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    return prepared_project(tmp_path)


@pytest.fixture
def session(prepared: Prepared, tmp_path: Path) -> ReviewSession:
    return session_of(tmp_path, prepared=prepared)


@pytest.fixture
def arrest(session: ReviewSession) -> str:
    return next(name for name, one in session.incidents.items() if one.type == "COERCE")


@pytest.fixture
def shelling(session: ReviewSession) -> str:
    return next(
        name for name, one in session.incidents.items() if one.type == "ASSAULT"
    )


def sent(folder: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write rows as the page of a timeline saves them."""
    path = folder / "from-a-reader.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(COLUMNS), restval="")
        writer.writeheader()
        writer.writerows({**BY_READER, **row} for row in rows)
    return path


def judged(
    folder: Path, prepared: Prepared, *rows: Mapping[str, str]
) -> list[Suggestion]:
    return suggestions(prepared, folder / "corrections.csv", sent(folder, rows))


def run(folder: Path, *arguments: str) -> Result:
    command = [
        "suggestions",
        str(folder),
        str(folder / "from-a-reader.csv"),
        *arguments,
    ]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def test_each_row_says_what_it_changes(
    tmp_path: Path, prepared: Prepared, arrest: str, shelling: str
) -> None:
    document = next(iter(prepared.documents))
    quote = prepared.documents[document].text.split(",")[0]
    rows = judged(
        tmp_path,
        prepared,
        {"action": "fix", "id": arrest, "date": "2020-01-30", "target": "nine men"},
        {"action": "check", "id": arrest},
        {"action": "delete", "id": shelling},
        {"action": "add", "type": "AID", "document": document, "quote": quote},
        {"action": "rename actor", "id": "police", "value": "Oma Police"},
    )
    assert [row.changes for row in rows] == [
        ("When: 2020-02-01 → 2020-01-30", "Whom: nothing → nine men"),
        ("right as it is",),
        ("not an incident",),
        (f"new AID: {quote}",),
        ("Police is called Oma Police",),
    ]


def test_rows_that_cannot_be_used_say_why(
    tmp_path: Path,
    prepared: Prepared,
    session: ReviewSession,
    arrest: str,
    shelling: str,
) -> None:
    session.act({"action": "delete", "id": shelling})
    rows = judged(
        tmp_path,
        prepared,
        {"action": "fix", "id": arrest, "date": "yesterday"},
        {"action": "fix", "id": shelling, "date": "2020-01-30"},
        {"action": "fix", "id": "i-nobody", "date": "2020-01-30"},
        {"action": "fix", "id": arrest, "headline": "=HYPERLINK(1)"},
        {"action": "fix", "id": arrest, "headline": "men\u202edetsera"},
        {"action": "fix", "id": arrest},
        {"action": "sink", "id": arrest},
        {"action": "check", "id": arrest, "author": ""},
    )
    problems = [row.problem for row in rows]
    expected = [
        "cannot be read",
        "a row before deleted it",
        "no incident has the id 'i-nobody'",
        "runs as a formula",
        "cannot be seen",
        "fixes nothing",
        "there is no action 'sink'",
        "needs an author",
    ]
    assert len(problems) == len(expected)
    assert all(
        part in problem for part, problem in zip(expected, problems, strict=True)
    )
    assert all(row.fix for row in rows)
    assert not any(row.is_usable for row in rows)


def test_rows_that_are_there_say_otherwise(
    tmp_path: Path,
    prepared: Prepared,
    session: ReviewSession,
    arrest: str,
    shelling: str,
) -> None:
    session.act({"action": "fix", "id": arrest, "date": "2020-01-29"})
    session.act({"action": "check", "id": shelling})
    rows = judged(
        tmp_path,
        prepared,
        {"action": "fix", "id": arrest, "date": "2020-01-30"},
        {
            "action": "fix",
            "id": arrest,
            "date": "2020-01-29",
            "author": "a third reader",
        },
        {"action": "fix", "id": arrest, "place": "Oma"},
        {"action": "fix", "id": shelling, "place": "Oma"},
        {"action": "check", "id": arrest, "author": "another reader"},
    )
    own = "corrections.csv, line 2 (anna, 2020-03-01): date 2020-01-29"
    other = "from-a-reader.csv, line 3 (a third reader, 2020-04-01): date 2020-01-29"
    check = (
        "from-a-reader.csv, line 6 (another reader, 2020-04-01): it is right as it is"
    )
    assert rows[0].conflicts == (own, other, check)
    assert rows[1].conflicts[1:] == (check,)
    assert [len(row.conflicts) for row in rows[2:]] == [1, 1, 3]
    assert "line 3 (anna, 2020-03-01): it is right as it is" in rows[3].conflicts[0]


def test_deleting_again_is_no_problem(
    tmp_path: Path, prepared: Prepared, session: ReviewSession, arrest: str
) -> None:
    session.act({"action": "delete", "id": arrest})
    [row] = judged(tmp_path, prepared, {"action": "delete", "id": arrest})
    assert row.is_known and not row.is_usable


def test_merges_and_splits_contradict_each_other(
    tmp_path: Path,
    prepared: Prepared,
    session: ReviewSession,
    arrest: str,
    shelling: str,
) -> None:
    session.act({"action": "merge", "id": shelling, "value": arrest})
    report = session.incidents[shelling].reports[-1].report
    rows = judged(
        tmp_path,
        prepared,
        {"action": "split", "id": shelling, "value": report},
        {"action": "delete", "id": shelling, "author": "another reader"},
    )
    assert "it is the same as another" in rows[0].conflicts[0]
    assert [len(row.conflicts) for row in rows] == [2, 2]


def test_a_persons_last_word_counts(
    tmp_path: Path,
    prepared: Prepared,
    session: ReviewSession,
    arrest: str,
    shelling: str,
) -> None:
    path = corrections_file(tmp_path, "ben")
    ben = ReviewSession(prepared, path, author="ben", today=TODAY)
    for place in ("Oma; Subek; Tarn", "Oma; Subek", "Oma"):
        ben.act({"action": "fix", "id": arrest, "place": place})
    report = ben.incidents[shelling].reports[-1].report
    piece = ben.act({"action": "split", "id": shelling, "value": report}).incident
    ben.act({"action": "fix", "id": piece, "date": "2020-02-04"})
    ben.act({"action": "check", "id": piece})
    ben.act({"action": "delete", "id": shelling})
    judged = suggestions(prepared, tmp_path / "corrections.csv", path)
    assert [(row.is_clear, row.problem) for row in judged] == [(True, "")] * 7
    assert judged[2].changes == ("Where: Oma; Subek → Oma",)
    accept(
        prepared, tmp_path / "corrections.csv", [row.row for row in judged if row.row]
    )
    after = session_of(tmp_path, prepared=prepared).incidents
    assert [place.name for place in after[arrest].places] == ["Oma"]
    assert shelling not in after and after[piece].reviewed_by == ("ben",)


def test_rows_on_a_row_in_doubt_wait(
    tmp_path: Path, prepared: Prepared, session: ReviewSession, shelling: str
) -> None:
    path = corrections_file(tmp_path, "ben")
    ben = ReviewSession(prepared, path, author="ben", today=TODAY)
    report = ben.incidents[shelling].reports[-1].report
    piece = ben.act({"action": "split", "id": shelling, "value": report}).incident
    ben.act({"action": "fix", "id": piece, "date": "2020-02-04"})
    session.act({"action": "check", "id": shelling})
    split, fix = suggestions(prepared, tmp_path / "corrections.csv", path)
    assert "it is right as it is" in split.conflicts[0]
    assert fix.conflicts == ("it needs a row above that is not clear",)


def test_clear_rows_are_added_once(
    tmp_path: Path,
    prepared: Prepared,
    session: ReviewSession,
    arrest: str,
    shelling: str,
) -> None:
    session.act({"action": "fix", "id": arrest, "date": "2020-01-29"})
    before = (tmp_path / "corrections.csv").read_text(encoding="utf-8")
    rows = [
        {"action": "fix", "id": arrest, "date": "2020-01-30"},
        {
            "action": "fix",
            "id": shelling,
            "place": "Oma; Subek",
            "reason": 'as "it" says, twice',
        },
        {"action": "fix", "id": shelling, "date": "never"},
    ]
    sent(tmp_path, rows)
    shown = run(tmp_path)
    assert (
        "3 rows: 1 clear, 1 in conflict, 0 there already, 1 cannot be used"
        in shown.output
    )
    assert (tmp_path / "corrections.csv").read_text(encoding="utf-8") == before
    assert "1 rows added" in run(tmp_path, "--accept", "clear").output
    text = (tmp_path / "corrections.csv").read_text(encoding="utf-8")
    assert text.startswith(before) and text.count("\n") == before.count("\n") + 1
    assert "0 rows added" in run(tmp_path, "--accept", "clear").output
    after, _ = read_corrections(tmp_path / "corrections.csv")
    cells = {"action": after[-1].action, **after[-1].cells}
    assert cells == {**BY_READER, **rows[1]}
    assert "1 rows added" in run(tmp_path, "--accept", "2").output
    again = session_of(tmp_path, prepared=prepared)
    date = again.incidents[arrest].date
    assert date is not None and date.start.isoformat() == "2020-01-30"
    assert again.incidents[shelling].reviewed_by == ("a reader",)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("2", "cannot be used"),
        ("9", "there is no row on line 9"),
        ("first", "'first' is not a line"),
        ("2-", "'2-' is not a line"),
    ],
)
def test_wrong_lines_are_refused(
    tmp_path: Path, prepared: Prepared, arrest: str, lines: str, message: str
) -> None:
    sent(tmp_path, [{"action": "fix", "id": arrest, "date": "yesterday"}])
    refused = run(tmp_path, "--accept", lines)
    assert refused.exit_code == 2
    assert message in refused.output
    assert read_corrections(tmp_path / "corrections.csv") == ([], [])


def test_rows_that_exclude_each_other_add_nothing(
    tmp_path: Path, prepared: Prepared, arrest: str
) -> None:
    check = {"action": "check", "id": arrest, "author": "another reader"}
    sent(tmp_path, [{"action": "delete", "id": arrest}, check])
    before = (tmp_path / "corrections.csv").read_bytes()
    refused = run(tmp_path, "--accept", "2-3")
    assert refused.exit_code == 1
    assert (
        "line 3 no longer applies" in refused.output
        and "Nothing was added" in refused.output
    )
    assert (tmp_path / "corrections.csv").read_bytes() == before


def test_rows_added_meanwhile_are_after(
    tmp_path: Path,
    prepared: Prepared,
    session: ReviewSession,
    arrest: str,
    shelling: str,
) -> None:
    rows = judged(tmp_path, prepared, {"action": "check", "id": arrest})
    session.act({"action": "check", "id": shelling})
    accept(prepared, tmp_path / "corrections.csv", [row.row for row in rows if row.row])
    after, problems = read_corrections(tmp_path / "corrections.csv")
    assert not problems and [row["id"] for row in after] == [shelling, arrest]
    session.act({"action": "delete", "id": arrest})
    with pytest.raises(RowError, match="deleted it"):
        accept(
            prepared, tmp_path / "corrections.csv", [row.row for row in rows if row.row]
        )


def test_files_of_two_coders_are_taken_in(
    tmp_path: Path, prepared: Prepared, arrest: str, shelling: str
) -> None:
    own = tmp_path / "corrections.csv"
    for name, day in (("anna", "2020-01-30"), ("ben", "2020-01-31")):
        coder = ReviewSession(
            prepared, corrections_file(tmp_path, name), author=name, today=TODAY
        )
        coder.act({"action": "fix", "id": arrest, "date": day})
        coder.act({"action": "check", "id": shelling})
    chief = session_of(tmp_path, prepared=prepared)
    chief.act({"action": "fix", "id": arrest, "date": "2020-01-30"})
    for name in ("anna", "ben"):
        judged = suggestions(prepared, own, corrections_file(tmp_path, name))
        accept(prepared, own, [row.row for row in judged if row.is_clear and row.row])
    rows, problems = read_corrections(own)
    assert not problems
    signed = [(row["author"], row.action, row["date"]) for row in rows]
    assert signed == [
        ("anna", "fix", "2020-01-30"),  # settled, in the name of the factory's person
        ("anna", "check", ""),
        ("ben", "check", ""),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("who,what\n1,2\n", "there is no column 'who'"),
        ('action,id,author,day,reason\n"', "this is not CSV"),
        ("", "0 rows: 0 clear"),
    ],
)
def test_files_that_are_no_table_are_refused(
    tmp_path: Path, prepared: Prepared, text: str, message: str
) -> None:
    (tmp_path / "from-a-reader.csv").write_text(text, encoding="utf-8")
    assert message in run(tmp_path).output


def test_own_file_and_missing_file_are_refused(
    tmp_path: Path, prepared: Prepared
) -> None:
    assert "no such file" in run(tmp_path).output
    command = ["suggestions", str(tmp_path), str(tmp_path / "corrections.csv")]
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 2 and "the project's own file" in refused.output
