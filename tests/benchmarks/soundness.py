"""Of what share of incidents is all that they say right, by how sound we hold them, and what weights do the labels give?

usage: python tests/benchmarks/soundness.py [--fit] [--cache FILE]

An incident is wholly right when a label has its type in the same words, every passage of it is evidence of that label, and no
date, actor, place, figure or status of it is none of the label's; what it leaves out is no fault. People counted among the dead
or wounded are no wrong target. The table shows, by soundness, how many are wholly right and how many tell of nothing, for those
that a first view may show (occurred, specific, dated by words) and all others. With --fit, weights that the other sources gave
are used for each source; then those that all sources give are written to timeline/lexicon/data/fitted/membership.tsv and
soundness.tsv. Sources: the annotated look set and the silver labels, never the check set. --cache keeps what was parsed.
"""

import argparse
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from tests.benchmarks import logistic
from tests.benchmarks.logistic import fitted
from tests.benchmarks.silver import Labelled, resolved, sources
from timeline.assembly import merged
from timeline.evaluation.gold import GoldIncident, evidence_spans
from timeline.evaluation.incidents import paired
from timeline.evaluation.slots import judge
from timeline.incidents.casualties import ANYBODY
from timeline.lexicon.fitted import Signs, chance, fitted_weights
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.text import Document, TextSpan
from timeline.model.types import HAPPENED, Genericity
from timeline.model.when import Basis
from timeline.reports import membership, soundness
from timeline.reports.build import Told, stories
from timeline.reports.contexts import Contexts
from timeline.reports.plausibility import LEAST_LIKELY, likelihood
from timeline.reports.resolve import ResolvedMention
from timeline.settings import Settings

FITTED = Path(__file__).resolve().parents[2] / "timeline/lexicon/data/fitted"
JUDGED = ("date", "initiator", "target", "places", "casualties", "status")
BOUNDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.0)
# Keeps weights of rare signs small; 4 to 30 order incidents left out alike.
RIDGE = 12.0
Parsed = tuple[str, Labelled, Document, list[ResolvedMention]]


@dataclass(frozen=True, slots=True)
class Case:
    """A story of a labelled article that tells of something specific that happened.

    Attributes:
        source: Name of the labels' source.
        article: Id of the article.
        story: Its passages and report.
        published: Day of publication.
        belongs: Of each passage but the first, whether it is evidence of the label; None where the first is not.
        faults: What is wrong with its incident.
        is_candidate: Whether a first view may show it, but for how sound it is.
    """

    source: str
    article: str
    story: Told
    published: date | None
    belongs: Sequence[bool] | None
    faults: Sequence[str]
    is_candidate: bool


def main() -> None:
    """Print what is right by soundness; write the weights with --fit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args()
    logistic.RIDGE = RIDGE
    cases = [case for row in parsed(args.cache) for case in judged(*row)]
    rated: list[tuple[Case, float]] = []
    for source in sorted({case.source for case in cases}):
        others = [case for case in cases if case.source != source]
        own = [case for case in cases if case.source == source]
        of_members, of_all = weights_of(others) if args.fit else weights_in_use()
        rated += [(case, soundness_of(case, of_members, of_all)) for case in own]
    for line in table(rated):
        print(line)  # noqa: T201 - a command
    if args.fit:
        of_members, of_all = weights_of(cases)
        write("membership", "a passage belonging to its story", of_members)
        write("soundness", "all that a report says being right", of_all)


def parsed(cache: Path | None) -> Sequence[Parsed]:
    """Return every labelled article with its passages; from the cache, if there is one."""
    if cache is not None and cache.is_file():
        rows: Sequence[Parsed] = pickle.loads(cache.read_bytes())
        return rows
    read = [(source, labels, *resolved(labels)) for source, labels in sources()]
    if cache is not None:
        cache.write_bytes(pickle.dumps(read))
    return read


def judged(
    source: str,
    labels: Labelled,
    document: Document,
    passages: Sequence[ResolvedMention],
) -> Iterator[Case]:
    """Yield the stories of an article that tell of something specific that happened, judged by its labels."""
    contexts = Contexts(document)
    told = []
    for story in stories(document, passages):
        published = contexts.published(story.group[0].mention.start)
        if likelihood(story.group, published) >= LEAST_LIKELY:
            told.append((story, published))
    incidents = merged(
        [story.report for story, _ in told], [document], settings=Settings()
    )
    by_report = {passage.report: one for one in incidents for passage in one.reports}
    pairs = paired(labels.gold, labels.text, incidents)
    names = {id(incident): name for name, incident in pairs.items()}
    gold = {one.id: one for one in labels.gold.incidents}
    spans = evidence_spans(labels.gold, labels.text)
    for story, published in told:
        incident = by_report[story.report.id]
        if (
            incident.status not in HAPPENED
            or incident.genericity is not Genericity.SPECIFIC
        ):
            continue
        name = names.get(id(incident))
        faults = (
            ["nothing"]
            if name is None
            else faults_of(incident, gold[name], spans[name])
        )
        belongs = None if name is None else evidence(story, spans[name])
        yield Case(
            source,
            labels.gold.id,
            story,
            published,
            belongs,
            faults,
            is_candidate(incident),
        )


def is_candidate(incident: Incident) -> bool:
    """Return whether an incident is dated by words and has a clause to quote."""
    is_dated = incident.date is not None and incident.date.basis is not Basis.ASSUMED
    return is_dated and incident.headline_span is not None


def faults_of(
    incident: Incident, gold: GoldIncident, spans: Sequence[TextSpan]
) -> Sequence[str]:
    """Return what is wrong with an incident, by its label."""
    slots = judge(gold, without_counted(incident, gold))
    faults = [
        name
        for name in JUDGED
        if name in slots and slots[name].given > slots[name].correct
    ]
    if not all(
        _overlaps(passage.start, passage.end, spans) for passage in incident.reports
    ):
        faults.append("passages")
    return [*faults, "general"] if gold.optional else faults


def without_counted(incident: Incident, gold: GoldIncident) -> Incident:
    """Return an incident without targets that are the people counted in its figures."""
    groups = set(ANYBODY)
    counted = [figure.group for figure in gold.casualties]
    counted += [figure.group for figure in incident.casualties]
    for words in counted:
        groups.update((words or "").lower().split())
    actors = tuple(actor for actor in incident.actors if not _is_counted(actor, groups))
    return replace(incident, actors=actors)


def _is_counted(actor: ActorRole, groups: set[str]) -> bool:
    is_nameless_target = actor.role is Role.TARGET and actor.country is None
    return is_nameless_target and not groups.isdisjoint(actor.name.lower().split())


def evidence(story: Told, spans: Sequence[TextSpan]) -> Sequence[bool] | None:
    """Return for each passage but the first whether it is evidence; None where the first is not."""
    first, *others = [
        _overlaps(one.mention.start, one.mention.end, spans) for one in story.group
    ]
    return others if first else None


def _overlaps(start: int, end: int, spans: Sequence[TextSpan]) -> bool:
    return any(start < span.end and span.start < end for span in spans)


def weights_in_use() -> tuple[Signs, Signs]:
    """Return the weights of the product."""
    return fitted_weights("membership"), fitted_weights("soundness")


def weights_of(cases: Sequence[Case]) -> tuple[Signs, Signs]:
    """Fit the weights of membership, and with them those of soundness."""
    rows: list[logistic.Row] = []
    for case in cases:
        group = case.story.group
        for at, belongs in enumerate(case.belongs or (), 1):
            signs = membership.signs(group[at], group[:at], case.story.link)
            rows.append((signs, belongs, case.article))
    of_members = fitted(rows)
    return of_members, fitted(
        [(signs_of(case, of_members), not case.faults, case.article) for case in cases]
    )


def signs_of(case: Case, of_members: Signs) -> Signs:
    """Return the signs of soundness of a story."""
    group = case.story.group
    members = [
        membership.belonging(group[at], group[:at], case.story.link, of_members)
        for at in range(1, len(group))
    ]
    return soundness.signs(group, case.story.report, case.published, members)


def soundness_of(case: Case, of_members: Signs, of_all: Signs) -> float:
    """Return how sound a story is by these weights."""
    return chance(signs_of(case, of_members), of_all)


def table(rated: Sequence[tuple[Case, float]]) -> Iterator[str]:
    """Yield lines: soundness, and of candidates and others how many there are, right, and of nothing."""
    yield "soundness     candidates  right  nothing     others  right  nothing"
    for low, high in pairwise(BOUNDS):
        inside = [case for case, sound in rated if low <= sound < high]
        parts = [
            shares([case for case in inside if case.is_candidate is chosen])
            for chosen in (True, False)
        ]
        yield f"{low:.1f} to {high:.1f}  {parts[0]}  {parts[1]}"
    for bound in BOUNDS[2:-1]:
        for source in ("", *sorted({case.source for case, _ in rated})):
            above = [
                case
                for case, sound in rated
                if sound >= bound
                and case.is_candidate
                and case.source.startswith(source)
            ]
            yield f"from {bound:.1f} {source or 'all':11}  {shares(above)}"


def shares(cases: Sequence[Case]) -> str:
    """Return how many cases there are, and the shares that are right and that tell of nothing."""
    right = sum(not case.faults for case in cases)
    nothing = sum(case.faults == ["nothing"] for case in cases)
    total = max(1, len(cases))
    return f"{len(cases):10}  {right / total:5.2f}  {nothing / total:7.2f}"


def write(name: str, meaning: str, weights: Mapping[str, float]) -> None:
    """Write weights as the product reads them."""
    made = f"tests/benchmarks/soundness.py --fit, {date.today()}"
    lines = [f"# Weight of each sign for {meaning}. Fitted, never set by hand: {made}"]
    lines += [f"{sign}\t{weight:.3f}" for sign, weight in weights.items()]
    (FITTED / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
