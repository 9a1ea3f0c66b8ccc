"""What is stated that forbids a passage to be of a story."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import product

from timeline.comparison import (
    WIDE,
    same_date,
    same_mode,
    same_places,
    same_side,
    telling_words,
)
from timeline.lexicon.lists import word_list
from timeline.model.actors import ActorRole
from timeline.model.incidents import Casualty
from timeline.model.mentions import Step
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CUMULATIVE, SPOKEN, CasualtyKind
from timeline.model.when import DateInterval
from timeline.reports.evidence import DEATHS, has_other_status, is_history, is_summed_up
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import (
    KINDRED,
    Story,
    figures,
    initiators,
    is_empty,
    lemma_of,
    targets,
)
from timeline.reports.wide_counts import is_of_other_width

# A kind of casualties with a number that a passage gives.
Figure = tuple[CasualtyKind, int | None]
Figures = set[Figure]
# Beginnings of a sentence that turns to something else.
ELSEWHERE = re.compile(
    r"^\W*(elsewhere|meanwhile|separately|in (another|a separate|a different|other|a second)"
    r"|also\b|in other|earlier|previously|last (week|month|year)|in a related)",
    re.IGNORECASE,
)
# Modes that exclude each other between articles, but name one deed where kindred types do.
ONE_DEED = frozenset(
    {frozenset({"capture", "arrest"}), frozenset({"abduction", "arrest"})}
)
# Conjunctions and prepositions that set two happenings of one sentence apart in time.
APART_IN_TIME = word_list("conflicts.apart_in_time")
# Roles of a trigger that is coordinated with another, or says who those are whom it befell.
COORDINATING = frozenset({"conj", "acl"})
# Verbs and nouns that say that people died or were hurt.
LOSSES = word_list("conflicts.losses")
WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
# Conflicts that exclude by themselves; the others only count against a passage.
FINAL = word_list("conflicts.final")


def conflict(passage: ResolvedMention, story: Story) -> str | None:
    """Name what is stated and forbids, or speaks against, a passage telling of a story.

    None if nothing does.
    """
    here = story.in_sentence(passage.mention.sentence)
    return (
        _of_kind(passage, story, same=bool(here))
        or _of_defence(passage, story)
        or _of_sides(passage, story)
        or _of_telling(passage, story, here)
    )


def _of_defence(passage: ResolvedMention, story: Story) -> str | None:
    """Return "defence" where one tells of shooting down, the other of people whom the strike hit.

    "Air defences shot down missiles ... The strikes killed nine": not the defenders killed them.
    """
    for member in story.members:
        by_role = {_is_defence(each): each for each in (passage, member)}
        if len(by_role) == 2 and by_role[False].casualties:
            return "defence"
    return None


def _is_defence(passage: ResolvedMention) -> bool:
    return passage.mention.mode == "interception"


def _of_kind(passage: ResolvedMention, story: Story, *, same: bool) -> str | None:
    is_apart = not passage.mention.definite and not same
    exclusion = _exclusion(passage, story, is_apart=is_apart)
    if exclusion is not None:
        return exclusion
    if _has_other_date(passage, story):
        return "date"
    if any(_is_sum_of(passage, member) for member in story.members):
        return "sum"
    return "place" if same_places(passage.places, story.places) < 0 else None


def _exclusion(passage: ResolvedMention, story: Story, *, is_apart: bool) -> str | None:
    """Return the name of what excludes a passage from the story of any of its members."""
    exclusions = _EXCLUSIONS_IF_APART if is_apart else _EXCLUSIONS
    for name, excludes in exclusions:
        if any(excludes(passage, member) for member in story.members):
            return name
    return None


def _is_other_type(passage: ResolvedMention, member: ResolvedMention) -> bool:
    return not are_kindred(passage, member)


def _is_other_total(passage: ResolvedMention, member: ResolvedMention) -> bool:
    """Return whether one passage gives the total of a war and the other does not."""
    is_total = passage.mention.mode == CUMULATIVE
    return is_total != (member.mention.mode == CUMULATIVE)


def _is_other_age(passage: ResolvedMention, member: ResolvedMention) -> bool:
    return is_history(passage) != is_history(member)


def _is_sum_of(passage: ResolvedMention, member: ResolvedMention) -> bool:
    return is_summed_up(passage, member) or is_summed_up(member, passage)


# What excludes a passage from the story of a member, in order; "history" only counts for a passage
# that stands apart.
_EXCLUSIONS: tuple[
    tuple[str, Callable[[ResolvedMention, ResolvedMention], bool]], ...
] = (
    ("type", _is_other_type),
    ("toll", _is_other_total),
    ("scope", is_of_other_width),
    ("status", has_other_status),
)
# Those of passages that are not already known to report one event.
_EXCLUSIONS_IF_APART = (*_EXCLUSIONS, ("history", _is_other_age))


def are_kindred(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether two passages are of one type, or of modes that name one deed in two types."""
    if passage.mention.type == earlier.mention.type:
        return True
    kinds = {_kind(passage), _kind(earlier)}
    return any(kinds <= group for group in KINDRED)


def _kind(passage: ResolvedMention) -> tuple[str, str | None]:
    return passage.mention.type, passage.mention.mode


def _has_other_date(passage: ResolvedMention, story: Story) -> bool:
    if not any(same_date(passage.date, when) < 0 for when in story.dates):
        return False
    return not _is_its_weekday(passage, story)


def _is_its_weekday(passage: ResolvedMention, story: Story) -> bool:
    """Return whether a bare weekday is that of the story's day.

    Its day was counted from publication, which may be another week.
    """
    weekday = _bare_weekday(passage)
    if weekday is None:
        return False
    days = (when.start for when in story.dates if when.start == when.end)
    return any(day.weekday() == weekday for day in days)


def _bare_weekday(passage: ResolvedMention) -> int | None:
    """Return the weekday, Monday being 0, where a passage gives no more of its date."""
    text = passage.date.text if passage.date else None
    word = (text or "").lower().strip()
    word = word.removeprefix("on ").removeprefix("a ")
    return WEEKDAYS.index(word) if word in WEEKDAYS else None


def _of_sides(passage: ResolvedMention, story: Story) -> str | None:
    speech = _of_speech(passage, story)
    if speech is not None:
        return speech
    acting = same_side(initiators(passage), story.initiators)
    suffering = same_side(targets(passage), story.targets)
    if acting < 0 and suffering <= 0:
        return "initiator"
    return "target" if suffering < 0 and acting <= 0 else None


def _of_speech(passage: ResolvedMention, story: Story) -> str | None:
    """Return "speaker" or "addressee" where something is said by or to somebody else."""
    mention = passage.mention
    if mention.type not in SPOKEN or mention.definite:
        return None
    if _are_other_sides(initiators(passage), story.initiators):
        return "speaker"
    if _are_other_sides(targets(passage), story.targets):
        return "addressee"
    return None


def _of_telling(
    passage: ResolvedMention, story: Story, here: Sequence[ResolvedMention]
) -> str | None:
    if here:
        are_one = all(are_fused(earlier, passage) for earlier in here)
        return None if are_one else "apart"
    if _are_swapped(passage, story):
        return "swapped"
    if _is_of_another(passage):
        return "another"
    if passage.mention.definite:
        return "own dead" if _has_own_dead(passage, story) else None
    return _of_new_telling(passage, story)


def _is_of_another(passage: ResolvedMention) -> bool:
    """Return whether a passage says that it turns to another happening."""
    mention = passage.mention
    if mention.is_another:
        return True
    turn = ELSEWHERE.match(passage.passage.text)
    return turn is not None and not mention.definite


def _of_new_telling(passage: ResolvedMention, story: Story) -> str | None:
    """Name what speaks against a passage that does not point back."""
    mention = passage.mention
    if mention.type not in SPOKEN and _has_other_mode(passage, story):
        return "mode"
    tenses = {member.mention.tense for member in story.members}
    if mention.tense == "perfect" and tenses == {"past"}:
        return "perfect"
    if _has_other_near_date(passage, story):
        return "near date"
    if _are_provinces_apart(passage.places, story.places):
        return "province"
    return "own toll" if has_own_toll(passage, story) else None


def _has_other_mode(passage: ResolvedMention, story: Story) -> bool:
    """Return whether the mode of a passage differs from every mode of the story."""
    modes = [member.mention.mode for member in story.members if member.mention.mode]
    if not modes:
        return False
    return all(_are_modes_apart(passage.mention.mode, mode) for mode in modes)


def _are_modes_apart(mode: str | None, member_mode: str) -> bool:
    if same_mode(mode, member_mode) >= 0:
        return False
    return frozenset({mode, member_mode}) not in ONE_DEED


def _has_other_near_date(passage: ResolvedMention, story: Story) -> bool:
    """Return whether an undated passage follows a date that excludes every date of the story."""
    if passage.date is not None or passage.near_date is None:
        return False
    dates = list(_near_dates(story))
    if not dates:
        return False
    return not any(passage.near_date.is_overlapping(when) for when in dates)


def _near_dates(story: Story) -> Iterator[DateInterval]:
    """Yield the dates of a story's passages, or those told just before them."""
    for member in story.members:
        when = member.date or member.near_date
        if when is not None:
            yield when


def _are_swapped(passage: ResolvedMention, story: Story) -> bool:
    """Return whether who acts here is acted on there, and nobody stands on one side twice."""
    acting = initiators(passage)
    suffering = targets(passage)
    if same_side(acting, story.initiators) > 0:
        return False
    if same_side(suffering, story.targets) > 0:
        return False
    if same_side(acting, story.targets) > 0:
        return True
    return same_side(suffering, story.initiators) > 0


def _are_provinces_apart(lefts: Iterable[Place], rights: Iterable[Place]) -> bool:
    """Return whether both name provinces, all of one country, and none in common."""
    here = _of_precision(lefts, PlacePrecision.PROVINCE)
    there = _of_precision(rights, PlacePrecision.PROVINCE)
    if not here or not there:
        return False
    return all(
        _are_sister_provinces(left, right) for left, right in product(here, there)
    )


def _are_sister_provinces(left: Place, right: Place) -> bool:
    if left.id == right.id or left.name == right.name:
        return False
    return left.country == right.country


def _of_precision(places: Iterable[Place], precision: PlacePrecision) -> list[Place]:
    return [place for place in places if place.precision is precision]


def _has_several_towns(story: Story) -> bool:
    return sum(place.precision not in WIDE for place in story.places) > 1


def has_own_toll(passage: ResolvedMention, story: Story) -> bool:
    """Return whether a passage has a place and dead of its own, which the story does not name.

    Each town has its own dead.
    """
    dead = _stated(passage.casualties)
    own = _without_countries(passage.places)
    if not dead or not own or not story.places:
        return False
    if not dead.isdisjoint(story.figures):
        return False
    return _is_one_of_several(own, story) or _are_others(own, dead, story)


def _is_one_of_several(own: Sequence[Place], story: Story) -> bool:
    """Return whether a place is one of the towns that a story names at once."""
    return len(own) == 1 and _has_several_towns(story)


def _are_others(own: Sequence[Place], dead: Figures, story: Story) -> bool:
    """Return whether places with dead of their own are others than those of a story."""
    if _share_kind(dead, story.figures) and _are_towns_apart(own, story.places):
        return True
    is_comparable = bool(story.figures) or bool(_without_countries(story.places))
    return is_comparable and same_places(own, story.places) <= 0


def _stated(casualties: Sequence[Casualty]) -> Figures:
    return {(figure.kind, figure.best) for figure in casualties if figure.best}


def _without_countries(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.precision is not PlacePrecision.COUNTRY]


def _share_kind(
    left: Collection[Figure], right: Collection[Figure]
) -> set[CasualtyKind]:
    """Return the kinds of casualties that are in both."""
    return {kind for kind, _ in left} & {kind for kind, _ in right}


def _are_towns_apart(lefts: Sequence[Place], rights: Sequence[Place]) -> bool:
    """Return whether places are towns of other names, however near: each has its own dead."""
    here = _of_precision(lefts, PlacePrecision.CITY)
    there = _of_precision(rights, PlacePrecision.CITY)
    if not here or not there:
        return False
    if len(here) < len(lefts):
        return False
    pairs = product(here, there)
    return not any(_can_be_one_town(left, right) for left, right in pairs)


def _can_be_one_town(left: Place, right: Place) -> bool:
    """Return whether two towns are one, or may be one by their names."""
    if left.id == right.id:
        return True
    return not telling_words(left.name).isdisjoint(telling_words(right.name))


def _has_own_dead(passage: ResolvedMention, story: Story) -> bool:
    """Return whether a noun of death brings its own dead.

    "after the deaths of 120 soldiers" is not what was told before.
    """
    own = figures(passage.casualties)
    if not own or lemma_of(passage) not in DEATHS:
        return False
    return own.isdisjoint(story.figures)


def are_fused(earlier: ResolvedMention, passage: ResolvedMention) -> bool:
    """Return whether two triggers of one sentence tell of one happening.

    Unless grammar or arguments say otherwise.
    """
    links, roles = between(earlier, passage)
    if not links.isdisjoint(APART_IN_TIME) and not _is_loss_of(earlier, passage):
        return False
    is_coordinated = not roles.isdisjoint(COORDINATING)
    if _are_different(earlier, passage, is_coordinated=is_coordinated):
        return False
    if _is_mere_mention(earlier) or _is_mere_mention(passage):
        return True
    return lemma_of(earlier) != lemma_of(passage)


def _is_mere_mention(passage: ResolvedMention) -> bool:
    """Return whether a passage points back, or tells nothing but that it happened."""
    return passage.mention.definite or is_empty(passage)


def _is_loss_of(earlier: ResolvedMention, passage: ResolvedMention) -> bool:
    """Return whether one of two passages is what came of the other, told after it happened.

    "Nine were killed after fighting broke out". Not so the other way about: who "set fire to cars
    after a student died" did not kill the student.
    """
    first, second = _ways(earlier, passage)
    if _is_bare_loss(earlier) and not _is_apart_in_time(first):
        return True
    return _is_bare_loss(passage) and not _is_apart_in_time(second)


def _is_apart_in_time(way: Iterable[Step]) -> bool:
    return not _links_of(way).isdisjoint(APART_IN_TIME)


def _is_bare_loss(passage: ResolvedMention) -> bool:
    """Return whether a passage only says that people died or were hurt, and not by whom.

    "Nine were killed after fighting broke out": what came before is what killed them.
    """
    return lemma_of(passage) in LOSSES and not initiators(passage)


def _are_other_targets(earlier: ResolvedMention, passage: ResolvedMention) -> bool:
    """Return whether two passages name different targets: "killed a judge and burned a lorry".

    But in "12 people were killed and 30 wounded" both count people of one incident.
    """
    are_counted = bool(earlier.casualties and passage.casualties)
    return not are_counted and _are_other_sides(targets(earlier), targets(passage))


def _are_different(
    earlier: ResolvedMention, passage: ResolvedMention, *, is_coordinated: bool
) -> bool:
    """Return whether two passages name different sides, places or numbers.

    Or only one of them is an abduction. `is_coordinated`: the second is coordinated with the first,
    or only says who those are whom the first befell.
    """
    if _are_other_sides(initiators(earlier), initiators(passage)):
        return True
    if is_coordinated and _are_other_targets(earlier, passage):
        return True
    if _are_other_places(earlier.places, passage.places):
        return True
    if _are_other_figures(_stated(earlier.casualties), _stated(passage.casualties)):
        return True
    modes = {earlier.mention.mode, passage.mention.mode}
    return len(modes) > 1 and "abduction" in modes


def _are_other_sides(lefts: Sequence[ActorRole], rights: Sequence[ActorRole]) -> bool:
    """Return whether both name somebody, and nobody in common."""
    return bool(lefts) and bool(rights) and same_side(lefts, rights) <= 0


def _are_other_places(lefts: Sequence[Place], rights: Sequence[Place]) -> bool:
    """Return whether both name places, and none that agree."""
    return bool(lefts) and bool(rights) and same_places(lefts, rights) <= 0


def _are_other_figures(lefts: Figures, rights: Figures) -> bool:
    """Return whether both have figures of one kind, and none in common."""
    return lefts.isdisjoint(rights) and bool(_share_kind(lefts, rights))


def between(
    earlier: ResolvedMention, passage: ResolvedMention
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the links and the roles on the way between two triggers of one sentence."""
    first, second = _ways(earlier, passage)
    way = [*first, *second]
    roles = frozenset(step.role for step in way)
    return _links_of(way), roles


def _ways(
    earlier: ResolvedMention, passage: ResolvedMention
) -> tuple[Sequence[Step], Sequence[Step]]:
    """Return the steps from each of two triggers up to where their ways meet."""
    first, second = earlier.mention.climb, passage.mention.climb
    met = _indices(first) & _indices(second)
    return first[: _until(first, met)], second[: _until(second, met)]


def _indices(steps: Iterable[Step]) -> set[int]:
    return {step.index for step in steps}


def _links_of(way: Iterable[Step]) -> frozenset[str]:
    return frozenset(link for step in way for link in step.links)


def _until(steps: Sequence[Step], met: set[int]) -> int:
    """Return how many steps come before the one where ways meet."""
    for index, step in enumerate(steps):
        if step.index in met:
            return index
    return len(steps)


def is_attached_to(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether a trigger stands below another of its sentence."""
    if not earlier.mention.climb:
        return False
    top = earlier.mention.climb[0]
    above = passage.mention.climb[1:]
    return top.index in _indices(above)
