"""Tallies of each part of an incident that was matched with a gold one."""

from collections.abc import Sequence

from timeline.evaluation.gold import Aliases, GoldCasualty, GoldDays, GoldIncident
from timeline.evaluation.names import compare
from timeline.evaluation.scores import Tally, tally
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Incident
from timeline.model.when import DateInterval


def judge(gold: GoldIncident, incident: Incident) -> dict[str, Tally]:
    """Compare an incident with the gold one it was matched with.

    A slot that is not judged is left out.
    """
    places = [(place.name, *place.aliases) for place in incident.places]
    is_right_status = (
        incident.status == gold.status or incident.status in gold.status_alt
    )
    tallies = {
        "date": _date(gold, incident.date),
        "initiator": _initiator(gold, incident),
        "target": _target(gold, incident),
        "places": compare(gold.places, places, fine=gold.places_ok),
        "casualties": _casualties(gold, incident),
        "attribution": _attribution(gold, incident),
        "status": tally(int(is_right_status), 1, 1),
    }
    return {slot: counts for slot, counts in tallies.items() if counts is not None}


def filled_in_gold(gold: GoldIncident) -> int:
    """Count the slots that are lost when this incident is missed."""
    return (
        int(gold.date is not None)
        + (0 if gold.initiator_optional else len(gold.initiator))
        + (0 if gold.target_optional or gold.symmetric else len(gold.target))
        + len(gold.places)
        + (0 if gold.casualties_optional else len(gold.casualties))
        + (0 if gold.attribution_optional else len(gold.attribution))
        + 1  # status
    )


def filled(incident: Incident) -> int:
    """Count the slots that are wrong when this incident is invented."""
    return (
        int(incident.date is not None)
        + len(incident.actors)
        + len(incident.places)
        + len(incident.casualties)
        + len(incident.attribution)
        + 1  # status
    )


def _date(gold: GoldIncident, given: DateInterval | None) -> Tally | None:
    if gold.date is None:
        return None
    if given is None:
        return tally(0, int(gold.date_required), 0)
    readings = (gold.date, *gold.date_alt)
    is_same = _is_equal if gold.date_required else _is_overlap
    is_right = any(is_same(days, given) for days in readings)
    return tally(int(is_right), 1, 1)


def _is_equal(days: GoldDays, given: DateInterval) -> bool:
    return (days.start, days.end) == (given.start, given.end)


def _is_overlap(days: GoldDays, given: DateInterval) -> bool:
    return days.start <= given.end and given.start <= days.end


def _names(incident: Incident, *roles: Role) -> list[Aliases]:
    return [
        (actor.name, *actor.aliases) for actor in incident.actors if actor.role in roles
    ]


def _initiator(gold: GoldIncident, incident: Incident) -> Tally | None:
    if gold.initiator_optional:
        return None
    agents = _names(incident, Role.INITIATOR, Role.PARTY)
    if gold.symmetric:
        return compare(_parties(gold), agents + _names(incident, Role.TARGET))
    return compare(gold.initiator, agents)


def _target(gold: GoldIncident, incident: Incident) -> Tally | None:
    # The targets of a symmetric incident are judged as parties.
    if gold.target_optional or gold.symmetric:
        return None
    return compare(gold.target, _names(incident, Role.TARGET))


def _parties(gold: GoldIncident) -> list[Aliases]:
    """Return both sides in one list; a target that shares an alias with a party is that party."""
    parties = list(gold.initiator)
    for side in gold.target:
        position = _position_of_alias(parties, side)
        if position is None:
            parties.append(side)
        else:
            parties[position] = (*parties[position], *side)
    return parties


def _position_of_alias(parties: Sequence[Aliases], side: Aliases) -> int | None:
    lowered = {name.lower() for name in side}
    for position, party in enumerate(parties):
        if any(name.lower() in lowered for name in party):
            return position
    return None


def _attribution(gold: GoldIncident, incident: Incident) -> Tally | None:
    if gold.attribution_optional:
        return None
    # What the incident itself lists stays as it is; what the passages add is taken once.
    names = list(incident.attribution)
    for passage in incident.reports:
        for name in passage.attribution:
            if name not in names:
                names.append(name)
    return compare(gold.attribution, [(name,) for name in names])


def _casualties(gold: GoldIncident, incident: Incident) -> Tally | None:
    if gold.casualties_optional:
        return None
    unmet = list(gold.casualties)
    correct = 0
    spare = 0
    given = _all_figures(incident)
    for figure in given:
        position = _position_of_figure(unmet, figure)
        if position is not None:
            del unmet[position]
            correct += 1
        elif _position_of_figure(gold.casualties, figure) is not None:
            spare += 1
    # "Several killed" costs nothing where another figure has a number.
    free = sum(figure.is_unstated for figure in unmet)
    expected = len(gold.casualties)
    if expected > free:
        expected -= free
    return tally(correct, expected, len(given) - spare)


def _position_of_figure(
    expected: Sequence[GoldCasualty], figure: Casualty
) -> int | None:
    for position, gold_figure in enumerate(expected):
        if _is_met(figure, gold_figure):
            return position
    return None


def _all_figures(incident: Incident) -> Sequence[Casualty]:
    """Return the incident's figures and those that single reports give instead."""
    figures = list(incident.casualties)
    seen = {(figure.kind, number_of(figure)) for figure in figures}
    for passage in incident.reports:
        for figure in passage.casualties:
            key = (figure.kind, number_of(figure))
            if key not in seen:
                seen.add(key)
                figures.append(figure)
    return figures


def number_of(figure: Casualty) -> int | None:
    """Return the one number of a figure; None for an unstated one and for a range."""
    if figure.best is None and figure.low == figure.high:
        return figure.low
    return figure.best


def _is_met(figure: Casualty, gold: GoldCasualty) -> bool:
    """Return whether a figure is the gold one, or a number within its range."""
    if figure.kind.value != gold.kind:
        return False
    number = number_of(figure)
    if gold.count is not None or gold.low is None:
        return number == gold.number
    if (figure.low, figure.high) == (gold.low, gold.high):
        return True
    if number is None or number < gold.low:
        return False
    return not gold.high or number <= gold.high
