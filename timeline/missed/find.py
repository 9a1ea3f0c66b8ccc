"""Find the sentences of a document that hold words of violence and gave no incident.

What a reader leaves out is as much part of its quality as what it finds. Each such sentence comes
with the rule that said no, so that a person can see whether it was right.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from timeline.mentions import Knowledge, article_countries, extract
from timeline.missed.words import reason_of, word_in_text, words_of_force
from timeline.model.incidents import Incident
from timeline.model.text import Document, Section, SectionKind
from timeline.parsing import parse
from timeline.reading import knowledge_of
from timeline.settings import Settings
from timeline.temporal import tag

# The offset of a trigger in its document, and why it names no incident.
Refusal = tuple[int, str]
FRONT_MATTER = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A sentence with a word of force that gave no incident.

    Attributes:
        document: Id of the document.
        start: Offset of the sentence in the document's text, in code points.
        text: The sentence.
        word: The word of force.
        reason: What said no.
    """

    document: str
    start: int
    text: str
    word: str
    reason: str


def missed(
    document: Document, incidents: Iterable[Incident], *, settings: Settings
) -> Iterator[Missed]:
    """Yield the sentences of a document that gave no incident though they name force.

    Args:
        document: The document.
        incidents: The incidents of the timeline.
        settings: What shaped the reading.
    """
    knowledge = knowledge_of(settings)
    sentences, refusals = _read(document, knowledge, settings)
    covered = _covered(document, incidents)
    for sentence, offset in sentences:
        start = sentence.start_char + offset
        end = sentence.end_char + offset
        if not covered.isdisjoint(range(start, end)):
            continue
        words = words_of_force(sentence, knowledge.triggers)
        for token, entry in words[:1]:
            reason = _refusal(refusals, start, end) or reason_of(token, entry)
            yield _missed(document, start, sentence.text, token.text, reason)
    yield from _unread(document, knowledge)


def _read(
    document: Document, knowledge: Knowledge, settings: Settings
) -> tuple[list[tuple[Span, int]], list[Refusal]]:
    """Return the sentences of a document with their offsets, and the triggers refused."""
    refusals: list[Refusal] = []
    parsed = parse(document, model=settings.model)
    docs = [section.doc for section in parsed]
    expressions = tag(
        document.text,
        anchor=document.published,
        sections=document.sections,
        mode=settings.dates,
    )
    extract(
        document,
        [(section.doc, section.offset) for section in parsed],
        expressions,
        countries_named=article_countries(docs),
        knowledge=knowledge,
        refusals=refusals,
    )
    sentences: list[tuple[Span, int]] = []
    for section in parsed:
        sentences += [(sentence, section.offset) for sentence in section.doc.sents]
    return sentences, refusals


def _covered(document: Document, incidents: Iterable[Incident]) -> set[int]:
    """Return the offsets of the characters of a document that tell of an incident."""
    covered: set[int] = set()
    for incident in incidents:
        for passage in incident.reports:
            if passage.document == document.id:
                covered.update(range(passage.start, passage.end))
    return covered


def _refusal(refusals: Sequence[Refusal], start: int, end: int) -> str | None:
    """Return why a trigger between two offsets named no incident."""
    reasons = (reason for place, reason in refusals if start <= place < end)
    return next(reasons, None)


def _unread(document: Document, knowledge: Knowledge) -> Iterator[Missed]:
    """Yield the parts that are not read at all but hold a word of force."""
    for section in document.sections:
        text = _unread_text(document, section)
        word = word_in_text(text, knowledge.triggers)
        if word is not None:
            reason = "taken for boilerplate, which is not read"
            yield _missed(document, section.start, text, word, reason)


def _unread_text(document: Document, section: Section) -> str:
    """Return the text of a section of boilerplate; "" for others and for front matter."""
    text = document.text[section.start : section.end]
    is_unread = section.kind is SectionKind.BOILERPLATE
    return text if is_unread and not text.startswith(FRONT_MATTER) else ""


def _missed(
    document: Document, start: int, text: str, word: str, reason: str
) -> Missed:
    return Missed(
        document=document.id,
        start=start,
        text=" ".join(text.split()),
        word=word,
        reason=reason,
    )
