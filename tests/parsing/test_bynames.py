"""Is a name with a byname one name, and the verb behind it the verb of its clause?"""

import pytest
import spacy
from spacy.tokens import Doc

from tests.builders import document
from timeline.parsing import parse
from timeline.parsing.bynames import repair_bynames

CLAUSES = [
    ("Orvald the Great besieged Prague in 1757.", "besieged", "Orvald the Great"),
    (
        "In May 1757, Frederick the Great besieged Tyre.",
        "besieged",
        "Frederick the Great",
    ),
    (
        "In 1757 Frederick the Great besieged Prague and shelled it for a month.",
        "besieged",
        "Frederick the Great",
    ),
    (
        "Alexander the Great besieged Gaza, but Persian troops relieved the town.",
        "besieged",
        "Alexander the Great",
    ),
    (
        "The historian said Alexander the Great besieged Tyre.",
        "besieged",
        "Alexander the Great",
    ),
    (
        "Suleiman the Magnificent besieged Vienna.",
        "besieged",
        "Suleiman the Magnificent",
    ),
    ("Vlad the Impaler attacked the Ottoman camp.", "attacked", "Vlad the Impaler"),
    ("Kano the Elder was shot by soldiers on Monday.", "shot", "Kano the Elder"),
    # what stands before "the" is no part of the name
    ("On Monday the Taliban attacked Kunduz.", "attacked", "the Taliban"),
    ("Last Monday the Taliban captured Kunduz.", "captured", "the Taliban"),
]


def parse_of(text: str) -> Doc:
    return parse(document(text))[0].doc


@pytest.mark.parametrize(("text", "verb", "subject"), CLAUSES)
def test_name_with_byname_is_subject(text: str, verb: str, subject: str) -> None:
    doc = parse_of(text)
    word = next(token for token in doc if token.text == verb)
    subjects = [child for child in word.lefts if child.dep_.startswith("nsubj")]
    names = [doc[name.left_edge.i : name.right_edge.i + 1].text for name in subjects]
    assert (names, word.pos_) == ([subject], "VERB")


def test_freed_verb_has_object_date_and_lemma() -> None:
    doc = parse_of("Catherine the Great annexed Crimea in 1783.")
    verb = next(token for token in doc if token.text == "annexed")
    roles = {child.text: child.dep_ for child in verb.children}
    assert (verb.dep_, verb.lemma_) == ("ROOT", "annex")
    assert roles == {"Great": "nsubj", "Crimea": "dobj", "in": "prep", ".": "punct"}


def test_clause_that_and_adds_follows() -> None:
    doc = parse_of(
        "In 1757 Frederick the Great besieged Prague and shelled it for a month."
    )
    verb = next(token for token in doc if token.text == "besieged")
    roles = {child.text: child.dep_ for child in verb.children}
    wanted = {"In": "prep", "Prague": "dobj", "and": "cc", "shelled": "conj"}
    assert verb.dep_ == "ROOT"
    assert roles == {"Great": "nsubj"} | wanted
    assert len(list(doc.sents)) == 1


def test_participle_of_other_phrase_stays() -> None:
    words = ["near", "Orlo", "the", "Great", "besieged", "Subek", "lies"]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        tags=["IN", "NNP", "DT", "NNP", "VBN", "NNP", "VBZ"],
        pos=["ADP", "PROPN", "DET", "PROPN", "VERB", "PROPN", "VERB"],
        heads=[6, 0, 5, 5, 5, 6, 6],
        deps=["prep", "pobj", "det", "amod", "amod", "nsubj", "ROOT"],
    )
    before = [(token.head.i, token.dep_) for token in doc]
    repaired = repair_bynames(doc)
    assert [(token.head.i, token.dep_) for token in repaired] == before
