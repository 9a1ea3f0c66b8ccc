"""How well do the incidents found agree with what annotators found in the same articles?

An incident is right when one of its passages overlaps the evidence of a gold incident and its type is right. Each gold
incident takes one incident and each incident serves one; a second one is wrong. Gold incidents marked optional count
neither way. The slots are judged over the incidents that are right. The overall figure is over everything: a missed
incident costs all its slots, and an invented one costs too (MUC's slot scoring).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.errors import InputError
from timeline.evaluation.gold import GoldArticle, GoldIncident, evidence_spans
from timeline.evaluation.scores import SLOTS, ArticleScores, Scores, Tally, tally, total_of
from timeline.evaluation.slots import filled, filled_in_gold, judge
from timeline.model.incidents import Incident
from timeline.model.text import TextSpan


def evaluate(
    gold: Sequence[GoldArticle], incidents: Sequence[Incident], texts: Mapping[str, str]
) -> Scores:
    """Score incidents against gold articles.

    Args:
        gold: Annotated articles.
        incidents: What was found, over all articles; an incident counts in every article that has a passage of it.
        texts: Texts by document id, to which the offsets of the passages refer.

    Raises:
        InputError: No gold article has a text, a text is not the annotated one, or evidence is not in its text.
    """
    by_document: dict[str, list[Incident]] = {}
    for incident in incidents:
        for document in dict.fromkeys(passage.document for passage in incident.reports):
            by_document.setdefault(document, []).append(incident)
    articles = tuple(
        _score(article, by_document.get(article.id, []), texts[article.id])
        for article in gold
        if article.id in texts
    )
    if not articles:
        raise InputError(
            "gold data",
            "none of its articles is among the documents.",
            "Build the timeline from the annotated texts; a document's id is its file name.",
        )
    without = tuple(article.id for article in gold if article.id not in texts)
    return Scores(articles=articles, total=total_of(articles), without_text=without)


def outcomes(
    gold: Sequence[GoldArticle], incidents: Sequence[Incident], texts: Mapping[str, str]
) -> Iterator[tuple[Incident, bool]]:
    """Go through the incidents found and whether each is right: its passage and type are those of a gold incident.

    Incidents that only touch an optional gold incident, and are not it, are judged neither way and left out.
    """
    for one in gold:
        found = [
            each
            for each in incidents
            if any(passage.document == one.id for passage in each.reports)
        ]
        article = _Article(one, evidence_spans(one, texts[one.id]), found)
        taken = set(_match(article).values())
        for place, incident in enumerate(found):
            if place in taken or not _excused(article, incident):
                yield incident, place in taken


def paired(gold: GoldArticle, text: str, incidents: Sequence[Incident]) -> Mapping[str, Incident]:
    """Return the incident that each gold incident is paired with, by the gold incident's id."""
    spans = evidence_spans(gold, text)
    article = _Article(gold, spans, incidents)
    pairs = _match(article)
    return {
        name: incidents[place]
        for name, place in pairs.items()
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Article:
    """A gold article beside what was found in it."""

    gold: GoldArticle
    spans: Mapping[str, Sequence[TextSpan]]
    found: Sequence[Incident]

    def overlap(self, gold: GoldIncident, incident: Incident) -> bool:
        """Say whether a passage of the incident touches the gold evidence."""
        return any(
            passage.start < span.end and span.start < passage.end
            for passage in incident.reports
            if passage.document == self.gold.id
            for span in self.spans[gold.id]
        )

    def fits(self, gold: GoldIncident, incident: Incident) -> bool:
        """Say whether the incident may be the gold one: same passage, right type."""
        return incident.type in {gold.type, *gold.type_alt} and self.overlap(gold, incident)


def _score(gold: GoldArticle, found: Sequence[Incident], text: str) -> ArticleScores:
    article = _Article(gold, evidence_spans(gold, text), found)
    pairs = _match(article)
    taken = set(pairs.values())
    optional = {one.id for one in gold.incidents if one.optional}
    core = [one for one in gold.incidents if not one.optional]
    shared = _shared(article, core, pairs)
    judged = [judge(one, found[shared[one.id]]) for one in core if one.id in shared]
    slots = {slot: sum((one[slot] for one in judged if slot in one), Tally()) for slot in SLOTS}
    right = len(pairs.keys() - optional)
    wrong = [
        one for place, one in enumerate(found) if place not in taken and not _excused(article, one)
    ]
    missed = sum(filled_in_gold(one) for one in core if one.id not in shared)
    invented = sum(filled(one) for one in wrong)
    return ArticleScores(
        article=gold.id,
        detection=Tally(correct=right, given=right + len(wrong), found=len(judged), gold=len(core)),
        slots=slots,
        overall=sum(slots.values(), tally(0, missed, invented)),
    )


def _match(article: _Article) -> dict[str, int]:
    """Pair gold incidents with incidents found (by place in the list), the best agreement first."""
    pairs: dict[str, int] = {}
    taken: set[int] = set()
    for _, gold, place in sorted(_candidates(article)):
        if gold not in pairs and place not in taken:
            pairs[gold] = place
            taken.add(place)
    return pairs


def _candidates(article: _Article) -> Iterator[tuple[float, str, int]]:
    for gold in article.gold.incidents:
        for place, incident in enumerate(article.found):
            if article.fits(gold, incident):
                yield -_agreement(gold, incident), gold.id, place


def _agreement(gold: GoldIncident, incident: Incident) -> float:
    """Sum the shares of slots that agree; a gold incident that must be found goes before an optional one."""
    shares = [
        one.correct / max(one.gold, one.given)
        for one in judge(gold, incident).values()
        if one.gold or one.given
    ]
    return sum(shares) + (0.0 if gold.optional else 0.5)


def _shared(
    article: _Article, core: Sequence[GoldIncident], pairs: Mapping[str, int]
) -> dict[str, int]:
    """Add the gold incidents that one incident rightly joins with another."""
    shared = dict(pairs)
    for gold in core:
        if gold.id in shared:
            continue
        for other in gold.merge_ok:
            if other in shared and article.fits(gold, article.found[shared[other]]):
                shared[gold.id] = shared[other]
    return shared


def _excused(article: _Article, incident: Incident) -> bool:
    return any(gold.optional and article.overlap(gold, incident) for gold in article.gold.incidents)
