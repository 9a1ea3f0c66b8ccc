"""Read the form of a verb: its auxiliaries, its tense, whether it is an infinitive of purpose."""

from spacy.tokens import Token

from timeline.mentions.rules.tree import AUXILIARY, children_by, clause_verb, is_verb

TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present"}
PRESENT = frozenset({"VBZ", "VBP"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Forms that have a tense only through an auxiliary or the verb above.
WITHOUT_TENSE = frozenset({"VB", "VBG", "VBN"})
# Relations of an infinitive of purpose.
OF_PURPOSE = frozenset({"advcl", "acl", "relcl"})


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries and modals of a verb, also those it shares as a conjunct."""
    own = children_by(verb, *AUXILIARY)
    if not own and _is_sharing_auxiliaries(verb):
        return auxiliaries(verb.head)
    return own


def _is_sharing_auxiliaries(verb: Token) -> bool:
    """Return whether a verb shares the auxiliaries before it: "will seize and burn"."""
    if verb.dep_ != "conj":
        return False
    if verb.tag_ not in {"VB", "VBN"}:
        return False
    return is_verb(verb.head)


def is_infinitive(verb: Token) -> bool:
    """Return whether "to" stands before a verb."""
    own = children_by(verb, "aux")
    return any(word.lower_ == "to" for word in own)


def is_purpose(token: Token) -> bool:
    """Return whether a verb is an infinitive of purpose.

    As in "launched an offensive to recapture the town".
    """
    return token.dep_ in OF_PURPOSE and is_infinitive(token)


def is_under_purpose(noun: Token) -> bool:
    """Return whether a noun of action is only what something is done for.

    "sent to command operations".
    """
    if noun.dep_ != "dobj":
        return False
    return is_verb(noun.head) and is_purpose(noun.head)


def tense(token: Token) -> str:
    """Return the tense of the clause in which a token stands.

    "past", "perfect", "present", "future", or "" if none.
    """
    verb = _verb_with_tense(token)
    if verb is None:
        return ""
    auxiliary = _finite_auxiliary(verb)
    if auxiliary is None:
        return TENSES.get(verb.tag_, "")
    return _tense_by(auxiliary)


def _tense_by(auxiliary: Token) -> str:
    """Return the tense that a finite auxiliary gives its verb."""
    if auxiliary.tag_ == "MD":
        return "future"
    if auxiliary.lemma_ == "have":
        return "perfect" if auxiliary.tag_ in PRESENT else "past"
    return "past" if auxiliary.tag_ == "VBD" else "present"


def is_pluperfect(token: Token) -> bool:
    """Return whether the clause in which a token stands is told with "had": "had shelled"."""
    verb = _verb_with_tense(token)
    if verb is None:
        return False
    auxiliary = _finite_auxiliary(verb)
    if auxiliary is None:
        return False
    return auxiliary.tag_ == "VBD" and auxiliary.lemma_ == "have"


def is_finite(verb: Token) -> bool:
    """Return whether a verb is finite, by itself or through its auxiliary."""
    if verb.tag_ in FINITE:
        return True
    return _finite_auxiliary(verb) is not None


def _verb_with_tense(token: Token) -> Token | None:
    """Return the verb that gives a clause its tense: its own, or one above an infinitive."""
    verb = clause_verb(token)
    while verb is not None and _is_without_tense(verb):
        if verb.head == verb or not is_verb(verb.head):
            break
        verb = verb.head
    return verb


def _is_without_tense(verb: Token) -> bool:
    """Return whether a verb is an infinitive or participle without a finite auxiliary."""
    if verb.tag_ not in WITHOUT_TENSE:
        return False
    return _finite_auxiliary(verb) is None


def _finite_auxiliary(verb: Token) -> Token | None:
    """Return the first auxiliary that is finite; None if none is."""
    for child in verb.children:
        if child.dep_ in AUXILIARY and child.tag_ in FINITE:
            return child
    return None
