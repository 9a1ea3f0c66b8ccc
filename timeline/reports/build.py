"""Build the reports of one article from its event mentions, resolved and joined."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from timeline.comparison import (
    INITIATORS,
    in_role,
    merged_actors,
    merged_places,
    most_specific,
)
from timeline.lexicon.actors import ActorLexicon
from timeline.lexicon.digests import items_of
from timeline.lexicon.fitted import LEAST_SOUND
from timeline.lexicon.gazetteer import Gazetteer
from timeline.model.incidents import Casualty, Mark, Passage, Report
from timeline.model.mentions import EventMention
from timeline.model.text import Document
from timeline.model.types import HAPPENED, SPOKEN, CasualtyKind, Genericity, Status
from timeline.model.when import DateInterval
from timeline.reports.bare_sides import setting_at, settings_of
from timeline.reports.cluster import Article, join
from timeline.reports.contexts import Contexts
from timeline.reports.dates import CARRY, date_of, is_history, looking_back, news_day
from timeline.reports.later import with_later_days
from timeline.reports.membership import Link, belongings, core
from timeline.reports.names import ActorNames
from timeline.reports.places import PlaceNames, countries_of_cities
from timeline.reports.plausibility import (
    LEAST_LIKELY,
    is_no_violence,
    is_stated_aim,
    likelihood,
)
from timeline.reports.resolve import ResolvedMention, by_place, draft
from timeline.reports.sites import ANYBODY, group_words, with_parts_marked
from timeline.reports.soundness import soundness
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
    reports = []
    for story in stories(document, resolved):
        published = contexts.published(_start(story.group, contexts))
        if _is_likely(story, published):
            reports.append(_sound(story, published))
    return reports


def _is_likely(story: "Told", published: date | None) -> bool:
    """Return whether passages likely report an incident, or are to be shown however likely."""
    if is_no_violence(story.group):
        return False
    if story.report.status is Status.DENIED or _is_dated_truce(story.group):
        return True
    if is_stated_aim(story.group):
        return True
    return likelihood(story.group, published) >= LEAST_LIKELY


def _sound(story: "Told", published: date | None) -> Report:
    """Return a report with how sound it is; without doubtful passages, if it is sound then."""
    group = story.group
    members, chances = core(group, story.link)
    if len(members) == len(group):
        sound = soundness(group, story.report, published, chances)
        return _weighed(story.report, sound)
    of_all = belongings(group, story.link)
    whole = soundness(group, story.report, published, of_all)
    report = story.make(members)
    sound = soundness(members, report, published, chances)
    if sound >= LEAST_SOUND and sound > whole:
        return _weighed(report, sound)
    return _weighed(story.report, whole)


def _weighed(report: Report, sound: float) -> Report:
    return replace(report, soundness=round(sound, 3))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an article tells of one happening.

    Attributes:
        group: The passages that were joined, in order of the text.
        report: What they tell.
        link: How likely two passages of the article tell of one happening.
        make: Makes the report of some of the passages.
    """

    group: Sequence[ResolvedMention]
    report: Report
    link: Link
    make: Callable[[Sequence[ResolvedMention]], Report]


def stories(document: Document, resolved: Sequence[ResolvedMention]) -> Iterator[Told]:
    """Yield the joined passages that are informative, with their reports, however likely.

    Passages of two items of a digest are never joined.
    """
    dated: list[ResolvedMention] = []
    article = _article(document, resolved)
    for group, link in _joined_by_item(document, resolved):
        if is_informative(group):
            make = partial(_report, article, dated=tuple(dated))
            yield Told(group=group, report=make(group), link=link, make=make)
            dated.extend(passage for passage in group if passage.date is not None)


def _article(document: Document, resolved: Sequence[ResolvedMention]) -> _Article:
    published = document.published
    return _Article(
        document=document,
        contexts=Contexts(document),
        back=looking_back(resolved, published),
        news=news_day(resolved, published),
        is_history=is_history(resolved, published),
    )


def _joined_by_item(
    document: Document, resolved: Sequence[ResolvedMention]
) -> Iterator[tuple[list[ResolvedMention], Link]]:
    for item in items_of(document):
        inside = [
            passage
            for passage in resolved
            if item.start <= passage.mention.start < item.end
        ]
        link = Article(inside).chance
        for group in join(inside):
            yield group, link


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
    drafts = [
        draft(mention, document, names, places, setting_at(settings, mention.start))
        for mention in mentions
    ]
    return with_near_dates(with_later_days(drafts))


def with_near_dates(drafts: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """Give passages without a date the one before them, which separates events of two days."""
    passages: list[ResolvedMention] = []
    dated: ResolvedMention | None = None
    for passage in drafts:
        if passage.date is not None:
            dated = passage
        elif dated is not None and _can_carry(dated, passage):
            passage = replace(passage, near_date=dated.date)
        passages.append(passage)
    return passages


def _can_carry(dated: ResolvedMention, passage: ResolvedMention) -> bool:
    """Return whether the date of a passage may be near that of one a few sentences later."""
    distance = passage.mention.sentence - dated.mention.sentence
    return distance <= CARRY and passage.mention.tense == "past"


# Types that require an agent.
ACTED = frozenset({
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE",
    "AGREE", "CONSULT", "SANCTION", "COOPERATE", "AID",
})  # fmt: skip


def is_informative(group: Sequence[ResolvedMention]) -> bool:
    """Return whether passages say who, where, when or how many."""
    actors = [actor for passage in group for actor in passage.actors]
    if all(map(_is_speech_aside, group)):
        # a "refusal" that nobody gives says nothing
        return bool(in_role(actors, INITIATORS))
    if actors:
        return True
    if group[0].mention.type in ACTED and not _is_dated_truce(group):
        return False
    return any(map(_has_setting, group))


def _is_speech_aside(passage: ResolvedMention) -> bool:
    return passage.mention.type in SPOKEN and passage.mention.aside


def _has_setting(passage: ResolvedMention) -> bool:
    """Return whether a passage says where, when or how many."""
    return bool(passage.places or passage.casualties) or passage.date is not None


def _is_dated_truce(group: Sequence[ResolvedMention]) -> bool:
    """Return whether a ceasefire begins or ends on a day that is told: nobody need be named."""
    return any(map(_is_dated_ceasefire, group))


def _is_dated_ceasefire(passage: ResolvedMention) -> bool:
    mention = passage.mention
    if mention.mode != "ceasefire" or mention.status is Status.POSSIBLE:
        return False
    return passage.date is not None


def _report(
    article: _Article,
    group: Sequence[ResolvedMention],
    dated: Sequence[ResolvedMention],
) -> Report:
    """Make one report of the passages on one event."""
    document = article.document
    first_trigger = min(passage.mention.trigger.start for passage in group)
    report_id = f"{document.id}#{first_trigger}"
    status = _status(group)
    main = min(group, key=_rank_as_main)
    group = with_parts_marked(_cited_by_tellers(group))
    actors = merged_actors(actor for passage in group for actor in passage.actors)
    places = merged_places(place for passage in group for place in passage.places)
    casualties = without_duplicates(
        [figure for passage in group for figure in passage.casualties]
    )
    speakers = dict.fromkeys(name for passage in group for name in passage.attribution)
    return Report(
        id=report_id,
        document=document.id,
        publisher=document.publisher,
        type=main.mention.type,
        mode=main.mention.mode,
        status=status,
        date=_date(article, group, dated, happened=status in HAPPENED),
        actors=most_specific(actors),
        places=places,
        casualties=casualties,
        attribution=tuple(speakers),
        passages=tuple(_passages(report_id, group, casualties)),
        genericity=_genericity(group),
    )


def _rank_as_main(passage: ResolvedMention) -> tuple[bool, bool, float]:
    """Rank passages by how well they give type and mode of a report, the best first."""
    mode = passage.mention.mode
    return mode is None, mode == "clash", -fullness(passage)


def _genericity(group: Sequence[ResolvedMention]) -> Genericity:
    """Return generic only where no passage tells of one happening."""
    kinds = {passage.mention.genericity for passage in group}
    is_specific = Genericity.SPECIFIC in kinds
    return Genericity.SPECIFIC if is_specific else Genericity.GENERIC


def _cited_by_tellers(group: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """Leave out the speakers of passages that only point back.

    Who speaks of "the attack" need not be who reports it.
    """
    reporting = [passage for passage in group if _is_reporting(passage)]
    names: set[str] = set()
    for passage in reporting or group[:1]:
        names.update(passage.attribution)
    return [_cited_by(passage, names) for passage in group]


def _is_reporting(passage: ResolvedMention) -> bool:
    """Return whether a passage reports an event rather than pointing back to it."""
    points_back = passage.mention.definite or passage.mention.aside
    return bool(passage.casualties) or not points_back


def _cited_by(passage: ResolvedMention, names: Collection[str]) -> ResolvedMention:
    """Return a passage with those of its speakers who are among these."""
    text = passage.passage
    return replace(
        passage,
        attribution=_among(passage.attribution, names),
        passage=replace(text, attribution=_among(text.attribution, names)),
    )


def _among(names: Iterable[str], chosen: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in chosen)


def _passages(
    report_id: str, group: Sequence[ResolvedMention], casualties: Sequence[Casualty]
) -> list[Passage]:
    """Return the passages under the report's id, one for each sentence, in order of the text.

    `casualties`: those of the report; "many were hurt" is no rival of a number.
    """
    by_sentence: dict[tuple[int, int], Passage] = {}
    for resolved in group:
        figures = _telling(resolved.passage.casualties, casualties)
        passage = replace(resolved.passage, report=report_id, casualties=figures)
        sentence = (passage.start, passage.end)
        if sentence in by_sentence:
            passage = _united(by_sentence[sentence], passage)
        by_sentence[sentence] = passage
    return [by_sentence[sentence] for sentence in sorted(by_sentence)]


def _united(before: Passage, passage: Passage) -> Passage:
    """Return two passages of one sentence as one."""
    speakers = dict.fromkeys((*before.attribution, *passage.attribution))
    return replace(
        before,
        attribution=tuple(speakers),
        date=before.date or passage.date,
        clause=before.clause or passage.clause,
        casualties=without_duplicates([*before.casualties, *passage.casualties]),
        marks=_united_marks(before, passage),
    )


def _united_marks(before: Passage, passage: Passage) -> tuple[Mark, ...]:
    """Return the marks of two passages in order of the text, those of one place once."""
    marks = {}
    for mark in (*before.marks, *passage.marks):
        marks[mark.slot, mark.start, mark.end] = mark
    return tuple(sorted(marks.values(), key=by_place))


def _date(
    article: _Article,
    group: Sequence[ResolvedMention],
    dated: Sequence[ResolvedMention],
    *,
    happened: bool,
) -> DateInterval | None:
    """Return the date of a report; in an entry of a live blog nothing counts from the article."""
    start = _start(group, article.contexts)
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


def _start(group: Sequence[ResolvedMention], contexts: Contexts) -> int:
    """Return where a report begins: in an entry of a live blog rather than in its title."""
    starts = [passage.mention.start for passage in group]
    in_entries = (start for start in starts if contexts.context_at(start) is not None)
    return next(in_entries, starts[0])


def _status(group: Sequence[ResolvedMention]) -> Status:
    """Return the status of a report: what one passage states to have happened, happened."""
    for passage in group:
        if passage.mention.status in HAPPENED:
            return passage.mention.status
    return group[0].mention.status


def without_duplicates(figures: Sequence[Casualty]) -> tuple[Casualty, ...]:
    """Return each figure once and mark the parts of a total.

    Two figures are one when kind and number agree and their groups can mean the same people.
    """
    unique: list[Casualty] = []
    for figure in figures:
        index = _index_of_same(figure, unique)
        if index is None:
            unique.append(figure)
        else:
            unique[index] = _cited_by_both(unique[index], figure)
    return tuple(_mark_parts(_without_vague(unique)))


def _index_of_same(figure: Casualty, figures: Iterable[Casualty]) -> int | None:
    """Return where a figure stands among others already; None for a new one."""
    for index, before in enumerate(figures):
        if _is_same_figure(before, figure):
            return index
    return None


def _cited_by_both(figure: Casualty, same: Casualty) -> Casualty:
    """Return a figure with all who are cited for it, or for the same one told again."""
    cited = dict.fromkeys((*figure.attribution, *same.attribution))
    return replace(figure, attribution=tuple(cited))


def _is_same_figure(left: Casualty, right: Casualty) -> bool:
    if _numbers(left) != _numbers(right):
        return False
    return _can_be_same_group(group_words(left.group), group_words(right.group))


def _numbers(
    figure: Casualty,
) -> tuple[CasualtyKind, int | None, int | None, int | None]:
    return figure.kind, figure.best, figure.low, figure.high


def _can_be_same_group(left: set[str], right: set[str]) -> bool:
    """Return whether words for two groups can mean the same people."""
    if not left or not right:
        return True
    if not left.isdisjoint(right):
        return True
    return not ANYBODY.isdisjoint(left | right)


def _without_vague(figures: Sequence[Casualty]) -> list[Casualty]:
    """Leave out unstated numbers where the same kind has a stated one."""
    return list(_telling(figures, figures))


def _telling(
    figures: Iterable[Casualty], of_report: Iterable[Casualty]
) -> tuple[Casualty, ...]:
    """Return the figures of a passage without the vague ones of kinds that have a number."""
    numbered = {figure.kind for figure in of_report if _is_numbered(figure)}
    return tuple(
        figure
        for figure in figures
        if _is_numbered(figure) or figure.kind not in numbered
    )


def _is_numbered(figure: Casualty) -> bool:
    """Return whether a figure says how many: "12", "at least 12", not "many"."""
    return figure.best is not None or figure.low is not None


def _mark_parts(figures: Sequence[Casualty]) -> list[Casualty]:
    """Mark the figures that add up to another one of their kind."""
    marked = list(figures)
    for kind in CasualtyKind:
        for index in _parts_of_total(_numbers_of(kind, figures)):
            marked[index] = replace(marked[index], part_of_total=True)
    return marked


def _numbers_of(kind: CasualtyKind, figures: Iterable[Casualty]) -> dict[int, int]:
    """Return the numbers of one kind by where they stand among the figures."""
    numbers = {}
    for index, figure in enumerate(figures):
        if figure.kind is kind and figure.best is not None:
            numbers[index] = figure.best
    return numbers


def _parts_of_total(numbers: Mapping[int, int]) -> list[int]:
    """Return the keys of numbers that add up to the greatest; none where they do not."""
    if len(numbers) < 3:
        return []
    total = max(numbers, key=lambda index: numbers[index])
    if sum(numbers.values()) != 2 * numbers[total]:
        return []
    return [index for index in numbers if index != total]
