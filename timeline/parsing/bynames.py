"""Repair parses of names with a byname: "Frederick the Great besieged Prague"."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from timeline.lexicon.lists import word_list
from timeline.parsing.attach import attach, make_root

_DAYS = word_list("repairs.days")
# Tags of the Penn Treebank that the tagger gives a past tense.
_PAST = frozenset({"VBD", "VBN", "JJ"})
# What a name has before it where it is no subject: "in Syria the Houthi", "last May the".
_BEFORE_OTHERS = frozenset({"IN", "TO", "JJ", "DT", "POS"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
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
        name, verb = doc[byname.i - 2], _verb_behind(byname)
        if verb.dep_ == "amod" and verb.head.i > verb.i and _free_verb(name, verb):
            verb.tag_, verb.pos_ = "VBD", "VERB"
            verb.set_morph("Tense=Past|VerbForm=Fin")
            verb.lemma_ = lemma_of(verb) if lemma_of is not None else verb.lemma_
        _join_name(name, byname, verb)
    return doc


def _verb_behind(byname: Token) -> Token:
    """Return the verb behind a byname, which an auxiliary may come before."""
    after = byname.nbor(1)
    return after.head if after.dep_ in {"aux", "auxpass"} else after


def _bynames(doc: Doc) -> Iterator[Token]:
    """Yield the last words of names like "Ivan the Terrible" right before a past tense."""
    for article in doc[1:-2]:
        byname = article.nbor(1)
        if article.text == "the" and _is_byname(byname) and _is_name(article.nbor(-1)):
            yield byname


def _is_byname(word: Token) -> bool:
    """Return whether a capitalised word in the singular stands right before a past tense."""
    after = word.nbor(1)
    has_ending = after.tag_ == "VBD" or after.lower_.endswith("ed")
    is_past = after.tag_ in _PAST and has_ending and after.is_lower
    return is_past and word.text.istitle() and word.tag_ != "NNPS"


def _is_name(word: Token) -> bool:
    """Return whether a word ends a name that can be the subject of what follows."""
    if word.pos_ != "PROPN" or word.lower_ in _DAYS:
        return False
    first = word
    while not first.is_sent_start and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    if first.is_sent_start:
        return True
    before = first.nbor(-1)
    return before.dep_ == "mark" or before.tag_ not in _BEFORE_OTHERS


def _free_verb(name: Token, verb: Token) -> bool:
    """Put a verb where the noun phrase stands that it was glued into; return whether it could."""
    noun = verb.head
    top = noun if noun.is_ancestor(name) else name
    if top != noun and not top.is_ancestor(noun):
        return False
    if not _place_verb(verb, top):
        return False
    attach(name, verb, "nsubj")
    attach(noun, verb, "dobj")
    for child in [*name.children, *noun.children]:
        if _is_of_clause(child, name, noun):
            attach(child, verb, child.dep_)
    return True


def _is_of_clause(child: Token, name: Token, noun: Token) -> bool:
    """Return whether a dependent of a name belongs to the clause around it."""
    is_outside = child.i < name.i or child.i > noun.i
    is_nominal = child.dep_ == "conj" and child.pos_ != "VERB"
    is_part = child.lower_ == "of" or is_nominal
    return is_outside and child.dep_ in _OF_CLAUSES and not is_part


def _place_verb(verb: Token, top: Token) -> bool:
    """Give a verb the place of the noun phrase `top`, or of the clause that "and" adds to it."""
    above = [word for word in top.ancestors if word.pos_ in {"VERB", "AUX"}]
    if not above:
        is_root = top.head == top
        if is_root:
            make_root(verb)
        return is_root
    outer = above[0]
    if outer.i < verb.i:
        attach(verb, outer, "ccomp")
        return True
    return _put_before(verb, outer)


def _put_before(verb: Token, later: Token) -> bool:
    """Put a verb where a later one stands that continues it: "… and shelled the town"."""
    links = [child for child in later.subtree if child.dep_ == "cc"]
    between = [link for link in links if verb.i < link.i < later.i]
    if not between:
        return False
    before = [child for child in later.lefts if child.i < verb.i]
    if later.head == later:
        make_root(verb)
    else:
        attach(verb, later.head, later.dep_)
    later.head, later.dep_ = verb, "conj"
    for child in (*before, between[-1]):
        attach(child, verb, child.dep_)
    return True


def _join_name(name: Token, byname: Token, verb: Token) -> None:
    """Make one name of the two, in the role that the parser gives to one of them."""
    top = byname if byname.head == verb else name
    if top.head != verb:
        return
    relation = top.dep_ if top.dep_ in _SUBJECTS else "nsubj"
    attach(byname, verb, relation)
    attach(byname.nbor(-1), byname, "det")
    attach(name, byname, "compound")
    byname.tag_, byname.pos_ = "NNP", "PROPN"
