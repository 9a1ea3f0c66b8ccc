"""Arguments: the records that say which words have which role."""

from dataclasses import replace

from timeline.mentions.rules.antecedents import Seen
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.last_side import side_before
from timeline.mentions.rules.spelling import as_spelt
from timeline.mentions.rules.tree import MODIFIERS
from timeline.model.mentions import Argument
from timeline.model.text import TextSpan


def named_argument(sentence: Sentence, filler: Filler, entity: Entity) -> Argument:
    """Return the argument that names an actor in its own words."""
    span = sentence.span(entity.first, entity.last)
    return _argument(sentence, filler, entity, span)


def argument_standing_for(
    sentence: Sentence, filler: Filler, seen: Seen, span: TextSpan
) -> Argument:
    """Return the argument whose words, such as "they", mean an actor named elsewhere."""
    argument = _argument(sentence, filler, seen.entity, span)
    return replace(argument, resolved=TextSpan(start=seen.start, end=seen.end))


def _argument(
    sentence: Sentence, filler: Filler, entity: Entity, span: TextSpan
) -> Argument:
    return Argument(
        slot=filler.slot,
        span=span,
        text=sentence.slice(span),
        head=sentence.span(filler.head.i, filler.head.i),
        resolved=None,
        rule=filler.rule,
        name=_name_of(entity),
        ref=entity.entry.id if entity.entry is not None else None,
        kind=entity.kind,
        country=entity.country,
        actor_class=entity.actor_class,
        side_before=side_before(entity, span.start, sentence.discourse.seen),
    )


def _name_of(entity: Entity) -> str:
    """Return the name of an actor; "militant attacks" are those of militants."""
    if entity.entry is not None:
        return as_spelt(entity.entry.name, entity.text)
    if _is_fighter_before_noun(entity):
        return f"{entity.text}s"
    return entity.text


def _is_fighter_before_noun(entity: Entity) -> bool:
    """Return whether a common noun for fighters says of what sort another noun is."""
    if entity.actor_class != "armed" or entity.head.dep_ not in MODIFIERS:
        return False
    return entity.head.tag_ in {"NN", "JJ"}
