"""Does the page get the numbers of `timeline sequences`?"""

import json

import pytest

from tests.builders import timeline_data
from tests.sequences.making import answered, with_burst
from timeline.sequences.ask import ask
from timeline.views.sequence_tables import SHIPPED, sequence_tables

TOLD = tuple(sorted(answered(100, 1), key=lambda one: one.id, reverse=True))


@pytest.mark.parametrize("question", list(SHIPPED))
def test_the_page_gets_the_numbers_of_the_command(question: str) -> None:
    shipped = sequence_tables(timeline_data(*TOLD), options={question: {}})[question]
    table = ask(TOLD, question)
    assert shipped["columns"] == list(table.columns)
    assert (shipped["counted"], shipped["more"]) == (table.counted, 0)
    for mine, row in zip(shipped["rows"], table.rows, strict=True):
        for cell, whole in zip(mine, row, strict=True):
            if isinstance(whole, float):
                assert cell == pytest.approx(whole, abs=1e-4)
            elif not isinstance(cell, list):
                assert cell == whole
    assert json.loads(json.dumps(shipped, allow_nan=False)) == shipped


def test_incidents_of_bursts_and_motifs_are_their_numbers_in_the_page() -> None:
    told = tuple(with_burst(100, 1))
    table = sequence_tables(timeline_data(*told), options={"episodes": {}, "motifs": {"length": 2}})
    [burst] = [row for row in table["episodes"]["rows"] if row[table["episodes"]["columns"].index("finding")]]
    numbers = burst[table["episodes"]["columns"].index("incidents")]
    assert len([one for one in numbers if told[one].id.startswith("b")]) == 30
    motif = table["motifs"]["rows"][0]
    for chain in motif[table["motifs"]["columns"].index("instances")]:
        kinds = [told[one].type for one in chain]
        assert " > ".join(kinds) == motif[0]


def test_long_tables_are_cut_and_say_so() -> None:
    shipped = sequence_tables(timeline_data(*TOLD), options={"pairs": {"relation": "all"}})["pairs"]
    assert (len(shipped["rows"]), shipped["more"]) == (200, 4 * len(TOLD) - 200)
