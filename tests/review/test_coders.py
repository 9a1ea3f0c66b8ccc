"""Check agreement of two coders on a project, and the gold data made of checked articles."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.review.factories import TODAY, prepared_project, session_of
from timeline.cli import main
from timeline.errors import UsageError
from timeline.evaluation.gold import read_gold
from timeline.evaluation.incidents import evaluate
from timeline.review.calibration import calibration
from timeline.review.coders import agreements, coder_files, differences, read_judgements
from timeline.review.gold import checked_articles
from timeline.review.session import ReviewSession, corrections_file


def coded(folder: Path) -> tuple[ReviewSession, ReviewSession]:
    """Let two coders judge both incidents of a new project: they differ on a date and a deletion."""
    prepared = prepared_project(folder)
    anna, ben = (
        ReviewSession(
            prepared, corrections_file(folder, name), author=name, today=TODAY
        )
        for name in ("anna", "ben")
    )
    arrest, shelling = sorted(
        anna.incidents, key=lambda name: anna.incidents[name].type
    )[::-1]
    if anna.incidents[arrest].type != "COERCE":
        arrest, shelling = shelling, arrest
    anna.act({"action": "fix", "id": arrest, "date": "2020-01-30"})
    ben.act({"action": "fix", "id": arrest, "date": "2020-01-31"})
    anna.act({"action": "check", "id": shelling})
    ben.act({"action": "delete", "id": shelling})
    return anna, ben


def test_coders_are_compared_field_by_field(tmp_path: Path) -> None:
    anna, _ = coded(tmp_path)
    judgements = read_judgements(anna.prepared, coder_files(tmp_path))
    measured = {field.field: field for field in agreements(judgements)}
    assert judgements.coders == ("anna", "ben")
    assert (measured["incident"].units, measured["incident"].percent) == (2, 0.5)
    assert (measured["date"].units, measured["date"].percent) == (1, 0.0)
    assert measured["type"].percent == 1.0
    assert {difference.field for difference in differences(judgements)} == {
        "incident",
        "date",
    }


def test_blind_coders_see_only_their_own(tmp_path: Path) -> None:
    anna, ben = coded(tmp_path)
    assert len(anna.incidents) == 2
    assert len(ben.incidents) == 1
    assert not (tmp_path / "corrections.csv").read_text(encoding="utf-8").count("anna")


def test_one_coder_is_too_few(tmp_path: Path) -> None:
    (tmp_path / "corrections-anna.csv").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="two are needed"):
        coder_files(tmp_path)


def test_checked_articles_become_gold(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    arrest = next(
        name for name, one in session.incidents.items() if one.type == "COERCE"
    )
    session.act({"action": "check", "id": arrest})
    articles = checked_articles(list(session.incidents.values()), session.documents)
    assert len(articles) == 1
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(articles[0]), encoding="utf-8")
    texts = {name: document.text for name, document in session.documents.items()}
    scores = evaluate(read_gold(folder), list(session.incidents.values()), texts)
    assert scores.total.overall.f1 == 1.0


def test_confidence_is_compared_with_what_people_found(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    engine = [
        replace(one, id=f"e-{number}", confidence=confidence, type=kind)
        for one in session.incidents.values()
        if one.type == "COERCE"
        for number, (confidence, kind) in enumerate(
            [(0.9, "COERCE"), (0.7, "AID"), (1.0, "AID")]
        )
    ]
    for name in list(session.incidents):
        session.act({"action": "check", "id": name})
    articles = checked_articles(list(session.incidents.values()), session.documents)
    folder = tmp_path / "gold"
    folder.mkdir()
    for number, article in enumerate(articles):
        (folder / f"{number}.json").write_text(json.dumps(article), encoding="utf-8")
    bins = calibration(read_gold(folder), engine, session.documents.values())
    counted = [(part.low, part.incidents, part.right) for part in bins]
    assert counted == [(0.0, 0, 0), (0.4, 0, 0), (0.6, 1, 0), (0.8, 2, 1)]
    assert bins[0].stated is None and bins[3].stated == pytest.approx(0.95)


def test_gold_prints_what_the_engine_has(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    for name in list(session.incidents):
        session.act({"action": "check", "id": name})
    command = ["gold", str(tmp_path), "-o", str(tmp_path / "gold")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert (
        "On your 3 checked articles, without corrections, the program has:"
        in result.output
    )
    assert "confidence" in result.output and "0.8 to 1.0" in result.output
