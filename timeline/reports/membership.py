"""Weigh whether a passage of a story belongs to it, once the whole story is known."""

from collections.abc import Callable, Collection, Iterator, Sequence
from math import log

from timeline.comparison import same_date, same_mode, same_places, same_side
from timeline.lexicon.fitted import Signs, chance, fitted_weights, log_odds
from timeline.model.actors import ActorRole
from timeline.model.mentions import EventMention
from timeline.model.types import SPOKEN, Genericity
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import (
    Story,
    figures,
    initiators,
    is_empty,
    lemma_of,
    targets,
)

# From here on a passage is taken to belong to a story whose other passages would else be doubted.
LEAST_BELONGING = 0.3
# Passages of a story, its first and the latest, that one is held against: cost stays linear.
COMPARED = 12
# How likely a passage tells of what an earlier one tells, by the signs that join them.
Link = Callable[[ResolvedMention, ResolvedMention], float]


def belonging(
    passage: ResolvedMention,
    before: Sequence[ResolvedMention],
    link: Link,
    weights: Signs | None = None,
) -> float:
    """Return how likely a passage tells of the happening that those before it tell, 0 to 1.

    Args:
        passage: A passage of a story, but its first.
        before: The passages of the story before it.
        link: How likely two passages tell of one happening.
        weights: Weight of each sign; None for those fitted.
    """
    table = fitted_weights("membership") if weights is None else weights
    return chance(signs(passage, before, link), table)


def belongings(group: Sequence[ResolvedMention], link: Link) -> list[float]:
    """Return how likely each passage of a story, but its first, belongs to it."""
    return [
        belonging(group[number], group[:number], link)
        for number in range(1, len(group))
    ]


def core(
    group: Sequence[ResolvedMention], link: Link
) -> tuple[list[ResolvedMention], list[float]]:
    """Return the passages of a story that belong to it, each held against those kept before it.

    With how likely each of them but the first belongs to it.
    """
    members = [group[0]]
    chances = []
    for passage in group[1:]:
        likely = belonging(passage, members, link)
        if likely >= LEAST_BELONGING:
            members.append(passage)
            chances.append(likely)
    return members, chances


def signs(
    passage: ResolvedMention, before: Sequence[ResolvedMention], link: Link
) -> Signs:
    """Return what speaks for and against a passage belonging to a story, by name."""
    if len(before) > COMPARED:
        before = [before[0], *before[1 - COMPARED :]]
    links = [link(passage, earlier) for earlier in before]
    nearest = before[-1].mention.sentence
    story = Story(before[0])
    for earlier in before[1:]:
        story.add(earlier)
    names = [
        *_of_agreement(passage, story),
        *_of_news(passage, story),
        *_of_telling(passage),
    ]
    return {
        **dict.fromkeys(names, 1.0),
        "always": 1.0,
        "best link": log_odds(max(links)),
        "mean link": log_odds(sum(links) / len(links)),
        "members": log(len(before)),
        "distance": log(1 + max(0, passage.mention.sentence - nearest)),
    }


def _of_agreement(passage: ResolvedMention, story: Story) -> Iterator[str]:
    """Yield what passage and story agree or differ on."""
    compared = {
        "initiator": same_side(initiators(passage), story.initiators),
        "target": same_side(targets(passage), story.targets),
        "place": same_places(passage.places, story.places),
        "date": _same_date(passage, story),
        "mode": _same_mode(passage, story),
    }
    for name, value in compared.items():
        if value > 0:
            yield f"same {name}"
    for name, value in compared.items():
        if value < 0:
            yield f"other {name}"
    if _has_same_figure(passage, story):
        yield "same figure"
    if _has_same_word(passage, story):
        yield "same word"
    if _is_in_its_sentence(passage, story):
        yield "same sentence"


def _same_date(passage: ResolvedMention, story: Story) -> int:
    dates = (same_date(passage.date, when) for when in story.dates)
    return max(dates, default=0)


def _same_mode(passage: ResolvedMention, story: Story) -> int:
    mode = passage.mention.mode
    return max(same_mode(mode, member.mention.mode) for member in story.members)


def _has_same_figure(passage: ResolvedMention, story: Story) -> bool:
    return bool(figures(passage.casualties) & story.figures)


def _has_same_word(passage: ResolvedMention, story: Story) -> bool:
    return lemma_of(passage) in map(lemma_of, story.members)


def _is_in_its_sentence(passage: ResolvedMention, story: Story) -> bool:
    return bool(story.in_sentence(passage.mention.sentence))


def _of_news(passage: ResolvedMention, story: Story) -> Iterator[str]:
    """Yield what the passage adds that the story does not tell."""
    if passage.date is not None and not story.dates:
        yield "first date"
    if _are_other_places(passage, story):
        yield _news("place", story.places)
    own = figures(passage.casualties)
    if own and own.isdisjoint(story.figures):
        yield _news("figure", story.figures)
    if _are_others(initiators(passage), story.initiators):
        yield _news("initiator", story.initiators)
    if _are_others(targets(passage), story.targets):
        yield _news("target", story.targets)


def _are_other_places(passage: ResolvedMention, story: Story) -> bool:
    if not passage.places:
        return False
    return same_places(passage.places, story.places) <= 0


def _are_others(here: Sequence[ActorRole], there: Sequence[ActorRole]) -> bool:
    return bool(here) and same_side(here, there) <= 0


def _news(name: str, there: Collection[object]) -> str:
    """Return the name of the sign that a passage adds something, to others of its kind or none."""
    return f"new {name}" if there else f"first {name}"


def _of_telling(passage: ResolvedMention) -> Iterator[str]:
    """Yield how the passage tells it."""
    mention = passage.mention
    yield f"type {mention.type}"
    yield "spoken" if mention.type in SPOKEN else "done"
    yield f"mode {mention.mode}"
    yield f"tense {mention.tense}"
    yield f"status {mention.status.value}"
    if is_empty(passage):
        yield "tells nothing"
    yield from _of_pointing(mention)
    if mention.verbal:
        yield "a verb"
    if mention.genericity is Genericity.GENERIC:
        yield "generic"
    if mention.is_another:
        yield "another"
    yield from _of_root(mention)


def _of_pointing(mention: EventMention) -> Iterator[str]:
    """Yield whether the words only recall it."""
    if mention.definite:
        yield "points back"
    if mention.aside:
        yield "aside"


def _of_root(mention: EventMention) -> Iterator[str]:
    """Yield what the trigger is to the word above it."""
    if mention.climb:
        yield f"role {mention.climb[0].role}"
