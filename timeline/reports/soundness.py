"""Weigh whether all that a report says is right: what, who, whom, where, when and how many."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import log

from timeline.lexicon.fitted import Signs, chance, fitted_weights, log_odds
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Report
from timeline.model.mentions import Argument, Slot
from timeline.model.places import Place
from timeline.model.types import CasualtyKind
from timeline.reports.plausibility import signs as plausible
from timeline.reports.resolve import ResolvedMention

# Characters between a trigger and the words for what belongs to it beyond which it is far off.
FAR_OFF = 80
# Days before publication of which news tells.
FRESH_DAYS = 2
# Numbers of dead above which a figure is mostly a sum over places or months.
MANY_DEAD = (30, 100, 300)
# Signs of the sentence, in which a figure may count more than one place or day, and a place belong
# to a part of it.
WRITTEN = {
    "whole country": re.compile(
        r"\b(across|throughout|around|in) the (country|nation)\b|\bnationwide\b|\belsewhere\b"
        r"|\bacross [A-Z]"
    ),
    "parts told": re.compile(
        r"\b(including|of whom|of them|among them|most of|mostly|mainly|largely|both in|each in)\b"
    ),
    "running total": re.compile(
        r"\b(since|so far|to date|in total|(week|month|year)s?-(long|old)|in all|total)\b"
    ),
    "several happenings": re.compile(
        r"\b(incidents|separate|respectively|while|as well as)\b"
    ),
}
# Words before a place that is not where it happened, but from where one counts.
BESIDE = re.compile(
    r"\b(north|south|east|west|northern|southern|eastern|western)\S* of( the)?( \w+)? $|\bfrom $"
)
# Words between a trigger and a place that belongs to a part of what is told.
OF_A_PART = re.compile(
    r"\b(including|of whom|of them|most|mostly|mainly|largely|and|while|after)\b"
)
# Sentences between passages that stand far apart.
FAR_APART = 5
# Chances nearer to none and to all tell no more.
LEAST_CHANCE = 0.01
# Things counted up to this number, each a sign of its own.
MOST_COUNTED = 4


def soundness(
    group: Sequence[ResolvedMention],
    report: Report,
    published: date | None,
    members: Sequence[float],
    weights: Signs | None = None,
) -> float:
    """Return how likely all that a report says is right, from 0 to 1.

    Args:
        group: Its passages, in order of the text.
        report: What was made of them.
        published: Day of publication, if known.
        members: How likely each passage but the first belongs to it.
        weights: Weight of each sign; None for those fitted.
    """
    table = fitted_weights("soundness") if weights is None else weights
    return chance(signs(group, report, published, members), table)


def signs(
    group: Sequence[ResolvedMention],
    report: Report,
    published: date | None,
    members: Sequence[float],
) -> Signs:
    """Return what speaks for and against a report being wholly right, by name."""
    of_plausibility = plausible(group, published)
    likely = chance(of_plausibility, fitted_weights("incidents"))
    names = [
        *_of_date(group, report, published),
        *_of_counts(group, report),
        *_of_casualties(report),
        *_of_arguments(group),
        *_of_joining(group),
        *_of_words(group),
    ]
    return {
        **of_plausibility,
        **dict.fromkeys(names, 1.0),
        "likely": log_odds(likely, LEAST_CHANCE),
        "weakest passage": min(
            (log_odds(member, LEAST_CHANCE) for member in members), default=0.0
        ),
        "all passages": sum(map(log, members)),
    }


def _of_date(
    group: Sequence[ResolvedMention], report: Report, published: date | None
) -> Iterator[str]:
    """Yield signs of how the date is known, and of dates beside it."""
    when = report.date
    if when is None:
        yield "no date"
        return
    yield f"date {when.basis.value}"
    yield f"date {when.basis.value} {when.precision.value}"
    if published is not None and (published - when.end).days < FRESH_DAYS:
        yield "date of the news"
    yield from _of_told_dates(group)


def _of_told_dates(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of the dates that the passages tell."""
    days = {(passage.date.start, passage.date.end) for passage in group if passage.date}
    yield from _names_of(
        {
            "several dates": len(days) > 1,
            "dated by a later passage": bool(days) and group[0].date is None,
            "saying is dated": any(map(_has_dated_saying, group)),
        }
    )
    for passage in group:
        words = passage.mention.when
        if passage.date is None or words is None:
            continue
        yield f"date rule {words.rule}"
        if _is_far_off(words.start, words.end, passage):
            yield "date far off"


def _has_dated_saying(passage: ResolvedMention) -> bool:
    return passage.mention.time_told.said is not None


def _of_counts(group: Sequence[ResolvedMention], report: Report) -> Iterator[str]:
    """Yield signs of how many there are of each thing."""
    roles = Counter(actor.role for actor in report.actors)
    for role in Role:
        yield f"{min(roles[role], MOST_COUNTED)} of {role.value}"
    yield f"{min(len(report.places), MOST_COUNTED)} places"
    yield f"{min(len(report.attribution), MOST_COUNTED)} speakers"
    yield f"{min(len(group), MOST_COUNTED)} passages"
    for place in report.places:
        yield from _of_grain(place)
    yield from _of_countries(report)


def _of_grain(place: Place) -> Iterator[str]:
    yield f"place {place.precision.value}"
    if place.lat is None:
        yield "place not found"


def _of_countries(report: Report) -> Iterator[str]:
    """Yield signs of the countries of places and actors."""
    countries = {place.country for place in report.places} - {None}
    sides = {actor.country for actor in report.actors} - {None}
    are_apart = bool(countries) and bool(sides) and countries.isdisjoint(sides)
    yield from _names_of(
        {
            "places of several countries": len(countries) > 1,
            "actors of other countries": are_apart,
        }
    )


def _names_of(signs_there: Mapping[str, bool]) -> Iterator[str]:
    """Yield the names of the signs that are there."""
    return (name for name, is_there in signs_there.items() if is_there)


def _of_casualties(report: Report) -> Iterator[str]:
    """Yield signs of figures."""
    kinds = Counter(figure.kind for figure in report.casualties)
    for kind, count in kinds.items():
        yield f"figures {kind.value}"
        yield f"{min(count, MOST_COUNTED)} figures {kind.value}"
    numbers = [
        _least(figure)
        for figure in report.casualties
        if figure.kind is CasualtyKind.KILLED
    ]
    most = max(numbers, default=0)
    acting = {actor.id for actor in report.actors if actor.role is not Role.TARGET}
    yield from _names_of(
        {
            **{f"dead above {least}": most > least for least in MANY_DEAD},
            "figures of who acts": any(
                figure.actor in acting for figure in report.casualties
            ),
            "parts of a total": any(
                figure.part_of_total for figure in report.casualties
            ),
        }
    )


def _least(figure: Casualty) -> int:
    return figure.best or figure.low or 0


def _of_arguments(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of the words that who, whom, where, how many and by whose word were read from."""
    for passage in group:
        mention = passage.mention
        for argument in mention.arguments:
            yield from _of_argument(argument, passage)
        if any(
            _is_far_off(count.span.start, count.span.end, passage)
            for count in mention.counts
        ):
            yield "figure far off"
        if _has_speaker_of_other_words(passage):
            yield "speaker of other words"


def _of_argument(argument: Argument, passage: ResolvedMention) -> Iterator[str]:
    slot = argument.slot.value
    yield f"rule {slot} {argument.rule}"
    if argument.resolved is not None:
        yield f"{slot} of other words"
    if _is_far_off(argument.head.start, argument.head.end, passage):
        yield f"{slot} far off"
    if argument.slot is Slot.PLACE:
        return
    if _is_unknown_name(argument):
        yield f"{slot} unknown name"
    if argument.side_before is not None:
        yield f"{slot} bare side"


def _of_words(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of the sentences as they are written."""
    for passage in group:
        text = passage.passage.text
        yield from (name for name, pattern in WRITTEN.items() if pattern.search(text))
        for argument in passage.mention.arguments:
            if argument.slot is Slot.PLACE:
                yield from _of_place(argument, passage)


def _of_place(argument: Argument, passage: ResolvedMention) -> Iterator[str]:
    """Yield what stands between a trigger and a place."""
    text, start = passage.passage.text, passage.passage.start
    place = argument.span.start - start
    trigger = passage.mention.trigger
    if BESIDE.search(text[: max(0, place)]):
        yield "place beside"
    if place > trigger.end - start:
        if OF_A_PART.search(text[trigger.end - start : place]):
            yield "place of a part"
    elif trigger.start - start - place > FAR_OFF / 2:
        yield "place long before"


def _has_speaker_of_other_words(passage: ResolvedMention) -> bool:
    return any(speaker.resolved is not None for speaker in passage.mention.attribution)


def _is_unknown_name(argument: Argument) -> bool:
    return argument.ref is None and argument.actor_class == "proper"


def _is_far_off(start: int, end: int, passage: ResolvedMention) -> bool:
    return _gap(start, end, passage) > FAR_OFF


def _gap(start: int, end: int, passage: ResolvedMention) -> int:
    """Return how many characters stand between the trigger and other words."""
    trigger = passage.mention.trigger
    return max(start - trigger.end, trigger.start - end, 0)


def _of_joining(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of passages put together."""
    if len(group) == 1:
        return
    mentions = [passage.mention for passage in group]
    sentences = {mention.sentence for mention in mentions}
    anew = [
        mention for mention in mentions if not mention.definite and not mention.aside
    ]
    yield from _names_of(
        {
            "passages of one sentence": len(sentences) == 1,
            "passages far apart": max(sentences) - min(sentences) > FAR_APART,
            "passages of two types": len({mention.type for mention in mentions}) > 1,
            "passages of two modes": len(
                {mention.mode for mention in mentions} - {None}
            )
            > 1,
            "passages of two statuses": len({mention.status for mention in mentions})
            > 1,
            "told anew": len(anew) > 1,
        }
    )
