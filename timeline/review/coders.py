"""Compare what several coders made of the same incidents, field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import UsageError
from timeline.model.incidents import Incident
from timeline.project.corrections import CorrectionRow, read_corrections
from timeline.project.prepare import Prepared, corrected
from timeline.project.values import field_words
from timeline.review.agreement import Agreement, Unit, agreement

# What coders are compared on, beside whether it is an incident at all.
FIELDS = (
    *("type", "status", "date", "place", "initiator", "target", "party"),
    *("casualties", "attribution", "genericity"),
)
IS_INCIDENT = "incident"
EMPTY = "-"
_FILE_BEGINS = "corrections-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """What coders made of the incidents that two or more of them judged.

    Attributes:
        coders: Their names, sorted.
        units: By incident and field: the value that each coder gave.
    """

    coders: tuple[str, ...]
    units: Mapping[str, Mapping[str, Unit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of an incident that coders see differently; `values` are by coder."""

    incident: str
    field: str
    values: Mapping[str, str]


def coder_files(folder: Path) -> dict[str, Path]:
    """Return the corrections files of single coders, by name.

    Raises:
        UsageError: There are fewer than two.
    """
    files = {
        path.stem.removeprefix(_FILE_BEGINS): path
        for path in sorted(folder.glob(f"{_FILE_BEGINS}*.csv"))
    }
    if len(files) < 2:
        problem = f"it holds the corrections of {len(files)} coder(s); two are needed."
        fix = "Let each coder run `timeline review FOLDER --coder NAME --blind`."
        raise UsageError(str(folder), problem, fix)
    return files


def read_judgements(prepared: Prepared, files: Mapping[str, Path]) -> Judgements:
    """Apply each coder's corrections by themselves and collect what each judged.

    Raises:
        InputError: A file is no table of corrections.
    """
    units: dict[str, dict[str, dict[str, str]]] = {}
    for coder, path in files.items():
        rows, _ = read_corrections(path)
        result = corrected(prepared, rows, file=path.name)
        after = {incident.id: incident for incident in result.incidents}
        for name in judged_ids(rows, prepared):
            for field, value in _values(after.get(name)).items():
                units.setdefault(name, {}).setdefault(field, {})[coder] = value
    shared = {
        name: fields for name, fields in units.items() if len(fields[IS_INCIDENT]) > 1
    }
    return Judgements(coders=tuple(sorted(files)), units=shared)


def judged_ids(rows: Sequence[CorrectionRow], prepared: Prepared) -> list[str]:
    """Return the incidents that rows judge: those they name, and those they merge away."""
    named: dict[str, None] = {}
    for row in rows:
        named[row["id"]] = None
        if row.action == "merge":
            named.update(dict.fromkeys(row.several("value")))
    existing = {incident.id for incident in prepared.incidents}
    return [name for name in named if name in existing]


def _values(incident: Incident | None) -> dict[str, str]:
    """Return the value of each field; none but the first for what is no incident of its own."""
    if incident is None:
        return {IS_INCIDENT: "no"}
    values = {field: field_words(incident, field) or EMPTY for field in FIELDS}
    return {IS_INCIDENT: "yes", **values}


def agreements(judgements: Judgements) -> list[Agreement]:
    """Measure agreement on each field, first on whether it is an incident."""
    measured = []
    for field in (IS_INCIDENT, *FIELDS):
        units = [
            fields[field] for fields in judgements.units.values() if field in fields
        ]
        measured.append(agreement(field, units))
    return measured


def differences(judgements: Judgements) -> list[Difference]:
    """Return every field on which coders differ, by incident, in the order of the fields."""
    differing = []
    for name, fields in judgements.units.items():
        for field, values in fields.items():
            if len(set(values.values())) > 1:
                texts = {coder: str(value) for coder, value in values.items()}
                differing.append(Difference(incident=name, field=field, values=texts))
    return differing
