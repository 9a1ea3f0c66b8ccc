"""Split an incident that counts people in several places: "nine in Gao, five in Kidal"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from timeline.mentions.rules.casualties_of import unique_counts
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.counting import Counted, count, is_number, numeral
from timeline.mentions.rules.location_of import place_argument
from timeline.mentions.rules.places import PlaceMention
from timeline.mentions.rules.sentence_places import places_in
from timeline.mentions.rules.tree import climb
from timeline.model.mentions import Argument, Count, EventMention, Slot
from timeline.model.text import TextSpan
from timeline.model.types import HAPPENED

# Prepositions before the place of a figure.
THERE = frozenset({"around", "at", "in", "near", "outside"})
# Relations of a figure that leaves out the verb of the figure before it.
GAPPED = frozenset({"appos", "conj", "dep", "npadvmod"})
ACTING = frozenset({Slot.INITIATOR, Slot.PARTY})


@dataclass(frozen=True, slots=True)
class LocalToll:
    """A figure with a place and without a verb of its own.

    Attributes:
        place: The place.
        head: The head word of the figure.
        counted: How many.
    """

    place: PlaceMention
    head: Token
    counted: Counted


def with_local_tolls(
    sentence: Sentence, mentions: Sequence[EventMention]
) -> list[EventMention]:
    """Return the mentions, and one more for each further place with a figure of its own.

    The mention whose verb the figures share loses them.
    """
    split = list(mentions)
    for toll in _local_tolls(sentence):
        index = _shared_by(mentions, toll, sentence)
        if index is not None:
            whole = split[index]
            split[index] = _without(whole, toll, sentence)
            split.append(_mention_of(whole, toll, sentence))
    return split


def _local_tolls(sentence: Sentence) -> Iterator[LocalToll]:
    """Yield the figures that follow a place: "killed nine in Gao, five in Kidal"."""
    has_place = False
    for place in places_in(sentence):
        preposition = _preposition_of(place)
        if preposition is None:
            continue
        toll = _toll_at(place, preposition.head, sentence) if has_place else None
        if toll is not None:
            yield toll
        has_place = True


def _preposition_of(place: PlaceMention) -> Token | None:
    """Return the preposition of place above a name: "in the province of Gao"."""
    for word in place.head.ancestors:
        if word.lower_ in THERE:
            return word
        if word.pos_ == "VERB":
            return None
    return None


def _toll_at(place: PlaceMention, head: Token, sentence: Sentence) -> LocalToll | None:
    """Return the figure of a place; None where a verb stands there, or no number."""
    if head.dep_ not in GAPPED or not _is_numbered(head, sentence):
        return None
    counted = count(head, sentence.words)
    if counted is None or counted.number.best is None:
        return None
    return LocalToll(place, head, counted)


def _is_numbered(head: Token, sentence: Sentence) -> bool:
    """Return whether a word is a number of people, or has one; no day and no year."""
    if head.ent_type_ in {"DATE", "TIME"}:
        return False
    return is_number(head) or bool(numeral(head, sentence.words))


def _shared_by(
    mentions: Sequence[EventMention], toll: LocalToll, sentence: Sentence
) -> int | None:
    """Return the index of the mention whose verb a figure shares; None if there is none."""
    start = sentence.span(toll.head.i, toll.head.i).start
    shared = None
    for index, mention in enumerate(mentions):
        if mention.trigger.start < start and _can_share(mention):
            shared = index
    return shared


def _can_share(mention: EventMention) -> bool:
    """Return whether a mention counts people who were harmed, and where."""
    if mention.type != "ASSAULT" or mention.status not in HAPPENED:
        return False
    has_place = any(_is_place(argument) for argument in mention.arguments)
    return has_place and bool(mention.counts)


def _is_place(argument: Argument) -> bool:
    return argument.slot is Slot.PLACE


def _without(
    mention: EventMention, toll: LocalToll, sentence: Sentence
) -> EventMention:
    """Return a mention without the figure and the place that belong together."""
    words = sentence.span(toll.counted.first, toll.place.last)
    arguments = _outside(words, mention.arguments)
    counts = [figure for figure in mention.counts if not _is_in(figure.span, words)]
    return replace(mention, arguments=tuple(arguments), counts=tuple(counts))


def _outside(words: TextSpan, arguments: Iterable[Argument]) -> list[Argument]:
    return [argument for argument in arguments if not _is_in(argument.head, words)]


def _is_in(span: TextSpan, words: TextSpan) -> bool:
    return words.start <= span.start < words.end


def _mention_of(
    whole: EventMention, toll: LocalToll, sentence: Sentence
) -> EventMention:
    """Return the mention of one place: by the same hands, with its own figure."""
    acting = [argument for argument in whole.arguments if argument.slot in ACTING]
    place = place_argument(sentence, toll.place)
    return replace(
        whole,
        trigger=sentence.span(toll.counted.first, toll.counted.last),
        lemma="toll",
        arguments=(*acting, place),
        counts=tuple(_counts(whole, toll, sentence)),
        definite=False,
        verbal=False,
        is_another=True,
        climb=climb(toll.head, sentence.tokens),
        clause=(),
    )


def _counts(whole: EventMention, toll: LocalToll, sentence: Sentence) -> list[Count]:
    """Return the figure of one place, of what the shared verb did to people."""
    kind = whole.counts[0].kind
    return unique_counts(sentence, [(kind, toll.counted)])
