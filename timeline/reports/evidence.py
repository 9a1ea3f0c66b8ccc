"""Evidence, by what two passages of an article share, that they report one event."""

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
    passage: ResolvedMention,
    earlier: ResolvedMention,
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
    if _is_excluded(passage, earlier):
        return None
    initiators = same_side(in_role(passage.actors, INITIATORS), in_role(earlier.actors, INITIATORS))
    targets = same_side(in_role(passage.actors, TARGETS), in_role(earlier.actors, TARGETS))
    place = max(same_places(passage.places, earlier.places), 0 if known_place else -1)
    if (
        place > 0
        and not passage.mention.definite
        and not known_place
        and _is_one_of_several(passage, earlier)
    ):
        if passage.casualties and not earlier.casualties:
            return None
        place = 0
    adds = _is_only_count(passage) and _are_near(passage, earlier, 1)
    targets = (
        max(targets, 0) if adds or goes_on else targets
    )  # the dead of one strike are of many kinds
    if place < 0 or (initiators < 0 and targets <= 0) or (targets < 0 and initiators <= 0):
        return None
    if passage.mention.type in SPOKEN:
        apart = (
            passage.mention.status != earlier.mention.status
            or {passage.mention.mode, earlier.mention.mode} == NOT_ONE
        )
        return 2.0 * (initiators > 0 and targets >= 0 and not apart)
    if (
        _are_the_attackers(passage)
        and _are_near(passage, earlier, 3)
        and earlier.mention.type == "ASSAULT"
    ):
        initiators = 1
    score = float(initiators + targets + place)
    denied = {passage.mention.status, earlier.mention.status} > {Status.DENIED}
    score += 1.0 * (initiators > 0 and denied)
    score += 1.0 * (_are_the_attackers(passage) and _are_near(passage, earlier, 3))
    score += same_date(passage.date, earlier.date) + 2.0 * same_figures(
        passage.casualties, earlier.casualties
    )
    score += same_mode(passage.mention.mode, earlier.mention.mode) * 0.5
    acted = bool(in_role(passage.actors, INITIATORS))
    agreeing = (
        (initiators > 0) + (place > 0) + (not acted and same_date(passage.date, earlier.date) > 0)
    )
    score += _pointing(passage, earlier, agreeing) + 0.5 * _are_near(passage, earlier, 1)
    score += 1.0 * (
        targets > 0 and bool(_kinds(passage) & _kinds(earlier)) and _are_near(passage, earlier, 3)
    )
    score += 0.5 * (passage.mention.lemma.split()[-1] == earlier.mention.lemma.split()[-1])
    same_word = passage.mention.lemma.split()[-1] == earlier.mention.lemma.split()[-1]
    score += 1.0 * (
        same_word
        and place >= 0
        and bool(passage.places)
        and bool(earlier.places)
        and _are_near(passage, earlier, 3)
    )
    score -= 1.0 * _is_carried_apart(passage, earlier)
    score -= 0.75 * (
        passage.mention.tense == "perfect"
        and earlier.mention.tense == "past"
        and not passage.mention.definite
    )
    score -= 0.75 * (
        Status.ONGOING in {passage.mention.status, earlier.mention.status}
        and passage.mention.status != earlier.mention.status
    )
    score += 1.5 * adds
    score -= 0.0 if passage.mention.definite or _are_near(passage, earlier, 6) else 0.75
    score -= 0.01 * abs(
        passage.mention.sentence - earlier.mention.sentence
    )  # of two that fit alike, the nearer
    if passage.mention.lemma == "toll" and (earlier.casualties or _are_near(passage, earlier, 2)):
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


def _pointing(passage: ResolvedMention, earlier: ResolvedMention, agreeing: int) -> float:
    """Weigh a definite noun ("the attacks").

    It points back, near by to anything of its type, from afar by its word.

    One that brings its own who, where or when points only to what agrees in one of them.
    """
    if not passage.mention.definite or not (
        earlier.actors or earlier.places or earlier.casualties or earlier.date
    ):
        return 0.0
    lemma = passage.mention.lemma.split()[-1]
    own = bool(
        in_role(passage.actors, INITIATORS)
        or passage.places
        or passage.date
        or (lemma in DEATHS and passage.casualties)
    )
    if own and not agreeing and same_figures(passage.casualties, earlier.casualties) <= 0:
        return 0.0
    if _are_near(passage, earlier, 4):
        return 2.5
    return 1.5 if lemma in GENERAL or lemma == earlier.mention.lemma.split()[-1] else 0.0


def _are_the_attackers(passage: ResolvedMention) -> bool:
    """Return whether those who do it are named only by what was told before.

    As in "the attackers killed 20 guests".
    """
    acts = in_role(passage.actors, INITIATORS)
    return bool(acts) and all(
        actor.name.lower() in {"attackers", "assailants", "perpetrators", "attacker"}
        for actor in acts
    )


def _is_carried_apart(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether the date told just before one passage excludes the date of the other."""
    first, second = passage.date or passage.near_date, earlier.date or earlier.near_date
    if passage.mention.definite:
        return False
    if first is None or second is None:
        return False
    return not first.overlaps(second)


def _is_one_of_several(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether one passage tells of one of the towns of which another tells at once.

    Each town has its own toll.
    """
    here, there = (
        sum(place.precision not in WIDE for place in draft.places) for draft in (passage, earlier)
    )
    return 1 in {here, there} and max(here, there) > 1


def _is_only_count(passage: ResolvedMention) -> bool:
    """Return whether a passage only adds casualties to what was told before.

    As in "Thirteen soldiers were also killed".
    """
    acts = in_role(passage.actors, INITIATORS)
    is_listed = (
        passage.mention.definite and passage.mention.lemma in DEATHS
    )  # "after the deaths of 120": of another day
    return (
        bool(passage.casualties)
        and passage.mention.mode is None
        and not acts
        and passage.date is None
        and not is_listed
    )


def _kinds(passage: ResolvedMention) -> frozenset[CasualtyKind]:
    return frozenset(figure.kind for figure in passage.casualties)


def _is_excluded(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether type, status, mode or date forbid that two passages tell of one happening."""
    if passage.mention.type != earlier.mention.type:
        return True
    if (passage.mention.mode == CUMULATIVE) != (
        earlier.mention.mode == CUMULATIVE
    ) or has_other_status(passage, earlier):
        return True
    if is_history(passage) != is_history(earlier) and not passage.mention.definite:
        return True  # "in a coup in 2001" is no news of today
    if (
        same_date(passage.date, earlier.date) < 0
        or is_summed_up(passage, earlier)
        or is_summed_up(earlier, passage)
    ):
        return True
    return same_mode(passage.mention.mode, earlier.mention.mode) < 0 and not (
        passage.mention.definite or earlier.mention.definite
    )


def has_other_status(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether one passage reports the past and the other what may come.

    What is ruled out counts as past.
    """
    statuses = {passage.mention.status, earlier.mention.status}
    if len(statuses) == 1:
        return False
    if (passage.mention.status in HAPPENED) == (earlier.mention.status in HAPPENED):
        return not statuses & HAPPENED and (
            Status.DENIED in statuses or statuses == {Status.PLANNED, Status.POSSIBLE}
        )
    return not (
        Status.FAILED in statuses or (Status.DENIED in statuses and _is_answer(passage, earlier))
    )


def _is_answer(passage: ResolvedMention, earlier: ResolvedMention) -> bool:
    """Return whether one passage denies what the other asserts of the same agents or the same dead.

    It is disputed.
    """
    initiators = same_side(in_role(passage.actors, INITIATORS), in_role(earlier.actors, INITIATORS))
    return initiators >= 0 or same_figures(passage.casualties, earlier.casualties) > 0


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
    day = earlier.date.days if earlier.date is not None else 1
    return (
        passage.date.days - day > LONGER
        and bool(passage.casualties)
        and bool(earlier.casualties or earlier.date)
    )


def _are_near(passage: ResolvedMention, earlier: ResolvedMention, sentences: int) -> bool:
    return abs(passage.mention.sentence - earlier.mention.sentence) <= sentences
