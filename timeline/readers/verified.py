"""Turn the answer of a language model into reports, with the resolvers that the rules use."""

from collections import Counter
from collections.abc import Sequence

from timeline import temporal
from timeline.lexicon.numbers import read_number
from timeline.lexicon.words import words
from timeline.llm.contract import answer_of
from timeline.llm.figures import Number
from timeline.llm.incidents import Resolvers, reading_of
from timeline.llm.names import countries_named
from timeline.llm.parts import without_repeats
from timeline.mentions.knowledge import custom_knowledge
from timeline.model.text import Document
from timeline.readers.outcome import Verified
from timeline.reports.given import reports_of_read
from timeline.settings import Settings


def verified(
    document: Document, content: object, *, settings: Settings, rule: str
) -> Verified:
    """Verify an answer against its document and resolve what stands in it.

    Args:
        document: The article.
        content: The answer, as decoded JSON.
        settings: What shapes the reading.
        rule: Name of the reader ("llm:MODEL"), for every mark.

    Raises:
        InputError: The answer holds no list of incidents.
    """
    dropped: Counter[str] = Counter()
    answer = without_repeats(answer_of(content, dropped))
    expressions = temporal.tag(
        document.text,
        anchor=document.published,
        sections=document.sections,
        mode=settings.dates,
    )
    resolvers = _resolvers(settings)
    reading = reading_of(
        document,
        answer,
        expressions=expressions,
        resolvers=resolvers,
        rule=rule,
        dropped=dropped,
    )
    reports = reports_of_read(
        document,
        reading.incidents,
        actors=resolvers.actors,
        gazetteer=resolvers.gazetteer,
        countries=countries_named(document.text),
    )
    return Verified(reports=reports, values=reading.values, dropped=reading.dropped)


def _resolvers(settings: Settings) -> Resolvers:
    lexicon = custom_knowledge(settings.actors, settings.places)
    return Resolvers(
        actors=lexicon.actors,
        gazetteer=lexicon.gazetteer,
        read_number=_number,
        vocabulary=words(),
    )


def _number(tokens: Sequence[str]) -> Number | None:
    return read_number(tokens, words())
