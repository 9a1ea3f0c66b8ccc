"""Records of the page's data: what Python writes and the page reads (assets/data/payload.d.ts)."""

from typing import Any, TypedDict


class StatusRow(TypedDict):
    """A status with its words."""

    id: str
    label: str
    sentence: str
    happened: bool


class PrecisionRow(TypedDict):
    """A grain of dates; `fine` when it may be drawn as a point in time."""

    id: str
    label: str
    fine: bool


class Labelled(TypedDict):
    """An id with its plain words."""

    id: str
    label: str


class CorrectionFieldRow(TypedDict):
    """A field that a reader may correct; `hint` says how its value is written."""

    id: str
    label: str
    hint: str


class Words(TypedDict):
    """Closed vocabularies, in the order in which columns number them."""

    statuses: list[StatusRow]
    precisions: list[PrecisionRow]
    bases: list[Labelled]
    slots: list[Labelled]
    casualties: list[str]
    roles: list[str]
    corrections: list[CorrectionFieldRow]
    correction_columns: list[str]
    disputes: list[Labelled]
    kinds: dict[str, str]
    grains: dict[str, str]
    relations: dict[str, str]


class TypeRow(TypedDict):
    """An incident type; `family` is "force", "protest" or "words"."""

    id: str
    label: str
    family: str


class ModeRow(TypedDict):
    """A mode of a type, which is given by number."""

    id: str
    label: str
    type: int


class SideRow(TypedDict):
    """A side of the conflict; `colour` is "A", "B" or "C"."""

    name: str
    colour: str
    acts: int


class ActorRow(TypedDict):
    """An actor; `side` is the number of its side, -1 for none."""

    id: str
    name: str
    kind: str
    country: str | None
    aliases: list[str]
    side: int


class PlaceRow(TypedDict):
    """A place; latitude and longitude in degrees."""

    id: str
    name: str
    precision: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    aliases: list[str]


class DocumentRow(TypedDict):
    """A document without its text; `voice` is the number of the document whose text it carries.

    `origin` says in which file it stands and when it was fetched, if the file's name does not say
    it all; `original` is the text of which it is a translation, in the language `lang`.
    """

    id: str
    title: str | None
    publisher: int
    published: int | None
    url: str | None
    voice: int
    dataset: int | None
    line: int | None
    origin: str | None
    archived: str | None
    original: str | None
    lang: str | None


class DatasetRow(TypedDict):
    """A table of coded incidents."""

    id: str
    name: str
    columns: list[str]
    licence: str
    citation: str
    restricted: str


class Ragged(TypedDict):
    """A column of lists: their lengths, and all values one after the other."""

    n: list[int]
    v: list[Any]


class DateColumns(TypedDict):
    """Intervals, days since 1970-01-01."""

    start: list[int]
    end: list[int]
    precision: list[int]
    basis: list[int]
    text: list[str | None]
    time: list[str | None]


class FigureColumns(TypedDict):
    """Casualty figures; `speakers` are numbers of those who give them."""

    kind: list[int]
    group: list[str | None]
    actor: list[int]
    low: list[int | None]
    best: list[int | None]
    high: list[int | None]
    part: list[int]
    speakers: Ragged


class IncidentColumns(TypedDict):
    """Incidents; numbers refer to the other tables, -1 for none."""

    id: list[str]
    headline: list[str]
    summary: list[str]
    quoted: list[int]
    type: list[int]
    mode: list[int]
    status: list[int]
    disputed: list[int]
    disputes: Ragged
    date: list[int]
    salience: list[float]
    confidence: list[float]
    generic: list[int]
    prominent: list[int]
    killed: Ragged
    one_sided: list[str | None]
    signs: Ragged
    actors: Ragged
    places: Ragged
    casualties: Ragged
    attribution: Ragged
    publishers: Ragged
    passages: list[int]
    relations: Ragged


class PassageColumns(TypedDict):
    """Passages, in the order of their incidents; `start` and `end` cut the sentence."""

    report: list[int]
    document: list[int]
    sentence: list[int]
    start: list[int]
    end: list[int]
    status: list[int]
    date: list[int]
    marks: Ragged
    attribution: Ragged
    casualties: Ragged


class CorrectionRow(TypedDict):
    """What a person changed in an incident, which is given by number."""

    incident: int
    field: str
    was: str | None
    now: str | None
    author: str
    day: int
    reason: str


class Week(TypedDict):
    """Incidents of one week.

    Its Monday, the colour of who acted, whether they are weaker readings.
    """

    monday: int
    colour: str
    weak: bool
    count: int


class CountsRow(TypedDict):
    """What a large page shows before its data are unpacked.

    Articles, incidents of the first view, weeks.
    """

    articles: int
    incidents: int
    weeks: list[Week]


class WholeRow(TypedDict):
    """Counts of a timeline of which the page holds only a part."""

    incidents: int
    weeks: list[Week]
    coarse: int
    undated: int


class StepRow(TypedDict):
    """A step of a lesson."""

    text: str
    question: str
    answer: str
    view: str


class StoryRow(TypedDict):
    """A lesson."""

    schema: str
    title: str
    steps: list[StepRow]


class Payload(TypedDict):
    """Everything that the page knows."""

    schema: str
    version: str
    title: str
    layout: str
    words: Words
    types: list[TypeRow]
    modes: list[ModeRow]
    countries: dict[str, str]
    sides: list[SideRow]
    actors: list[ActorRow]
    places: list[PlaceRow]
    documents: list[DocumentRow]
    datasets: list[DatasetRow]
    publishers: list[str]
    speakers: list[str]
    signs: list[str]
    dates: DateColumns
    figures: FigureColumns
    sentences: list[str]
    incidents: IncidentColumns
    passages: PassageColumns
    corrections: list[CorrectionRow]
    outlines: dict[str, Any] | None
    story: StoryRow | None
    whole: WholeRow | None
    problems: int
    reader: str | None
    sequences: dict[str, Any]
