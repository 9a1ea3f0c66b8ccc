"""Do the patterns of figures and clauses read their own examples, and nothing beside them?"""

import pytest

from timeline.lexicon.numbers import read_number
from timeline.lexicon.patterns import (
    ClausePattern,
    FigurePattern,
    clause_patterns,
    figure_patterns,
    figures_in,
)
from timeline.lexicon.words import words


def _name(entry: object) -> str:
    return str(getattr(entry, "id", ""))


@pytest.mark.parametrize("entry", figure_patterns(), ids=_name)
def test_figure_patterns_read_their_examples(entry: FigurePattern) -> None:
    for text, number in entry.examples:
        match = entry.pattern.search(text)
        assert match is not None, text
        read = read_number(match["number"].split(), words())
        assert read is not None and (read.best or read.low) == number, text


@pytest.mark.parametrize("entry", figure_patterns(), ids=_name)
def test_figures_are_found_by_their_cues(entry: FigurePattern) -> None:
    for text, _ in entry.examples:
        ids = [pattern.id for pattern, _ in figures_in(text)]
        assert entry.id in ids, text


@pytest.mark.parametrize("entry", figure_patterns(), ids=_name)
def test_cues_are_single_words_in_lower_case(entry: FigurePattern) -> None:
    assert entry.cues
    assert all(cue.isalpha() and cue == cue.casefold() for cue in entry.cues)


def test_no_pattern_is_tried_without_cue_or_number() -> None:
    assert not list(figures_in("Several more were killed in the town, officials said."))
    assert not list(figures_in("The convoy had 12 lorries and forty drivers."))


@pytest.mark.parametrize("entry", clause_patterns(), ids=_name)
def test_clause_patterns_match_only_their_examples(entry: ClausePattern) -> None:
    assert all(entry.pattern.search(text) for text in entry.examples)
    assert not any(entry.pattern.search(text) for text in entry.others)


def test_ids_of_patterns_are_unique() -> None:
    ids = [entry.id for entry in figure_patterns()]
    ids += [entry.id for entry in clause_patterns()]
    assert len(ids) == len(set(ids))
