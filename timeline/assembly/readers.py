"""Mark who read what where a language model was asked: the rules, a model, or both."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from timeline.model.incidents import Incident
from timeline.model.language_model import closed_parts
from timeline.model.text import Document
from timeline.settings import Settings

# Prefix of the name of every reader that is a language model.
MODEL_PREFIX = "llm:"
AGREED = "read by the rules and by a language model"
MODEL_ALONE = "read only by a language model"
RULES_ALONE = "read only by the rules"
CHECKED = "read by the rules, checked by a language model"


def readers_of(incident: Incident) -> frozenset[str]:
    """Return who read an incident: "rules", and the names of models, as its marks say."""
    rules = {mark.rule for passage in incident.reports for mark in passage.marks}
    models = {rule for rule in rules if rule.startswith(MODEL_PREFIX)}
    names = models | ({"rules"} if rules - models else set())
    return frozenset(names)


def sign_of(incident: Incident) -> str:
    """Return in words who read an incident."""
    readers = readers_of(incident)
    if "rules" not in readers:
        return MODEL_ALONE
    if len(readers) == 1:
        return RULES_ALONE
    return AGREED


def with_readers(incidents: Sequence[Incident], settings: Settings) -> list[Incident]:
    """Return incidents with who read them among their signs, and the confidence that follows.

    Without a language model nothing changes. Rows of coded data, which neither reads, stay as they
    are.
    """
    if settings.llm_mode is None:
        return list(incidents)
    return [_with_reader(incident, settings) for incident in incidents]


def _with_reader(incident: Incident, settings: Settings) -> Incident:
    if not any(passage.marks for passage in incident.reports):
        return incident
    sign = sign_of(incident)
    confidence = incident.confidence
    if closed_parts(settings.llm_mode):
        # its confidence stays: how often small models are right was not measured
        sign = CHECKED if sign == AGREED else RULES_ALONE
    elif settings.llm_mode == "both" or sign == MODEL_ALONE:
        confidence = SHARE_RIGHT[sign]
    signs = (*incident.signs, sign)
    return replace(incident, confidence=confidence, signs=signs)


# Share of incidents that are right, by who read them, among 992 incidents of 71 annotated articles
# with the recorded answers of one large model (tests/benchmarks/llm.py): 562 of 569, 265 of 270, 92
# of 153. The articles were annotated with a model of the same kind, which flatters, so the second
# is drawn further towards the middle.
SHARE_RIGHT = {AGREED: 0.97, MODEL_ALONE: 0.9, RULES_ALONE: 0.6}


def marked_documents(
    documents: Iterable[Document], settings: Settings, *, by_rules: Collection[str]
) -> tuple[Document, ...]:
    """Return documents with who read them.

    Args:
        documents: Articles, and rows of coded data, which nobody read.
        settings: What shaped the reading.
        by_rules: Ids of the documents for which the model gave no answer.
    """
    if settings.llm_mode is None or settings.llm is None:
        return tuple(documents)
    model = f"{MODEL_PREFIX}{settings.llm.model}"
    names = {document: "rules" for document in by_rules}
    return tuple(
        document
        if document.dataset is not None
        else replace(document, read_by=names.get(document.id, model))
        for document in documents
    )
