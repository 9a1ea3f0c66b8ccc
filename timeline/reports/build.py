"""Build the reports of one article from its event mentions, resolved and joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.comparison import INITIATORS, in_role, merged_actors, merged_places, most_specific
from timeline.lexicon.actors import ActorLexicon
from timeline.lexicon.digests import items_of
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.lists import word_list
from timeline.model.incidents import Casualty, Passage, Report
from timeline.model.mentions import EventMention
from timeline.model.text import Document
from timeline.model.types import HAPPENED, SPOKEN, CasualtyKind, Genericity, Status
from timeline.model.when import DateInterval
from timeline.reports.bare_sides import setting_at, settings_of
from timeline.reports.cluster import join
from timeline.reports.contexts import Contexts
from timeline.reports.dates import CARRY, date_of, is_history, looking_back, news_day
from timeline.reports.names import ActorNames
from timeline.reports.places import PlaceNames, countries_of_cities
from timeline.reports.plausibility import LEAST_LIKELY, likelihood
from timeline.reports.resolve import ResolvedMention, draft
from timeline.reports.story import fullness


def reports_of(
    document: Document,
    mentions: Sequence[EventMention],
    *,
    actors: ActorLexicon,
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
) -> list[Report]:
    """Make the reports of one article, in order of its text.

    Args:
        document: The article.
        mentions: Its event mentions.
        actors: Known actors, the user's own among them.
        gazetteer: Known places.
        countries: Countries (alpha-3) that the article names, the most named first.
    """
    resolved = resolved_mentions(
        document, mentions, actors=actors, gazetteer=gazetteer, countries=countries
    )
    contexts = Contexts(document)
    return [
        report
        for group, report in stories(document, resolved)
        if report.status is Status.DENIED
        or _is_dated_truce(group)
        or likelihood(group, contexts.published(_start(group))) >= LEAST_LIKELY
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """What the dates of an article's reports depend on.

    Attributes:
        document: The article.
        contexts: Headings and cells that give days of their own.
        back: First date of an article that looks back; None for news.
        news: Day of which the article brings news; None if it gives none.
        is_history: Whether it tells only of times long past.
    """

    document: Document
    contexts: Contexts
    back: DateInterval | None
    news: DateInterval | None
    is_history: bool


def stories(
    document: Document, resolved: Sequence[ResolvedMention]
) -> Iterator[tuple[Sequence[ResolvedMention], Report]]:
    """Yield the joined passages that tell something, with their reports, however likely.

    Passages of two items of a digest are never joined.
    """
    dated: list[ResolvedMention] = []
    article = _Article(
        document=document,
        contexts=Contexts(document),
        back=looking_back(resolved, document.published),
        news=news_day(resolved, document.published),
        is_history=is_history(resolved, document.published),
    )
    for group in _joined_by_item(document, resolved):
        if tells_something(group):
            yield group, _report(article, group, dated)
            dated.extend(passage for passage in group if passage.date is not None)


def _joined_by_item(
    document: Document, resolved: Sequence[ResolvedMention]
) -> Iterator[list[ResolvedMention]]:
    for item in items_of(document):
        inside = [one for one in resolved if item.start <= one.mention.start < item.end]
        yield from join(inside)


def resolved_mentions(
    document: Document,
    mentions: Sequence[EventMention],
    *,
    actors: ActorLexicon,
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
) -> list[ResolvedMention]:
    """Resolve the actors, places and dates of each mention of an article, in order of its text.

    The arguments are those of `reports_of`.
    """
    near = countries or countries_of_cities(mentions, gazetteer)
    places = PlaceNames(gazetteer, near=near)
    names = ActorNames(mentions, actors)
    settings = settings_of(document, mentions, places)
    return with_near_dates(
        [
            draft(mention, document, names, places, setting_at(settings, mention.start))
            for mention in mentions
        ]
    )


def with_near_dates(drafts: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """Note for passages without a date the one told just before, which keeps the happenings of two days apart."""
    found: list[ResolvedMention] = []
    last: ResolvedMention | None = None
    for one in drafts:
        if one.date is not None:
            last = one
        elif (
            last is not None
            and one.mention.sentence - last.mention.sentence <= CARRY
            and one.mention.tense == "past"
        ):
            one = replace(one, near_date=last.date)
        found.append(one)
    return found


# Types that are nothing without someone who speaks or acts.
ACTED = frozenset(
    {
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "SUPPORT",
        "CONCEDE",
        "AGREE",
        "CONSULT",
        "SANCTION",
        "COOPERATE",
        "AID",
    }
)


def tells_something(group: Sequence[ResolvedMention]) -> bool:
    """Say whether the passages tell more than that something happened: who, where, when or how many."""
    if all(one.mention.type in SPOKEN and one.mention.aside for one in group):
        return any(
            in_role(one.actors, INITIATORS) for one in group
        )  # a "refusal" that nobody gives tells nothing
    if any(one.actors for one in group):
        return True
    if group[0].mention.type in ACTED and not _is_dated_truce(group):
        return False
    return any(one.places or one.casualties or one.date is not None for one in group)


def _is_dated_truce(group: Sequence[ResolvedMention]) -> bool:
    """Return whether a ceasefire begins or ends on a day that is told: nobody need be named."""
    return any(
        passage.mention.mode == "ceasefire"
        and passage.mention.status is not Status.POSSIBLE
        and passage.date is not None
        for passage in group
    )


def _report(
    article: _Article, group: Sequence[ResolvedMention], dated: Sequence[ResolvedMention]
) -> Report:
    """Make one report of the passages that tell of one happening."""
    document = article.document
    known = f"{document.id}#{min(one.mention.trigger.start for one in group)}"
    status = _status(group)
    main = min(
        group,
        key=lambda one: (one.mention.mode is None, one.mention.mode == "clash", -fullness(one)),
    )
    group = _cited_by_tellers(group)
    casualties = without_doubles([figure for one in group for figure in one.casualties])
    return Report(
        id=known,
        document=document.id,
        publisher=document.publisher,
        type=main.mention.type,
        mode=main.mention.mode,
        status=status,
        date=_date(article, group, dated, happened=status in HAPPENED),
        actors=most_specific(merged_actors(actor for one in group for actor in one.actors)),
        places=merged_places(place for one in group for place in one.places),
        casualties=casualties,
        attribution=tuple(dict.fromkeys(name for one in group for name in one.attribution)),
        passages=tuple(_passages(known, group, casualties)),
        genericity=_genericity(group),
    )


def _genericity(group: Sequence[ResolvedMention]) -> Genericity:
    """Return generic only where no passage tells of one happening."""
    kinds = {passage.mention.genericity for passage in group}
    is_specific = Genericity.SPECIFIC in kinds
    return Genericity.SPECIFIC if is_specific else Genericity.GENERIC


def _cited_by_tellers(group: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """Take the speakers from passages that only point back: who speaks of "the attack" need not be who tells of it."""
    told = [
        one for one in group if one.casualties or not (one.mention.definite or one.mention.aside)
    ] or group[:1]
    names = {name for one in told for name in one.attribution}
    return [
        replace(
            one,
            attribution=tuple(name for name in one.attribution if name in names),
            passage=replace(
                one.passage,
                attribution=tuple(name for name in one.passage.attribution if name in names),
            ),
        )
        for one in group
    ]


def _passages(
    known: str, group: Sequence[ResolvedMention], casualties: Sequence[Casualty]
) -> list[Passage]:
    """Return the passages under the report's id, one for each sentence, in order of the text.

    `casualties`: those of the report; "many were hurt" is no rival of a number.
    """
    found: dict[tuple[int, int], Passage] = {}
    for one in group:
        figures = _telling(one.passage.casualties, casualties)
        passage = replace(one.passage, report=known, casualties=figures)
        key = (passage.start, passage.end)
        if key in found:
            before = found[key]
            marks = {
                (mark.slot, mark.start, mark.end): mark for mark in (*before.marks, *passage.marks)
            }
            passage = replace(
                before,
                attribution=tuple(dict.fromkeys((*before.attribution, *passage.attribution))),
                date=before.date or passage.date,
                clause=before.clause or passage.clause,
                casualties=without_doubles([*before.casualties, *passage.casualties]),
                marks=tuple(
                    sorted(marks.values(), key=lambda mark: (mark.start, mark.end, mark.slot))
                ),
            )
        found[key] = passage
    return [found[key] for key in sorted(found)]


def _date(
    article: _Article,
    group: Sequence[ResolvedMention],
    dated: Sequence[ResolvedMention],
    *,
    happened: bool,
) -> DateInterval | None:
    """Return the date of a report; in an entry of a live blog nothing counts from the article."""
    start = _start(group)
    context = article.contexts.context_at(start)
    is_entry = context is not None and context.is_entry
    return date_of(
        group,
        dated,
        back=None if is_entry else article.back,
        news=None if is_entry else article.news,
        published=article.contexts.published(start),
        happened=happened,
        history=article.is_history and not is_entry,
    )


def _start(group: Sequence[ResolvedMention]) -> int:
    return group[0].mention.start


def _status(group: Sequence[ResolvedMention]) -> Status:
    """Give the status of a report: what one passage tells as having happened, happened."""
    told = [one.mention.status for one in group]
    return next((status for status in told if status in HAPPENED), told[0])


def without_doubles(figures: Sequence[Casualty]) -> tuple[Casualty, ...]:
    """Give each figure once and mark the parts of a total.

    Two figures are one when kind and number agree and their groups can mean the same people.
    """
    found: list[Casualty] = []
    for one in figures:
        at = next((at for at, before in enumerate(found) if _same_figure(before, one)), None)
        if at is None:
            found.append(one)
        else:
            cited = tuple(dict.fromkeys((*found[at].attribution, *one.attribution)))
            found[at] = replace(found[at], attribution=cited)
    return tuple(_mark_parts(_without_vague(found)))


# Words for people that say nothing about who they are.
ANYBODY = word_list("build.anybody")


def _same_figure(one: Casualty, other: Casualty) -> bool:
    if (one.kind, one.best, one.low, one.high) != (other.kind, other.best, other.low, other.high):
        return False
    first, second = (set((group or "").lower().split()) for group in (one.group, other.group))
    return not first or not second or bool(first & second) or bool((first | second) & ANYBODY)


def _without_vague(figures: Sequence[Casualty]) -> list[Casualty]:
    """Leave out unstated numbers where the same kind has a stated one."""
    stated = {one.kind for one in figures if _is_numbered(one)}
    return [one for one in figures if _is_numbered(one) or one.kind not in stated]


def _telling(figures: Sequence[Casualty], of_report: Sequence[Casualty]) -> tuple[Casualty, ...]:
    """Return the figures of a passage without the vague ones of kinds that have a number."""
    numbered = {figure.kind for figure in of_report if _is_numbered(figure)}
    return tuple(
        figure for figure in figures if _is_numbered(figure) or figure.kind not in numbered
    )


def _is_numbered(figure: Casualty) -> bool:
    """Return whether a figure says how many: "12", "at least 12", not "many"."""
    return figure.best is not None or figure.low is not None


def _mark_parts(figures: Sequence[Casualty]) -> list[Casualty]:
    """Mark the figures that add up to another one of their kind."""
    marked = list(figures)
    for kind in CasualtyKind:
        rows = [
            (at, one.best)
            for at, one in enumerate(figures)
            if one.kind is kind and one.best is not None
        ]
        if len(rows) < 3:
            continue
        total = max(rows, key=lambda row: row[1])
        parts = [at for at, _ in rows if at != total[0]]
        if sum(best for at, best in rows if at != total[0]) == total[1]:
            for at in parts:
                marked[at] = replace(marked[at], part_of_total=True)
    return marked
