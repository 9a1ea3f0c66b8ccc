"""How right is each part of an incident that was found?"""

from collections.abc import Sequence

from timeline.evaluation.gold import Aliases, GoldCasualty, GoldDays, GoldIncident
from timeline.evaluation.names import compare
from timeline.evaluation.scores import Tally, tally
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Incident
from timeline.model.when import DateInterval


def judge(gold: GoldIncident, incident: Incident) -> dict[str, Tally]:
    """Compare an incident with the gold one it was matched with; a slot that is not judged is left out."""
    judged = {
        "date": _date(gold, incident.date),
        "initiator": _initiator(gold, incident),
        "target": _target(gold, incident),
        "places": compare(
            gold.places,
            [(place.name, *place.aliases) for place in incident.places],
            fine=gold.places_ok,
        ),
        "casualties": _casualties(gold, incident),
        "attribution": _attribution(gold, incident),
        "status": tally(int(incident.status in {gold.status, *gold.status_alt}), 1, 1),
    }
    return {slot: found for slot, found in judged.items() if found is not None}


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
    right = any(
        _equal(days, given) if gold.date_required else _overlap(days, given) for days in readings
    )
    return tally(int(right), 1, 1)


def _equal(days: GoldDays, given: DateInterval) -> bool:
    return (days.start, days.end) == (given.start, given.end)


def _overlap(days: GoldDays, given: DateInterval) -> bool:
    return days.start <= given.end and given.start <= days.end


def _names(incident: Incident, *roles: Role) -> list[Aliases]:
    return [(actor.name, *actor.aliases) for actor in incident.actors if actor.role in roles]


def _initiator(gold: GoldIncident, incident: Incident) -> Tally | None:
    if gold.initiator_optional:
        return None
    doers = _names(incident, Role.INITIATOR, Role.PARTY)
    if gold.symmetric:
        return compare(_parties(gold), doers + _names(incident, Role.TARGET))
    return compare(gold.initiator, doers)


def _target(gold: GoldIncident, incident: Incident) -> Tally | None:
    if (
        gold.target_optional or gold.symmetric
    ):  # the targets of a symmetric incident are judged as parties
        return None
    return compare(gold.target, _names(incident, Role.TARGET))


def _parties(gold: GoldIncident) -> list[Aliases]:
    """Join both sides into one list; a target that shares an alias with a party is that party."""
    parties = list(gold.initiator)
    for side in gold.target:
        lower = {name.lower() for name in side}
        same = next(
            (
                place
                for place, party in enumerate(parties)
                if lower & {name.lower() for name in party}
            ),
            None,
        )
        if same is None:
            parties.append(side)
        else:
            parties[same] = (*parties[same], *side)
    return parties


def _attribution(gold: GoldIncident, incident: Incident) -> Tally | None:
    if gold.attribution_optional:
        return None
    told = [name for passage in incident.reports for name in passage.attribution]
    # what the incident itself lists stays as it is; what the passages add is taken once
    added = [name for name in dict.fromkeys(told) if name not in incident.attribution]
    return compare(gold.attribution, [(name,) for name in (*incident.attribution, *added)])


def _casualties(gold: GoldIncident, incident: Incident) -> Tally | None:
    if gold.casualties_optional:
        return None
    open_ = list(gold.casualties)
    correct = spare = 0
    given = _all_figures(incident)
    for figure in given:
        hit = next((place for place, want in enumerate(open_) if _meets(figure, want)), None)
        if hit is not None:
            del open_[hit]
            correct += 1
        elif any(_meets(figure, want) for want in gold.casualties):
            spare += 1
    missed = sum(
        want.unstated for want in open_
    )  # "several killed" costs nothing beside figures that have a number
    wanted = len(gold.casualties) - (missed if len(gold.casualties) > missed else 0)
    return tally(correct, wanted, len(given) - spare)


def _all_figures(incident: Incident) -> Sequence[Casualty]:
    """List the incident's figures and those that single reports give instead."""
    figures = list(incident.casualties)
    seen = {(figure.kind, number_of(figure)) for figure in figures}
    for passage in incident.reports:
        for figure in passage.casualties:
            if (figure.kind, number_of(figure)) not in seen:
                seen.add((figure.kind, number_of(figure)))
                figures.append(figure)
    return figures


def number_of(figure: Casualty) -> int | None:
    """Give the one number of a figure; None for an unstated one and for a range."""
    return figure.low if figure.best is None and figure.low == figure.high else figure.best


def _meets(figure: Casualty, want: GoldCasualty) -> bool:
    if figure.kind.value != want.kind:
        return False
    number = number_of(figure)
    if want.count is not None or want.low is None:
        return number == want.number
    if (figure.low, figure.high) == (want.low, want.high):
        return True
    return number is not None and want.low <= number and (not want.high or number <= want.high)
