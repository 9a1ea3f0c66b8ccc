"""Turn words selected in an article into the cell of a correction, by the engine's resolvers."""

from collections.abc import Sequence

from timeline import temporal
from timeline.lexicon.numbers import Number, read_number
from timeline.lexicon.words import words
from timeline.model.text import Document
from timeline.model.types import CasualtyKind
from timeline.project.apply_corrections import Resolver
from timeline.project.corrections import RowError
from timeline.project.values import ROLES

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


def resolve(field: str, document: Document, start: int, end: int, known: Resolver) -> str:
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
    is_within = 0 <= start < end <= len(document.text)
    if not is_within or not text:
        raise RowError("no words are selected.", "Select words in the article.")
    if field == "date":
        return _date(document, start, end)
    if field == "place":
        return _place(text, known)
    if field in ROLES:
        return _actor(text, known)
    if field == "casualties":
        return _casualties(text)
    return " ".join(text.split())


def _date(document: Document, start: int, end: int) -> str:
    """Return the days that the words mean in their text, counted from its publication."""
    expressions = temporal.tag(
        document.text,
        anchor=document.published,
        sections=document.sections,
    )
    for expression in expressions:
        is_selected = expression.start < end and start < expression.end
        if is_selected and expression.interval is not None:
            first, last = expression.interval.start, expression.interval.end
            return f"{first}" if first == last else f"{first}/{last}"
    selected = document.text[start:end].strip()
    fix = "Select the words that date it, or write the day in the field."
    raise RowError(f"{selected[:60]!r} gives no day.", fix)


def _place(text: str, known: Resolver) -> str:
    place = known.find_place(text)
    if place is None or place.lat is None:
        return text
    return f"{place.name} ({place.lat}, {place.lon})"


def _actor(text: str, known: Resolver) -> str:
    entry = known.find_actor(text)
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
        number = read_number(tokens[:length], words())
        if number is not None:
            return number
    return None


def _lowest(number: Number) -> int | None:
    return number.best if number.low is None else number.low
