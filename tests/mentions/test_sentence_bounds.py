"""Do words know where their sentence begins and ends?"""

from timeline.mentions.rules.sentence_bounds import sentence_end, sentence_start
from timeline.parsing import DEFAULT_MODEL, load

TEXT = "Rebels shelled the harbour. Two guards died there! The ferry left later."


def test_bounds_are_those_of_the_parser() -> None:
    doc = load(DEFAULT_MODEL)(TEXT)
    for token in doc:
        assert sentence_start(token) == token.sent.start
        assert sentence_end(token) == token.sent.end


def test_sentences_of_a_text_are_searched_once() -> None:
    doc = load(DEFAULT_MODEL)(TEXT)
    before = len(doc.user_data)
    for token in doc:
        sentence_start(token)
        sentence_end(token)
    assert len(doc.user_data) == before + 1
