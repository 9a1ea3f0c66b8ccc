"""Repair parses of names with a byname: "Frederick the Great besieged Prague"."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from timeline.lexicon.lists import word_list
from timeline.parsing.attach import attach, make_root

DAYS = word_list("bynames.days")
# Tags of the Penn Treebank that the tagger gives a past tense.
_PAST = frozenset({"VBD", "VBN", "JJ"})
# What a name has before it where it is no subject: "in Syria the Houthi", "last May the".
_BEFORE_OTHERS = frozenset({"IN", "TO", "JJ", "DT", "POS"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_VERBAL = frozenset({"VERB", "AUX"})
# Relations of what belongs to a clause and not to the names in it.
_OF_CLAUSES = frozenset(
    {"prep", "npadvmod", "advmod", "advcl", "punct", "mark", "cc", "conj"}
)


def repair_bynames(doc: Doc, lemma_of: Callable[[Token], str] | None = None) -> Doc:
    """Make the past tense after a byname the verb of its clause, and the name its subject.

    The parser takes "the Great besieged Prague" for one noun phrase, and no verb is left.

    Args:
        doc: A parsed text; it is changed.
        lemma_of: Returns the lemma of a word that is now a verb; None to leave it as it is.
    """
    for byname in _bynames(doc):
        name = doc[byname.i - 2]
        verb = _verb_after(byname)
        if _is_glued(verb):
            _free_verb(name, verb)
            if lemma_of is not None:
                verb.lemma_ = lemma_of(verb)
        _join_name(name, byname, verb)
    return doc


def _verb_after(byname: Token) -> Token:
    """Return the verb after a byname, which an auxiliary may come before."""
    after = byname.nbor(1)
    is_auxiliary = after.dep_ in _AUXILIARIES
    return after.head if is_auxiliary else after


def _is_glued(verb: Token) -> bool:
    """Return whether the parser takes a verb for an attribute of the noun after it."""
    is_attribute = verb.dep_ == "amod"
    return is_attribute and verb.head.i > verb.i


def _bynames(doc: Doc) -> Iterator[Token]:
    """Yield the last words of names like "Ivan the Terrible" right before a past tense."""
    for article in doc[1:-2]:
        if article.text != "the":
            continue
        byname = article.nbor(1)
        if _is_byname(byname) and _is_name(article.nbor(-1)):
            yield byname


def _is_byname(word: Token) -> bool:
    """Return whether a capitalised word in the singular stands right before a past tense."""
    after = word.nbor(1)
    has_ending = after.tag_ == "VBD" or after.lower_.endswith("ed")
    is_past = has_ending and after.tag_ in _PAST
    is_singular = word.text.istitle() and word.tag_ != "NNPS"
    return is_singular and is_past and after.is_lower


def _is_name(word: Token) -> bool:
    """Return whether a word ends a name that can be the subject of what follows."""
    if word.pos_ != "PROPN" or word.lower_ in DAYS:
        return False
    first = _first_of_name(word)
    if first.is_sent_start:
        return True
    before = first.nbor(-1)
    return before.dep_ == "mark" or before.tag_ not in _BEFORE_OTHERS


def _first_of_name(word: Token) -> Token:
    """Return the first of the proper nouns in a row that end with a word."""
    first = word
    while not first.is_sent_start and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    return first


def _free_verb(name: Token, verb: Token) -> None:
    """Put a verb where the noun phrase stands that it was glued into, if it can be a clause."""
    noun = verb.head
    top = noun if noun.is_ancestor(name) else name
    if top == noun or top.is_ancestor(noun):
        _place_verb(verb, top)
    if verb.head == noun:
        return
    verb.tag_ = "VBD"
    verb.pos_ = "VERB"
    verb.set_morph("Tense=Past|VerbForm=Fin")  # type: ignore[attr-defined]
    attach(name, verb, "nsubj")
    attach(noun, verb, "dobj")
    children = [*name.children, *noun.children]
    for child in children:
        if _is_of_clause(child, name, noun):
            attach(child, verb, child.dep_)


def _is_of_clause(child: Token, name: Token, noun: Token) -> bool:
    """Return whether a dependent of a name belongs to the clause around it."""
    if name.i < child.i < noun.i or child.lower_ == "of":
        return False
    is_listed = child.dep_ == "conj" and child.pos_ != "VERB"
    return child.dep_ in _OF_CLAUSES and not is_listed


def _place_verb(verb: Token, top: Token) -> None:
    """Give a verb the place of the noun phrase `top`, or of the clause that "and" adds to it."""
    outer = _verb_above(top)
    if outer is None:
        if top.head == top:
            make_root(verb)
    elif outer.i < verb.i:
        attach(verb, outer, "ccomp")
    else:
        _put_before(verb, outer)


def _verb_above(word: Token) -> Token | None:
    """Return the nearest verb above a word, or None."""
    for above in word.ancestors:
        if above.pos_ in _VERBAL:
            return above
    return None


def _put_before(verb: Token, later: Token) -> None:
    """Put a verb where a later one stands that "and" adds to it: "… and shelled the town"."""
    links = [word for word in later.subtree if word.dep_ == "cc"]
    between = [link for link in links if verb.i < link.i < later.i]
    if not between:
        return
    before = [child for child in later.lefts if child.i < verb.i]
    if later.head == later:
        make_root(verb)
    else:
        attach(verb, later.head, later.dep_)
    later.head = verb
    later.dep_ = "conj"
    for child in (*before, between[-1]):
        attach(child, verb, child.dep_)


def _join_name(name: Token, byname: Token, verb: Token) -> None:
    """Make one name of the two, in the role that the parser gives to one of them."""
    top = byname if byname.head == verb else name
    if top.head != verb:
        return
    relation = top.dep_ if top.dep_ in _SUBJECTS else "nsubj"
    article = byname.nbor(-1)
    attach(byname, verb, relation)
    attach(article, byname, "det")
    attach(name, byname, "compound")
    byname.tag_ = "NNP"
    byname.pos_ = "PROPN"
