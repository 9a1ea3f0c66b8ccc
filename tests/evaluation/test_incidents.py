"""Does the scorer count what the guide to the gold data says?"""

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.evaluation.predictions import incident_of
from timeline.errors import InputError
from timeline.evaluation.gold import GoldArticle, GoldIncident, read_gold
from timeline.evaluation.incidents import evaluate
from timeline.evaluation.scores import SLOTS, ArticleScores, Scores, Tally
from timeline.evaluation.table import table
from timeline.model.incidents import Incident

TEXT = (
    "Blue troops shelled Oma on 4 May, killing three. Red fighters fled to Keb. "
    "The two sides clashed near Lun on Friday. A ban was lifted, some say."
)
SHARED = Path(__file__).resolve().parents[3] / "shared"


def gold(quote: str, **changes: Any) -> GoldIncident:
    fields: dict[str, Any] = {
        "id": quote,
        "evidence": [quote],
        "type": "ASSAULT",
        "date": {"start": "2001-05-04", "end": "2001-05-04"},
        "initiator": [["Blue", "Blue troops"]],
        "places": [["Oma"]],
        "casualties": [{"kind": "killed", "count": 3}],
        "status": "occurred",
    }
    return msgspec.convert(fields | changes, GoldIncident)


def given(quote: str, **changes: Any) -> Incident:
    start = TEXT.index(quote)
    fields: dict[str, Any] = {
        "id": quote,
        "type": "ASSAULT",
        "date": {"start": "2001-05-04", "end": "2001-05-04"},
        "actors": [{"name": "Blue", "role": "initiator"}],
        "places": [{"name": "Oma"}],
        "casualties": [{"kind": "killed", "low": 3, "best": 3, "high": 3}],
        "reports": [{"document": "d", "start": start, "end": start + len(quote)}],
    }
    return incident_of(fields | changes)


def score(wanted: list[GoldIncident], found: list[Incident]) -> ArticleScores:
    return evaluate(
        [GoldArticle(id="d", incidents=tuple(wanted))], found, {"d": TEXT}
    ).total


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.correct, tally.gold, tally.given


def test_the_same_incident_is_right_in_every_slot() -> None:
    scores = score([gold("shelled")], [given("shelled")])
    assert (scores.detection.f1, scores.overall.f1) == (1.0, 1.0)
    assert {slot: counts(scores.slots[slot]) for slot in SLOTS} == {
        "date": (1, 1, 1),
        "initiator": (1, 1, 1),
        "target": (0, 0, 0),
        "places": (1, 1, 1),
        "casualties": (1, 1, 1),
        "attribution": (0, 0, 0),
        "status": (1, 1, 1),
    }


@pytest.mark.parametrize(
    ("wanted", "found", "correct", "given_", "found_", "gold_"),
    [
        ([gold("shelled")], [], 0, 0, 0, 1),
        ([], [given("fled")], 0, 1, 0, 0),
        ([gold("shelled")], [given("fled")], 0, 1, 0, 1),
        ([gold("shelled")], [given("shelled", type="AID")], 0, 1, 0, 1),
        ([gold("shelled", type_alt=["AID"])], [given("shelled", type="AID")], 1, 1, 1, 1),
        ([gold("shelled")], [given("shelled"), given("Blue troops shelled", id="twice")], 1, 2, 1, 1),
        ([gold("shelled", optional=True)], [], 0, 0, 0, 0),
        ([gold("shelled", optional=True)], [given("shelled")], 0, 0, 0, 0),
        ([gold("shelled", optional=True)], [given("shelled", type="AID")], 0, 0, 0, 0),
        ([gold("shelled", merge_ok=["fled"]), gold("fled", merge_ok=["shelled"])], [given(TEXT[12:70])], 1, 1, 2, 2),
        ([gold("shelled"), gold("fled")], [given(TEXT[12:70])], 1, 1, 1, 2),
    ],
    ids=[
        "missed", "invented", "elsewhere", "wrong type", "other type that is right", "found twice", "optional missed",
        "optional found", "optional excuses a wrong type", "rightly joined", "wrongly joined",
    ],
)  # fmt: skip
def test_detection(
    wanted: list[GoldIncident],
    found: list[Incident],
    correct: int,
    given_: int,
    found_: int,
    gold_: int,
) -> None:
    tally = score(wanted, found).detection
    assert (tally.correct, tally.given, tally.recalled, tally.gold) == (
        correct,
        given_,
        found_,
        gold_,
    )


def test_missing_and_invented_incidents_cost_their_slots() -> None:
    assert counts(score([gold("shelled")], []).overall) == (0, 5, 0)
    assert counts(score([], [given("shelled")]).overall) == (0, 0, 5)
    lenient = gold(
        "shelled",
        initiator_optional=True,
        casualties_optional=True,
        symmetric=True,
        target=[["Red"]],
    )
    assert counts(score([lenient], []).overall) == (0, 3, 0)


DAYS = {"start": "2001-05-01", "end": "2001-05-31"}


@pytest.mark.parametrize(
    ("slot", "want", "have", "expected"),
    [
        ("date", {}, {"date": DAYS}, (0, 1, 1)),
        ("date", {"date_required": False}, {"date": DAYS}, (1, 1, 1)),
        ("date", {"date_alt": [DAYS]}, {"date": DAYS}, (1, 1, 1)),
        ("date", {"date": None}, {"date": DAYS}, (0, 0, 0)),
        ("date", {}, {"date": None}, (0, 1, 0)),
        ("date", {"date_required": False}, {"date": None}, (0, 0, 0)),
        (
            "initiator",
            {},
            {"actors": [{"name": "Red", "role": "initiator"}]},
            (0, 1, 1),
        ),
        (
            "initiator",
            {},
            {
                "actors": [
                    {"name": "x", "aliases": ["the Blue troops"], "role": "party"}
                ]
            },
            (1, 1, 1),
        ),
        ("initiator", {}, {"actors": [{"name": "Blue", "role": "target"}]}, (0, 1, 0)),
        ("initiator", {"initiator": []}, {}, (0, 0, 1)),
        ("initiator", {"initiator_optional": True}, {}, (0, 0, 0)),
        (
            "initiator",
            {"symmetric": True, "target": [["Red"], ["blue"]]},
            {
                "actors": [
                    {"name": "Blue", "role": "target"},
                    {"name": "Red", "role": "party"},
                ]
            },
            (2, 2, 2),
        ),
        ("target", {"symmetric": True, "target": [["Red"]]}, {}, (0, 0, 0)),
        (
            "target",
            {"target": [["Red"]]},
            {"actors": [{"name": "Red", "role": "target"}]},
            (1, 1, 1),
        ),
        ("target", {"target": [["Red"]], "target_optional": True}, {}, (0, 0, 0)),
        (
            "places",
            {"places_ok": [["Oma province"]]},
            {"places": [{"name": "Oma"}, {"name": "Oma province"}]},
            (1, 1, 1),
        ),
        ("places", {}, {"places": [{"name": "Keb"}]}, (0, 1, 1)),
        ("status", {}, {"status": "denied"}, (0, 1, 1)),
        ("status", {"status_alt": ["denied"]}, {"status": "denied"}, (1, 1, 1)),
        (
            "attribution",
            {"attribution": [["Observer group"]]},
            {"attribution": ["Observer group", "Mayor"]},
            (1, 1, 2),
        ),
        (
            "attribution",
            {"attribution_optional": True},
            {"attribution": ["Mayor"]},
            (0, 0, 0),
        ),
        ("casualties", {}, {"casualties": [{"kind": "injured", "best": 3}]}, (0, 1, 1)),
        (
            "casualties",
            {},
            {"casualties": [{"kind": "killed", "low": 3, "high": 3}]},
            (1, 1, 1),
        ),
        (
            "casualties",
            {},
            {
                "casualties": [
                    {"kind": "killed", "best": 3},
                    {"kind": "killed", "best": 4},
                ]
            },
            (1, 1, 2),
        ),
        ("casualties", {"casualties_optional": True}, {}, (0, 0, 0)),
        (
            "casualties",
            {"casualties": [{"kind": "killed", "low": 2, "high": 5}]},
            {},
            (1, 1, 1),
        ),
        (
            "casualties",
            {"casualties": [{"kind": "killed", "low": 4, "high": 5}]},
            {},
            (0, 1, 1),
        ),
        (
            "casualties",
            {"casualties": [{"kind": "killed", "low": 2, "high": None}]},
            {},
            (1, 1, 1),
        ),
        (
            "casualties",
            {"casualties": [{"kind": "killed", "count": None}]},
            {"casualties": [{"kind": "killed"}]},
            (1, 1, 1),
        ),
        (
            "casualties",
            {"casualties": [{"kind": "killed", "count": None}]},
            {"casualties": []},
            (0, 1, 0),
        ),
        (
            "casualties",
            {
                "casualties": [
                    {"kind": "killed", "count": 3},
                    {"kind": "injured", "count": None},
                ]
            },
            {},
            (1, 1, 1),
        ),
    ],
)
def test_slots(
    slot: str,
    want: dict[str, Any],
    have: dict[str, Any],
    expected: tuple[int, int, int],
) -> None:
    assert (
        counts(score([gold("shelled", **want)], [given("shelled", **have)]).slots[slot])
        == expected
    )


def test_figures_and_speakers_of_single_reports_count_too() -> None:
    passage = {
        "document": "d",
        "start": 0,
        "end": 20,
        "attribution": ["Mayor"],
        "casualties": [{"kind": "killed", "best": 9}],
    }
    found = given("shelled", reports=[passage])
    wanted = gold(
        "shelled", attribution=[["Mayor"]], casualties=[{"kind": "killed", "count": 9}]
    )
    scores = score([wanted], [found])
    assert (
        counts(scores.slots["attribution"]),
        counts(scores.slots["casualties"]),
    ) == ((1, 1, 1), (1, 1, 2))


def test_the_incident_that_agrees_best_is_matched_first() -> None:
    poor = given("Blue troops shelled", id="a", places=[], casualties=[], date=None)
    assert counts(
        score([gold("shelled")], [poor, given("shelled", id="b")]).slots["places"]
    ) == (1, 1, 1)


def test_a_non_breaking_space_is_a_space() -> None:
    article = GoldArticle(id="d", incidents=(gold("troops shelled"),))
    scores = evaluate([article], [given("shelled")], {"d": TEXT.replace(" ", "\xa0")})
    assert scores.total.detection.f1 == 1.0


def test_gold_articles_without_text_are_named_and_skipped() -> None:
    articles = [GoldArticle(id=one, incidents=(gold("shelled"),)) for one in ("d", "e")]
    scores = evaluate(articles, [], {"d": TEXT})
    assert scores.without_text == ("e",)
    assert scores.total.detection.gold == 1
    assert table(scores)[-1] == "left out, no text among the documents: e"


@pytest.mark.parametrize(
    ("article", "texts", "message"),
    [
        (
            GoldArticle(id="d", incidents=()),
            {"x": TEXT},
            "gold data: none of its articles is among the documents. "
            "Build the timeline from the annotated texts; a document's id is its file name.",
        ),
        (
            GoldArticle(id="d", incidents=(gold("no such words"),)),
            {"d": TEXT},
            "d, no such words: its evidence is not in the text: 'no such words'. "
            "Give the text that was annotated, or correct the quote.",
        ),
        (
            GoldArticle(id="d", incidents=(), text_sha256="0"),
            {"d": TEXT},
            "d: its text is not the one that was annotated. Give the text that belongs to the gold data.",
        ),
    ],
)
def test_gold_that_does_not_fit_texts_is_error(
    article: GoldArticle, texts: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError) as caught:
        evaluate([article], [], texts)
    assert str(caught.value) == message


def test_table_has_line_article_and_one_for_all() -> None:
    articles = [GoldArticle(id="d", incidents=(gold("shelled"), gold("fled")))]
    lines = table(evaluate(articles, [given("shelled")], {"d": TEXT}))
    assert [line.split()[0] for line in lines] == ["article", "d", "ALL"]
    assert lines[1].split()[1:] == [
        "2",
        "100.0",
        "50.0",
        "66.7",
        "100.0",
        "100.0",
        "-",
        "100.0",
        "100.0",
        "-",
        "100.0",
        "66.7",
    ]
    assert len({len(line) for line in lines}) == 1


def perturbed(
    article: dict[str, Any], text: str, chance: random.Random
) -> list[dict[str, Any]]:
    """Make predictions out of gold: some left out, some doubled, slots swapped, dropped and invented."""
    every = article["incidents"]
    lines = []
    for number in range(len(every) * 2):
        one, other = chance.choice(every), chance.choice(every)
        quotes = [
            chance.choice(chance.choice([one, one, other])["evidence"])
            for _ in range(chance.randint(1, 2))
        ]
        starts = [text.find(quote.replace("\xa0", " ")) for quote in quotes]
        roles = [
            ("initiator", chance.choice([one, one, other])["initiator"]),
            ("target", one["target"]),
        ]
        figures = [
            {
                "kind": c["kind"],
                "best": c.get("count"),
                "low": c.get("low"),
                "high": c.get("high"),
            }
            for c in [*one["casualties"], *other["casualties"]]
            if c["kind"] != "total casualties" and chance.random() < 0.7
        ]
        lines.append(
            {
                "id": str(number),
                "type": chance.choice([one, one, one, other])["type"],
                "status": chance.choice([one, one, other])["status"],
                "date": chance.choice([one["date"], one["date"], other["date"]]),
                "actors": [
                    {"name": chance.choice(names), "role": chance.choice([role, role, "party"])}
                    for role, actors in roles
                    for names in actors
                ],
                "places": [{"name": chance.choice(names)} for names in chance.choice([one, one, other])["places"]],
                "casualties": figures[:2],
                "attribution": [names[0] for names in chance.choice([one, one, other])["attribution"]],
                "reports": [
                    {
                        "document": article["id"], "start": start, "end": start + chance.randint(2, 40),
                        "casualties": figures[2:], "attribution": [names[-1] for names in one["attribution"]],
                    }
                    for start in starts
                ],
            }
        )  # fmt: skip
    return lines


def figures_of(scores: ArticleScores) -> dict[str, list[float]]:
    tallies = {"detection": scores.detection, **scores.slots, "overall": scores.overall}
    return {
        name: [tally.precision, tally.recall, tally.f1]
        for name, tally in tallies.items()
    }


@pytest.mark.skipif(
    not SHARED.exists(), reason=f"the yardstick and its gold data are not at {SHARED}"
)
@pytest.mark.parametrize("seed", range(6))
def test_figures_are_those_of_the_yardstick(
    seed: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(seed)
    texts = {
        file.stem: file.read_text(encoding="utf-8")
        for file in (SHARED / "gold/texts").glob("*.txt")
    }
    lines: list[dict[str, Any]] = []
    for file in sorted((SHARED / "gold/incidents").glob("*.json")):
        article = json.loads(file.read_text(encoding="utf-8"))
        lines += perturbed(article, texts[article["id"]].replace("\xa0", " "), chance)
    (tmp_path / "predictions.jsonl").write_text(
        "\n".join(map(json.dumps, lines)), encoding="utf-8"
    )
    spec = importlib.util.spec_from_file_location(
        "yardstick", SHARED / "bench/incidents/score.py"
    )
    assert spec is not None
    assert spec.loader is not None
    yardstick = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(yardstick)
    arguments = [
        str(SHARED / "gold/incidents"),
        str(SHARED / "gold/texts"),
        str(tmp_path / "predictions.jsonl"),
        "--json",
    ]
    monkeypatch.setattr("sys.argv", ["score.py", *arguments])
    yardstick.main()
    want = json.loads(capsys.readouterr().out)
    have: Scores = evaluate(
        read_gold(SHARED / "gold/incidents"),
        [incident_of(line) for line in lines],
        texts,
    )
    assert 0.05 < have.total.overall.f1 < 0.95
    for scores, wanted in [
        (have.total, want["total"]),
        *((one, want["by_article"][one.article]) for one in have.articles),
    ]:
        figures = figures_of(
            scores
        )  # the yardstick also gives shares beside the figures
        assert figures == {name: pytest.approx(wanted[name]) for name in figures}
