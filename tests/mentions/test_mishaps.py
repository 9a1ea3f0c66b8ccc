"""Are mishaps no attacks, and attacks that read like mishaps still attacks?"""

import pytest

from tests.mentions.factories import reports_in


@pytest.mark.parametrize(
    "text",
    [
        "A bus overturned near Delhi on Monday, killing 20 people.",
        "An airliner crashed near Kazan on Monday, killing 70 people.",
        "Two trains collided near Pune on Monday, killing nine people.",
        "A ferry capsized off Goma on Monday, killing dozens.",
    ],
)
def test_who_dies_in_a_mishap_is_not_attacked(text: str) -> None:
    assert [report.type for report in reports_in(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen crashed a lorry into a post near Kazan on Monday, killing seven people.",
        "Shells hit a market in Aden on Monday, killing 12 people.",
        "A bomb exploded near Kazan on Monday, killing seven people.",
    ],
)
def test_who_dies_in_an_attack_is_counted(text: str) -> None:
    read = reports_in(text)
    assert {report.type for report in read} == {"ASSAULT"}
    assert any(report.casualties for report in read)
