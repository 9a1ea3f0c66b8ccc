"""Find in an incident what two happenings put together look like, and say how sound it is."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations

from timeline.comparison import INITIATORS, TARGETS, has_inside, in_role
from timeline.incidents.parties import has_opposed
from timeline.incidents.profiles import FINE
from timeline.incidents.similarity import ENOUGH
from timeline.model.actors import Role
from timeline.model.incidents import Incident, Mark, Passage, Report
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CasualtyKind

# Points above what is needed at which a report surely tells of the incident that it was put to.
SURE = ENOUGH + 1.0
# What each kind of mixture leaves of soundness: of 21 incidents with one that were read, none was
# wholly right.
LEFT = 0.5
# Grains of a place that a sum of a whole country lacks.
PLACED = FINE | {PlacePrecision.PROVINCE}
# Words by which a figure counts more than one place.
_MORE_PLACES = re.compile(
    r"\b(across|throughout|around) the (country|nation|region)\b|\bnationwide\b|\belsewhere\b"
    r"|\b(several|separate) (incidents|places|towns|cities)\b"
    r"|\b(including|of whom|of them|most|mostly|mainly|largely|both|each)\b[^.;]{0,60}\b(in|at)\b",
    re.IGNORECASE,
)
_WHOLE_COUNTRY = re.compile(
    r"\b(across|throughout|around|in) (the (country|nation)\b|[A-Z])|\bnationwide\b|\bcountrywide\b"
)
# Words by which it counts more than one day.
_MORE_DAYS = re.compile(
    r"\b(since|so far|to date|in all|(day|week|month|year)s?-long)\b"
    r"|\b(over|in|during|for) the (past|last) \w+ (days|weeks|months|years)\b",
    re.IGNORECASE,
)


def sound(incident: Incident, reports: Sequence[Report]) -> float | None:
    """Return how sound an incident is, 0 to 1; None where none of its reports was weighed.

    The mean of its reports, halved for each kind of mixture that it shows.
    """
    mean = _mean_soundness(reports)
    if mean is None:
        return None
    mixtures = sum(is_mixed(incident) for is_mixed in MIXTURES)
    return round(mean * LEFT**mixtures, 3)


def _mean_soundness(reports: Iterable[Report]) -> float | None:
    """Return the mean over the reports that were weighed; None without any."""
    weighed = [report.soundness for report in reports if report.soundness is not None]
    if not weighed:
        return None
    return sum(weighed) / len(weighed)


def _has_doubtful_report(incident: Incident) -> bool:
    """Return whether a report was put to the incident for little."""
    return any(joined.score < SURE for joined in incident.joined)


def _has_several_towns(incident: Incident) -> bool:
    """Return whether it names towns of which none lies in the other."""
    towns = _fine_places(incident)
    pairs = combinations(towns[:MOST_TOWNS], 2)
    return not all(_are_nested(left, right) for left, right in pairs)


# Towns that are compared: more are several whatever they are.
MOST_TOWNS = 6


def _fine_places(incident: Incident) -> list[Place]:
    return [place for place in incident.places if place.precision in FINE]


def _are_nested(left: Place, right: Place) -> bool:
    return has_inside(left, right) or has_inside(right, left)


def _has_victims_acting(incident: Incident) -> bool:
    """Return whether those who did it are counted as its victims."""
    acting = _ids(incident, INITIATORS)
    suffering = _ids(incident, TARGETS)
    attackers = acting - suffering
    return any(figure.actor in attackers for figure in incident.casualties)


def _ids(incident: Incident, roles: Collection[Role]) -> set[str]:
    """Return the ids of the actors in some roles."""
    return {actor.id for actor in in_role(incident.actors, roles)}


def _has_opposed_sides_acting(incident: Incident) -> bool:
    """Return whether both sides are said to have begun it, or one is also a mere party to it.

    Rival versions of who did it are none: each has a voice of its own.
    """
    if "initiator" in incident.disputed_about:
        return False
    acting = in_role(incident.actors, {Role.INITIATOR})
    parties = in_role(incident.actors, {Role.PARTY})
    if acting and parties:
        return True
    return has_opposed(acting)


def _has_other_figures(incident: Incident) -> bool:
    """Return whether accounts give numbers of dead that are far apart."""
    killed = incident.killed
    if killed is None or not incident.joined:
        return False
    if killed.best is None:
        return True
    return max(_numbers_of_dead(incident)) > 2 * killed.best


def _numbers_of_dead(incident: Incident) -> Iterator[int]:
    for figure in incident.casualties:
        if figure.kind is CasualtyKind.KILLED:
            yield figure.best or 0


def _has_figure_of_more_places(incident: Incident) -> bool:
    """Return whether a figure is of more than the town that is named."""
    towns = {place.id for place in _fine_places(incident)}
    return any(
        _MORE_PLACES.search(passage.text) is not None
        for passage in incident.reports
        if passage.casualties and _is_named_in(passage, towns)
    )


def _is_named_in(passage: Passage, places: set[str]) -> bool:
    named = {mark.ref for mark in passage.marks if mark.slot is Slot.PLACE}
    return not named.isdisjoint(places)


def _is_sum_of_country(incident: Incident) -> bool:
    """Return whether it is the sum of a day: dead of no place and no kind of attack."""
    killed = incident.killed
    if killed is None or killed.best == 1:
        return False
    if any(place.precision in PLACED for place in incident.places):
        return False
    return incident.mode is None or _is_of_whole_country(incident)


def _is_of_whole_country(incident: Incident) -> bool:
    return any(_WHOLE_COUNTRY.search(passage.text) for passage in incident.reports)


def _has_words_of_another_clause(incident: Incident) -> bool:
    """Return whether a place or the date of a passage is of a clause on something else."""
    return any(
        _is_of_another_clause(passage, mark)
        for passage in incident.reports
        for mark in passage.marks
        if mark.slot in {Slot.PLACE, Slot.DATE}
    )


def _is_of_another_clause(passage: Passage, mark: Mark) -> bool:
    if mark.slot is Slot.DATE and _is_apart_in_time(passage, mark):
        return True
    if mark.end <= passage.trigger.start:
        return _is_in_opening_clause(passage, mark)
    return mark.slot is Slot.PLACE and _is_after_turn(passage, mark)


def _is_apart_in_time(passage: Passage, mark: Mark) -> bool:
    """Return whether words between trigger and date give it to what came before or after."""
    return _APART_IN_TIME.search(_between(passage, mark)) is not None


def _is_after_turn(passage: Passage, mark: Mark) -> bool:
    """Return whether a word between trigger and mark turns to another clause."""
    return _TURN.search(_between(passage, mark)) is not None


def _between(passage: Passage, mark: Mark) -> str:
    """Return the words between the trigger of a passage and a mark."""
    trigger = passage.trigger
    if mark.end <= trigger.start:
        return _words(passage, mark.end, trigger.start)
    return _words(passage, trigger.end, mark.start)


def _words(passage: Passage, start: int, end: int) -> str:
    """Return the words of a passage between two offsets in its document."""
    first = start - passage.start
    last = end - passage.start
    return passage.text[first:last]


def _is_in_opening_clause(passage: Passage, mark: Mark) -> bool:
    """Return whether a comma ends a clause like "As troops left Oma," before the trigger."""
    before = _words(passage, passage.start, mark.start)
    between = _between(passage, mark)
    if not _OPENING.match(before or between):
        return False
    return "," in between and "," not in before


# A clause that opens a sentence, and words that turn to another clause.
_OPENING = re.compile(
    r"\W*(as|while|after|before|when|since|although|though)\b", re.IGNORECASE
)
_TURN = re.compile(r"\b(while|after|before|because|until|who|whose|which)\b")
# Words by which a date is that of what came before or after.
_APART_IN_TIME = re.compile(
    r"\b(hour|day|week|month|year)s? (after|before|earlier|later)\b"
)


def _has_figure_of_more_days(incident: Incident) -> bool:
    """Return whether a figure is a sum over a time, and the incident is not."""
    return any(
        _MORE_DAYS.search(passage.text) is not None
        for passage in incident.reports
        if passage.casualties
    )


MIXTURES: tuple[Callable[[Incident], bool], ...] = (
    _has_doubtful_report,
    _has_several_towns,
    _has_victims_acting,
    _has_opposed_sides_acting,
    _has_other_figures,
    _has_figure_of_more_places,
    _is_sum_of_country,
    _has_words_of_another_clause,
    _has_figure_of_more_days,
)
