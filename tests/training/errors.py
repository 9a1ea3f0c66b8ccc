"""What do the rules and the best form with a trained reader get wrong, by kind?

usage: python -m tests.training.errors EXPORTED PREPARED SAID.pickle FILE
"""

import pickle
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.training import decide
from tests.training.export import Read
from tests.training.forms import BEST, Settings, build
from tests.training.prepare import exported
from timeline.evaluation.gold import evidence_spans
from timeline.evaluation.incidents import outcomes, paired
from timeline.model.incidents import Incident
from timeline.model.text import TextSpan

FORMS = {"rules": Settings(), **{name: BEST[name] for name in ("both", "both, union")}}


def main() -> None:
    """Print counts of errors by kind."""
    exports, prepared, said_file, name = sys.argv[1:]
    reads = exported(Path(exports) / f"{name}.pickle")
    found = pickle.loads((Path(prepared) / f"{name}.pickle").read_bytes())
    articles = {article.id: article for article in found}
    said, head = pickle.loads(Path(said_file).read_bytes())
    for form, settings in FORMS.items():
        made = {}
        kinds: Counter[str] = Counter()
        for read in reads:
            known = read.labels.gold.id
            made[known] = build(read, articles[known], said[known], head, settings)
            kinds += errors(read, made[known])
        print(form, decide.shown(decide.score(reads, made)))
        print(
            "  ",
            ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds)),
            flush=True,
        )


def errors(read: Read, incidents: Sequence[Incident]) -> Counter[str]:
    """Count the incidents missed and invented in one article, by kind."""
    gold, text = read.labels.gold, read.labels.text
    spans = evidence_spans(gold, text)
    right = set(paired(gold, text, incidents))
    kinds: Counter[str] = Counter()
    for label in gold.incidents:
        if label.optional or label.id in right:
            continue
        there = [one for one in incidents if touches(one, spans[label.id])]
        same = any(one.type in {label.type, *label.type_alt} for one in there)
        kinds[
            f"missed: {'swallowed' if same else 'other type' if there else 'nothing there'}"
        ] += 1
    for incident, good in outcomes([gold], incidents, {gold.id: text}):
        if good:
            continue
        labels = [one for one in gold.incidents if touches(incident, spans[one.id])]
        same = any(incident.type in {one.type, *one.type_alt} for one in labels)
        kinds[
            f"invented: {'told twice' if same else 'other type' if labels else 'no incident'}"
        ] += 1
    return kinds


def touches(incident: Incident, spans: Sequence[TextSpan]) -> bool:
    """Return whether a passage overlaps one of the stretches of evidence."""
    return any(
        passage.start < span.end and span.start < passage.end
        for passage in incident.reports
        for span in spans
    )


if __name__ == "__main__":
    main()
