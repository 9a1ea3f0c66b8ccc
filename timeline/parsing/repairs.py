"""Repair impossible parses of unknown names."""

from collections.abc import Callable

from spacy.tokens import Doc, Token

# What a hyphen between two parts of a name can be; it is no subject and no object, whatever the
# parser says.
_POSSIBLE = frozenset({"punct", "compound", "amod", "nmod", "dep", "ROOT"})

_NOUNS = frozenset({"NN", "NNS"})  # tags of the Penn Treebank


def repair_names(doc: Doc, is_common: Callable[[str], bool] | None = None) -> Doc:
    """Repair names: "Homs" is no plural; "Bashar al", "-" and "Assad" are one name, not three.

    Args:
        doc: A parsed text; it is changed.
        is_common: Tells if a word in lower case is an ordinary one; None where that is not
            known.
    """
    if is_common is not None:
        for token in doc:
            if token.tag_ in _NOUNS and token.pos_ == "NOUN" and _is_name(token, is_common):
                token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text
    for hyphen in doc[1:-1]:
        if hyphen.text == "-" and hyphen.dep_ not in _POSSIBLE and not hyphen.whitespace_:
            before, after = doc[hyphen.i - 1], doc[hyphen.i + 1]
            if not before.whitespace_ and after.pos_ == "PROPN" and after.head == hyphen.head:
                _put_together(before, hyphen, after)
    return doc


def _is_name(token: Token, is_common: Callable[[str], bool]) -> bool:
    """Return whether a word is capitalised inside a sentence for no other reason than being a name."""
    text = token.text
    written = text[:1].isupper() and text[1:].islower() and text.isalpha()
    return written and not token.is_sent_start and not is_common(text.lower())


def _put_together(before: Token, hyphen: Token, after: Token) -> None:
    """Put the last part of a name where the first stands, and the others under it."""
    for child in list(hyphen.children):
        child.head = after
    hyphen.head, hyphen.dep_ = after, "punct"
    if before.dep_ == "appos" and before.head.head == after.head:  # "President": what he is
        before.head.head, before.head.dep_ = after, "compound"
    elif before.head != after.head:
        if before.head == after or after.is_ancestor(before):
            return
        after.head, after.dep_ = before.head, before.dep_
    before.head, before.dep_ = after, "compound"
