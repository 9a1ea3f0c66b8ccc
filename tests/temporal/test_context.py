"""Do expressions hang on the right day: publication, the last date told, a heading's year?"""

from datetime import date

import pytest

from timeline.errors import UsageError
from timeline.model.text import Section, SectionKind
from timeline.model.when import Basis, TemporalExpression
from timeline.temporal import grammar, grammar_relative, tag, timexes
from timeline.temporal.registry import RESOLVERS

PUBLISHED = date(2024, 5, 8)

# A text, and the values of its expressions in order.
TEXTS = [
    ("On 3 May the post fell. Two days later the army left.", "2024-05-03 2024-05-05"),
    ("On 3 May the post fell. That night shells landed.", "2024-05-03 2024-05-03TNI"),
    ("On 3 May the post fell. The next day it rained.", "2024-05-03 2024-05-04"),
    (
        "On 3 May the post fell. The following morning it rained.",
        "2024-05-03 2024-05-04TMO",
    ),
    (
        "On 3 May the post fell. The previous evening it had rained.",
        "2024-05-03 2024-05-02TEV",
    ),
    ("On 3 May the post fell. A week earlier it had held.", "2024-05-03 2024-04-26"),
    (
        "On 3 May the post fell. The same day a truce was called.",
        "2024-05-03 2024-05-03",
    ),
    (
        "On 3 May the post fell. A week earlier a depot had burned.\n\nIt was retaken the same day.",
        "2024-05-03 2024-04-26 2024-05-03",
    ),
    (
        "On 3 May the post fell. A week earlier a depot burned and the same day a truce ended.",
        "2024-05-03 2024-04-26 2024-04-26",
    ),
    ("She promised to name the dead on Thursday.", "2024-05-09"),
    ("She promised to name the dead on Monday.", "2024-05-06"),
    ("She named the dead on Thursday.", "2024-05-02"),
    ("On 3 May the post fell. The day before, it had held.", "2024-05-03 2024-05-02"),
    (
        "In March 2019 the post fell. The following month it was retaken.",
        "2019-03 2019-04",
    ),
    ("In 2014, rebels took the post. On 3 June, they left it.", "2014 2014-06-03"),
    (
        "In 2014, rebels took the post.\n\nOn 3 June, they may leave it.",
        "2014 2024-06-03",
    ),
    ("Rebels came in June 2014. In September they left.", "2014-06 2014-09"),
    ("Rebels came in June 2014.\n\nIn September they left.", "2014-06 2023-09"),
    (
        "It fell on 3 June 2014. By the end of the day it was lost.",
        "2014-06-03 2014-06-03",
    ),
    ("It fell on 3 June 2014. Earlier in the year it had held.", "2014-06-03 2014"),
    ("Six died on June 5-7.", "2023-06-05/2023-06-07"),
    ("Six died on 5, 6 and 7 June.", "2023-06-05/2023-06-07"),
    ("On Thursday (Jan. 12) a depot burned.", "2023-01-12 2023-01-12"),
    ("On Thursday (May 2) a depot burned.", "2024-05-02 2024-05-02"),
    ("Ali said on Tuesday that the raid on Monday failed.", "2024-05-07 2024-05-06"),
    ("The army said on Tuesday it will leave on Friday.", "2024-05-07 2024-05-10"),
    ("Since 7 October, Hamas has held them.", "2023-10-07"),
    ("The Oct. 7 attack shook Israel.", "2023-10-07"),
    ("Since 7 October, rain fell.", "2023-10-07"),
    (
        "The war began on 24 February 2022. On Day 34 of the war, talks failed.",
        "2022-02-24 2022-03-29",
    ),
    ("On day 34 of the war, talks failed.", "XXXX-XX-XX"),
    ("He was also to meet her on Friday.", "2024-05-10"),
    ("The envoys were to meet on Thursday.", "2024-05-09"),
    (  # a history of few dates
        "On Tuesday, 3 June 1975, rebels took the post. By the end of the day they had left.\n\nIn August it was "
        "retaken. A memorial was built in 1980.",
        "1975-06-03 1975-06-03 1975-08 1980",
    ),
    (  # news of a death, which tells of a life
        "Jan Novak, of the 1953 crew, died in Brno on Monday. He sailed in 1955, 1957 and 1958. The last of his "
        "crew died last June.",
        "1953 2024-05-06 1955 1957 1958 2023-06",
    ),
    (  # news with a long background
        "On 3 May the post fell. It had fallen in 1975 and in 1980. In April it was shelled.",
        "2024-05-03 1975 1980 2024-04",
    ),
    ("It fell on Sunday at dawn.", "2024-05-05TMO"),
    ("It fell on Sunday at 3 p.m.", "2024-05-05T15:00"),
    ("It fell on 3 May, at around 5 a.m., and burned.", "2024-05-03T05:00"),
    ("It fell on 3 May, and on Sunday at dawn it burned.", "2024-05-03 2024-05-05TMO"),
    ("It fell in the first four months of the year.", "2024-01/2024-04"),
    ("It fell in the last two months of 2016.", "2016-11/2016-12"),
    ("They recall the day in 1992 when soldiers came.", "XXXX-XX-XX 1992"),
    ("In 1992 government troops shelled it.", "1992"),
    ("Ali said on Thursday that a raid on Tuesday failed.", "2024-05-02 2024-04-30"),
    (
        "Ali said on Thursday that a raid failed. On Tuesday it ended.",
        "2024-05-02 2024-05-07",
    ),
]


@pytest.mark.parametrize(("text", "values"), TEXTS, ids=[text for text, _ in TEXTS])
def test_what_follows_hangs_on_what_was_told(text: str, values: str) -> None:
    assert [found.value for found in tag(text, anchor=PUBLISHED)] == values.split(" ")


HISTORY = (
    "In 1861 the war broke out. On April 12 the fort fell. On 3 May 1861 the river was closed. Two days later a bridge "
    "burned. By the summer of 1862 the valley was lost, and in December the town. In January the army went home. "
    "In 1863 the siege began. In 1864, in June, the mill burned; by 1865 all was over. "
)


def values(found: tuple[TemporalExpression, ...]) -> list[str | None]:
    return [expression.value for expression in found]


def test_history_takes_the_last_stated_year() -> None:
    assert values(tag(HISTORY, anchor=PUBLISHED)) == [
        "1861", "1861-04-12", "1861-05-03", "1861-05-05", "1862-SU", "1862-12", "1863-01", "1863", "1864", "1864-06",
        "1865",
    ]  # fmt: skip


ASIDES = [
    ("In 1942 shells fell. By May 1943 it held. Guns that had come in late 1941 burned. In June it fell.", "1943-06"),
    ("In May 1943 it was besieged, as the year before. By June it had fallen.", "1943-06"),
    ("On 4 October 1944 the siege began that lasted until May 1945. In November the mill burned.", "1944-11"),
    ("It began in 1941. On 7 December (8 December by their clocks), 1941, jets came. In January it fell.", "1942-01"),
    ("They wintered there in 1942. The camp burned in the winter. In spring they left.", "1943-SP"),
    ("In 1942 shells fell. Most of the dead (as of 5 May 1947) were miners. In June it fell.", "1942-06"),
    ("They left in 1942. The camp burned in the winter. In May it was rebuilt.", "1943-05"),
]  # fmt: skip


def test_winter_of_history_follows_its_date() -> None:
    text = "The army left in October 1942. Over the winter the camp burned."
    _, winter = tag(text, anchor=PUBLISHED, mode="narrative")
    assert winter.value == "1943-WI"
    assert winter.interval is not None
    assert (winter.interval.start, winter.interval.end) == (
        date(1942, 12, 1),
        date(1943, 2, 28),
    )


UNDER_HEADINGS = [
    ("Raids fell from a peak in March 2006. In May the port burned.", "2007-05"),
    ("In March 2011 the ruins were bought. In May the port had burned.", "2007-05"),
    ("In March 2008 the war ended. In May the port burned.", "2008-05"),
    ("In March 2011 one went. In May 2012 one came. In June the port burned.", "2012-06"),
    ("The raid followed the vote of March 2006. In the summer the port burned.", "2007-SU"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "last"), UNDER_HEADINGS)
def test_year_of_heading_holds_under_it(text: str, last: str) -> None:
    found = tag(f"2007: The port\n\n{text}", anchor=PUBLISHED, mode="narrative")
    assert values(found)[-1] == last


@pytest.mark.parametrize(("text", "last"), ASIDES)
def test_asides_do_not_move_a_history(text: str, last: str) -> None:
    assert values(tag(text, anchor=PUBLISHED, mode="narrative"))[-1] == last


def test_the_mode_can_be_told() -> None:
    text = "A fort fell in 1990. It was lost in June."
    assert values(tag(text, anchor=PUBLISHED, mode="narrative")) == ["1990", "1990-06"]
    assert values(tag(text, anchor=PUBLISHED, mode="news")) == ["1990", "2023-06"]


def test_heading_with_year_sets_year_of_history() -> None:
    text = "1990-1992\n\nOn 3 May the fort fell. Long after, in 1995, it was rebuilt. In June it burned."
    sections = (Section(kind=SectionKind.HEADING, start=0, end=9),)
    found = tag(text, anchor=PUBLISHED, sections=sections, mode="narrative")
    assert values(found) == ["1990/1992", "1990-05-03", "1995", "1990-06"]


PARTS = (
    "The fight for Orlo lasted from 3 to 19 May 1992.\n\nBackground\n\nIn June 1990 rebels took the dam. In August "
    "it was retaken.\n\nFighting\n\nOn 5 May the mill burned, and on the 12th the bridge. Two days later it fell."
)


def test_days_after_background_are_of_the_story() -> None:
    sections = tuple(
        Section(
            kind=SectionKind.HEADING,
            start=PARTS.index(words),
            end=PARTS.index(words) + len(words),
        )
        for words in ("Background", "Fighting")
    )
    found = tag(PARTS, anchor=None, sections=sections)
    assert values(found)[1:] == [
        "1990-06",
        "1990-08",
        "1992-05-05",
        "1992-05-12",
        "1992-05-14",
    ]


def test_days_under_a_heading_have_its_year() -> None:
    text = "Chronology, 2021–2022\n\n# 2021\n\nMid-October: a raid. In May 1990 it began, in 1991 it ended."
    assert values(tag(text, anchor=None))[1:3] == ["2021", "2021-10"]


def test_boilerplate_is_not_read() -> None:
    text = "Published 3 May 2020\n\nA mine exploded on Monday."
    sections = (Section(kind=SectionKind.BOILERPLATE, start=0, end=20),)
    assert values(tag(text, anchor=PUBLISHED, sections=sections)) == ["2024-05-06"]


def test_unknown_mode_is_answered_with_right_ones() -> None:
    with pytest.raises(UsageError) as caught:
        tag("x", anchor=None, mode="novel")
    assert (
        str(caught.value)
        == "mode 'novel': there is no such mode. Use one of: auto, news, narrative."
    )


WITHOUT_ANCHOR = [
    ("It burned on Thursday.", "XXXX-WXX-4"),
    ("It burned on 3 May.", "XXXX-05-03"),
    ("It burned in June.", "XXXX-06"),
    ("It burned last week.", "XXXX-WXX"),
    ("It burned last summer.", "XXXX-SU"),
    ("It burned yesterday.", None),
    ("It burned two weeks ago.", None),
    ("It burned last night.", "XXXX-XX-XXTNI"),
    ("It burned at Christmas.", None),
    ("It burned in the third quarter.", "XXXX-Q3"),
]


@pytest.mark.parametrize(("text", "value"), WITHOUT_ANCHOR)
def test_without_an_anchor_relative_words_have_no_days(
    text: str, value: str | None
) -> None:
    (found,) = tag(text, anchor=None)
    assert (found.value, found.interval) == (value, None)


@pytest.mark.parametrize(
    "text",
    ["It burned on 3 May 2019.", "It burned in 2019.", "It burned at Christmas 2019."],
)
def test_without_anchor_full_dates_are_resolved_all_same(text: str) -> None:
    (found,) = tag(text, anchor=None)
    assert found.interval is not None
    assert (found.interval.start.year, found.interval.basis) == (2019, Basis.STATED)


def test_range_is_one_expression_and_two_timex3() -> None:
    text = "It went on from 12 to 15 April 2023."
    assert values(tag(text, anchor=PUBLISHED)) == ["2023-04-12/2023-04-15"]
    assert [record["value"] for record in timexes(text, dct=PUBLISHED)] == [
        "2023-04-12",
        "2023-04-15",
    ]


def test_timex3_record_has_just_fields_of_contract() -> None:
    (record,) = timexes("It burned on Monday.", dct=PUBLISHED)
    assert record == {
        "start": 13,
        "end": 19,
        "text": "Monday",
        "type": "DATE",
        "value": "2024-05-06",
    }


def test_every_rule_of_the_grammar_has_a_resolver() -> None:
    assert set(RESOLVERS) == set(grammar.EXPLICIT) | set(grammar_relative.RELATIVE)
