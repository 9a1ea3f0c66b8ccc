"""Stable ids: which id each incident has from the build before.

An incident's own id is made from its first report, so that an earlier report which comes later
would change it. A project therefore remembers to which incident each report belonged; an incident
keeps the id that most of its reports had, and no two incidents have one id.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.model.incidents import Incident
from timeline.model.order import by_start


def in_order(incidents: Sequence[Incident]) -> list[Incident]:
    """Return incidents by start date (undated last), then id."""
    return sorted(incidents, key=by_start)


# Marks by which each report of an incident is known again, the surest first.
Marks = Mapping[str, Sequence[Sequence[str]]]


def stable_ids(
    incidents: Sequence[Incident],
    ledger: Mapping[str, str],
    *,
    texts: Mapping[str, str],
) -> tuple[list[Incident], dict[str, str]]:
    """Return incidents under the ids they had before, and what is to be remembered.

    Args:
        incidents: Incidents under ids of their own.
        ledger: Id of the incident by mark of a report, as it was remembered.
        texts: Text by document id.

    Returns:
        The incidents under their lasting ids, in order, and the ledger's changes. Doing it again
        changes nothing.
    """
    digests = {document: _digest(text, 12) for document, text in texts.items()}
    marks = {incident.id: _marks_of(incident, digests) for incident in incidents}
    names = _names(incidents, marks, ledger)
    renamed = [_renamed(incident, names) for incident in incidents]
    changes: dict[str, str] = {}
    for own_id, reports in marks.items():
        for report_marks in reports:
            changes.update(dict.fromkeys(report_marks, names[own_id]))
    return in_order(renamed), changes


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def _renamed(incident: Incident, names: Mapping[str, str]) -> Incident:
    relations = [
        replace(relation, incident=names.get(relation.incident, relation.incident))
        for relation in incident.relations
    ]
    return replace(incident, id=names[incident.id], relations=tuple(relations))


def _names(
    incidents: Sequence[Incident], marks: Marks, ledger: Mapping[str, str]
) -> dict[str, str]:
    """Return the lasting id for each incident's own id.

    Most votes decide, then what is named so already, then the id.
    """
    votes = []
    for incident in incidents:
        for name, count in _votes_of(marks[incident.id], ledger).items():
            is_new_name = name != incident.id
            votes.append((-count, is_new_name, name, incident.id))
    names: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, name, own_id in sorted(votes):
        if own_id not in names and name not in taken:
            names[own_id] = name
            taken.add(name)
    remembered = set(ledger.values())
    for incident in incidents:
        if incident.id not in names:
            name = _free(incident.id, taken, remembered)
            names[incident.id] = name
            taken.add(name)
    return names


def _votes_of(
    reports: Iterable[Sequence[str]], ledger: Mapping[str, str]
) -> Counter[str]:
    """Count the reports that belonged to each incident, each by its surest mark."""
    votes: Counter[str] = Counter()
    for report_marks in reports:
        remembered = [ledger[mark] for mark in report_marks if mark in ledger]
        if remembered:
            votes[remembered[0]] += 1
    return votes


def _free(own_id: str, taken: set[str], remembered: set[str]) -> str:
    """Return an id that no other incident has or had."""
    name = own_id
    number = 1
    while name in taken or name in remembered:
        number += 1
        digest = _digest(f"{own_id}|{number}", 10)
        name = f"i{digest}"
    return name


def _marks_of(incident: Incident, digests: Mapping[str, str]) -> list[list[str]]:
    """Return for each report what it is known by again.

    By the words of its passages, should its document be edited elsewhere; and by its place in the
    document while that is the same, should a newer program split its sentences otherwise.
    """
    marks: dict[str, list[str]] = {}
    for passage in incident.reports:
        offset = passage.trigger.start - passage.start
        words = _digest(f"{passage.document}\0{offset}\0{passage.text}", 20)
        marks.setdefault(passage.report, []).append(f"w:{words}")
    for report, report_marks in marks.items():
        document, _, _ = report.rpartition("#")
        digest = digests.get(document, "")
        report_marks.append(f"r:{digest}:{report}")
    return list(marks.values())
