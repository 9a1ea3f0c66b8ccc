"""Does a passage belong to its story the surer, the more it shares with it?"""

from timeline.model.incidents import Passage
from timeline.model.mentions import EventMention
from timeline.model.text import TextSpan
from timeline.model.types import Status
from timeline.reports.membership import COMPARED, belonging, belongings, core
from timeline.reports.resolve import ResolvedMention


def passage(sentence: int) -> ResolvedMention:
    """Make a passage of a sentence that only says that there was an attack."""
    text = "The attack came."
    start = 20 * sentence
    trigger = TextSpan(start=start + 4, end=start + 10)
    mention = EventMention(
        document="a",
        start=start,
        end=start + len(text),
        trigger=trigger,
        lemma="attack",
        type="ASSAULT",
        mode=None,
        status=Status.OCCURRED,
        sentence=sentence,
    )
    told = Passage(
        report="",
        document="a",
        start=start,
        end=mention.end,
        text=text,
        trigger=trigger,
    )
    return ResolvedMention(mention, (), (), None, (), (), told)


def never(*_: object) -> float:
    return 0.05


def surely(*_: object) -> float:
    return 0.95


def test_likely_links_make_a_passage_belong() -> None:
    first, second = passage(0), passage(1)
    assert belonging(second, [first], surely) > belonging(second, [first], never)


def test_the_core_keeps_the_first_passage() -> None:
    group = [passage(0), passage(9)]
    members, _ = core(group, never)
    assert members[:1] == group[:1]
    members, chances = core(group, surely)
    assert members == group
    assert chances == belongings(group, surely)


def test_long_stories_are_compared_in_part() -> None:
    group = [passage(number) for number in range(3 * COMPARED)]
    asked: list[object] = []

    def link(_: object, earlier: object) -> float:
        asked.append(earlier)
        return 0.5

    belonging(group[-1], group[:-1], link)
    assert len(asked) == COMPARED
    assert asked[0] is group[0]
