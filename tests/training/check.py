"""Score the forms of a trained reader on the check set: totals only, no article is shown and nothing is fitted.

usage: python -m tests.training.check MODEL.pt
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.benchmarks.silver import Labelled
from tests.evaluation.test_floors import CHECK
from tests.training import decide
from tests.training.export import Read, read
from tests.training.forms import BEST, Settings, build
from tests.training.infer import PairHead, load, say
from tests.training.prepare import load_tokenizer, prepare
from timeline.evaluation.gold import GoldArticle, read_gold


def unlabelled() -> Iterator[Labelled]:
    """Yield the texts of the check set without their annotations."""
    for path in sorted((CHECK / "incidents").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = (CHECK / "texts" / f"{row['id']}.txt").read_text(encoding="utf-8")
        gold = GoldArticle(id=row["id"], incidents=())
        yield Labelled(gold, text, date.fromisoformat(row["published"][:10]), {})


def main() -> None:
    """Read the check set in each form and print the totals."""
    reader, vocabulary = load(Path(sys.argv[1]))
    head, tokenizer = PairHead(reader), load_tokenizer()
    gold = {article.id: article for article in read_gold(CHECK / "incidents")}
    reads: list[Read] = []
    made = {}
    for labels in unlabelled():
        one = read("check", labels, None)
        article = prepare(one, tokenizer)
        said = say(reader, vocabulary, article)
        made[article.id] = {
            name: build(one, article, said, head, form) for name, form in FORMS.items()
        }
        one.labels = replace(labels, gold=gold[article.id])
        reads.append(one)
    for name in FORMS:
        total = decide.score(
            reads, {known: forms[name] for known, forms in made.items()}
        )
        print(f"{name:12} {decide.shown(total)}")


FORMS = {"rules": Settings(), **BEST}


if __name__ == "__main__":
    main()
