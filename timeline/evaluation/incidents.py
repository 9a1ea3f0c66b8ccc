"""Agreement of incidents with what annotators marked in the same articles.

An incident is right when one of its passages overlaps the evidence of a gold incident and its type
is right. Each gold incident takes one incident and each incident serves one; a second one is wrong.
Gold incidents marked optional count neither way. The slots are judged over the incidents that are
right. The overall figure is over everything: a missed incident costs all its slots, and an invented
one costs too (MUC's slot scoring).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.errors import InputError
from timeline.evaluation.gold import GoldArticle, GoldIncident, evidence_spans
from timeline.evaluation.scores import (
    SLOTS,
    ArticleScores,
    Scores,
    Tally,
    tally,
    total_of,
)
from timeline.evaluation.slots import filled, filled_in_gold, judge
from timeline.model.incidents import Incident
from timeline.model.text import TextSpan


def evaluate(
    gold: Sequence[GoldArticle], incidents: Sequence[Incident], texts: Mapping[str, str]
) -> Scores:
    """Score incidents against gold articles.

    Args:
        gold: Annotated articles.
        incidents: What was found, over all articles; an incident counts in every article that has a
            passage of it.
        texts: Texts by document id, to which the offsets of the passages refer.

    Raises:
        InputError: No gold article has a text, a text is not the annotated one, or evidence is not
            in its text.
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
    """Yield the incidents and whether each is right: passage and type are those of a gold one.

    Incidents that only touch an optional gold incident, and are not it, are judged neither way and
    left out.
    """
    for gold_article in gold:
        in_article = _in_document(incidents, gold_article.id)
        spans = evidence_spans(gold_article, texts[gold_article.id])
        article = _Article(gold_article, spans, in_article)
        matched = set(_match(article).values())
        for place, incident in enumerate(in_article):
            if place in matched or not article.is_excused(incident):
                yield incident, place in matched


def _in_document(incidents: Sequence[Incident], document: str) -> list[Incident]:
    return [incident for incident in incidents if document in _documents(incident)]


def _documents(incident: Incident) -> set[str]:
    return {passage.document for passage in incident.reports}


def paired(
    gold: GoldArticle, text: str, incidents: Sequence[Incident]
) -> Mapping[str, Incident]:
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
    """A gold article with the incidents of the program in it."""

    gold: GoldArticle
    spans: Mapping[str, Sequence[TextSpan]]
    incidents: Sequence[Incident]

    def is_overlap(self, gold: GoldIncident, incident: Incident) -> bool:
        """Return whether a passage of the incident touches the gold evidence."""
        passages = [
            passage for passage in incident.reports if passage.document == self.gold.id
        ]
        for span in self.spans[gold.id]:
            for passage in passages:
                if passage.start < span.end and span.start < passage.end:
                    return True
        return False

    def is_match(self, gold: GoldIncident, incident: Incident) -> bool:
        """Return whether the incident may be the gold one: same passage, right type."""
        has_type = incident.type == gold.type or incident.type in gold.type_alt
        return has_type and self.is_overlap(gold, incident)

    def is_excused(self, incident: Incident) -> bool:
        """Return whether the incident touches an optional gold one."""
        optional = [gold for gold in self.gold.incidents if gold.optional]
        return any(self.is_overlap(gold, incident) for gold in optional)


def _score(
    gold: GoldArticle, incidents: Sequence[Incident], text: str
) -> ArticleScores:
    article = _Article(gold, evidence_spans(gold, text), incidents)
    pairs = _match(article)
    optional = {incident.id for incident in gold.incidents if incident.optional}
    required = [incident for incident in gold.incidents if not incident.optional]
    shared = _shared(article, required, pairs)
    judged = []
    missed = 0
    for gold_incident in required:
        place = shared.get(gold_incident.id)
        if place is None:
            missed += filled_in_gold(gold_incident)
        else:
            judged.append(judge(gold_incident, incidents[place]))
    slots = {
        slot: sum((tallies[slot] for tallies in judged if slot in tallies), Tally())
        for slot in SLOTS
    }
    matched = set(pairs.values())
    wrong = [
        incident
        for place, incident in enumerate(incidents)
        if place not in matched and not article.is_excused(incident)
    ]
    invented = sum(filled(incident) for incident in wrong)
    right = len(pairs.keys() - optional)
    detection = Tally(
        correct=right,
        given=right + len(wrong),
        recalled=len(judged),
        gold=len(required),
    )
    return ArticleScores(
        article=gold.id,
        detection=detection,
        slots=slots,
        overall=sum(slots.values(), tally(0, missed, invented)),
    )


def _match(article: _Article) -> dict[str, int]:
    """Pair gold incidents with incidents (by place in the list), the best agreement first."""
    pairs: dict[str, int] = {}
    taken: set[int] = set()
    for _, gold, place in sorted(_candidates(article)):
        if gold not in pairs and place not in taken:
            pairs[gold] = place
            taken.add(place)
    return pairs


def _candidates(article: _Article) -> Iterator[tuple[float, str, int]]:
    for gold in article.gold.incidents:
        for place, incident in enumerate(article.incidents):
            if article.is_match(gold, incident):
                yield -_agreement(gold, incident), gold.id, place


def _agreement(gold: GoldIncident, incident: Incident) -> float:
    """Return the sum of the shares of slots that agree.

    A gold incident that is required is preferred to an optional one.
    """
    shares = []
    for slot in judge(gold, incident).values():
        most = max(slot.gold, slot.given)
        if most:
            shares.append(slot.correct / most)
    preference = 0.0 if gold.optional else 0.5
    return sum(shares) + preference


def _shared(
    article: _Article, required: Sequence[GoldIncident], pairs: Mapping[str, int]
) -> dict[str, int]:
    """Return the pairs, with the gold incidents that one incident rightly joins with another."""
    shared = dict(pairs)
    for gold in required:
        if gold.id in shared:
            continue
        for joined in gold.merge_ok:
            place = shared.get(joined)
            if place is not None and article.is_match(gold, article.incidents[place]):
                shared[gold.id] = place
    return shared
