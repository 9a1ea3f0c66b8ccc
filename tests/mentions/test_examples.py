"""Does every worked example of the lexicon give its incident, and does no near miss give one?"""

from collections.abc import Iterator

import pytest

from tests.mentions.factories import reports_in
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import Role
from timeline.model.incidents import Report
from timeline.model.types import IncidentType, TypeExample

KNOWN_FAILURES = {
    "Cross-border shelling by Armenian": "the small model reads 'shelling' as a verb whose subject is 'border'",
    "Denmark froze aid": "the small model reads 'froze' as an adjective",
}


def marks(example: TypeExample) -> list[pytest.MarkDecorator]:
    reasons = [
        reason
        for start, reason in KNOWN_FAILURES.items()
        if example.text.startswith(start)
    ]
    return [pytest.mark.xfail(strict=True, reason=reason) for reason in reasons]


CASES = [
    pytest.param(kind, example, id=f"{kind.id}-{number}", marks=marks(example))
    for kind in incident_types().values()
    for number, example in enumerate(kind.examples, 1)
]


def fitting(kind: IncidentType, example: TypeExample) -> Iterator[Report]:
    for report in reports_in(example.text):
        if report.type == kind.id and (
            example.mode is None or report.mode == example.mode
        ):
            yield report


def names(report: Report, role: Role) -> str:
    return " | ".join(
        name
        for actor in report.actors
        if actor.role is role
        for name in (actor.name, *actor.aliases)
    )


@pytest.mark.parametrize(("kind", "example"), CASES)
def test_example_of_lexicon_is_read_as_it_says(
    kind: IncidentType, example: TypeExample
) -> None:
    found = list(fitting(kind, example))
    if example.near_miss:
        assert not [one for one in reports_in(example.text) if one.type == kind.id]
        return
    assert found, [(one.type, one.mode) for one in reports_in(example.text)]
    assert any(complaints(report, example) == [] for report in found), [
        complaints(one, example) for one in found
    ]


def complaints(report: Report, example: TypeExample) -> list[str]:
    wrong = []
    if example.status is not None and report.status is not example.status:
        wrong.append(f"status {report.status}")
    for role, wanted in example.roles.items():
        found = names(report, role).casefold()
        missing = [name for name in wanted if name.casefold() not in found]
        if missing if role is Role.PARTY else len(missing) == len(wanted):
            wrong.append(f"no {role} {missing} in {names(report, role)!r}")
    killed = [one.best for one in report.casualties if one.kind.value == "killed"]
    if example.killed is not None and example.killed not in killed:
        wrong.append(f"killed {killed}")
    return wrong
