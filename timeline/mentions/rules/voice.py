"""Tell passives from actives, also where a headline or a participle leaves the auxiliary out."""

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.tree import (
    SUBJECT,
    child_by,
    children_by,
    has_child,
    has_word,
    is_counted,
    is_verb,
    links_of,
)

PASSIVE_LINKS = frozenset({"nsubjpass", "auxpass"})
# Tags of a verb form in -ed.
PAST_FORMS = frozenset({"VBD", "VBN"})
# Relations of a participle to the noun or verb that undergoes it.
OF_PARTICIPLE = frozenset({"acl", "advcl", "relcl", "xcomp"})
# Relations of a verb that is no participle of the noun before it.
OWN_ROLES = SUBJECT | {"dobj", "aux"}
# Verbs that need an object; without one, those counted before them are those to whom it was done.
NEED_OBJECT = word_list("voice.need_object")
# Verbs that bring about what is done to somebody: "ordered the camera seized".
BRINGING_ABOUT = frozenset({"order", "have", "get", "want", "see"})
# Subjects that count people in one word.
COUNTS = frozenset({"dozens", "scores"})


def is_passive(verb: Token) -> bool:
    """Return whether the verb's surface subject undergoes what it names."""
    links = links_of(verb)
    if not links.isdisjoint(PASSIVE_LINKS):
        return True
    if _is_bare_passive(verb):
        return True
    if verb.tag_ == "VBD":
        return _is_passive_in_past_form(verb)
    if verb.tag_ == "VBN":
        return _is_passive_participle(verb, links)
    return False


def _is_bare_passive(verb: Token) -> bool:
    """Return whether a verb is a passive without an auxiliary."""
    return (
        _is_headline_passive(verb)
        or _is_counted_participle(verb)
        or _is_brought_about(verb)
        or _is_charged(verb)
    )


def _is_passive_in_past_form(verb: Token) -> bool:
    """Return whether a verb that the parser takes for a past tense is a passive."""
    return _is_second_passive(verb) or _is_reduced(verb) or _is_done_by_somebody(verb)


def _is_passive_participle(verb: Token, links: set[str]) -> bool:
    """Return whether a past participle is passive; `links`: the relations of its dependents."""
    if _is_perfect(verb):
        return False
    if links.isdisjoint(SUBJECT):
        if verb.dep_ in OF_PARTICIPLE:
            return "dobj" not in links
        if verb.dep_ == "conj" and is_verb(verb.head):
            return is_passive(verb.head)
    return "agent" in links


def _is_perfect(verb: Token) -> bool:
    """Return whether "have" is the auxiliary of a verb."""
    auxiliaries = children_by(verb, "aux")
    return any(word.lemma_ == "have" for word in auxiliaries)


def _is_done_by_somebody(verb: Token) -> bool:
    """Return whether a form in -ed without subject and object names its agent.

    "East Mosul, recaptured by Iraqi forces".
    """
    if has_child(verb, *SUBJECT, "dobj"):
        return False
    return has_child(verb, "agent")


def _is_reduced(verb: Token) -> bool:
    """Return whether a form in -ed only says what was done to the noun before it.

    "the families of the six soldiers killed".
    """
    if verb.dep_ != "acl":
        return False
    if verb.lemma_ not in NEED_OBJECT:
        return False
    return not has_child(verb, *OWN_ROLES)


def _is_counted_participle(verb: Token) -> bool:
    """Return whether a bare participle says what was done to those who are counted.

    "the number of its drivers killed".
    """
    if verb.lemma_ not in NEED_OBJECT:
        return False
    if has_child(verb, "aux", "auxpass", "dobj"):
        return False
    subjects = children_by(verb, "nsubj")
    return any(subject.lemma_ == "number" for subject in subjects)


def _is_brought_about(verb: Token) -> bool:
    """Return whether a bare participle says what somebody has done to its subject."""
    if verb.tag_ not in PAST_FORMS:
        return False
    if verb.dep_ not in {"ccomp", "xcomp"}:
        return False
    if verb.head.lemma_ not in BRINGING_ABOUT:
        return False
    if verb.tag_ == "VBD" and verb.lemma_ not in NEED_OBJECT:
        return False
    if has_child(verb, "aux", "dobj", "mark"):
        return False
    return has_child(verb, "nsubj")


def _is_second_passive(verb: Token) -> bool:
    """Return whether a form in -ed goes on with the passive before it.

    "was taken to a hut and raped by soldiers".
    """
    if verb.dep_ != "conj":
        return False
    if has_child(verb, *OWN_ROLES):
        return False
    before = verb.head
    if not is_verb(before) or not is_passive(before):
        return False
    if verb.lemma_ in NEED_OBJECT:
        return True
    return any(map(_is_by, verb.children))


def _is_by(token: Token) -> bool:
    """Return whether a word leads to the agent of a passive."""
    if token.dep_ == "agent":
        return True
    return token.dep_ == "prep" and token.lower_ == "by"


def _is_charged(verb: Token) -> bool:
    """Return whether a verb says of what somebody is accused: "teenager charged with murder"."""
    if verb.lower_ != "charged" or has_child(verb, "dobj", "aux", "ccomp"):
        return False
    return has_word(verb, "with")


def _is_headline_passive(verb: Token) -> bool:
    """Return whether a verb is a passive without its auxiliary.

    "23 fighters killed, Iranians among them".
    """
    if verb.tag_ not in PAST_FORMS:
        return False
    if verb.lemma_ not in NEED_OBJECT:
        return False
    if has_child(verb, "dobj", "aux", "ccomp"):
        return False
    subject = child_by(verb, "nsubj")
    return subject is not None and _is_counting(subject)


def _is_counting(noun: Token) -> bool:
    """Return whether a subject counts people: "23 fighters", "dozens"."""
    return noun.lower_ in COUNTS or is_counted(noun)
