"""How good are the incidents of single articles, measured on annotated ones?

usage: python tests/benchmarks/incidents.py [GOLD TEXTS]     (default: ../shared/gold/incidents and ../shared/gold/texts)
"""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from timeline import pipeline
from timeline.evaluation.gold import read_gold
from timeline.evaluation.incidents import evaluate, outcomes
from timeline.evaluation.table import table
from timeline.model.incidents import Incident

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"


def main() -> None:
    """Build every article by itself, as published on its day, and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=SHARED / "incidents")
    parser.add_argument("texts", nargs="?", type=Path, default=SHARED / "texts")
    args = parser.parse_args()
    if not args.gold.is_dir():
        raise SystemExit(
            f"{args.gold}: there is no such folder. Give the folders of the annotations and of the texts."
        )
    incidents, texts = built(sorted(args.gold.glob("*.json")), args.texts)
    gold = read_gold(args.gold)
    rows = [
        *table(evaluate(gold, incidents, texts)),
        "",
        *reliability(list(outcomes(gold, incidents, texts))),
        "",
        *false_alarms(args.gold, texts, incidents),
    ]
    print("\n".join(rows))  # noqa: T201 - a command


def built(gold: Sequence[Path], texts: Path) -> tuple[list[Incident], dict[str, str]]:
    """Build every annotated article by itself; give all incidents, and the texts by document.

    `gold`: the files of the annotations; `texts`: the folder that holds the text of each.
    """
    incidents: list[Incident] = []
    read: dict[str, str] = {}
    for path in gold:
        article = json.loads(path.read_text(encoding="utf-8"))
        published = date.fromisoformat(article["published"][:10])
        data = pipeline.build(
            [texts / f"{article['id']}.txt"],
            version="benchmark",
            published=published,
            jobs=1,
        )
        incidents += data.incidents
        read |= {document.id: document.text for document in data.documents}
    return incidents, read


def reliability(judged: list[tuple[Incident, bool]]) -> list[str]:
    """Return, by confidence, how many incidents there are and what share of them is right.

    "by others" is the share that the other articles would give, averaged (leave one article out).
    """
    rows = ["confidence  incidents  right %  by others %"]
    for level in sorted({incident.confidence for incident, _ in judged}):
        chosen = [
            (incident.reports[0].document, is_right)
            for incident, is_right in judged
            if incident.confidence == level
        ]
        right = sum(is_right for _, is_right in chosen)
        share = 100 * right / len(chosen)
        rows.append(
            f"{level:10.2f}  {len(chosen):9}  {share:7.0f}  {100 * _left_out(chosen):11.0f}"
        )
    return rows


def _left_out(chosen: list[tuple[str, bool]]) -> float:
    """Return the mean, over incidents, of the share right among those of other articles."""
    shares = []
    for document, _ in chosen:
        others = [is_right for name, is_right in chosen if name != document]
        shares.append(sum(others) / len(others) if others else 0.0)
    return sum(shares) / len(shares)


def false_alarms(
    folder: Path, texts: dict[str, str], incidents: Sequence[Incident]
) -> list[str]:
    """Return, for all and for prominent incidents, how many of 100 touch a clause that is no incident."""
    traps = {path.stem: _traps(path, texts) for path in sorted(folder.glob("*.json"))}
    rows = ["of 100 predictions, on clauses that the gold lists as no incident:"]
    for name, chosen in (
        ("all", list(incidents)),
        ("prominent", [incident for incident in incidents if incident.prominent]),
    ):
        on_traps = sum(_touches(incident, traps) for incident in chosen)
        share = 100 * on_traps / len(chosen) if chosen else 0.0
        rows.append(f"{name:<10} {len(chosen):5} predictions  {share:5.1f}")
    return rows


def _traps(path: Path, texts: dict[str, str]) -> list[tuple[int, int]]:
    article = json.loads(path.read_text(encoding="utf-8"))
    text = texts.get(article["id"], "").replace("\xa0", " ")
    quotes = [entry["quote"] for entry in article.get("not_incidents", [])]
    starts = [(text.find(quote.replace("\xa0", " ")), len(quote)) for quote in quotes]
    return [(start, start + length) for start, length in starts if start >= 0]


def _touches(incident: Incident, traps: dict[str, list[tuple[int, int]]]) -> bool:
    """Return whether the trigger of any passage lies in such a clause."""
    return any(
        start <= passage.trigger.start < end
        for passage in incident.reports
        for start, end in traps.get(passage.document, [])
    )


if __name__ == "__main__":
    main()
