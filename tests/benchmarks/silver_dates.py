"""How well are right incidents dated, against labels and annotations, and which kinds of errors are there?

usage: python -m tests.benchmarks.silver_dates [--sources look voa ...] [--list 20] [--kind KIND]

Builds every labelled article that may be fitted on by itself and compares the days of incidents that are paired with a
label. Prints for each source how often the days are right, then the errors by kind with examples: what the label's words
are, which days it gives and which ours, and by which rule. `unlabelled` counts days that we give where the label has none;
the score takes no notice of these. The labels are no measure: they say where to look.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.silver import Labelled, built, sources
from timeline.evaluation.gold import GoldIncident, evidence_spans
from timeline.evaluation.incidents import paired
from timeline.evaluation.slots import judge
from timeline.model.incidents import Incident
from timeline.model.types import HAPPENED
from timeline.model.when import Basis, DateInterval
from timeline.temporal import tag


@dataclass(frozen=True, slots=True)
class Compared:
    """The days of one incident beside those of its label.

    Attributes:
        source: Name of the file of labels, without its number.
        article: Id of the article.
        kind: What is wrong; "right", "free" (none given, none wanted) or "unlabelled" otherwise.
        told: What to print of it.
    """

    source: str
    article: str
    kind: str
    told: str


def main() -> None:
    """Print the share of right days and the errors by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sources", nargs="*", default=(), help="only these: look, voa, rams ..."
    )
    parser.add_argument(
        "--list", type=int, default=20, help="how many examples of each kind"
    )
    parser.add_argument("--kind", help="only examples whose kind begins with this")
    args = parser.parse_args()
    rows = [
        row
        for name, article in sources()
        if not args.sources or name in args.sources
        for row in compared(name, article)
    ]
    lists = examples(rows, args.list, args.kind or "")
    print("\n".join([*shares(rows), *lists]))  # noqa: T201 - a command


def compared(source: str, article: Labelled) -> Iterator[Compared]:
    """Yield the comparison of each incident of an article that is paired with a label."""
    incidents = built(article)
    pairs = paired(article.gold, article.text, incidents)
    for label in article.gold.incidents:
        incident = pairs.get(label.id)
        if incident is None or label.optional:
            continue
        kind = _kind(label, incident, article)
        told = _told(label, incident, article)
        yield Compared(source, article.gold.id, kind, told)


def _kind(label: GoldIncident, incident: Incident, article: Labelled) -> str:
    """Say what is wrong with the days of an incident."""
    given = incident.date
    if label.date is None:
        return "free" if given is None else f"unlabelled: {_how(incident)}"
    counts = judge(label, incident).get("date")
    if counts is not None and counts.correct:
        return "right"
    if given is None and not label.date_required:
        return "free"
    wanted = "told" if label.date_required else "implied"
    found = _found(label, article) if label.date_required else ""
    return f"{wanted}{found}, ours {_how(incident)}"


def _how(incident: Incident) -> str:
    """Say how the days of an incident are known, and whether it is one that happened."""
    if incident.date is None:
        return "none"
    state = "" if incident.status in HAPPENED else " (not happened)"
    return f"{incident.date.basis}{state}"


def _found(label: GoldIncident, article: Labelled) -> str:
    """Say whether the days of a label are those of an expression in its evidence."""
    days = label.date
    expressions = [
        expression
        for expression in tag(article.text, anchor=article.published)
        for span in evidence_spans(article.gold, article.text)[label.id]
        if expression.start < span.end and span.start < expression.end
    ]
    intervals = [one.interval for one in expressions if one.interval is not None]
    if days is None or not intervals:
        return " outside its sentence"
    is_there = any(
        (when.start, when.end) == (days.start, days.end) for when in intervals
    )
    return " and resolved" if is_there else " and resolved otherwise"


def _told(label: GoldIncident, incident: Incident, article: Labelled) -> str:
    """Return what to print of an error: wanted and given days, the sentence and the rule."""
    wanted = "none" if label.date is None else f"{label.date.start}/{label.date.end}"
    words = incident.date.text if incident.date and incident.date.text else "-"
    rules = {
        mark.rule
        for passage in incident.reports
        for mark in passage.marks
        if mark.slot.value == "date"
    }
    spans = evidence_spans(article.gold, article.text)[label.id]
    evidence = " // ".join(article.text[span.start : span.end] for span in spans)
    sentence = " ".join(incident.reports[0].text.split())
    return (
        f"{article.gold.id} pub {article.published}: want {wanted}, given {_days(incident.date)} "
        f"'{words}' {sorted(rules)} | {evidence[:300]} | {sentence[:300]}"
    )


def _days(when: DateInterval | None) -> str:
    if when is None:
        return "none"
    mark = "?" if when.basis is Basis.ASSUMED else ""
    return f"{when.start}/{when.end}{mark}"


def shares(rows: Sequence[Compared]) -> Iterator[str]:
    """Yield for each source the share of right days among those that are judged."""
    for source in [*dict.fromkeys(row.source for row in rows), "all"]:
        here = [row for row in rows if source in ("all", row.source)]
        counted = Counter(row.kind.partition(":")[0] for row in here)
        judged = len(here) - counted["free"] - counted["unlabelled"]
        share = 100 * counted["right"] / judged if judged else 0.0
        yield (
            f"{source:12} right {counted['right']:5} of {judged:5} {share:5.1f} %   "
            f"days where the label has none {counted['unlabelled']:4} (neither has any {counted['free']})"
        )


def examples(rows: Sequence[Compared], most: int, only: str) -> Iterator[str]:
    """Yield the kinds of errors, the most frequent first, each with examples."""
    counted = Counter(row.kind for row in rows)
    for kind, count in counted.most_common():
        if kind in ("right", "free") or not kind.startswith(only):
            continue
        yield f"\n{count:5}  {kind}"
        found = [row.told for row in rows if row.kind == kind]
        yield from (f"       {told}" for told in found[:most])


if __name__ == "__main__":
    main()
