"""Score recorded answers of a language model beside the rules, and both together, in one table.

usage: python tests/benchmarks/llm.py GOLD TEXTS ANSWERS.jsonl [--no-rules] [--merged]

GOLD     a folder of annotated articles (../shared/gold/incidents, ../shared/gold/check/incidents)
TEXTS    the folder of their texts
ANSWERS  answers by document id, as `timeline build --record` writes them (../shared/gold/silver/look.jsonl)

Only totals are printed: of articles kept for checking nothing else may be looked at.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from timeline import documents, pipeline
from timeline.assembly import merged
from timeline.assembly.readers import sign_of
from timeline.evaluation.gold import read_gold
from timeline.evaluation.incidents import evaluate, outcomes
from timeline.evaluation.table import table
from timeline.llm.answers import read_recorded
from timeline.model.incidents import Incident, Report
from timeline.model.text import Document
from timeline.readers.agreement import united
from timeline.readers.verified import verified
from timeline.settings import Settings, with_llm

Reader = Callable[[Document], list[Report]]


def main() -> None:
    """Read every article by the rules, by the recorded answers and by both; print the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("answers", type=Path)
    args = parser.parse_args()
    recorded = read_recorded(args.answers)
    articles = read_documents(args.gold, args.texts)
    articles = [article for article in articles if article.id in recorded.answers]
    values: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    seconds = 0.0
    by_model: dict[str, list[Report]] = {}
    for article in articles:
        before = time.process_time()
        content = recorded.answers[article.id]
        read = verified(
            article, content, settings=Settings(), rule=f"llm:{recorded.model}"
        )
        seconds += time.process_time() - before
        values.update(read.values)
        dropped.update(read.dropped)
        by_model[article.id] = read.reports
    by_rules = {
        article.id: pipeline.read_document(article, settings=Settings())
        for article in articles
    }
    readers: dict[str, Reader] = {
        "rules": lambda article: by_rules[article.id],
        "read": lambda article: by_model[article.id],
        "both": lambda article: united(by_rules[article.id], by_model[article.id]),
    }
    for number, (name, reader) in enumerate(readers.items()):
        incidents = built(articles, reader, mode=None if name == "rules" else name)
        for line in scores(args.gold, articles, incidents, name=name, head=number == 0):
            print(line)  # noqa: T201 - a command
    for line in [*shares(args.gold, articles, incidents), ""]:
        print(line)  # noqa: T201
    share = 100 * dropped.total() / max(1, values.total())
    counted = f"values {values.total()}, dropped {dropped.total()} ({share:.2f} %)"
    print(f"{counted}: {dict(dropped)}")  # noqa: T201
    spent = seconds / len(articles)
    print(f"CPU seconds a document beside the model's time: {spent:.3f}")  # noqa: T201


def read_documents(gold: Path, texts: Path) -> list[Document]:
    """Read the texts of annotated articles, each as published on its day."""
    articles: list[Document] = []
    for path in sorted(gold.glob("*.json")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        published = date.fromisoformat(annotated["published"][:10])
        text = texts / f"{annotated['id']}.txt"
        articles += documents.read([text], published=published, today=None).documents
    return articles


def built(
    articles: Sequence[Document], reader: Reader, *, mode: str | None
) -> list[Incident]:
    """Build every article by itself and return all incidents."""
    settings = with_llm(Settings(), mode=mode, model="recorded")
    incidents: list[Incident] = []
    for article in articles:
        incidents += merged(reader(article), [article], settings=settings)
    return incidents


def scores(
    gold: Path,
    articles: Sequence[Document],
    incidents: Sequence[Incident],
    *,
    name: str,
    head: bool,
) -> list[str]:
    """Return the totals of one reader as a line, under the heading if wanted."""
    texts = {article.id: article.text for article in articles}
    lines = table(evaluate(read_gold(gold), incidents, texts))
    total = next(line for line in lines if line.startswith("ALL"))
    return [
        *lines[: int(head)],
        f"{name:3}{total[len(name) if len(name) > 3 else 3 :]}",
    ]


def shares(
    gold: Path, articles: Sequence[Document], incidents: Sequence[Incident]
) -> list[str]:
    """Return what share of the incidents of both readers is right, by who read them."""
    texts = {article.id: article.text for article in articles}
    annotated = [one for one in read_gold(gold) if one.id in texts]
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for incident, is_right in outcomes(annotated, incidents, texts):
        judged[sign_of(incident)] += 1
        right[sign_of(incident)] += is_right
    return [f"{sign}: {right[sign]} of {judged[sign]} right" for sign in sorted(judged)]


if __name__ == "__main__":
    main()
