"""Repair impossible parses of unknown names."""

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from timeline.lexicon.lists import word_list
from timeline.parsing.attach import attach
from timeline.parsing.bynames import DAYS

# What a hyphen between two parts of a name can be; it is no subject and no object, whatever the
# parser says.
_POSSIBLE = frozenset({"punct", "compound", "amod", "nmod", "dep", "ROOT"})

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg", "advmod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Tags of verbs that no bare infinitive continues.
_NOT_BARE = _FINITE | {"VBN", "VBG"}

_NOUNS = frozenset({"NN", "NNS"})  # tags of the Penn Treebank
# Deeds in -ing in which people are killed, and the prepositions before them.
_DEEDS = word_list("repairs.deeds")
_IN_A_DEED = frozenset({"in", "by", "during", "from", "amid", "under"})
_NAMED_DAYS = word_list("repairs.named_days")
_PARTS_OF_DAYS = word_list("repairs.parts_of_days")
# What only a verb has.
_OF_VERBS = frozenset({"dobj", "aux", "nsubj", "dative", "xcomp", "ccomp"})


def repair_names(doc: Doc, is_common: Callable[[str], bool] | None = None) -> Doc:
    """Repair names: "Homs" is no plural; "Bashar al", "-" and "Assad" are one name, not three.

    "Gao Friday" is a name and a day.

    Args:
        doc: A parsed text; it is changed.
        is_common: Tells if a word in lower case is an ordinary one; None where that is not
            known.
    """
    if is_common is not None:
        for token in doc:
            _retag_name(token, is_common)
    for hyphen in doc[1:-1]:
        if hyphen.text == "-" and hyphen.dep_ not in _POSSIBLE:
            _repair_hyphen(hyphen)
    for day in doc[1:]:
        if day.lower_ in DAYS and _is_behind_name(day):
            _part_from_name(day)
    return doc


def _is_behind_name(day: Token) -> bool:
    """Return whether a day of the week stands right behind a name of something else."""
    name = day.nbor(-1)
    if day.is_sent_start or name.pos_ != "PROPN":
        return False
    return name.lower_ not in DAYS | _NAMED_DAYS


def _part_from_name(day: Token) -> None:
    """Make a day, with "night" behind it, the time of the verb above, and no part of a name."""
    name = day.nbor(-1)
    last = _last_of_day(day)
    top = last if last.is_ancestor(day) else day
    if name.head in (day, last):
        _put_before(name, top)
    elif top.head != name:
        return
    _make_time(top, name)


def _last_of_day(day: Token) -> Token:
    """Return the last word of "Friday night"."""
    following = day.doc[day.i + 1 : day.i + 2]
    for word in following:
        if word.lower_ in _PARTS_OF_DAYS:
            return word
    return day


def _make_time(day: Token, name: Token) -> None:
    """Make a day the time of the verb above a name."""
    for word in name.ancestors:
        if word.pos_ == "VERB":
            attach(day, word, "npadvmod")
            return


def _put_before(name: Token, day: Token) -> None:
    """Put a name where the day behind it stands, with what stands before the name."""
    if day.head == day:
        return
    attach(name, day.head, day.dep_)
    before = [child for child in day.lefts if child.i < name.i]
    for child in before:
        attach(child, name, child.dep_)


def _retag_name(token: Token, is_common: Callable[[str], bool]) -> None:
    """Make a proper noun of a name that was tagged as a common one."""
    is_noun = token.tag_ in _NOUNS and token.pos_ == "NOUN"
    if is_noun and _is_name(token, is_common):
        token.pos_ = "PROPN"
        token.tag_ = "NNP"
        token.lemma_ = token.text


def _repair_hyphen(hyphen: Token) -> None:
    """Join the parts of a name on both sides of a hyphen that the parser took for a word."""
    before = hyphen.nbor(-1)
    after = hyphen.nbor(1)
    is_closed_up = not before.whitespace_ and not hyphen.whitespace_
    if is_closed_up and after.pos_ == "PROPN" and after.head == hyphen.head:
        _put_together(before, hyphen, after)


def repair_clauses(doc: Doc) -> Doc:
    """Repair coordinated clauses.

    A noun right before the verb of a second clause is its subject; a bare infinitive continues an
    infinitive.

    Args:
        doc: A parsed text; it is changed.
    """
    for verb in doc:
        if verb.dep_ == "conj" and verb.pos_ in {"VERB", "AUX"}:
            _take_subject(verb)
            _join_infinitive(verb)
            _join_finite(verb)
        if verb.dep_ == "pcomp" and verb.lower_ in _DEEDS:
            _make_noun(verb)
    return doc


def _make_noun(gerund: Token) -> None:
    """Make a deed in -ing behind a preposition a noun: "were killed in shelling on 15 May".

    One with an object is a verb: "were arrested for shelling the town".
    """
    if not _is_of_verb(gerund) and gerund.head.lower_ in _IN_A_DEED:
        gerund.tag_ = "NN"
        gerund.pos_ = "NOUN"
        gerund.lemma_ = gerund.lower_
        gerund.dep_ = "pobj"


def _is_of_verb(gerund: Token) -> bool:
    """Return whether a word in -ing has what only a verb has."""
    roles = {child.dep_ for child in gerund.children}
    return not roles.isdisjoint(_OF_VERBS)


def _take_subject(verb: Token) -> None:
    """Make the noun right before a coordinated verb its subject if it has none.

    "He faces a crisis in power and protesters were gathering": the parser takes the protesters for
    a second thing that he is in, and him for one who gathers.
    """
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return
    helpers = _helpers(verb)
    if not _is_finite(verb, helpers):
        return
    first_of_verb = helpers[0] if helpers else verb
    noun = _noun_before(first_of_verb)
    if noun is None or noun.head.i < verb.head.i or verb.is_ancestor(noun):
        return
    is_passive = any(helper.dep_ == "auxpass" for helper in helpers)
    attach(noun, verb, "nsubjpass" if is_passive else "nsubj")


def _helpers(verb: Token) -> list[Token]:
    """Return the auxiliaries and adverbs before a verb."""
    return [child for child in verb.lefts if child.dep_ in _AUXILIARIES]


def _noun_before(word: Token) -> Token | None:
    """Return the noun, or the first of several, that "and" joins right before a word."""
    if word.i == word.sent.start:
        return None
    noun = word.nbor(-1)
    if noun.dep_ != "conj" or noun.pos_ not in _NOMINAL:
        return None
    first = _first_of_list(noun)
    return first if _is_after_and(first) else None


def _first_of_list(noun: Token) -> Token:
    """Return the first of several subjects: "and France, the UK and Italy have recalled"."""
    while noun.head.dep_ == "conj" and noun.head.pos_ in _NOMINAL:
        # "were beaten with sticks and fists and women were dragged away": only the women
        ends_a_list = noun.head.head.pos_ in _NOMINAL and _is_after_and(noun.head)
        if ends_a_list and _is_after_and(noun):
            break
        noun = noun.head
    return noun


def _is_after_and(noun: Token) -> bool:
    """Return whether the words of a noun stand right after a conjunction."""
    before = noun.left_edge.i - 1
    return before > noun.sent.start and noun.doc[before].dep_ == "cc"


def _is_finite(verb: Token, helpers: Sequence[Token]) -> bool:
    """Return whether a verb, with its auxiliaries, can have a subject of its own."""
    tags = {verb.tag_, *(helper.tag_ for helper in helpers)}
    return "MD" in tags or not _FINITE.isdisjoint(tags)


def _join_infinitive(verb: Token) -> None:
    """Put a bare infinitive under the infinitive that it continues.

    "They gave him a week to withdraw troops, start talks and free prisoners": no talks started.
    """
    is_bare = verb.tag_ == "VB" and not _first_auxiliary(verb)
    governor = verb.head
    if not is_bare or governor.tag_ not in _NOT_BARE or _has_modal(governor):
        return
    between = verb.doc[governor.i + 1 : verb.i]
    infinitives = [
        token
        for token in between
        if _first_auxiliary(token) == "to" and not verb.is_ancestor(token)
    ]
    if infinitives:
        attach(verb, infinitives[-1], verb.dep_)


def _join_finite(verb: Token) -> None:
    """Put a finite verb beside the finite verb that it continues, not beside what a modal governs.

    "He said the army should leave and rejected the plan": it is not the army that rejected it.
    """
    is_finite = verb.tag_ in {"VBD", "VBZ"}
    if not is_finite or verb.head.tag_ != "VB" or not _has_modal(verb.head):
        return
    if _has_own_clause(verb):
        return
    for token in verb.head.ancestors:
        if token.tag_ in _FINITE:
            attach(verb, token, verb.dep_)
            return


def _has_own_clause(verb: Token) -> bool:
    """Return whether a verb has a subject or an auxiliary of its own."""
    own = {child.dep_ for child in verb.children}
    return bool(own & (_SUBJECTS | {"aux", "auxpass"}))


def _first_auxiliary(verb: Token) -> str:
    """Return the first auxiliary of a verb in lower case; "" if it has none."""
    auxiliaries = (child.lower_ for child in verb.children if child.dep_ == "aux")
    return next(auxiliaries, "")


def _has_modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" for child in verb.children)


def _is_name(token: Token, is_common: Callable[[str], bool]) -> bool:
    """Return whether a word is capitalised inside a sentence because it is a name."""
    text = token.text
    if token.is_sent_start or not text.isalpha():
        return False
    is_capitalised = text[:1].isupper() and text[1:].islower()
    return is_capitalised and not is_common(text.lower())


def _put_together(before: Token, hyphen: Token, after: Token) -> None:
    """Put the last part of a name where the first stands, and the others under it."""
    for child in list(hyphen.children):
        attach(child, after, child.dep_)
    attach(hyphen, after, "punct")
    governor = before.head
    if (
        before.dep_ == "appos" and governor.head == after.head
    ):  # "President": what he is
        attach(governor, after, "compound")
    elif governor != after.head:
        if governor == after or after.is_ancestor(before):
            return
        attach(after, governor, before.dep_)
    attach(before, after, "compound")
