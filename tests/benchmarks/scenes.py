"""Which places of a sentence are the scene of what it tells, and what weights do the labels give?

usage: python tests/benchmarks/scenes.py [--fit]

Judges every place of a sentence that tells of a labelled incident: is it among the incident's places? Prints precision, recall
and F of path and preposition alone, then of the weights in use or, with --fit, of weights that the other sources gave, at
thresholds around the one in use; and writes those that all sources give to timeline/lexicon/data/fitted/scenes.tsv. Sources as
in plausibility.py; never the check set.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

from tests.benchmarks.logistic import fitted
from tests.benchmarks.silver import Labelled, resolved, sources
from timeline.evaluation.gold import GoldIncident, evidence_spans
from timeline.evaluation.names import is_same_name
from timeline.lexicon.fitted import Signs, chance, fitted_weights
from timeline.mentions.rules import location_of
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.places import PlaceMention
from timeline.mentions.rules.scene import LEAST_LIKELY, scene_signs
from timeline.mentions.rules.triggers import Trigger
from timeline.model.mentions import EventMention, Slot
from timeline.model.text import TextSpan

WEIGHTS = (
    Path(__file__).resolve().parents[2] / "timeline/lexicon/data/fitted/scenes.tsv"
)
STEPS = (-0.1, -0.05, 0.0, 0.05, 0.1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place beside a labelled incident: its signs, and whether it is one of the incident's places."""

    article: str
    signs: Signs
    right: bool


def main() -> None:
    """Print how well scenes are found; write the weights with --fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    by_source: dict[str, list[Candidate]] = {}
    for source, labels in sources():
        by_source.setdefault(source, []).extend(candidates(labels))
    for source, chosen in by_source.items():
        others = [
            one for name, rows in by_source.items() if name != source for one in rows
        ]
        weights = weights_of(others) if args.fit else fitted_weights("scenes")
        print(f"{source:12} by rule     {figures(chosen, {'by rule': 1.0}, 0.6)}")  # noqa: T201
        for step in STEPS if args.fit else (0.0,):
            threshold = LEAST_LIKELY + step
            shown = figures(chosen, weights, threshold)
            print(f"{source:12} from {threshold:.2f}   {shown}")  # noqa: T201 - a command
    if args.fit:
        write(weights_of([one for rows in by_source.values() for one in rows]))


def candidates(labels: Labelled) -> Iterator[Candidate]:
    """Yield the places of every sentence that tells of a labelled incident."""
    asked: list[tuple[int, int, Signs]] = []

    def is_scene_of(
        sentence: Sentence,
        place: PlaceMention,
        group: Sequence[Trigger],
        ruled: Mapping[int, bool],
    ) -> bool:
        signs = scene_signs(place, group, sentence.words, ruled)
        start = sentence.span(place.head.i, place.head.i).start
        asked.extend(
            (sentence.span(one.token.i, one.token.i).start, start, signs)
            for one in group
        )
        return True

    with patch.object(location_of, "is_scene_of", is_scene_of):
        _, passages = resolved(labels)
    signs_of = {(trigger, place): signs for trigger, place, signs in asked}
    spans = evidence_spans(labels.gold, labels.text)
    for passage in passages:
        incident = incident_of(passage.mention, labels, spans)
        if incident is None:
            continue
        for argument in passage.mention.arguments:
            key = passage.mention.trigger.end, argument.head.start
            signs = next(
                (
                    values
                    for (trigger, place), values in signs_of.items()
                    if place == key[1]
                    and passage.mention.trigger.start
                    <= trigger
                    < passage.mention.trigger.end
                ),
                None,
            )
            if argument.slot is Slot.PLACE and signs is not None:
                names = [argument.name, argument.text]
                if any(is_same_name(place, names) for place in incident.places_ok):
                    continue
                right = any(is_same_name(place, names) for place in incident.places)
                yield Candidate(labels.gold.id, signs, right)


def incident_of(
    mention: EventMention, labels: Labelled, spans: Mapping[str, Sequence[TextSpan]]
) -> GoldIncident | None:
    """Return the labelled incident of a mention's type whose evidence holds or is nearest to its trigger."""
    start = mention.trigger.start
    touching = [
        (max(span.start - start, start - span.end, 0), incident.id, incident)
        for incident in labels.gold.incidents
        if mention.type in {incident.type, *incident.type_alt}
        for span in spans[incident.id]
        if mention.start < span.end and span.start < mention.end
    ]
    return min(touching, key=lambda row: row[:2])[2] if touching else None


def weights_of(rows: Sequence[Candidate]) -> Signs:
    """Fit the weights to these places."""
    return fitted([(row.signs, row.right, row.article) for row in rows])


def figures(rows: Sequence[Candidate], weights: Signs, threshold: float) -> str:
    """Return precision, recall and F of taking the places that are likely enough."""
    taken = [row for row in rows if chance(row.signs, weights) >= threshold]
    right = sum(row.right for row in taken)
    precision = right / max(1, len(taken))
    recall = right / max(1, sum(row.right for row in rows))
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return f"places {len(rows):5}   P {precision:.3f} R {recall:.3f} F {both:.3f}"


def write(weights: Signs) -> None:
    """Write the weights as the product reads them."""
    lines = [
        "# Weight of each sign for a place being the scene of a happening. Fitted, never set by hand:",
        f"# tests/benchmarks/scenes.py --fit, {date.today()}",
        *(f"{name}\t{weight:.3f}" for name, weight in weights.items()),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
