"""What do two passages of one article share that speaks for their telling of one happening?"""

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
from timeline.model.types import CUMULATIVE, HAPPENED, SPOKEN, CasualtyKind, Status
from timeline.model.when import Precision
from timeline.reports.resolve import ResolvedMention


def evidence(
    one: ResolvedMention,
    other: ResolvedMention,
    *,
    known_place: bool = False,
    goes_on: bool = False,
) -> float | None:
    """Weigh whether two passages of one article tell of one happening; None when they cannot.

    `known_place`: the happening is told as at several places, one of them that of the first
        passage. `goes_on`: the first passage only adds dead to what was told just before, of
        whatever side.

    Weights were set on the development articles: sharing who, whom, where and when each count one,
    a definite noun ("the attack") or a bare toll points back by itself, a shared figure counts
    most.
    """
    if _excluded(one, other):
        return None
    initiators = same_side(in_role(one.actors, INITIATORS), in_role(other.actors, INITIATORS))
    targets = same_side(in_role(one.actors, TARGETS), in_role(other.actors, TARGETS))
    place = max(same_places(one.places, other.places), 0 if known_place else -1)
    if place > 0 and not one.mention.definite and not known_place and _one_of_several(one, other):
        if one.casualties and not other.casualties:
            return None
        place = 0
    adds = _only_counts(one) and _near(one, other, 1)
    targets = (
        max(targets, 0) if adds or goes_on else targets
    )  # the dead of one strike are of many kinds
    if place < 0 or (initiators < 0 and targets <= 0) or (targets < 0 and initiators <= 0):
        return None
    if one.mention.type in SPOKEN:
        apart = (
            one.mention.status != other.mention.status
            or {one.mention.mode, other.mention.mode} == NOT_ONE
        )
        return 2.0 * (initiators > 0 and targets >= 0 and not apart)
    if _are_the_attackers(one) and _near(one, other, 3) and other.mention.type == "ASSAULT":
        initiators = 1
    score = float(initiators + targets + place)
    denied = {one.mention.status, other.mention.status} > {Status.DENIED}
    score += 1.0 * (initiators > 0 and denied)
    score += 1.0 * (_are_the_attackers(one) and _near(one, other, 3))
    score += same_date(one.date, other.date) + 2.0 * same_figures(one.casualties, other.casualties)
    score += same_mode(one.mention.mode, other.mention.mode) * 0.5
    acted = bool(in_role(one.actors, INITIATORS))
    agreeing = (initiators > 0) + (place > 0) + (not acted and same_date(one.date, other.date) > 0)
    score += _pointing(one, other, agreeing) + 0.5 * _near(one, other, 1)
    score += 1.0 * (targets > 0 and bool(_kinds(one) & _kinds(other)) and _near(one, other, 3))
    score += 0.5 * (one.mention.lemma.split()[-1] == other.mention.lemma.split()[-1])
    same_word = one.mention.lemma.split()[-1] == other.mention.lemma.split()[-1]
    score += 1.0 * (
        same_word
        and place >= 0
        and bool(one.places)
        and bool(other.places)
        and _near(one, other, 3)
    )
    score -= 1.0 * _carried_apart(one, other)
    score -= 0.75 * (
        one.mention.tense == "perfect"
        and other.mention.tense == "past"
        and not one.mention.definite
    )
    score -= 0.75 * (
        Status.ONGOING in {one.mention.status, other.mention.status}
        and one.mention.status != other.mention.status
    )
    score += 1.5 * adds
    score -= 0.0 if one.mention.definite or _near(one, other, 6) else 0.75
    score -= 0.01 * abs(
        one.mention.sentence - other.mention.sentence
    )  # of two that fit alike, the nearer
    if one.mention.lemma == "toll" and (other.casualties or _near(one, other, 2)):
        score += 1.0
    return score


# Who promises alone agreed with nobody.
NOT_ONE = frozenset({"promise", "agreement"})
# Grains of dates of what lies behind the news.
HISTORY = frozenset({Precision.YEAR, Precision.DECADE, Precision.SEASON, Precision.QUARTER})
# Nouns that can point back to any use of force.
GENERAL = word_list("evidence.general")
# Nouns that bring their own dead: "after the deaths of 120 soldiers" is not what was told just
# before.
DEATHS = word_list("evidence.deaths")


def _pointing(one: ResolvedMention, other: ResolvedMention, agreeing: int) -> float:
    """Weigh a definite noun ("the attacks").

    It points back, near by to anything of its type, from afar by its word.

    One that brings its own who, where or when points only to what agrees in one of them.
    """
    if not one.mention.definite or not (
        other.actors or other.places or other.casualties or other.date
    ):
        return 0.0
    lemma = one.mention.lemma.split()[-1]
    own = bool(
        in_role(one.actors, INITIATORS)
        or one.places
        or one.date
        or (lemma in DEATHS and one.casualties)
    )
    if own and not agreeing and same_figures(one.casualties, other.casualties) <= 0:
        return 0.0
    if _near(one, other, 4):
        return 2.5
    return 1.5 if lemma in GENERAL or lemma == other.mention.lemma.split()[-1] else 0.0


def _are_the_attackers(one: ResolvedMention) -> bool:
    """Return whether those who do it are named only by what was told before.

    As in "the attackers killed 20 guests".
    """
    acts = in_role(one.actors, INITIATORS)
    return bool(acts) and all(
        actor.name.lower() in {"attackers", "assailants", "perpetrators", "attacker"}
        for actor in acts
    )


def _carried_apart(one: ResolvedMention, other: ResolvedMention) -> bool:
    """Return whether the date told just before one passage excludes the date of the other."""
    first, second = one.date or one.near_date, other.date or other.near_date
    if one.mention.definite:
        return False
    if first is None or second is None:
        return False
    return not first.overlaps(second)


def _one_of_several(one: ResolvedMention, other: ResolvedMention) -> bool:
    """Return whether one passage tells of one of the towns of which another tells at once.

    Each town has its own toll.
    """
    here, there = (
        sum(place.precision not in WIDE for place in draft.places) for draft in (one, other)
    )
    return 1 in {here, there} and max(here, there) > 1


def _only_counts(one: ResolvedMention) -> bool:
    """Return whether a passage only adds casualties to what was told before.

    As in "Thirteen soldiers were also killed".
    """
    acts = in_role(one.actors, INITIATORS)
    known = (
        one.mention.definite and one.mention.lemma in DEATHS
    )  # "after the deaths of 120": of another day
    return (
        bool(one.casualties)
        and one.mention.mode is None
        and not acts
        and one.date is None
        and not known
    )


def _kinds(one: ResolvedMention) -> frozenset[CasualtyKind]:
    return frozenset(figure.kind for figure in one.casualties)


def _excluded(one: ResolvedMention, other: ResolvedMention) -> bool:
    """Return whether type, status, mode or date forbid that two passages tell of one happening."""
    if one.mention.type != other.mention.type:
        return True
    if (one.mention.mode == CUMULATIVE) != (other.mention.mode == CUMULATIVE) or states_apart(
        one, other
    ):
        return True
    if is_history(one) != is_history(other) and not one.mention.definite:
        return True  # "in a coup in 2001" is no news of today
    if same_date(one.date, other.date) < 0 or summed_up(one, other) or summed_up(other, one):
        return True
    return same_mode(one.mention.mode, other.mention.mode) < 0 and not (
        one.mention.definite or other.mention.definite
    )


def states_apart(one: ResolvedMention, other: ResolvedMention) -> bool:
    """Return whether one passage reports the past and the other what may come.

    What is ruled out counts as past.
    """
    told = {one.mention.status, other.mention.status}
    if len(told) == 1:
        return False
    if (one.mention.status in HAPPENED) == (other.mention.status in HAPPENED):
        return not told & HAPPENED and (
            Status.DENIED in told or told == {Status.PLANNED, Status.POSSIBLE}
        )
    return not (Status.FAILED in told or (Status.DENIED in told and _is_answer(one, other)))


def _is_answer(one: ResolvedMention, other: ResolvedMention) -> bool:
    """Return whether one passage denies what the other asserts of the same agents or the same dead.

    It is disputed.
    """
    initiators = same_side(in_role(one.actors, INITIATORS), in_role(other.actors, INITIATORS))
    return initiators >= 0 or same_figures(one.casualties, other.casualties) > 0


def is_history(one: ResolvedMention) -> bool:
    """Return whether a passage is dated by a year or longer.

    It tells of what lies behind the news.
    """
    return one.date is not None and one.date.precision in HISTORY


# A passage dated this much longer than another, in days, sums up what the other tells one case of.
LONGER = 20


def summed_up(one: ResolvedMention, other: ResolvedMention) -> bool:
    """Return whether one passage sums up weeks or years of which the other tells a day.

    As in "5,000 killed since March".
    """
    if one.date is None or other.mention.definite:
        return False
    day = other.date.days if other.date is not None else 1
    return (
        one.date.days - day > LONGER
        and bool(one.casualties)
        and bool(other.casualties or other.date)
    )


def _near(one: ResolvedMention, other: ResolvedMention, sentences: int) -> bool:
    return abs(one.mention.sentence - other.mention.sentence) <= sentences
