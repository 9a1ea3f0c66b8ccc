"""Do the functions, Python and the command line give the same numbers, and are wrong questions answered with right ones?"""

import csv
import inspect
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import timeline_data
from tests.cli.factories import run
from tests.sequences.factories import act, answered, at_place, clash
from timeline.cli.sequence_options import ASKED
from timeline.errors import TimelineError, UsageError
from timeline.exporters import json as timeline_json
from timeline.model.actors import ActorKind
from timeline.model.incidents import Incident, Relation, RelationKind
from timeline.notebook.timeline import Timeline
from timeline.sequences.history import WHY, history
from timeline.sequences.query import QUESTIONS, SHORT, days_of, options_of, query
from timeline.sequences.table import Table, in_short, to_csv, to_json
from timeline.sequences.transitions import as_graph, matrix, transitions

TOLD = answered(100, 1)
OPTIONS: dict[str, dict[str, Any]] = {
    "aligned": {"around": "THREATEN"},
    "curves": {"actor": "A000", "other": "B000"},
    "similar": {"incident": TOLD[5].id},
}
EVERY = pytest.mark.parametrize("question", QUESTIONS.names())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sequences") / "war.timeline.json"
    timeline_json.write(timeline_data(*TOLD), file)
    return file


def given(question: str) -> list[str]:
    """Put the options of a question as on the command line."""
    options = OPTIONS.get(question, {})
    if "actor" in options:
        return ["--pair", options["actor"], options["other"]]
    return [
        part for name, value in options.items() for part in (f"--{name}", str(value))
    ]


@EVERY
def test_python_and_command_give_numbers_of_function(question: str, path: Path) -> None:
    table = query(TOLD, question, **OPTIONS.get(question, {}))
    assert table.rows
    frame = Timeline(timeline_data(*TOLD)).sequences(
        question, **OPTIONS.get(question, {})
    )
    assert list(frame.columns) == list(table.columns)
    assert frame.astype(object).where(frame.notna(), None).to_numpy().tolist() == [
        list(row) for row in table.rows
    ]
    assert (frame.attrs["counted"], frame.attrs["notes"]) == (
        table.counted,
        list(table.notes),
    )
    found = run(
        "sequences", path, "--as", question, *given(question), "--format", "json"
    )
    assert (found.code, found.out) == (0, to_json(table))
    assert json.loads(found.out)["rows"] == table.records()
    found = run(
        "sequences", path, "--as", question, *given(question), "--format", "csv"
    )
    assert [one for one in csv.reader(io.StringIO(found.out))] == list(
        csv.reader(io.StringIO(to_csv(table), newline=""))
    )


@EVERY
def test_counts_and_omissions_of_every_table_add_up(question: str) -> None:
    mixed = [
        *TOLD,
        act("u", "A000", "B000", None),
        clash("c", "A000", "B000", 5),
        act("s", "A000", "A000", 6),
    ]
    table = query(mixed, question, **OPTIONS.get(question, {}))
    assert table.counted + sum(one.incidents for one in table.left_out) == len(mixed)
    assert {"undated", "sides"} <= {one.reason for one in table.left_out}
    assert all(WHY[one.reason] == one.why for one in table.left_out)


@EVERY
def test_tables_mention_causes_only_to_deny_them(question: str) -> None:
    table = query(TOLD, question, **OPTIONS.get(question, {}))
    words = (
        " ".join((*table.columns.values(), *table.notes))
        .lower()
        .replace("order is not cause", "")
    )
    assert not [
        word
        for word in ("cause", "because", "effect", "led to", "provok")
        if word in words
    ]


@EVERY
def test_empty_timeline_gives_no_rows_or_names_gap(question: str) -> None:
    try:
        assert query([], question, **OPTIONS.get(question, {})).rows == ()
    except UsageError as error:
        assert question in {"aligned", "curves", "similar"}
        assert "no incident that counts here" in str(error)


@EVERY
def test_question_has_terminal_columns_and_is_in_help(question: str) -> None:
    assert set(SHORT[question]) <= set(
        query(TOLD, question, **OPTIONS.get(question, {})).columns
    )
    assert question in ASKED
    assert set(ASKED) == set(QUESTIONS.names())


@pytest.mark.parametrize(
    ("question", "options", "words"),
    [
        ("lag", {}, "question 'lag': there is none of that name. Did you mean 'lags'?"),
        (
            "lags",
            {"windw": 3},
            "windw: lags has no such option. Did you mean 'window'? It has: pair, first, then,",
        ),
        ("episodes", {"then": "AID"}, "then: episodes has no such option."),
        ("similar", {}, "similar: it needs 'incident'. Give 'incident'."),
        (
            "lags",
            {"relation": "x"},
            "relation: there is no 'x'. Use one of: reply, again.",
        ),
        (
            "pairs",
            {"relation": "x"},
            "relation: there is no 'x'. Use one of: reply, again, elsewhere, third, all.",
        ),
        (
            "motifs",
            {"length": 4},
            "length: motifs of 4 kinds are not counted. Use 2 or 3.",
        ),
        (
            "lags",
            {"first": "WAR"},
            "kind 'WAR': no incident that counts here is of this kind. There are: ",
        ),
        (
            "lags",
            {"pair": ("A000", "Nobody")},
            "'Nobody': no incident that counts here names it.",
        ),
        (
            "similar",
            {"incident": "zzz"},
            "incident 'zzz': no incident that counts here has this id.",
        ),
    ],
)
def test_wrong_question_is_answered_with_what_there_is(
    question: str, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(TimelineError) as caught:
        query(TOLD, question, **options)
    assert str(caught.value).startswith(words)


def test_wrong_question_on_command_line_has_code_2(path: Path) -> None:
    for arguments in (
        ["--as", "lag"],
        ["--window", "x"],
        ["--window", "0d"],
        ["--as", "episodes", "--then", "AID"],
    ):
        found = run("sequences", path, *arguments)
        assert (found.code, found.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "days"),
    [("14d", 14), ("14", 14), ("2w", 14), ("1 week", 7), ("3 days", 3)],
)
def test_a_window_is_days_or_weeks(words: str, days: int) -> None:
    assert days_of(words) == days


def test_options_of_command_line_become_those_of_question() -> None:
    assert options_of("curves", {"pair": ("a", "b"), "window": "2w", "by": None}) == {
        "actor": "a",
        "other": "b",
        "window": 14,
    }
    assert options_of("episodes", {"pair": ("a", "b"), "by": "pair"}) == {
        "only": ("a", "b"),
        "by": "pair",
    }
    assert options_of("lags", {"pair": ("a", "b"), "by": "pair"}) == {
        "pair": ("a", "b")
    }
    assert options_of("episodes", {"by": "place", "only": "Subek"}) == {
        "by": "place",
        "only": ("Subek",),
    }


def test_terminal_shows_table_limit_and_omissions(path: Path) -> None:
    found = run("sequences", path, "--limit", "2")
    lines = found.out.splitlines()
    assert lines[0].split()[:4] == ["relation", "actor", "other", "incident"]
    assert lines[3].startswith("and 1")
    assert [line.split()[0] for line in lines[4:]][:1] == ["counted"]
    assert "note       Order is not cause" in found.out
    found = run("sequences", path, "--format", "csv")
    assert "counted" not in found.out
    assert found.err.startswith("counted ")


def test_an_answer_goes_into_a_file(path: Path, tmp_path: Path) -> None:
    for name, begin in (
        ("table", "actor"),
        ("csv", "actor,other,"),
        ("json", '{\n "name": "lags"'),
    ):
        found = run(
            "sequences", path, "--as", "lags", "--format", name, "-o", tmp_path / name
        )
        assert found.code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)


def test_every_question_has_what_help_says_of_it() -> None:
    for name, answer in QUESTIONS:
        documented = inspect.getdoc(answer) or ""
        for option in list(inspect.signature(answer).parameters)[1:]:
            assert f"{option}: " in documented or name == "curves", (name, option)


def test_transitions_are_a_matrix_and_a_graph_too() -> None:
    table = transitions(history(TOLD), draws=5)
    kinds, cells = matrix(table, "observed_least")
    total = sum(float(cell) for row in cells for cell in row if cell is not None)
    assert total == pytest.approx(
        sum(float(str(row["observed_least"])) for row in table.records())
    )
    graph = as_graph(table)
    assert sorted(graph) == kinds
    assert graph.number_of_edges() == len(table.rows)
    one, other, data = next(iter(graph.edges(data=True)))
    assert {"n", "observed_least", "expected", "p"} <= set(data)
    assert (one, other) in {(row["first"], row["then"]) for row in table.records()}


def test_a_reply_that_a_report_names_says_so() -> None:
    told = [
        act("a", "Army", "Rebels", 1),
        act(
            "b",
            "Rebels",
            "Army",
            3,
            relations=(Relation(kind=RelationKind.RESPONSE_TO, incident="a"),),
        ),
        act("c", "Army", "Rebels", 5),
        act("d", "Rebels", "Army", 6),
    ]
    rows = {row["incident"]: row for row in query(told, "pairs").records()}
    assert (rows["a"]["next"], rows["a"]["said"]) == ("b", True)
    assert (rows["c"]["next"], rows["c"]["said"]) == ("d", False)


def test_relations_tell_reply_again_third_and_elsewhere_apart() -> None:
    told = [
        act("a", "Army", "Rebels", 1),
        act("b", "Police", "Army", 2),
        act("c", "Rebels", "Police", 3),
        act("d", "Army", "Rebels", 4),
        act("e", "Rebels", "Army", 5),
    ]
    rows = [
        row
        for row in query(told, "pairs", relation="all").records()
        if row["incident"] == "a"
    ]
    assert {row["relation"]: row["next"] for row in rows} == {
        "reply": "e",
        "again": "d",
        "elsewhere": "c",
        "third": "b",
    }


def history_of_raids() -> list[Incident]:
    told = []
    for at, start in enumerate((0, 100, 200)):
        pair = ("Army", f"Group {at}")
        told += [
            act(f"{at}-1", *pair, start, "THREATEN"),
            act(f"{at}-2", *pair, start + 3, "ASSAULT"),
            act(f"{at}-3", *pair[::-1], start + 5, "ASSAULT" if at != 2 else "CONSULT"),
        ]
    return told


def test_most_alike_stretch_is_shown_with_its_alignment() -> None:
    table = query(history_of_raids(), "similar", incident="0-2")
    best = [row for row in table.records() if row["rank"] == 1]
    assert {row["group"] for row in best} == {"Army and Group 1"}
    assert [(row["incident"], row["other_incident"], row["day"]) for row in best] == [
        ("0-1", "1-1", -3),
        ("0-2", "1-2", 0),
        ("0-3", "1-3", 2),
    ]
    assert best[0]["score"] == pytest.approx(1.0)
    worse = [row for row in table.records() if row["rank"] == 2]
    assert [
        (row["incident"], row["other_incident"])
        for row in worse
        if row["shared"] is None
    ] == [("0-3", None), (None, "2-3")]


def test_incident_in_no_burst_has_no_like_burst() -> None:
    with pytest.raises(UsageError, match="it is in no burst"):
        query(history_of_raids(), "similar", incident="0-2", episode=True)


def test_bursts_are_compared_with_bursts() -> None:
    told = [
        act(f"{at}", "Army", "Rebels", day)
        for at, day in enumerate(range(0, 2_000, 100))
    ]
    for start in (451, 1_251):
        told += [
            act(f"b{start}-{at}", "Army", "Rebels", start + at, "CONSULT")
            for at in range(8)
        ]
    table = query(told, "similar", incident="b451-0", episode=True)
    assert {str(one)[:5] for one in table.column("other_incident")} == {"b1251"}


def test_places_are_groups_too() -> None:
    told = [
        act(f"{at}", "Army", "Rebels", at, places=(at_place("Subek"),))
        for at in range(4)
    ]
    table = query(told, "transitions", by="place", draws=3)
    assert [(row["first"], row["observed_least"]) for row in table.records()] == [
        ("ASSAULT", 3.0)
    ]


def test_a_table_shortens_numbers_for_reading() -> None:
    assert [in_short(one) for one in (1234, 0.98765, False, "x")] == [
        "1234",
        "0.988",
        "no",
        "x",
    ]


def test_formulas_are_defused_in_csv() -> None:
    table = Table(
        name="x",
        columns={"a": ""},
        rows=(("=1+1",), ("-x",), (-1,)),
        counted=0,
        left_out=(),
    )
    assert to_csv(table).split("\r\n")[1:4] == ["'=1+1", "'-x", "-1"]


def test_a_country_has_its_name() -> None:
    told = [
        act(
            "a",
            "x",
            "y",
            1,
            actors=tuple(
                _forces(name, role)
                for name, role in zip("xy", ("SYR", "TUR"), strict=True)
            ),
        )
    ]
    [row] = query(told, "pairs", sides="country").records()
    assert (row["actor"], row["other"]) == ("Syria", "Turkey")


def _forces(name: str, country: str) -> Any:
    [first, second] = act("a", "x", "y", 1).actors
    role = first if name == "x" else second
    return type(role)(
        id=name,
        name=name,
        role=role.role,
        kind=ActorKind.SECURITY_FORCES,
        country=country,
    )
