"""Turn words that a person selected in an article into the cell of a correction, by the engine's own resolvers."""

from collections.abc import Callable, Mapping

from timeline import temporal
from timeline.lexicon.words import words
from timeline.mentions.rules.numbers import read_number
from timeline.model.text import Document
from timeline.model.types import CasualtyKind
from timeline.model.when import TemporalExpression
from timeline.project.apply_corrections import Known
from timeline.project.corrections import RowError

# Words beside a number that say what was done to the people; the dead where none does.
_KINDS = (
    ("injured", CasualtyKind.INJURED),
    ("wounded", CasualtyKind.INJURED),
    ("hurt", CasualtyKind.INJURED),
    ("missing", CasualtyKind.MISSING),
    ("captured", CasualtyKind.CAPTURED),
    ("abducted", CasualtyKind.ABDUCTED),
    ("kidnapped", CasualtyKind.ABDUCTED),
    ("displaced", CasualtyKind.DISPLACED),
    ("fled", CasualtyKind.DISPLACED),
)


def resolve(field: str, document: Document, start: int, end: int, known: Known) -> str:
    """Return what a column of corrections.csv holds for selected words.

    Args:
        field: The column, or "quote".
        document: The article.
        start: Offset of the first selected character, in code points.
        end: Offset after the last one.
        known: Looks up actors and places.

    Raises:
        RowError: The offsets are not in the text, or the words cannot be read as this field.
    """
    text = document.text[start:end].strip()
    if not (0 <= start < end <= len(document.text)) or not text:
        raise RowError("no words are selected.", "Select words in the article.")
    readers: Mapping[str, Callable[[], str]] = {
        "date": lambda: _date(document, start, end),
        "place": lambda: _place(text, known),
        "initiator": lambda: _actor(text, known),
        "target": lambda: _actor(text, known),
        "party": lambda: _actor(text, known),
        "casualties": lambda: _casualties(text),
    }
    reader = readers.get(field)
    return reader() if reader is not None else " ".join(text.split())


def _date(document: Document, start: int, end: int) -> str:
    """Return the days that the words mean in their text, counted from its publication."""
    expressions = temporal.tag(
        document.text, anchor=document.published, sections=document.sections, mode="auto"
    )
    touched = [expression for expression in expressions if _is_inside(expression, start, end)]
    dated = [expression.interval for expression in touched if expression.interval is not None]
    if not dated:
        selected = document.text[start:end].strip()
        fix = "Select the words that date it, or write the day in the field."
        raise RowError(f"{selected[:60]!r} gives no day.", fix)
    first, last = dated[0].start, dated[0].end
    return f"{first}" if first == last else f"{first}/{last}"


def _is_inside(expression: TemporalExpression, start: int, end: int) -> bool:
    return expression.start < end and start < expression.end


def _place(text: str, known: Known) -> str:
    place = known.find_place(text)
    if place is None or place.lat is None:
        return text
    return f"{place.name} ({place.lat}, {place.lon})"


def _actor(text: str, known: Known) -> str:
    entry = known.find_actor(text)
    return text if entry is None else entry.name


def _casualties(text: str) -> str:
    tokens = text.lower().replace(",", "").split()
    prefixes = (tokens[:length] for length in range(len(tokens), 0, -1))
    number = next((value for prefix in prefixes if (value := read_number(prefix, words()))), None)
    if number is None:
        raise RowError(f"{text[:60]!r} names no number.", "Select the number with its words.")
    kind = next((kind for word, kind in _KINDS if word in tokens), CasualtyKind.KILLED)
    low = number.low if number.low is not None else number.best
    if low is None:
        raise RowError(f"{text[:60]!r} states no number.", "Write the figure in the field.")
    if number.high is None:
        return f"{kind.value} {low}+"
    return f"{kind.value} {low}" if low == number.high else f"{kind.value} {low}-{number.high}"
