"""Are names read as names, though the parser took them for plurals, or their parts for three who act?"""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from timeline.parsing.bynames import repair_bynames
from timeline.parsing.repairs import repair_clauses, repair_names

POS = {"VB": "VERB", "NN": "NOUN", "PR": "PRON", "MD": "AUX"}
BLANK = spacy.blank("en")


def parsed(
    words: list[str], heads: list[int], deps: list[str], *, glued: tuple[int, ...]
) -> Doc:
    spaces = [number not in glued for number in range(len(words))]
    tags = ["PROPN" if word[:1].isupper() else "X" for word in words]
    return Doc(
        BLANK.vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=tags
    )


def tree(doc: Doc) -> dict[str, tuple[str, str]]:
    return {token.text: (token.head.text, token.dep_) for token in doc}


# (words with the heads and roles that the parser gives them, words with those that they must have)
NAMES = [
    (
        "Omar al/compound al spoke/nsubj - spoke/nsubj Katem spoke/nsubj spoke spoke/ROOT",
        {
            "Omar": "al/compound",
            "al": "Katem/compound",
            "-": "Katem/punct",
            "Katem": "spoke/nsubj",
            "spoke": "spoke/ROOT",
        },
    ),
    (  # it stands where its first part stood
        "men spoke/nsubj of men/prep al of/pobj - spoke/nsubj Katem spoke/nsubj spoke spoke/ROOT",
        {
            "men": "spoke/nsubj",
            "Katem": "of/pobj",
            "al": "Katem/compound",
            "-": "Katem/punct",
        },
    ),
    (  # an office before it goes with it
        "President spoke/npadvmod al President/appos - spoke/nsubj Katem spoke/nsubj spoke spoke/ROOT",
        {"President": "Katem/compound", "al": "Katem/compound", "Katem": "spoke/nsubj"},
    ),
]


@pytest.mark.parametrize(("given", "wanted"), NAMES)
def test_three_who_act_become_one_name(given: str, wanted: dict[str, str]) -> None:
    words, roles = given.split()[::2], [one.split("/") for one in given.split()[1::2]]
    at = words.index("al")
    doc = parsed(
        words,
        [words.index(head) for head, _ in roles],
        [role for _, role in roles],
        glued=(at, at + 1),
    )
    found = tree(repair_names(doc))
    assert {word: "/".join(found[word]) for word in wanted} == wanted
    name = next(token for token in doc if token.text == "Katem")
    assert [token.text for token in name.subtree][-3:] == ["al", "-", "Katem"]


@pytest.mark.parametrize(
    ("glued", "dep"),
    [((), "nsubj"), ((1,), "nsubj"), ((1, 2), "punct")],
    ids=["a dash", "half a dash", "right already"],
)
def test_what_is_no_such_name_stays(glued: tuple[int, ...], dep: str) -> None:
    words, heads = ["Omar", "al", "-", "Katem", "spoke"], [1, 4, 4, 4, 4]
    doc = parsed(words, heads, ["compound", "nsubj", dep, "nsubj", "ROOT"], glued=glued)
    before = tree(doc)
    assert tree(repair_names(doc)) == before


# (words with their heads and roles, the word to look at, its head and role afterwards)
DAYS = [
    (
        "Men Men/x shelled shelled/ROOT Gao Sunday/compound Sunday shelled/dobj",
        "Gao",
        "shelled/dobj",
    ),
    (
        "Men Men/x shelled shelled/ROOT Gao Sunday/compound Sunday shelled/dobj",
        "Sunday",
        "shelled/npadvmod",
    ),
    (
        "shelled shelled/ROOT Gao night/compound Friday night/compound night shelled/dobj",
        "night",
        "shelled/npadvmod",
    ),
    (
        "shelled shelled/ROOT Gao shelled/dobj Sunday Gao/appos",
        "Sunday",
        "shelled/npadvmod",
    ),
    # a name of a day stays, and so does a day of its own
    (
        "shelled shelled/ROOT Bloody Sunday/compound Sunday shelled/dobj",
        "Bloody",
        "Sunday/compound",
    ),
    (
        "shelled shelled/ROOT Gao shelled/dobj Sunday shelled/npadvmod",
        "Sunday",
        "shelled/npadvmod",
    ),
]


@pytest.mark.parametrize(("given", "word", "wanted"), DAYS)
def test_a_day_is_parted_from_a_name(given: str, word: str, wanted: str) -> None:
    words, roles = given.split()[::2], [one.split("/") for one in given.split()[1::2]]
    doc = parsed(
        words,
        [words.index(head) for head, _ in roles],
        [role for _, role in roles],
        glued=(),
    )
    next(token for token in doc if token.text == "shelled").pos_ = "VERB"
    assert "/".join(tree(repair_names(doc))[word]) == wanted


def test_a_hyphen_at_the_edge_is_no_fault() -> None:
    assert len(repair_names(parsed(["-"], [0], ["ROOT"], glued=()))) == 1
    assert len(repair_names(Doc(BLANK.vocab))) == 0


def test_capitalised_word_that_no_dictionary_has_is_name() -> None:
    words = [
        "They",
        "shelled",
        "Darims",
        "and",
        "Soldiers",
        "of",
        "Z-5s",
        "Quorts",
        "Mirels",
    ]
    tags = ["PRP", "VBD", "NNS", "CC", "NNS", "IN", "NNS", "NNS", "NNS"]
    pos = ["PRON", "VERB", "NOUN", "CCONJ", "NOUN", "ADP", "NOUN", "NOUN", "NOUN"]
    starts: list[bool | int | None] = [True, *[False] * 6, True, False]
    doc = Doc(
        BLANK.vocab, words=words, tags=tags, pos=pos, lemmas=words, sent_starts=starts
    )
    common = {"they", "shelled", "and", "soldiers", "of"}
    assert [token.pos_ for token in repair_names(doc, common.__contains__)] == [
        *pos[:2],
        "PROPN",
        *pos[3:8],
        "PROPN",
    ]
    assert doc[2].tag_ == "NNP"


def test_without_word_list_nothing_becomes_a_name() -> None:
    doc = Doc(
        BLANK.vocab, words=["the", "Darims"], tags=["DT", "NNS"], pos=["DET", "NOUN"]
    )
    assert [token.pos_ for token in repair_names(doc)] == ["DET", "NOUN"]


# (words as word/tag/head/role, the words of which the roles change)
CLAUSES = [
    (
        "He/PRP/faces/nsubj faces/VBZ/faces/ROOT losses/NNS/faces/dobj and/CC/losses/cc crowds/NNS/losses/conj "
        "were/VBD/gathering/aux gathering/VBG/faces/conj",
        {"crowds": "gathering/nsubj"},
    ),
    (
        "They/PRP/shut/nsubj shut/VBD/shut/ROOT posts/NNS/shut/dobj and/CC/posts/cc Chad/NNP/posts/conj ,/,/Chad/punct "
        "Niger/NNP/Chad/conj were/VBD/warned/auxpass warned/VBN/shut/conj",
        {"Chad": "warned/nsubjpass", "Niger": "Chad/conj"},
    ),
    (  # what is done by the same: nothing changes
        "They/PRP/burned/nsubj burned/VBD/burned/ROOT homes/NNS/burned/dobj and/CC/burned/cc fled/VBD/burned/conj",
        {"homes": "burned/dobj", "fled": "burned/conj"},
    ),
    (
        "They/PRP/have/nsubj have/VBP/have/ROOT days/NNS/have/dobj to/TO/leave/aux leave/VB/days/relcl ,/,/have/punct "
        "start/VB/have/conj talks/NNS/start/dobj",
        {"start": "leave/conj"},
    ),
    (  # a deed in -ing behind a preposition is a noun
        "Nine/CD/died/nsubj died/VBD/died/ROOT in/IN/died/prep shelling/VBG/in/pcomp near/IN/shelling/prep Bor/NNP/near/pobj",
        {"shelling": "in/pobj"},
    ),
    (  # ... unless it has an object
        "Nine/CD/fell/nsubj fell/VBD/fell/ROOT by/IN/fell/prep shelling/VBG/by/pcomp Bor/NNP/shelling/dobj",
        {"shelling": "by/pcomp"},
    ),
    (  # an infinitive below the verb itself does not govern it
        "We/PRP/see/nsubj see/VBP/see/ROOT if/IN/want/mark you/PRP/want/nsubj want/VBP/turn/advcl to/TO/attack/aux "
        "attack/VB/want/xcomp ,/,/turn/punct turn/VB/see/conj home/RB/turn/advmod",
        {"turn": "see/conj", "want": "turn/advcl"},
    ),
    (  # "would" governs both
        "They/PRP/go/nsubj would/MD/go/aux go/VB/go/ROOT to/TO/pray/aux pray/VB/go/advcl and/CC/go/cc start/VB/go/conj",
        {"start": "go/conj"},
    ),
]


@pytest.mark.parametrize(("given", "wanted"), CLAUSES)
def test_clauses_are_put_together(given: str, wanted: dict[str, str]) -> None:
    rows = [entry.split("/") for entry in given.split()]
    words = [row[0] for row in rows]
    doc = Doc(
        BLANK.vocab,
        words=words,
        tags=[row[1] for row in rows],
        pos=[POS.get(row[1][:2], "X") for row in rows],
        heads=[words.index(row[2]) for row in rows],
        deps=[row[3] for row in rows],
    )
    roles = tree(repair_clauses(doc))
    assert {word: "/".join(roles[word]) for word in wanted} == wanted


WORDS = st.sampled_from([
    ("want", "VBP", "VERB", "advcl"), ("said", "VBD", "VERB", "conj"), ("turn", "VB", "VERB", "conj"),
    ("attack", "VB", "VERB", "xcomp"), ("to", "TO", "PART", "aux"), ("will", "MD", "AUX", "aux"),
    ("rebels", "NNS", "NOUN", "conj"), ("and", "CC", "CCONJ", "cc"), ("-", "HYPH", "PUNCT", "nmod"),
    ("Orlo", "NNP", "PROPN", "nsubj"), ("Subek", "NNP", "PROPN", "appos"),
    ("shelling", "VBG", "VERB", "pcomp"), ("the", "DT", "DET", "det"), ("took", "VBD", "VERB", "amod"),
])  # fmt: skip
"""Words with tag, part of speech and the relation in which the repairs look for them."""


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Draw a sentence with any tree: words in any order, each under one drawn before it."""
    tokens = draw(st.lists(WORDS, min_size=4, max_size=8))
    order = draw(st.permutations(range(len(tokens))))
    heads = list(range(len(tokens)))
    for place, token in enumerate(order[1:], 1):
        heads[token] = order[draw(st.integers(max(0, place - 2), place - 1))]
    words, tags, pos, deps = (list(column) for column in zip(*tokens, strict=True))
    deps[order[0]] = "ROOT"
    spaces = draw(st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens)))
    return Doc(
        BLANK.vocab,
        words=words,
        tags=tags,
        pos=pos,
        deps=deps,
        heads=heads,
        spaces=spaces,
    )


@settings(max_examples=400, deadline=None)
@given(doc=trees())
def test_no_word_ends_under_itself(doc: Doc) -> None:
    repair_clauses(repair_names(repair_bynames(doc), str.islower))
    for token in doc:
        above, steps = token, 0
        while above.head != above:
            above, steps = above.head, steps + 1
            assert steps <= len(doc)
