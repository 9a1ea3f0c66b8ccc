"""Which articles tell of an incident in words of their own?"""

from tests.incidents.factories import report
from timeline.incidents.tellers import tellers
from timeline.model.incidents import Passage
from timeline.model.text import TextSpan

WIRE = "Gunmen in two lorries stormed the mill at Subek before dawn and killed nine labourers."


def told(document: str, text: str) -> Passage:
    """Make a passage of a document."""
    return Passage(
        report=f"{document}#0",
        document=document,
        start=0,
        end=len(text),
        text=text,
        trigger=TextSpan(start=0, end=1),
    )


def test_one_sentence_in_three_articles_is_one_voice() -> None:
    retold = f"On Friday, officials said: {WIRE.lower()}"
    passages = [told("b", WIRE), told("c", retold), told("a", WIRE)]
    assert tellers(passages, {}) == {"a": "a", "b": "a", "c": "a"}


def test_articles_in_their_own_words_are_voices() -> None:
    passages = [
        told("a", WIRE),
        told("b", "Nine labourers were shot dead at the Subek mill."),
    ]
    assert tellers(passages, {}) == {"a": "a", "b": "b"}


def test_copies_of_a_text_are_one_voice() -> None:
    passages = [told("b", "Nine died."), told("c", "A mill was stormed.")]
    assert len(set(tellers(passages, {"b": "a", "c": "a"}).values())) == 1


def test_documents_that_do_not_tell_are_left_out() -> None:
    assert set(tellers([told("b", WIRE)], {"b": "a"})) == {"b"}


def test_few_words_alike_are_no_copy() -> None:
    passages = [*report("a").passages, *report("b").passages]
    assert set(tellers(passages, {}).values()) == {"a", "b"}
