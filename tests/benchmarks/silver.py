"""How far does a build agree with silver labels, a large language model's reading, and what does it miss or invent?

usage: python tests/benchmarks/silver.py [LABELS.jsonl ...] [--list 40]

Without files: Syria 1-3 and Egypt. Prints detection, slots and overall, then the incidents that are missed by trigger and by
what was done with them, and the invented ones by trigger, the most frequent first. The labels are no measure: they say where to
look. `check.jsonl` is refused, because nothing may be fitted on it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from timeline import datasets, documents, pipeline
from timeline.assembly import merged
from timeline.evaluation.gold import (
    Aliases,
    GoldArticle,
    GoldCasualty,
    GoldDays,
    GoldIncident,
    evidence_spans,
    read_gold,
)
from timeline.evaluation.incidents import evaluate, outcomes, paired
from timeline.evaluation.table import table
from timeline.mentions.knowledge import knowledge
from timeline.model.incidents import Incident
from timeline.model.text import Document, TextSpan
from timeline.model.types import Status
from timeline.reports.build import resolved_mentions
from timeline.reports.resolve import ResolvedMention
from timeline.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
SILVER = SHARED / "silver"
DEFAULT = ("syria-1", "syria-2", "syria-3", "egypt")
NEVER = "check"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article with silver labels: its text and day, what the labels say in the form of gold, and their triggers."""

    gold: GoldArticle
    text: str
    published: date | None
    triggers: Mapping[str, str]


def main() -> None:
    """Build every labelled article by itself and print how it agrees with the labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", nargs="*", type=Path)
    parser.add_argument(
        "--list", type=int, default=40, help="how many rows of each list"
    )
    args = parser.parse_args()
    files = args.labels or [SILVER / f"{name}.jsonl" for name in DEFAULT]
    articles = [article for file in files for article in labelled(file)]
    incidents = [incident for article in articles for incident in built(article)]
    gold = [article.gold for article in articles]
    texts = {article.gold.id: article.text for article in articles}
    rows = table(evaluate(gold, incidents, texts))
    lists = [
        *missed(articles, incidents, args.list),
        *invented(articles, incidents, args.list),
    ]
    print("\n".join([rows[0], rows[-1], *lists]))  # noqa: T201 - a command


def labelled(file: Path) -> Iterator[Labelled]:
    """Yield the articles of a file of labels, with the texts that lie beside it.

    Raises:
        SystemExit: There is no such file, or it is the one on which nothing may be fitted.
    """
    if not file.is_file():
        raise SystemExit(
            f"{file}: there is no such file. Give files of labels, one JSON a line."
        )
    if file.stem == NEVER:
        raise SystemExit(f"{file}: is only for scoring. Give other labels.")
    texts = _texts(file)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, published = texts[row["id"]]
        yield from _article(row, text, published)


def _texts(file: Path) -> Mapping[str, tuple[str, date | None]]:
    """Return text and publication day by id: beside the labels, or those of the annotated articles."""
    beside = file.parent / "texts" / file.name
    if beside.is_file():
        lines = beside.read_text(encoding="utf-8").splitlines()
        rows = (json.loads(line) for line in lines)
        return {row["id"]: (row["text"], _day(row.get("published"))) for row in rows}
    found = {}
    for path in (SHARED / "incidents").glob("*.json"):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = (SHARED / "texts" / f"{row['id']}.txt").read_text(encoding="utf-8")
        found[row["id"]] = (text, _day(row["published"]))
    return found


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _article(
    row: Mapping[str, Any], text: str, published: date | None
) -> Iterator[Labelled]:
    plain = text.replace("\xa0", " ")
    incidents, triggers = [], {}
    for number, label in enumerate(row["incidents"], 1):
        quotes = [quote.replace("\xa0", " ") for quote in label["evidence"]]
        evidence = tuple(quote for quote in quotes if quote in plain)
        if evidence:
            incident = _incident(f"s{number:02d}", label, evidence)
            incidents.append(incident)
            triggers[incident.id] = label.get("trigger") or ""
    yield Labelled(
        GoldArticle(id=row["id"], incidents=tuple(incidents)), text, published, triggers
    )


def _incident(
    known: str, label: Mapping[str, Any], evidence: tuple[str, ...]
) -> GoldIncident:
    """Read one label as a gold incident; what is generic is optional."""
    when, who = label.get("when") or {}, label.get("who") or []
    party = _aliases(one for one in who if one["role"] == "party")
    return GoldIncident(
        id=known,
        evidence=evidence,
        type=label["type"],
        date=_days(when),
        date_required=bool(when.get("words")),
        initiator=party or _aliases(one for one in who if one["role"] == "initiator"),
        target=party or _aliases(one for one in who if one["role"] == "target"),
        places=_aliases(label.get("where") or ()),
        casualties=tuple(_casualty(one) for one in label.get("casualties") or ()),
        attribution=_aliases(label.get("says") or ()),
        status=Status(label["status"]),
        symmetric=bool(party),
        optional=label.get("genericity") == "generic",
    )


def _days(when: Mapping[str, Any]) -> GoldDays | None:
    start = when.get("start")
    if not start:
        return None
    end = when.get("end") or start
    return GoldDays(
        start=date.fromisoformat(start), end=date.fromisoformat(end), precision="day"
    )


def _aliases(values: Iterable[Mapping[str, Any]]) -> tuple[Aliases, ...]:
    """Return the names of each actor or place: the one that the label gives and the words of the article."""
    pairs = ((value.get("name"), value.get("words")) for value in values)
    return tuple(tuple(sorted({name for name in pair if name})) for pair in pairs)


def _casualty(value: Mapping[str, Any]) -> GoldCasualty:
    best, low, high = (value.get(key) for key in ("best", "low", "high"))
    stated = best is not None
    return GoldCasualty(
        kind=value["kind"],
        count=best,
        low=None if stated else low,
        high=None if stated else high,
        group=value.get("group"),
    )


def annotated() -> Iterator[Labelled]:
    """Yield the articles of the look set with their gold annotations."""
    texts = _texts(SILVER / "look.jsonl")
    for gold in read_gold(SHARED / "incidents"):
        text, published = texts[gold.id]
        yield Labelled(gold, text, published, {})


def sources() -> Iterator[tuple[str, Labelled]]:
    """Yield every labelled article that may be fitted on, with the name of its source; the look set by its gold."""
    yield from (("look", article) for article in annotated())
    for file in sorted(SILVER.glob("*.jsonl")):
        if file.stem not in {NEVER, "look"}:
            name = file.stem.split("-")[0]
            yield from ((name, article) for article in labelled(file))


def document_of(article: Labelled) -> Document:
    """Read an article as a build reads it."""
    row = {"id": article.gold.id, "text": article.text}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "article.jsonl"
        file.write_text(json.dumps(row), encoding="utf-8")
        reading = documents.read(
            [file],
            published=article.published,
            today=None,
            claims=datasets.is_table_file,
        )
    (document,) = reading.documents
    return document


def resolved(article: Labelled) -> tuple[Document, list[ResolvedMention]]:
    """Read an article up to its passages, before they are joined."""
    document = document_of(article)
    mentions, countries = pipeline.mentions_of(document, settings=Settings())
    lexicon = knowledge()
    passages = resolved_mentions(
        document,
        mentions,
        actors=lexicon.actors,
        gazetteer=lexicon.gazetteer,
        countries=countries,
    )
    return document, passages


def built(article: Labelled) -> list[Incident]:
    """Build one article by itself."""
    document = document_of(article)
    reports = pipeline.read_document(document, settings=Settings())
    return merged(reports, [document], settings=Settings())


def missed(
    articles: Sequence[Labelled], incidents: Sequence[Incident], rows: int
) -> Iterator[str]:
    """Yield the incidents that no incident found is paired with, counted by type, trigger and what stands there instead."""
    counted: Counter[tuple[str, str, str]] = Counter()
    causes: Counter[str] = Counter()
    for article in articles:
        beside = _beside(article, incidents)
        spans = evidence_spans(article.gold, article.text)
        right = _paired(article, beside)
        for label in article.gold.incidents:
            if label.optional or label.id in right:
                continue
            there = [one for one in beside if _touches(one, article, spans[label.id])]
            same = any(one.type == label.type for one in there)
            cause = "swallowed" if same else "other type" if there else "nothing"
            causes[cause] += 1
            counted[label.type, article.triggers[label.id].lower(), cause] += 1
    yield f"missed: {dict(causes.most_common())}"
    yield from (
        f"{count:5}  {' · '.join(key)}" for key, count in counted.most_common(rows)
    )


def invented(
    articles: Sequence[Labelled], incidents: Sequence[Incident], rows: int
) -> Iterator[str]:
    """Yield the triggers of incidents that are wrong: how often, and how often the same trigger is right."""
    wrong: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for article in articles:
        beside = _beside(article, incidents)
        texts = {article.gold.id: article.text}
        for incident, good in outcomes([article.gold], beside, texts):
            key = incident.type, _trigger(incident, article.text)
            (right if good else wrong)[key] += 1
    yield f"invented: {wrong.total()} of {wrong.total() + right.total()}"
    for key, count in wrong.most_common(rows):
        yield f"{count:5}  {' · '.join(key)}  (right {right[key]})"


def _beside(article: Labelled, incidents: Sequence[Incident]) -> list[Incident]:
    return [
        one
        for one in incidents
        if any(each.document == article.gold.id for each in one.reports)
    ]


def _paired(article: Labelled, beside: Sequence[Incident]) -> set[str]:
    """Return the ids of the labels that an incident found is paired with."""
    return set(paired(article.gold, article.text, beside))


def _touches(incident: Incident, article: Labelled, spans: Sequence[TextSpan]) -> bool:
    return any(
        passage.start < span.end and span.start < passage.end
        for passage in incident.reports
        for span in spans
    )


def _trigger(incident: Incident, text: str) -> str:
    span = incident.reports[0].trigger
    return text[span.start : span.end].lower()


if __name__ == "__main__":
    main()
