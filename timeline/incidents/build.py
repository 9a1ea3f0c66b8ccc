"""Build incidents from the reports of all documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from timeline.incidents.cluster_reports import Group, clusters
from timeline.incidents.coarse_rows import incident_without_rows
from timeline.incidents.reconcile import incident_of
from timeline.incidents.relations import related
from timeline.incidents.rows import with_rows
from timeline.incidents.salience import weighed
from timeline.incidents.signs import with_signs
from timeline.incidents.single_row import Singles
from timeline.incidents.tfidf import words_of
from timeline.model.datasets import Dataset
from timeline.model.incidents import Incident, Report
from timeline.model.order import by_start
from timeline.model.types import IncidentType
from timeline.output.garbage import gc_disabled


@gc_disabled()
def incidents_of(
    reports: Sequence[Report],
    *,
    types: Mapping[str, IncidentType],
    published: Mapping[str, date | None],
    texts: Mapping[str, str] | None = None,
    voices: Mapping[str, str] | None = None,
    separate: bool = False,
    rows: Sequence[Report] = (),
    datasets: Sequence[Dataset] = (),
    without_rows: Callable[[Incident], bool] | None = None,
) -> list[Incident]:
    """Make incidents of reports, by start date (undated last) and then id.

    Args:
        reports: Reports of all documents, in any order.
        types: Incident types, for the words of headlines.
        published: Day of publication by document id.
        texts: Text by document id; leave out to compare without what the documents are about.
        voices: For documents that carry the text of another, the id of that one: together they are
            one voice.
        separate: True to merge nothing across documents.
        rows: Reports of coded rows, which join incidents of articles and of other datasets.
        datasets: The datasets of these rows.
        without_rows: To keep of rows no more than counts need (`coarse_rows`): returns whether an
            incident, as its rows tell it, is kept at all. None to keep all of rows.
    """
    groups: Iterable[Group]
    if separate:
        groups = (Group([report]) for report in (*reports, *rows))
    else:
        of_articles = clusters(reports, published, words=words_of(texts or {}))
        groups = with_rows(of_articles, rows, datasets)
    builder = _Builder(types, datasets, without_rows)
    reported: list[Incident] = []
    single_rows: list[Incident] = []
    for group in groups:
        incident = builder.incident(group)
        if incident is not None:
            chosen = single_rows if _is_single_row(group) else reported
            chosen.append(incident)
    independent = voices or {}
    incidents = [*related(weighed(reported, published, independent)), *single_rows]
    with_all_signs = with_signs(incidents, independent, _documents_of(rows), published)
    return sorted(with_all_signs, key=by_start)


class _Builder:
    """Makes incidents of groups of reports; see `incidents_of` for the arguments."""

    def __init__(
        self,
        types: Mapping[str, IncidentType],
        datasets: Iterable[Dataset],
        without_rows: Callable[[Incident], bool] | None,
    ) -> None:
        self._types = types
        self._singles = Singles(types, {dataset.id: dataset for dataset in datasets})
        self._without_rows = without_rows

    def incident(self, group: Group) -> Incident | None:
        """Return the incident of a group; None for one that is not kept."""
        incident = self._whole(group)
        if self._without_rows is None or not _has_rows(group):
            return incident
        if not self._without_rows(incident):
            return None
        return incident_without_rows(group, incident, self._whole)

    def _whole(self, group: Group) -> Incident:
        if _is_single_row(group):
            return self._singles.incident(group.reports[0])
        return incident_of(group.reports, self._types, group.joined)


def _documents_of(rows: Sequence[Report]) -> set[str]:
    return {passage.document for row in rows for passage in row.passages}


def _is_single_row(group: Group) -> bool:
    return len(group.reports) == 1 and _has_rows(group)


def _has_rows(group: Group) -> bool:
    return any(report.dataset is not None for report in group.reports)
