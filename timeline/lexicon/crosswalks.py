"""Translate the codes of other collections into our types and modes, and back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from timeline.errors import LexiconError
from timeline.lexicon.incident_types import incident_types
from timeline.lexicon.validation import DATA
from timeline.model.types import IncidentType, Status

FOLDER = DATA / "crosswalks"
_COLUMNS = ["code", "type", "mode", "label"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One line of a crosswalk.

    Attributes:
        code: The code of the other collection, in its own spelling.
        type: Id of our incident type; None when the code is no incident of ours.
        mode: How, or None.
        status: Whether it happened: the type's default unless the code says otherwise.
        symmetric: True when those involved are parties rather than initiator and target.
    """

    code: str
    type: str | None
    mode: str | None
    status: Status
    symmetric: bool


class Crosswalk:
    """The crossings of one collection, by code whatever its case, and back by type and mode."""

    def __init__(self, crossings: Iterable[Crossing]) -> None:
        """Index the crossings; the first line for a pair of type and mode is the way back."""
        self._lines: dict[str, Crossing] = {}
        self._back: dict[tuple[str, str | None], str] = {}
        for crossing in crossings:
            self._lines[crossing.code.casefold()] = crossing
            if crossing.type is not None:
                pair = (crossing.type, crossing.mode)
                self._back.setdefault(pair, crossing.code)
        self._nested: dict[str, Crossing] = {}

    def find(self, code: str) -> Crossing:
        """Find the crossing of exactly this code; one without a type if there is none."""
        return self._lines.get(code.casefold()) or _nothing(code)

    def items(self) -> Iterator[tuple[str, Crossing]]:
        """Yield every code, in its own spelling, with its crossing."""
        for crossing in self._lines.values():
            yield crossing.code, crossing

    def has_code(self, code: str) -> bool:
        """Return whether there is a line for exactly this code."""
        return code.casefold() in self._lines

    def find_longest(self, code: str) -> Crossing:
        """Find the crossing of the longest code that this one begins with: CAMEO's are nested.

        >>> crosswalk("cameo").find_longest("1434").mode
        'strike'
        """
        if code not in self._nested:
            self._nested[code] = self._longest(code) or _nothing(code)
        return self._nested[code]

    def _longest(self, code: str) -> Crossing | None:
        for size in range(len(code), 1, -1):
            crossing = self._lines.get(code[:size])
            if crossing is not None:
                return crossing
        return None

    def code_of(self, type: str, mode: str | None) -> str | None:
        """Return the code for a type and mode of ours, or for the type alone.

        None if the collection has neither.

        >>> crosswalk("plover").code_of("ASSAULT", "suicide-bombing")
        'ASSAULT/suicide-attack'
        >>> crosswalk("plover").code_of("DISPLACE", None) is None
        True
        """
        return self._back.get((type, mode)) or self._back.get((type, None))


def _nothing(code: str) -> Crossing:
    return Crossing(
        code=code, type=None, mode=None, status=Status.OCCURRED, symmetric=False
    )


@cache
def crosswalk(name: str) -> Crosswalk:
    """Read the crosswalk of that name once ("acled", "cameo", "gtd", "plover", "scad", "ucdp").

    Raises:
        LexiconError: A line names a type, mode or status that there is not.
    """
    path = FOLDER / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = []
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            rows.append((f"{path.name}, line {number}", line.split("\t")))
    _, header = rows[0]
    if header != _COLUMNS:
        what = f"the columns are not {', '.join(_COLUMNS)}."
        raise LexiconError(path.name, what, "Put this header first.")
    types = incident_types()
    return Crosswalk(_crossing(cells, where, types) for where, cells in rows[1:])


def _crossing(
    cells: list[str], where: str, types: Mapping[str, IncidentType]
) -> Crossing:
    code, type_id, mode, _, status = (*cells, "", "", "", "")[:5]
    if type_id == "-":
        return _nothing(code)
    kind = types.get(type_id)
    if kind is None or (mode and mode not in kind.modes):
        raise LexiconError(
            where,
            f"there is no type {type_id!r} with a mode {mode!r}.",
            "Use those of incident_types/.",
        )
    symmetric = kind.symmetric or mode in kind.symmetric_modes
    return Crossing(
        code=code,
        type=type_id,
        mode=mode or None,
        status=Status(status) if status else kind.default_status,
        symmetric=symmetric,
    )
