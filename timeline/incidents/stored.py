"""Make the incidents of more reports than memory holds: all but what is worked on is in files."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from timeline.incidents.parts import MergedGroup
from timeline.incidents.reconcile import incident_of
from timeline.incidents.relations import Links, Passages
from timeline.incidents.salience import Setting, countries_of, salience, shares_of
from timeline.incidents.signs import is_founded, is_sound, least_sound, signs
from timeline.incidents.votes import most_counted
from timeline.model.incidents import Incident, Relation, Report
from timeline.model.order import by_start
from timeline.model.types import IncidentType
from timeline.output.garbage import gc_disabled
from timeline.output.record_file import RecordFile, write_records

DRAFTS = "drafts.records"
INCIDENTS = "incidents.records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What incidents are made from.

    Attributes:
        reports: Reports of all documents, those of one document together, ordered by its id.
        types: Incident types, for the words of headlines.
        published: Day of publication by document id.
        voices: For documents that carry the text of another, the id of that one.
    """

    reports: Sequence[Report]
    types: Mapping[str, IncidentType]
    published: Mapping[str, date | None]
    voices: Mapping[str, str]


@gc_disabled()
def stored_incidents(
    groups: Iterable[MergedGroup], sources: Sources, folder: Path
) -> RecordFile[Incident]:
    """Return the incidents of groups of reports, the same and in the same order as `incidents_of`.

    Args:
        groups: The reports of each incident.
        sources: The reports, and what is known of their documents.
        folder: Where the incidents are kept.

    Raises:
        UsageError: A file cannot be written.
    """
    drafting = _Drafting(sources)
    write_records(folder / DRAFTS, drafting.drafts(groups))
    drafts = RecordFile(folder / DRAFTS, Incident)
    write_records(folder / INCIDENTS, drafting.finished(drafts))
    drafts.close()
    (folder / DRAFTS).unlink()
    return RecordFile(folder / INCIDENTS, Incident)


class _Drafting:
    """Makes incidents one by one, and keeps of each what the others need to know."""

    # By report the position of its incident.
    _incident_of: "array[int]"
    _ids: list[str]
    _order: list[tuple[bool, date, str, int]]
    # By incident the number of its set of countries.
    _countries: "array[int]"
    _country_sets: dict[frozenset[str], int]
    # Soundness by position.
    _founded: dict[int, float | None]

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._incident_of = array("q", bytes(8 * len(sources.reports)))
        self._ids = []
        self._order = []
        self._countries = array("L")
        self._country_sets = {}
        self._founded = {}

    def drafts(self, groups: Iterable[MergedGroup]) -> Iterator[Incident]:
        """Yield incidents without what depends on all of them."""
        reports = self._sources.reports
        for group in groups:
            members = [reports[number] for number in group.numbers]
            incident = incident_of(members, self._sources.types, group.joined)
            self._note(incident, group.numbers)
            yield incident

    def _note(self, incident: Incident, numbers: Iterable[int]) -> None:
        position = len(self._ids)
        for number in numbers:
            self._incident_of[number] = position
        countries = self._numbered(countries_of(incident))
        if _is_founded(incident, self._sources):
            self._founded[position] = incident.soundness
        self._ids.append(incident.id)
        self._order.append((*by_start(incident), position))
        self._countries.append(countries)

    def _numbered(self, codes: frozenset[str]) -> int:
        """Return the number of a set of countries, which many incidents share."""
        return self._country_sets.setdefault(codes, len(self._country_sets))

    def finished(self, drafts: Sequence[Incident]) -> Iterator[Incident]:
        """Yield the incidents by start date and id, complete."""
        homes, relations = self._by_document()
        sources = self._sources
        setting = Setting(
            published=sources.published, voices=sources.voices, share=shares_of(homes)
        )
        least = least_sound(self._founded.values())
        for *_, position in sorted(self._order):
            draft = drafts[position]
            is_shown = position in self._founded and is_sound(draft, least)
            yield replace(
                draft,
                salience=salience(draft, setting),
                signs=signs(draft, sources.voices, NOTHING_CODED),
                relations=relations.get(draft.id, ()),
                prominent=is_shown,
            )

    def _by_document(
        self,
    ) -> tuple[dict[str, str | None], dict[str, tuple[Relation, ...]]]:
        """Return the country that each document names most, and the relations of incidents."""
        country_sets = list(self._country_sets)
        homes: dict[str, str | None] = {}
        links = Links()
        numbered = enumerate(self._sources.reports)
        for document, pairs in groupby(numbered, key=lambda pair: pair[1].document):
            passages, positions = self._incidents_of(pairs)
            homes[document] = most_counted(self._named(positions, country_sets))
            if len(positions) > 1:
                links.add(passages)
        return homes, links.relations()

    def _incidents_of(
        self, numbered: Iterable[tuple[int, Report]]
    ) -> tuple[Passages, set[int]]:
        """Return the passages of one document and the positions of its incidents."""
        passages: Passages = []
        positions = set()
        for number, report in numbered:
            position = self._incident_of[number]
            incident = self._ids[position]
            positions.add(position)
            for passage in report.passages:
                passages.append((passage, incident))
        return passages, positions

    def _named(
        self, positions: Iterable[int], country_sets: Sequence[frozenset[str]]
    ) -> Counter[str]:
        """Count the incidents at these positions that name each country."""
        counts: Counter[str] = Counter()
        for position in positions:
            counts.update(country_sets[self._countries[position]])
        return counts


NOTHING_CODED: frozenset[str] = frozenset()


def _is_founded(incident: Incident, sources: Sources) -> bool:
    return is_founded(incident, sources.voices, NOTHING_CODED, sources.published)
