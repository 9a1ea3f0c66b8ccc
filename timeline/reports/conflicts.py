"""What is stated that forbids a passage to be of a story."""

import re
from collections.abc import Sequence
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
from timeline.model.mentions import Step
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CUMULATIVE, SPOKEN
from timeline.reports.evidence import DEATHS, has_other_status, is_history, is_summed_up
from timeline.reports.resolve import ResolvedMention
from timeline.reports.story import KINDRED, Story, figures, initiators, is_empty, lemma_of, targets

# Beginnings of a sentence that turns to something else.
ELSEWHERE = re.compile(
    r"^\W*(elsewhere|meanwhile|separately|in (another|a separate|a different|other|a second)|also\b|in other|earlier"
    r"|previously|last (week|month|year)|in a related)",
    re.IGNORECASE,
)
# Modes that exclude each other between articles, but name one deed where kindred types do.
ONE_DEED = frozenset({frozenset({"capture", "arrest"}), frozenset({"abduction", "arrest"})})
# Conjunctions and prepositions that set two happenings of one sentence apart in time.
APART_IN_TIME = word_list("conflicts.apart_in_time")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Conflicts that exclude by themselves; the others only count against a passage.
FINAL = word_list("conflicts.final")


def conflict(one: ResolvedMention, story: Story) -> str | None:
    """Name what is stated and forbids, or speaks against, a passage telling of a story; None if nothing does."""
    here = story.in_sentence(one.mention.sentence)
    return (
        _of_kind(one, story, same=bool(here))
        or _of_defence(one, story)
        or _of_sides(one, story)
        or _of_telling(one, story, here)
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


def _of_kind(one: ResolvedMention, story: Story, *, same: bool) -> str | None:
    mention = one.mention
    if not all(kindred(one, other) for other in story.members):
        return "type"
    if any(
        (other.mention.mode == CUMULATIVE) != (mention.mode == CUMULATIVE)
        for other in story.members
    ):
        return "toll"
    if any(has_other_status(one, other) for other in story.members):
        return "status"
    if (
        not mention.definite
        and not same
        and any(is_history(other) != is_history(one) for other in story.members)
    ):
        return "history"
    if any(same_date(one.date, when) < 0 for when in story.dates) and not _is_its_weekday(
        one, story
    ):
        return "date"
    if any(is_summed_up(one, other) or is_summed_up(other, one) for other in story.members):
        return "sum"
    return "place" if same_places(one.places, story.places) < 0 else None


def kindred(one: ResolvedMention, other: ResolvedMention) -> bool:
    """Say whether two passages are of one type, or of modes by which one deed is told as of two types."""
    if one.mention.type == other.mention.type:
        return True
    pair = {(one.mention.type, one.mention.mode), (other.mention.type, other.mention.mode)}
    return any(pair <= group for group in KINDRED)


def _is_its_weekday(one: ResolvedMention, story: Story) -> bool:
    """Say whether a bare weekday, reckoned from publication, is the weekday of the day on which the story is told."""
    word = (
        (one.date.text or "").lower().strip().removeprefix("on ").removeprefix("a ")
        if one.date
        else ""
    )
    if word not in WEEKDAYS:
        return False
    day = WEEKDAYS.index(word)
    return any(when.start == when.end and when.start.weekday() == day for when in story.dates)


def _of_sides(one: ResolvedMention, story: Story) -> str | None:
    acting = same_side(initiators(one), story.initiators)
    suffering = same_side(targets(one), story.targets)
    if one.mention.type in SPOKEN and not one.mention.definite:
        if acting <= 0 and initiators(one) and story.initiators:
            return "speaker"
        if suffering <= 0 and targets(one) and story.targets:
            return "addressee"
    if acting < 0 and suffering <= 0:
        return "initiator"
    return "target" if suffering < 0 and acting <= 0 else None


def _of_telling(one: ResolvedMention, story: Story, here: Sequence[ResolvedMention]) -> str | None:
    if here:
        return None if all(are_fused(other, one) for other in here) else "apart"
    mention = one.mention
    if _are_swapped(one, story):
        return "swapped"
    if mention.other or (ELSEWHERE.match(one.passage.text) and not mention.definite):
        return "another"
    if mention.definite:
        return "own dead" if _has_own_dead(one, story) else None
    return _of_new_telling(one, story)


def _of_new_telling(one: ResolvedMention, story: Story) -> str | None:
    """Name what speaks against a passage that does not point back."""
    mention = one.mention
    modes = [other.mention.mode for other in story.members if other.mention.mode]
    if (
        mention.type not in SPOKEN
        and modes
        and all(_modes_apart(mention.mode, mode) for mode in modes)
    ):
        return "mode"
    if mention.tense == "perfect" and all(other.mention.tense == "past" for other in story.members):
        return "perfect"
    near = [when for other in story.members if (when := other.date or other.near_date) is not None]
    if (
        one.date is None
        and one.near_date is not None
        and near
        and not any(one.near_date.overlaps(w) for w in near)
    ):
        return "near date"
    if _are_provinces_apart(one.places, story.places):
        return "province"
    return "own toll" if has_own_toll(one, story) else None


def _modes_apart(mode: str | None, other: str) -> bool:
    return same_mode(mode, other) < 0 and frozenset({mode, other}) not in ONE_DEED


def _are_swapped(one: ResolvedMention, story: Story) -> bool:
    """Say whether who acts here is acted on there, and nobody stands on one side twice."""
    if (
        same_side(initiators(one), story.initiators) > 0
        or same_side(targets(one), story.targets) > 0
    ):
        return False
    return (
        same_side(initiators(one), story.targets) > 0
        or same_side(targets(one), story.initiators) > 0
    )


def _are_provinces_apart(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    here = [place for place in ones if place.precision is PlacePrecision.PROVINCE]
    there = [place for place in others if place.precision is PlacePrecision.PROVINCE]
    if not here or not there:
        return False
    return all(
        a.id != b.id and a.name != b.name and a.country == b.country for a in here for b in there
    )


def has_own_toll(one: ResolvedMention, story: Story) -> bool:
    """Say whether a passage has its own place and its own dead, of which the story tells neither: each town its own."""
    dead = {(figure.kind, figure.best) for figure in one.casualties if figure.best}
    own = [place for place in one.places if place.precision is not PlacePrecision.COUNTRY]
    if not dead or not own or not story.places or dead & story.figures:
        return False
    if len(own) == 1 and sum(place.precision not in WIDE for place in story.places) > 1:
        return True  # one of the towns of which the story tells at once
    narrow = any(place.precision is not PlacePrecision.COUNTRY for place in story.places)
    kinds = {kind for kind, _ in dead} & {kind for kind, _ in story.figures}
    if kinds and _are_towns_apart(own, story.places):
        return True
    return same_places(own, story.places) <= 0 and (bool(story.figures) or narrow)


def _are_towns_apart(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    """Return whether places are towns of other names, however near: each has its own dead."""
    here = _towns(ones)
    there = _towns(others)
    if not here or not there:
        return False
    if len(here) < len(ones):
        return False
    pairs = product(here, there)
    return not any(
        _can_be_one_town(left, right)
        for left, right in pairs
    )  # fmt: skip


def _towns(places: Sequence[Place]) -> list[Place]:
    return [
        place
        for place in places
        if place.precision is PlacePrecision.CITY
    ]  # fmt: skip


def _can_be_one_town(left: Place, right: Place) -> bool:
    """Return whether two towns are one, or may be one by their names."""
    if left.id == right.id:
        return True
    return not telling_words(left.name).isdisjoint(telling_words(right.name))


def _has_own_dead(one: ResolvedMention, story: Story) -> bool:
    """Say whether a noun of death brings its own dead: "after the deaths of 120 soldiers" is not what was told before."""
    return (
        lemma_of(one) in DEATHS
        and bool(figures(one.casualties))
        and not figures(one.casualties) & story.figures
    )


def are_fused(other: ResolvedMention, one: ResolvedMention) -> bool:
    """Say whether two triggers of one sentence tell of one happening: unless grammar or arguments say otherwise."""
    links, roles = between(other, one)
    if links & APART_IN_TIME or _differ(other, one, beside=bool(roles & {"conj", "acl"})):
        return False
    plain = not (other.mention.definite or one.mention.definite or is_empty(other) or is_empty(one))
    modes = {other.mention.mode, one.mention.mode}
    told = plain and not (other.mention.aside or one.mention.aside) and None not in modes
    if "relcl" in roles and told and len(modes) > 1:
        return False
    return not (plain and lemma_of(other) == lemma_of(one))


def _differ(other: ResolvedMention, one: ResolvedMention, *, beside: bool) -> bool:
    """Say whether two passages name different sides, places or numbers, or only one of them is an abduction.

    `beside`: the second stands beside the first, or only says who those are whom the first befell.
    """
    if initiators(other) and initiators(one) and same_side(initiators(other), initiators(one)) <= 0:
        return True
    counted = bool(other.casualties and one.casualties)  # "12 people were killed and 30 wounded"
    if (
        beside
        and not counted
        and targets(other)
        and targets(one)
        and same_side(targets(other), targets(one)) <= 0
    ):
        return True  # "killed a judge and burned a lorry"; but "an attack on a mosque in which 40 people died"
    if other.places and one.places and same_places(other.places, one.places) <= 0:
        return True
    first, second = (
        {(f.kind, f.best) for f in draft.casualties if f.best} for draft in (other, one)
    )
    if (
        first
        and second
        and not first & second
        and {kind for kind, _ in first} & {kind for kind, _ in second}
    ):
        return True
    modes = {other.mention.mode, one.mention.mode}
    return len(modes) > 1 and "abduction" in modes


def between(other: ResolvedMention, one: ResolvedMention) -> tuple[frozenset[str], frozenset[str]]:
    """Give the links and the roles on the way between two triggers of one sentence."""
    first, second = other.mention.climb, one.mention.climb
    met = {step.at for step in first} & {step.at for step in second}
    way = [step for steps in (first, second) for step in steps[: _until(steps, met)]]
    return frozenset(link for step in way for link in step.links), frozenset(
        step.role for step in way
    )


def _until(steps: Sequence[Step], met: set[int]) -> int:
    return next((at for at, step in enumerate(steps) if step.at in met), len(steps))


def hangs_on(one: ResolvedMention, other: ResolvedMention) -> bool:
    """Say whether a trigger stands below another of its sentence."""
    top = other.mention.climb[0].at if other.mention.climb else None
    return top is not None and any(step.at == top for step in one.mention.climb[1:])
