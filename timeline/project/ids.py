"""Which id does each incident keep from the build before?

An incident's own id is made from its first report, so that an earlier report which comes later would change it. A
project therefore remembers to which incident each report belonged; an incident keeps the id that most of its reports
had, and no two incidents have one id.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from timeline.model.incidents import Incident


def in_order(incidents: Sequence[Incident]) -> list[Incident]:
    """Order incidents by start date (undated last), then id."""
    return sorted(
        incidents,
        key=lambda one: (one.date is None, one.date.start if one.date else date.max, one.id),
    )


def steady(
    incidents: Sequence[Incident], ledger: Mapping[str, str], *, texts: Mapping[str, str]
) -> tuple[list[Incident], dict[str, str]]:
    """Give incidents the ids they had before, and what is to be remembered for the next time.

    Args:
        incidents: Incidents under ids of their own.
        ledger: Id of the incident by mark of a report, as it was remembered.
        texts: Text by document id.

    Returns:
        The incidents under their lasting ids, in order, and the ledger's changes. Doing it again changes nothing.
    """
    digests = {
        document: hashlib.sha256(text.encode()).hexdigest()[:12] for document, text in texts.items()
    }
    told = {one.id: _marks_of(one, digests) for one in incidents}
    names = _names(incidents, told, ledger)
    renamed = [
        replace(
            one,
            id=names[one.id],
            relations=tuple(
                replace(link, incident=names.get(link.incident, link.incident))
                for link in one.relations
            ),
        )
        for one in incidents
    ]
    remembered = {
        mark: names[own] for own, reports in told.items() for known in reports for mark in known
    }
    return in_order(renamed), remembered


# Marks by which each report of an incident is known again, the surest first.
Told = Mapping[str, Sequence[Sequence[str]]]


def _names(incidents: Sequence[Incident], told: Told, ledger: Mapping[str, str]) -> dict[str, str]:
    """Choose the lasting id for each incident's own id: most votes first, then what is named so already, then by id."""
    votes = [
        (-count, kept != one.id, kept, one.id)
        for one in incidents
        for kept, count in _votes(told[one.id], ledger).items()
    ]
    names: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, kept, own in sorted(votes):
        if own not in names and kept not in taken:
            names[own] = kept
            taken.add(kept)
    remembered = set(ledger.values())
    for one in incidents:
        if one.id not in names:
            names[one.id] = _free(one.id, taken, remembered)
            taken.add(names[one.id])
    return names


def _votes(reports: Iterable[Sequence[str]], ledger: Mapping[str, str]) -> Counter[str]:
    """Count for which incident each report speaks."""
    found = (next((ledger[mark] for mark in known if mark in ledger), None) for known in reports)
    return Counter(kept for kept in found if kept is not None)


def _free(own: str, taken: set[str], remembered: set[str]) -> str:
    """Give an id that no other incident has or had."""
    name, number = own, 1
    while name in taken or name in remembered:
        number += 1
        name = "i" + hashlib.sha256(f"{own}|{number}".encode()).hexdigest()[:10]
    return name


def _marks_of(incident: Incident, digests: Mapping[str, str]) -> list[list[str]]:
    """Give for each report what it is known by again.

    By the words of its passages, should its document be edited elsewhere; and by its place in the document while that is
    the same, should a newer engine part its sentences otherwise.
    """
    found: dict[str, list[str]] = {}
    for passage in incident.reports:
        at = passage.trigger.start - passage.start
        words = hashlib.sha256(f"{passage.document}\0{at}\0{passage.text}".encode()).hexdigest()[
            :20
        ]
        found.setdefault(passage.report, []).append(f"w:{words}")
    for report, known in found.items():
        document = report.rpartition("#")[0]
        known.append(f"r:{digests.get(document, '')}:{report}")
    return list(found.values())
