"""Turn words selected in an article into the cell of a correction, by the engine's resolvers."""

import re
from collections.abc import Iterator, Mapping, Sequence

from timeline import temporal
from timeline.lexicon.numbers import Number, read_number
from timeline.lexicon.words import words as vocabulary
from timeline.llm.sentences import Sentences
from timeline.model.incidents import Incident
from timeline.model.places import Place
from timeline.model.text import Document, TextSpan
from timeline.model.types import CasualtyKind
from timeline.project.apply_corrections import Resolver
from timeline.project.corrections import RowError
from timeline.project.values import ROLES
from timeline.review.missed import kinds_by_word

# Words beside a number that say what was done to the people; the dead where none does.
_KINDS = {
    "injured": CasualtyKind.INJURED,
    "wounded": CasualtyKind.INJURED,
    "hurt": CasualtyKind.INJURED,
    "missing": CasualtyKind.MISSING,
    "captured": CasualtyKind.CAPTURED,
    "abducted": CasualtyKind.ABDUCTED,
    "kidnapped": CasualtyKind.ABDUCTED,
    "displaced": CasualtyKind.DISPLACED,
    "fled": CasualtyKind.DISPLACED,
}
# The type of an incident whose words name none.
ANY_TYPE = "ASSAULT"
# Words of the longest headline.
LONGEST_HEADLINE = 14
_WORD = re.compile(r"[a-z]+")


def resolve(
    field: str,
    document: Document,
    start: int,
    end: int,
    resolver: Resolver,
    incidents: Sequence[Incident] = (),
) -> str:
    """Return what a column of corrections.csv holds for selected words.

    Args:
        field: The column, or "quote".
        document: The article.
        start: Offset of the first selected character, in code points.
        end: Offset after the last one.
        resolver: Looks up actors and places.
        incidents: The incidents that the article reports: what the engine made of the same words
            goes before what they mean by themselves ("government forces").

    Raises:
        RowError: The offsets are not in the text, or the words cannot be read as this field.
    """
    text = _selected(document, start, end)
    if field == "date":
        return _date(document, start, end)
    if field == "place":
        return _place(text, resolver, _mentioned_places(document, incidents))
    if field in ROLES:
        return _actor(text, resolver, _mentioned_actors(document, incidents))
    if field == "casualties":
        return _casualties(text)
    if field == "quote":
        return _quote(document, start, end)
    return " ".join(text.split())


def new_incident(document: Document, start: int, end: int) -> dict[str, str]:
    """Return the cells of a row that adds an incident of selected words, as far as they say.

    They are its quote, a type, a headline if the words are few, and the day if their sentence names
    one.

    Raises:
        RowError: The offsets are not in the text.
    """
    words = _selected(document, start, end)
    quote = _quote(document, start, end)
    sentences = Sentences(document.text, document.sections)
    around = sentences.around(TextSpan(start=start, end=end))
    sentence = document.text[around.start : around.end]
    cells = {
        "document": document.id,
        "quote": quote,
        "type": kind_of(words) or kind_of(sentence) or ANY_TYPE,
    }
    if len(quote.split()) <= LONGEST_HEADLINE:
        cells["headline"] = quote
    try:
        cells["date"] = _date(document, around.start, around.end)
    except RowError:
        return cells
    return cells


def kind_of(text: str) -> str | None:
    """Return the type that the first word of force in a text names; None where there is none.

    >>> kind_of("Police arrested nine men.")
    'COERCE/arrest'
    """
    for word in _WORD.findall(text.lower()):
        kind = kinds_by_word().get(word)
        if kind is not None:
            return kind
    return None


def _selected(document: Document, start: int, end: int) -> str:
    """Return the selected words.

    Raises:
        RowError: There are none.
    """
    text = document.text[start:end].strip()
    is_within = 0 <= start < end <= len(document.text)
    if not is_within or not text:
        raise RowError("no words are selected.", "Select words in the article.")
    return text


def _mentioned_actors(
    document: Document, incidents: Sequence[Incident]
) -> dict[str, str]:
    """Return the actor that the engine read in words of an article, by these words."""
    names: dict[str, str] = {}
    for incident in incidents:
        by_id = {actor.id: actor.name for actor in incident.actors}
        for words, ref in _marked(document, incident):
            if ref in by_id:
                names.setdefault(words, by_id[ref])
    return names


def _mentioned_places(
    document: Document, incidents: Sequence[Incident]
) -> dict[str, Place]:
    """Return the place that the engine read in words of an article, by these words."""
    places: dict[str, Place] = {}
    for incident in incidents:
        by_id = {place.id: place for place in incident.places}
        for words, ref in _marked(document, incident):
            if ref in by_id:
                places.setdefault(words, by_id[ref])
    return places


def _marked(document: Document, incident: Incident) -> Iterator[tuple[str, str]]:
    """Yield words of an article from which an incident was read, with the id that they mean."""
    for passage in incident.reports:
        if passage.document != document.id:
            continue
        for mark in passage.marks:
            if mark.ref is not None:
                yield document.text[mark.start : mark.end].casefold(), mark.ref


def _quote(document: Document, start: int, end: int) -> str:
    """Return the selected words, or their sentence where the words stand more than once."""
    text = document.text
    words = text[start:end].strip()
    if text.count(words) > 1:
        sentences = Sentences(text, document.sections)
        around = sentences.around(TextSpan(start=start, end=end))
        words = text[around.start : around.end]
    return " ".join(words.split())


def _date(document: Document, start: int, end: int) -> str:
    """Return the days that the words mean in their text, counted from its publication."""
    expressions = temporal.tag(
        document.text, anchor=document.published, sections=document.sections
    )
    for expression in expressions:
        is_selected = expression.start < end and start < expression.end
        if is_selected and expression.interval is not None:
            first, last = expression.interval.start, expression.interval.end
            return f"{first}" if first == last else f"{first}/{last}"
    selected = document.text[start:end].strip()
    fix = "Select the words that date it, or write the day in the field."
    raise RowError(f"{selected[:60]!r} gives no day.", fix)


def _place(text: str, resolver: Resolver, mentioned: Mapping[str, Place]) -> str:
    place = mentioned.get(text.casefold()) or resolver.find_place(text)
    if place is None or place.lat is None:
        return text
    return f"{place.name} ({place.lat}, {place.lon})"


def _actor(text: str, resolver: Resolver, mentioned: Mapping[str, str]) -> str:
    name = mentioned.get(text.casefold())
    if name is not None:
        return name
    entry = resolver.find_actor(text)
    return text if entry is None else entry.name


def _casualties(text: str) -> str:
    tokens = text.lower().replace(",", "").split()
    number = _number(tokens)
    low = None if number is None else _lowest(number)
    if number is None or low is None:
        fix = "Select the number with its words, or write the figure in the field."
        raise RowError(f"{text[:60]!r} states no number.", fix)
    kinds = (_KINDS[token] for token in tokens if token in _KINDS)
    kind = next(kinds, CasualtyKind.KILLED)
    if number.high is None:
        return f"{kind.value} {low}+"
    figure = f"{low}" if low == number.high else f"{low}-{number.high}"
    return f"{kind.value} {figure}"


def _number(tokens: Sequence[str]) -> Number | None:
    """Return the number at the beginning of some words, the longest phrase that is one."""
    for length in range(len(tokens), 0, -1):
        number = read_number(tokens[:length], vocabulary())
        if number is not None:
            return number
    return None


def _lowest(number: Number) -> int | None:
    return number.best if number.low is None else number.low
