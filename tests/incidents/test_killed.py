"""Do summary, CSV and pandas give the same sum of the killed?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import timeline_data
from tests.incidents.factories import dead, incidents, report
from timeline.exporters.csv import row_of
from timeline.incidents.casualties import killed_text
from timeline.model.incidents import Casualty, KilledRange
from timeline.model.types import CasualtyKind
from timeline.notebook.frames import LEVELS

GROUPS = ["soldiers", "traders", "people", "Chadian soldiers", None]
FIGURES = st.lists(st.tuples(st.integers(1, 400), st.sampled_from(GROUPS)), max_size=4)


@settings(max_examples=60, deadline=None)
@given(first=FIGURES, second=FIGURES)
def test_every_output_gives_the_same_sum(
    first: list[tuple[int, str | None]], second: list[tuple[int, str | None]]
) -> None:
    accounts = [
        tuple(dead(number, group=group) for number, group in one)
        for one in (first, second)
    ]
    for incident in incidents(
        *(
            report(name, casualties=each)
            for name, each in zip("ab", accounts, strict=True)
        )
    ):
        killed, line = incident.killed, row_of(incident)
        cells = next(LEVELS["incidents"].rows_of(timeline_data(incident)))
        for bound in ("low", "best", "high"):
            value = getattr(killed, bound, None)
            assert line[f"killed_{bound}"] == cells[f"killed_{bound}"] == value
        if killed is not None:
            assert incident.summary.endswith(f": {killed_text(killed)} killed")
            assert killed.high is None or killed.low <= killed.high


def rough(number: int) -> Casualty:
    """Give a figure as "about 40" is read: without bounds."""
    return Casualty(kind=CasualtyKind.KILLED, low=None, best=number, high=None)


def test_a_rough_number_is_no_bound() -> None:
    [incident] = incidents(report("a", casualties=(rough(40),)))
    assert incident.killed == KilledRange(low=40, best=40, high=None, approximate=True)
    assert incident.summary.endswith(": about 40 killed")


def test_an_exact_account_ends_roughness() -> None:
    [incident] = incidents(
        report("a", casualties=(rough(40),)), report("b", casualties=(dead(40),))
    )
    assert incident.killed is not None
    assert not incident.killed.approximate
