"""Evidence, by what two passages of an article share, that they report one event."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from timeline.comparison import (
    INITIATORS,
    TARGETS,
    WIDE,
    in_role,
    same_date,
    same_figures,
    same_mode,
    same_places,
    same_side,
)
from timeline.lexicon.lists import word_list
from timeline.model.actors import Role
from timeline.model.types import CUMULATIVE, HAPPENED, SPOKEN, CasualtyKind, Status
from timeline.model.when import Precision
from timeline.reports.resolve import ResolvedMention

# What each sign adds. Set on the development articles: sharing who, whom, where and when each count
# one, a definite noun ("the attack") or a bare toll points back by itself, a shared figure counts
# most. The order is that in which they are added up.
WEIGHTS: Mapping[str, float] = {
    "same side": 1.0,
    "same target": 1.0,
    "same place": 1.0,
    "one denies": 1.0,
    "the attackers": 1.0,
    "same date": 1.0,
    "same figure": 2.0,
    "same mode": 0.5,
    "points back": 1.0,
    "next sentence": 0.5,
    "same victims nearby": 1.0,
    "same word": 0.5,
    "same word and place nearby": 1.0,
    "other date nearby": -1.0,
    "perfect after past": -0.75,
    "ongoing and over": -0.75,
    "only adds dead": 1.5,
    "far apart": -0.75,
    "sentences between": -0.01,  # of two that fit alike, the nearer
    "a bare toll": 1.0,
}
# Statuses of what may come, which exclude each other.
NOT_YET = {Status.PLANNED, Status.POSSIBLE}
# Words for those who do it that name nobody.
ATTACKERS = frozenset({"attackers", "assailants", "perpetrators", "attacker"})
# What sharing who did it counts in passages on what was said.
SPOKEN_TOGETHER = 2.0


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What two passages agree on: 1 they do, 0 nothing to compare, -1 they exclude each other."""

    initiators: int
    targets: int
    place: int


def evidence(
    passage: ResolvedMention,
    earlier: ResolvedMention,
    *,
    known_place: bool = False,
    goes_on: bool = False,
) -> float | None:
    """Weigh whether two passages of one article report one event; None when they cannot.

    Args:
        passage: The later passage.
        earlier: The passage before it.
        known_place: The event is reported at several places, one of them that of `passage`.
        goes_on: `passage` only adds dead to what was reported just before, of whatever side.
    """
    if _is_excluded(passage, earlier):
        return None
    agreement = _agreement(passage, earlier, known_place=known_place, goes_on=goes_on)
    if agreement is None:
        return None
    if passage.mention.type in SPOKEN:
        is_same = agreement.initiators > 0 and agreement.targets >= 0
        return SPOKEN_TOGETHER * (is_same and not _are_other_words(passage, earlier))
    signs = _signs(passage, earlier, agreement)
    score = 0.0
    for sign, weight in WEIGHTS.items():
        score += weight * signs[sign]
    return score


def _agreement(
    passage: ResolvedMention,
    earlier: ResolvedMention,
    *,
    known_place: bool,
    goes_on: bool,
) -> _Agreement | None:
    """Compare who, whom and where; None when these exclude that two passages report one event."""
    initiators = _same_in(INITIATORS, passage, earlier)
    targets = _same_in(TARGETS, passage, earlier)
    if goes_on or _is_adding_dead(passage, earlier):
        targets = max(targets, 0)  # the dead of one strike are of many kinds
    place = _same_place(passage, earlier, known_place=known_place)
    if place is None or place < 0:
        return None
    if min(initiators, targets) < 0 and max(initiators, targets) <= 0:
        return None
    if _are_attackers_of(passage, earlier):
        initiators = 1
    return _Agreement(initiators, targets, place)


def _same_in(
    roles: Collection[Role], passage: ResolvedMention, earlier: ResolvedMention
) -> int:
    return same_side(in_role(passage.actors, roles), in_role(earlier.actors, roles))


def _same_place(
    passage: ResolvedMention, earlier: ResolvedMention, *, known_place: bool
) -> int | None:
    """Compare where; None when one has the toll of a town, and the other only names it."""
    same = same_places(passage.places, earlier.places)
    if known_place:
        return max(same, 0)
    if same <= 0 or passage.mention.definite:
        return same
    if not _is_one_of_several(passage, earlier):
        return same
    has_own_toll = bool(passage.casualties) and not earlier.casualties
    return None if has_own_toll else 0


def _are_attackers_of(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether "the attackers" of a passage are those of an assault just before it."""
    if passage.mention.type in SPOKEN or earlier.mention.type != "ASSAULT":
        return False
    return _are_attackers_nearby(passage, earlier)


def _are_other_words(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether two passages on what was said differ in status, or one only promises."""
    if passage.mention.status != earlier.mention.status:
        return True
    return {passage.mention.mode, earlier.mention.mode} == NOT_ONE


def _is_adding_dead(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    return _is_only_count(passage) and _are_near(passage, earlier, 1)


def _are_attackers_nearby(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    return _are_the_attackers(passage) and _are_near(passage, earlier, 3)


def _signs(
    passage: ResolvedMention, earlier: ResolvedMention, agreement: _Agreement
) -> dict[str, float]:
    """Return how strongly each sign of `WEIGHTS` is there."""
    return {
        **_signs_of_sharing(passage, earlier, agreement),
        **_signs_of_words(passage, earlier, agreement),
        **_signs_of_time(passage, earlier),
        **_signs_of_distance(passage, earlier),
    }


def _signs_of_sharing(
    passage: ResolvedMention, earlier: ResolvedMention, agreement: _Agreement
) -> dict[str, float]:
    """Return the signs by what both passages name: agents, targets, places, days, figures."""
    statuses = {passage.mention.status, earlier.mention.status}
    has_same_victims = agreement.targets > 0 and not _kinds(passage).isdisjoint(
        _kinds(earlier)
    )
    return {
        "same side": agreement.initiators,
        "same target": agreement.targets,
        "same place": agreement.place,
        "one denies": agreement.initiators > 0 and statuses > {Status.DENIED},
        "the attackers": _are_attackers_nearby(passage, earlier),
        "same date": same_date(passage.date, earlier.date),
        "same figure": same_figures(passage.casualties, earlier.casualties),
        "same mode": same_mode(passage.mention.mode, earlier.mention.mode),
        "same victims nearby": has_same_victims and _are_near(passage, earlier, 3),
        "only adds dead": _is_adding_dead(passage, earlier),
    }


def _signs_of_words(
    passage: ResolvedMention, earlier: ResolvedMention, agreement: _Agreement
) -> dict[str, float]:
    """Return the signs by the trigger: a definite noun, the same word, a bare toll."""
    has_same_word = _last_word(passage) == _last_word(earlier)
    can_share_place = (
        agreement.place >= 0 and bool(passage.places) and bool(earlier.places)
    )
    has_toll_before = bool(earlier.casualties) or _are_near(passage, earlier, 2)
    return {
        "points back": _pointing(passage, earlier, agreement),
        "same word": has_same_word,
        "same word and place nearby": has_same_word
        and can_share_place
        and _are_near(passage, earlier, 3),
        "a bare toll": passage.mention.lemma == "toll" and has_toll_before,
    }


def _signs_of_time(
    passage: ResolvedMention, earlier: ResolvedMention
) -> dict[str, float]:
    """Return the signs by dates carried on, tense and status."""
    mention = passage.mention
    is_background = mention.tense == "perfect" and earlier.mention.tense == "past"
    statuses = {mention.status, earlier.mention.status}
    return {
        "other date nearby": _is_carried_apart(passage, earlier),
        "perfect after past": is_background and not mention.definite,
        "ongoing and over": Status.ONGOING in statuses and len(statuses) > 1,
    }


def _signs_of_distance(
    passage: ResolvedMention, earlier: ResolvedMention
) -> dict[str, float]:
    """Return the signs by how many sentences stand between."""
    is_far = not _are_near(passage, earlier, 6)
    return {
        "next sentence": _are_near(passage, earlier, 1),
        "far apart": is_far and not passage.mention.definite,
        "sentences between": abs(passage.mention.sentence - earlier.mention.sentence),
    }


def _last_word(passage: ResolvedMention) -> str:
    return passage.mention.lemma.split()[-1]


# Who promises alone agreed with nobody.
NOT_ONE = frozenset({"promise", "agreement"})
# Grains of dates of what lies behind the news.
HISTORY = frozenset(
    {Precision.YEAR, Precision.DECADE, Precision.SEASON, Precision.QUARTER}
)
# Nouns that can point back to any use of force.
GENERAL = word_list("evidence.general")
# Nouns that bring their own dead: "after the deaths of 120 soldiers" is not what was told just
# before.
DEATHS = word_list("evidence.deaths")


def _pointing(
    passage: ResolvedMention, earlier: ResolvedMention, agreement: _Agreement
) -> float:
    """Weigh a definite noun ("the attacks").

    It points back, near by to anything of its type, from afar by its word.

    One that brings its own who, where or when points only to what agrees in one of them.
    """
    if not passage.mention.definite or not _has_content(earlier):
        return 0.0
    if _has_own(passage) and not _are_agreeing(passage, earlier, agreement):
        return 0.0
    if _are_near(passage, earlier, 4):
        return 2.5
    lemma = _last_word(passage)
    is_word_for_it = lemma in GENERAL or lemma == _last_word(earlier)
    return 1.5 if is_word_for_it else 0.0


def _are_agreeing(
    passage: ResolvedMention, earlier: ResolvedMention, agreement: _Agreement
) -> bool:
    """Return whether two passages agree in agent, place, figure, or, without an agent, in date."""
    if agreement.initiators > 0 or agreement.place > 0:
        return True
    has_agent = bool(in_role(passage.actors, INITIATORS))
    if not has_agent and same_date(passage.date, earlier.date) > 0:
        return True
    return same_figures(passage.casualties, earlier.casualties) > 0


def _has_content(passage: ResolvedMention) -> bool:
    """Return whether a passage says anything of who, where, when or how many."""
    return bool(passage.actors or passage.places or passage.casualties or passage.date)


def _has_own(passage: ResolvedMention) -> bool:
    """Return whether a passage brings its own who, where, when, or its own dead."""
    if in_role(passage.actors, INITIATORS) or passage.places or passage.date:
        return True
    return _last_word(passage) in DEATHS and bool(passage.casualties)


def _are_the_attackers(passage: ResolvedMention) -> bool:
    """Return whether those who do it are named only by what was told before.

    As in "the attackers killed 20 guests".
    """
    acting = in_role(passage.actors, INITIATORS)
    if not acting:
        return False
    return all(actor.name.lower() in ATTACKERS for actor in acting)


def _is_carried_apart(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether the date told just before one passage excludes the date of the other."""
    if passage.mention.definite:
        return False
    first = passage.date or passage.near_date
    second = earlier.date or earlier.near_date
    if first is None or second is None:
        return False
    return not first.is_overlapping(second)


def _is_one_of_several(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether one passage tells of one of the towns of which another tells at once.

    Each town has its own toll.
    """
    here = _count_towns(passage)
    there = _count_towns(earlier)
    return min(here, there) == 1 and max(here, there) > 1


def _count_towns(passage: ResolvedMention) -> int:
    """Count the places that are finer than a province."""
    return sum(place.precision not in WIDE for place in passage.places)


def _is_only_count(passage: ResolvedMention) -> bool:
    """Return whether a passage only adds casualties to what was told before.

    As in "Thirteen soldiers were also killed".
    """
    mention = passage.mention
    if not passage.casualties or passage.date is not None or mention.mode is not None:
        return False
    if mention.definite and mention.lemma in DEATHS:
        return False  # "after the deaths of 120": of another day
    return not in_role(passage.actors, INITIATORS)


def _kinds(passage: ResolvedMention) -> frozenset[CasualtyKind]:
    return frozenset(figure.kind for figure in passage.casualties)


def _is_excluded(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether type, status, mode or date forbid that two passages report one event."""
    mention = passage.mention
    before = earlier.mention
    if mention.type != before.type:
        return True
    if (mention.mode == CUMULATIVE) != (before.mode == CUMULATIVE):
        return True
    if has_other_status(passage, earlier) or _is_excluded_by_date(passage, earlier):
        return True
    if mention.definite or before.definite:
        return False
    return same_mode(mention.mode, before.mode) < 0


def _is_excluded_by_date(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether dates forbid that two passages report one event."""
    is_other_age = is_history(passage) != is_history(earlier)
    if is_other_age and not passage.mention.definite:
        return True  # "in a coup in 2001" is no news of today
    if same_date(passage.date, earlier.date) < 0:
        return True
    return is_summed_up(passage, earlier) or is_summed_up(earlier, passage)


def has_other_status(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether one passage reports the past and the other what may come.

    What is ruled out counts as past.
    """
    statuses = {passage.mention.status, earlier.mention.status}
    if len(statuses) == 1 or statuses <= HAPPENED:
        return False
    if statuses.isdisjoint(HAPPENED):
        return Status.DENIED in statuses or statuses == NOT_YET
    if Status.FAILED in statuses:
        return False
    return Status.DENIED not in statuses or not _is_answer(passage, earlier)


def _is_answer(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether one passage denies what the other asserts of the same agents or the same dead.

    It is disputed.
    """
    if _same_in(INITIATORS, passage, earlier) >= 0:
        return True
    return same_figures(passage.casualties, earlier.casualties) > 0


def is_history(passage: ResolvedMention) -> bool:
    """Return whether a passage is dated by a year or longer.

    It tells of what lies behind the news.
    """
    return passage.date is not None and passage.date.precision in HISTORY


# A passage dated this much longer than another, in days, sums up what the other tells one case of.
LONGER = 20


def is_summed_up(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether one passage sums up weeks or years of which the other tells a day.

    As in "5,000 killed since March".
    """
    if passage.date is None or earlier.mention.definite:
        return False
    days = 1 if earlier.date is None else earlier.date.days
    longer = passage.date.days - days
    if longer <= LONGER or not passage.casualties:
        return False
    return bool(earlier.casualties or earlier.date)


def _are_near(
    passage: ResolvedMention, earlier: ResolvedMention, sentences: int
) -> bool:
    return abs(passage.mention.sentence - earlier.mention.sentence) <= sentences
