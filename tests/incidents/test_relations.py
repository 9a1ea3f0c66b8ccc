"""Which words between two happenings of one sentence say how they stand to each other?"""

from dataclasses import replace

import pytest

from tests.incidents.factories import incidents, report
from timeline.incidents.relations import related
from timeline.model.incidents import Incident, Passage, RelationKind
from timeline.model.text import TextSpan

# (sentence, first trigger, second trigger, kind, which of the two holds the relation)
LINKED = [
    (
        "Israel bombed Tyre in response to rockets fired at Haifa.",
        "bombed",
        "fired",
        RelationKind.RESPONSE_TO,
        0,
    ),
    (
        "Rebels shelled Bor in retaliation for the raid on Juba.",
        "shelled",
        "raid",
        RelationKind.RESPONSE_TO,
        0,
    ),
    (
        "The raid on Juba killed nine, prompting rebels to shell Bor.",
        "raid",
        "shell",
        RelationKind.RESPONSE_TO,
        1,
    ),
    (
        "The army attacked Bor despite the ceasefire.",
        "attacked",
        "ceasefire",
        RelationKind.DESPITE,
        0,
    ),
    (
        "The strike coincided with talks in Doha.",
        "strike",
        "talks",
        RelationKind.COINCIDES,
        0,
    ),
    (
        "Soldiers raided Moura as part of an offensive in the north.",
        "raided",
        "offensive",
        RelationKind.PART_OF,
        0,
    ),
    (
        "A bomb exploded hours after gunmen attacked Jos.",
        "exploded",
        "attacked",
        RelationKind.BEFORE,
        1,
    ),
    (
        "A bomb exploded hours before ministers met in Jos.",
        "exploded",
        "met",
        RelationKind.BEFORE,
        0,
    ),
    (
        "In response to the raid, rebels shelled Bor.",
        "raid",
        "shelled",
        RelationKind.RESPONSE_TO,
        1,
    ),
    (
        "Despite the ceasefire in Juba, rebels shelled Bor.",
        "ceasefire",
        "shelled",
        RelationKind.DESPITE,
        1,
    ),
    (
        "Hours after gunmen attacked Jos, a bomb exploded.",
        "attacked",
        "exploded",
        RelationKind.BEFORE,
        0,
    ),
]


def pair(text: str, first: str, second: str) -> tuple[Incident, Incident]:
    def told(name: str, word: str) -> Incident:
        start = text.index(word)
        (found,) = incidents(report("doc", start))
        passage: Passage = replace(
            found.reports[0],
            start=0,
            end=len(text),
            text=text,
            trigger=TextSpan(start=start, end=start + len(word)),
        )
        return replace(found, id=name, reports=(passage,))

    return told("one", first), told("two", second)


@pytest.mark.parametrize(("text", "first", "second", "kind", "holder"), LINKED)
def test_words_between_two_triggers_link_their_incidents(
    text: str, first: str, second: str, kind: RelationKind, holder: int
) -> None:
    found = related(pair(text, first, second))
    assert [len(one.relations) for one in found] == [int(holder == 0), int(holder == 1)]
    relation = found[holder].relations[0]
    assert (relation.kind, relation.incident) == (kind, ("two", "one")[holder])


def test_evidence_of_relation_is_words_that_say_it() -> None:
    text = "Israel bombed Tyre in response to rockets fired at Haifa."
    evidence = related(pair(text, "bombed", "fired"))[0].relations[0].evidence
    assert evidence is not None
    assert text[evidence.start : evidence.end] == "in response to"


def test_two_incidents_without_a_link_word_are_unlinked() -> None:
    found = related(
        pair("Rebels shelled Bor and soldiers attacked Jos.", "shelled", "attacked")
    )
    assert not any(one.relations for one in found)


def test_words_too_far_apart_say_nothing() -> None:
    filler = "and the rest of the day was quiet in the town, " * 5
    found = related(
        pair(
            f"Rebels shelled Bor, {filler}in response to which soldiers attacked Jos.",
            "shelled",
            "attacked",
        )
    )
    assert not any(one.relations for one in found)


def test_link_before_first_trigger_says_nothing_of_two() -> None:
    found = related(
        pair(
            "In response to a strike, rebels shelled Bor and attacked Jos.",
            "shelled",
            "attacked",
        )
    )
    assert not any(one.relations for one in found)


# (second sentence, kind, which of the two holds the relation; None for no relation)
FOLLOWING = [
    ("In response, soldiers raided Jos.", RelationKind.RESPONSE_TO, 1),
    ("Hours later, soldiers raided Jos.", RelationKind.BEFORE, 0),
    ("At the same time, soldiers raided Jos.", RelationKind.COINCIDES, 1),
    ("In response to questions, soldiers said they raided Jos.", None, None),
    ("Soldiers raided Jos.", None, None),
]


@pytest.mark.parametrize(("second", "kind", "holder"), FOLLOWING)
def test_first_words_of_sentence_link_the_one_before(
    second: str, kind: RelationKind | None, holder: int | None
) -> None:
    first = "Rebels shelled Bor on Monday."
    one, other = pair(first, "shelled", "Bor")[0], pair(second, "raided", "raided")[1]
    moved = len(first) + 1
    told = other.reports[0]
    trigger = TextSpan(start=told.trigger.start + moved, end=told.trigger.end + moved)
    told = replace(
        told, start=told.start + moved, end=told.end + moved, trigger=trigger
    )
    found = related([one, replace(other, reports=(told,))])
    relations = [
        [(one.kind, one.incident) for one in found[at].relations] for at in (0, 1)
    ]
    wanted: list[list[tuple[RelationKind, str]]] = [[], []]
    if kind is not None and holder is not None:
        wanted[holder] = [(kind, ("two", "one")[holder])]
    assert relations == wanted
