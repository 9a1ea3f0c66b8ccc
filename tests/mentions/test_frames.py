"""Frames of verbs: rows name relations that exist, examples fill roles as they say."""

from pathlib import Path

import pytest

from timeline.errors import LexiconError
from timeline.lexicon.frames import Frame, FrameExample, frames, read_frames
from timeline.lexicon.words import words
from timeline.mentions.knowledge import knowledge
from timeline.mentions.rules.relations import RELATIONS
from timeline.mentions.rules.roles import HOST, SAYS, fillers
from timeline.mentions.rules.triggers import find
from timeline.model.mentions import Slot
from timeline.parsing import DEFAULT_MODEL, load

EXAMPLES = [
    pytest.param(frame, example, id=f"{frame.id}: {example.text}")
    for frame in frames().values()
    for example in frame.examples
]


def test_every_relation_exists_and_is_used() -> None:
    used = {row.relation for frame in frames().values() for row in frame.roles}
    assert used == {*RELATIONS, "after"}


def test_rules_that_code_asks_for_are_rows() -> None:
    rules = {row.rule for frame in frames().values() for row in frame.roles}
    assert {HOST, SAYS} <= rules


@pytest.mark.parametrize(("frame", "example"), EXAMPLES)
def test_example_fills_roles_as_it_says(frame: Frame, example: FrameExample) -> None:
    [sentence] = load(DEFAULT_MODEL)(example.text).sents
    [trigger] = [
        trigger
        for trigger in find(sentence, knowledge().triggers)
        if trigger.lemma == example.verb and trigger.group.frame == frame.id
    ]
    heads: dict[Slot, list[str]] = {Slot.INITIATOR: [], Slot.TARGET: [], Slot.PARTY: []}
    for filler in fillers(trigger, words()):
        heads[filler.slot].append(filler.head.text)
    assert heads == {
        Slot.INITIATOR: list(example.initiator),
        Slot.TARGET: list(example.target),
        Slot.PARTY: list(example.party),
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            '{ role = "target", relation = "agent", rule = "x", colour = "red" }',
            "no field 'colour'",
        ),
        ('{ role = "victim", relation = "agent", rule = "x" }', "victim"),
        ('{ role = "target", relation = "after", rule = "x" }', "needs some"),
        (
            '{ role = "target", relation = "agent", prepositions = ["by"], rule = "x" }',
            "belong",
        ),
        (
            '{ role = "target", relation = "after", prepositions = ["@no.list"], rule = "x" }',
            "no.list",
        ),
    ],
)
def test_wrong_row_is_refused_with_its_place(
    row: str, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "en.toml"
    file.write_text(
        f'[[frame]]\nid = "act"\nabout = "a"\nroles = [{row}]\n', encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=message) as caught:
        read_frames(file)
    assert "frame act, role 1" in str(caught.value)
