"""Are the words around a word read rightly? The parses are made by hand, so no model takes part."""

import pytest
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from timeline.mentions.rules.tree import clause_verb, conjuncts, is_counted
from timeline.mentions.rules.verb_forms import is_finite, is_purpose, tense
from timeline.mentions.rules.voice import is_passive

# Word, lemma, part of speech, tag, relation, index of the head.
Row = tuple[str, str, str, str, str, int]


def parsed(*rows: Row) -> Doc:
    words, lemmas, pos, tags, deps, heads = map(list, zip(*rows, strict=True))
    return Doc(
        Vocab(), words=words, lemmas=lemmas, pos=pos, tags=tags, deps=deps, heads=heads
    )


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def test_list_goes_on_behind_an_apposition() -> None:
    doc = parsed(
        ("baker", "baker", "NOUN", "NN", "ROOT", 0),
        ("tailor", "tailor", "NOUN", "NN", "appos", 0),
        ("mason", "mason", "NOUN", "NN", "conj", 1),
    )
    assert texts(conjuncts(doc[0])) == ["baker", "tailor", "mason"]


@pytest.mark.parametrize(
    ("pos", "tag", "expected"),
    [("NOUN", "NN", ["raid", "fire"]), ("VERB", "VBD", ["raid"])],
)
def test_only_words_of_a_kind_are_coordinated(
    pos: str, tag: str, expected: list[str]
) -> None:
    doc = parsed(
        ("raid", "raid", "NOUN", "NN", "ROOT", 0), ("fire", "fire", pos, tag, "conj", 0)
    )
    assert texts(conjuncts(doc[0])) == expected


def test_headline_passive_needs_a_counted_subject() -> None:
    counted = parsed(
        ("Nine", "nine", "NUM", "CD", "nummod", 1),
        ("miners", "miner", "NOUN", "NNS", "nsubj", 2),
        ("killed", "kill", "VERB", "VBD", "ROOT", 2),
    )
    bare = parsed(
        ("miners", "miner", "NOUN", "NNS", "nsubj", 1),
        ("killed", "kill", "VERB", "VBD", "ROOT", 1),
    )
    assert is_counted(counted[1]) and is_passive(counted[2])
    assert not is_counted(bare[0]) and not is_passive(bare[1])


def test_infinitive_has_the_tense_of_the_verb_above() -> None:
    doc = parsed(
        ("crews", "crew", "NOUN", "NNS", "nsubj", 2),
        ("have", "have", "AUX", "VBP", "aux", 2),
        ("tried", "try", "VERB", "VBN", "ROOT", 2),
        ("to", "to", "PART", "TO", "aux", 4),
        ("seize", "seize", "VERB", "VB", "xcomp", 2),
        ("depots", "depot", "NOUN", "NNS", "dobj", 4),
    )
    assert tense(doc[5]) == "perfect"
    assert clause_verb(doc[5]) == doc[4]
    assert is_finite(doc[2]) and not is_finite(doc[4])
    assert not is_purpose(doc[4])
