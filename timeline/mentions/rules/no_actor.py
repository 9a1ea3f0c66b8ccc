"""Words that only describe, and names of those who are no part of the story."""

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.media import is_medium
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.roles import AGAINST_WHOM
from timeline.mentions.rules.sentence_bounds import sentence_end, sentence_start
from timeline.mentions.rules.tree import children_by

# Adjectives that are also nouns of people.
DESCRIBING = word_list("no_actor.describing")
FIXED_PHRASES = tuple(word_list("no_actor.fixed_phrases"))
# Tokens of the longest fixed phrase that are compared.
LONGEST_PHRASE = 4


def is_no_actor(sentence: Sentence, filler: Filler) -> bool:
    """Return whether words only describe, or name a reporter who is no part of the story."""
    if _is_only_description(filler) or is_in_date(sentence, filler.head):
        return True
    if _is_in_fixed_phrase(filler.head):
        return True
    return _is_correspondent(sentence, filler.head)


def _is_only_description(filler: Filler) -> bool:
    """Return whether an adjective that could be a noun names nobody.

    "official contact", "military aid".
    """
    head = filler.head
    if _is_for_or_against(head):
        return filler.rule != AGAINST_WHOM
    if not _is_common_adjective(head):
        return False
    if head.lower_ in DESCRIBING:
        return True
    return head.lower_ == "military" and filler.rule != "modifier"


def _is_common_adjective(head: Token) -> bool:
    """Return whether an adjective before a noun is no name."""
    if head.dep_ != "amod" or head.pos_ != "ADJ":
        return False
    return head.text.islower()


def _is_for_or_against(head: Token) -> bool:
    """Return whether a name only says for or against whom: "anti-Assad protests"."""
    if head.dep_ == "nsubj":
        return False
    start = max(sentence_start(head), head.i - 2)
    before = list(head.doc[start : head.i])
    if len(before) < 2:
        return False
    return _is_prefix_of_side(*before)


def _is_prefix_of_side(prefix: Token, hyphen: Token) -> bool:
    """Return whether two tokens are the "anti-" or "pro-" of a compound."""
    if prefix.lower_ not in {"anti", "pro"}:
        return False
    return hyphen.text == "-" and not hyphen.whitespace_


def is_in_date(sentence: Sentence, head: Token) -> bool:
    """Return whether a word is part of a temporal expression: "March" of "6 March"."""
    start = head.idx + sentence.offset
    return any(
        expression.start <= start < expression.end
        for expression in sentence.expressions
    )


def _is_in_fixed_phrase(head: Token) -> bool:
    """Return whether a noun begins a phrase that names nobody: "a state of emergency"."""
    end = min(sentence_end(head), head.i + LONGEST_PHRASE)
    text = head.doc[head.i : end].text
    return text.lower().startswith(FIXED_PHRASES)


def _is_correspondent(sentence: Sentence, head: Token) -> bool:
    """Return whether a name is that of a medium's own reporter: "the BBC's Jim Muir"."""
    if head.pos_ != "PROPN":
        return False
    for owner in children_by(head, "poss"):
        named = sentence.discourse.entity(owner)
        if named is not None and named.entry is not None:
            return is_medium(named.entry)
    return False
