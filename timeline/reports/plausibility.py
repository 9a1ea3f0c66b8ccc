"""Weigh whether passages report one specific incident, not a mood, a habit or an aim."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import log

from timeline.lexicon.fitted import Signs, chance, fitted_weights
from timeline.lexicon.patterns import TRIGGER, clause_patterns
from timeline.model.mentions import Argument, EventMention, Slot
from timeline.model.types import CUMULATIVE, Status
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import fullness

# Below this a group of passages tells of no incident. With weights that the other sources gave,
# .15 to .35 score within 0.8 points of overall of each other (tests/benchmarks/plausibility.py).
LEAST_LIKELY = 0.25
# Signs of the sentence as it is written.
WRITTEN = {
    "question": re.compile(r"\?"),
    "quotation": re.compile('["\u201c]'),
    "first person": re.compile(r"\b(I|we|my|our|us|me)\b"),
    "modal": re.compile(
        r"\b(would|could|might|may|can|if|unless|should)\b", re.IGNORECASE
    ),
}
# Causes of death that are no force.
NO_VIOLENCE = re.compile(
    r"\b(cancer|heart (attack|failure|disease)|diabetes|pneumonia|leuk(a)?emia|natural causes"
    r"|(long|short|brief) illness|old age"
    r"|(plane|air|car|bus|train|road|helicopter) (crash|accident)s?"
    r"|crash(ed|es)? (of|into|while|shortly|on)|earthquakes?|tsunami|landslides?"
    r"|typhoon|hurricane)\b",
    re.IGNORECASE,
)
# Days after which a date lies behind the news, and far behind it.
PAST_DAYS = {"past 10 days": 10, "past 60 days": 60, "past 400 days": 400}
# Clauses above a trigger that make what it tells a part of something else.
CLAUSES = frozenset(
    {
        "relcl",
        "advcl",
        "acl",
        "ccomp",
        "xcomp",
        "pcomp",
        "conj",
        "appos",
        "parataxis",
        "csubj",
    }
)
# Steps of the way up whose prepositions and conjunctions matter.
NEAR_STEPS = 3
# Sentences of the lead, from the first.
LEAD_SENTENCES = 2
ACTING = frozenset({Slot.INITIATOR, Slot.PARTY})


def likelihood(
    group: Sequence[ResolvedMention],
    published: date | None,
    weights: Signs | None = None,
) -> float:
    """Return how likely the passages tell of one incident, from 0 to 1.

    Args:
        group: Passages of one story, in order of the text.
        published: Day of publication, if known.
        weights: Weight of each sign; None for those fitted.
    """
    table = fitted_weights("incidents") if weights is None else weights
    return chance(signs(group, published), table)


def signs(group: Sequence[ResolvedMention], published: date | None) -> Signs:
    """Return what speaks for and against the passages telling of one incident, by name."""
    main = min(group, key=_rank)
    names = [
        *_of_kind(main.mention),
        *_of_clause(main.mention),
        *_of_words(main.passage.text),
        *_of_all(group),
        *_of_passages(group),
        *_of_dates(group, published),
    ]
    first = group[0].mention.sentence
    return {
        **dict.fromkeys(names, 1.0),
        "always": 1.0,
        "fullness": max(fullness(passage) for passage in group) / 5,
        "passages": log(len(group)),
        "sentences before": log(1 + first) / 3,
        "depth": log(max(1, len(main.mention.climb))),
        "length": log(1 + len(main.passage.text.split())) - 3,
    }


def is_no_violence(group: Sequence[ResolvedMention]) -> bool:
    """Return whether people died of an illness or in an accident, at nobody's hand."""
    return all(map(_is_of_no_violence, group))


def _is_of_no_violence(passage: ResolvedMention) -> bool:
    mention = passage.mention
    if mention.type != "ASSAULT" or mention.mode is not None:
        return False
    if any(argument.slot in ACTING for argument in mention.arguments):
        return False
    return NO_VIOLENCE.search(passage.passage.text) is not None


# Clauses of the modality table that say what somebody means to do.
AIMS = frozenset({"aim-is-to", "aim-with-colon"})


def is_stated_aim(group: Sequence[ResolvedMention]) -> bool:
    """Return whether a passage states as an aim what is to be done where, or by whom to whom."""
    return any(map(_is_stated, group))


def _is_stated(passage: ResolvedMention) -> bool:
    """Return whether a passage states an aim, and who has it, or where it lies."""
    mention = passage.mention
    if mention.status is not Status.PLANNED or not _has_place_or_sides(mention):
        return False
    text = _with_trigger_marked(passage)
    aims = (entry for entry in clause_patterns() if entry.id in AIMS)
    return any(entry.is_met(text, mention.type, mention.lemma) for entry in aims)


def _has_place_or_sides(mention: EventMention) -> bool:
    """Return whether a passage says where, or by whom to whom."""
    slots = {argument.slot for argument in mention.arguments}
    has_both_sides = slots >= {Slot.INITIATOR, Slot.TARGET}
    return has_both_sides or Slot.PLACE in slots


def _with_trigger_marked(passage: ResolvedMention) -> str:
    """Return the text of a passage as a clause pattern reads it."""
    text = passage.passage.text
    trigger = passage.mention.trigger
    start = trigger.start - passage.passage.start
    end = trigger.end - passage.passage.start
    return f"{text[:start]}{TRIGGER}{text[end:]}"


def _rank(passage: ResolvedMention) -> tuple[bool, bool, int]:
    """Return a key by which the passage that tells most comes first."""
    mode = passage.mention.mode
    return mode is None, mode == "clash", -fullness(passage)


def _word_class(mention: EventMention) -> str:
    return "verb" if mention.verbal else "noun"


def _of_kind(mention: EventMention) -> Iterator[str]:
    """Yield signs of type, mode, status, tense and frame."""
    kind = mention.type
    status = mention.status.value
    yield f"type {kind}"
    yield f"mode {kind} {mention.mode}"
    yield f"status {status}"
    yield f"status {kind} {status}"
    yield from _of_word(mention)
    if mention.mode == CUMULATIVE:
        yield "cumulative"


def _of_word(mention: EventMention) -> Iterator[str]:
    """Yield signs of the trigger: its tense and the frame that read it."""
    word = _word_class(mention)
    _, _, frame = mention.rule.rpartition("(")
    yield f"tense {mention.tense} {word}"
    yield f"frame {frame.rstrip(')')} {word}"


def _of_clause(mention: EventMention) -> Iterator[str]:
    """Yield signs of where in its sentence the trigger stands."""
    if not mention.climb:
        return
    trigger, *above = mention.climb
    yield f"role {trigger.role} {_word_class(mention)}"
    if above:
        yield f"roles {trigger.role} {above[0].role}"
    clauses = {step.role for step in above}.intersection(CLAUSES)
    yield from _prefixed("under", clauses)
    yield from _prefixed("link", _near_links(mention))


def _near_links(mention: EventMention) -> set[str]:
    """Return the prepositions and conjunctions of the first steps up from a trigger."""
    links: set[str] = set()
    for step in mention.climb[:NEAR_STEPS]:
        links.update(step.links)
    return links


def _prefixed(prefix: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f"{prefix} {name}"


def _of_words(text: str) -> Iterator[str]:
    for name, pattern in WRITTEN.items():
        if pattern.search(text):
            yield name


def _of_all(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of what all passages name together."""
    arguments = [
        argument for passage in group for argument in passage.mention.arguments
    ]
    slots = {argument.slot.value for argument in arguments}
    yield from _prefixed("names", slots)
    yield from _of_sides(arguments)


def _of_sides(arguments: Sequence[Argument]) -> Iterator[str]:
    """Yield signs of who acts and who suffers."""
    acting = [argument for argument in arguments if argument.slot in ACTING]
    suffering = [argument for argument in arguments if argument.slot is Slot.TARGET]
    yield from _prefixed("acting", _sorts(acting))
    yield from _prefixed("suffering", _sorts(suffering))
    if not acting:
        yield "nobody acts"
    if not arguments:
        yield "names nothing"
    if acting and suffering:
        yield "names both sides"


def _of_passages(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of how the passages stand in the article."""
    first = group[0].mention.sentence
    if first == 0:
        yield "title"
    if first <= LEAD_SENTENCES:
        yield "lead"
    if any(passage.casualties for passage in group):
        yield "figures"
    if any(passage.attribution for passage in group):
        yield "speaker"
    yield from _of_mentions([passage.mention for passage in group])


def _of_mentions(mentions: Sequence[EventMention]) -> Iterator[str]:
    """Yield signs of the words that name the happening."""
    if all(mention.aside for mention in mentions):
        yield "aside"
    if all(mention.definite for mention in mentions):
        yield "points back"
    if any(mention.verbal for mention in mentions):
        yield "a verb"
    if any(mention.is_another for mention in mentions):
        yield "another"


def _sorts(arguments: Sequence[Argument]) -> set[str]:
    return {f"{argument.kind} {argument.actor_class}" for argument in arguments}


def _of_dates(
    group: Sequence[ResolvedMention], published: date | None
) -> Iterator[str]:
    """Yield signs of the first date that the passages tell."""
    first = next((passage.date for passage in group if passage.date is not None), None)
    if first is None:
        return
    yield "dated"
    yield f"dated by {first.precision.value}"
    if published is not None:
        age = published - first.end
        yield from _of_age(age.days)


def _of_age(days: int) -> Iterator[str]:
    for name, least in PAST_DAYS.items():
        if days > least:
            yield name
