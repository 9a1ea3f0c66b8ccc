"""Factuality: occurred, planned, threatened, demanded, possible, denied, failed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.circumstances import is_at, is_circumstance
from timeline.mentions.rules.content import MODAL_FRAMES
from timeline.mentions.rules.denial import denial, no_in_phrase
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.modals import status_of_modal, verbs_with_modals
from timeline.mentions.rules.tree import (
    AUXILIARY,
    NOUN_SUBJECT,
    children_by,
    governing_verb,
    has_child,
    has_word,
    is_verb,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import PRESENT, auxiliaries, is_infinitive
from timeline.model.types import Status

# Nouns of trying, and adjectives that say of a noun that it came to nothing.
ATTEMPTS = frozenset({"attempt", "bid", "effort"})
OF_FAILURE = frozenset({"failed", "attempted", "foiled", "thwarted", "abortive"})
# Verbs that say of talks and deals that nothing came of them; "break" and "fall" do with these.
FOUNDERING = word_list("factuality.foundering")
BREAKING = frozenset({"break", "fall"})
DOWN = frozenset({"down", "up", "apart"})
# Relations of a word that is the unfinished content of what governs it.
UNFINISHED = frozenset(
    {"xcomp", "acl", "pcomp", "dobj", "pobj", "prep", "conj", "compound"}
)
# Relations of a noun of action to what governs it.
OF_NOUNS = frozenset({"dobj", "pobj", "prep", "conj", "compound"})
# Nouns and verbs that, even of a noun of action, say that it is only intended, feared or asked for.
INTENDING = word_list("factuality.intending")
# Lists of the words that govern what is only threatened, demanded …, with their status.
GOVERNED = (
    ("status.threatened", Status.THREATENED),
    ("status.demanded", Status.DEMANDED),
    ("status.planned", Status.PLANNED),
    ("status.possible_words", Status.POSSIBLE),
)
# Adjectives of what is held against somebody, which happened all the same.
ALLEGED = frozenset({"alleged", "suspected"})
GOING_ON = frozenset({"ongoing", "continuing", "continued"})
# Adjectives that say something is still to come: "talks are due to begin".
COMING = frozenset({"due", "set", "likely", "scheduled", "expected", "planned"})
# Verbs whose infinitive tells of something that came about ("managed to seize", "is reported to
# have killed").
FACTIVE = word_list("factuality.factive")
# Relations of an infinitive that is only intended.
OF_INFINITIVE = frozenset({"xcomp", "advcl", "acl", "relcl", "ROOT"})
IS = frozenset({"is", "are", "'re", "'s"})
# Verbs of what goes on: before another verb, and behind a noun.
KEEPING_ON = frozenset({"continue", "keep"})
LASTING = frozenset({"continue", "rage", "persist"})


@dataclass(frozen=True, slots=True)
class FactualityCue:
    """A status and the word that it was read from (None: nothing in the text says otherwise)."""

    status: Status
    token: Token | None


def read_status(trigger: Trigger, default: Status, words: Words) -> FactualityCue:
    """Read the status of a trigger from negation, modals, tense and what governs it."""
    token = trigger.token
    cue = _cue_in_words(trigger) or _cue_around(token, words)
    if cue is not None:
        return cue
    if trigger.group.status is not None:
        return FactualityCue(trigger.group.status, token)
    ongoing = _ongoing(token) if default is Status.OCCURRED else None
    return ongoing or FactualityCue(default, None)


def _cue_in_words(trigger: Trigger) -> FactualityCue | None:
    """Read the status that the words of a trigger tell by themselves."""
    status = trigger.group.status
    if status is not None and trigger.group.frame in MODAL_FRAMES:
        # "will not sign": the "not" makes it a refusal
        return FactualityCue(status, trigger.tokens[0])
    return _cue(Status.DENIED, no_in_phrase(trigger))


def _cue_around(token: Token, words: Words) -> FactualityCue | None:
    """Read the status from the words around a trigger, by the first rule that finds it."""
    for rule in STATUS_RULES:
        cue = rule(token, words)
        if cue is not None:
            return cue
    return None


def _cue(status: Status, token: Token | None) -> FactualityCue | None:
    """Return a status with the word that it was read from; None without a word."""
    return None if token is None else FactualityCue(status, token)


def _denied(token: Token, words: Words) -> FactualityCue | None:
    return _cue(Status.DENIED, denial(token, words))


def _failed(token: Token, words: Words) -> FactualityCue | None:
    """Read "tried to seize", "foiled an attack", "an attempt to seize", "a failed coup"."""
    if _is_of_failure(token, words):
        return FactualityCue(Status.FAILED, token.head)
    for word in token.lefts:
        if word.lower_ in OF_FAILURE:
            return FactualityCue(Status.FAILED, word)
    return None


def _is_of_failure(token: Token, words: Words) -> bool:
    """Return whether the word above says that something was only tried, or was prevented."""
    lemma = lemma_of(token.head)
    if token.dep_ == "xcomp":
        return lemma in words["status.attempted"]
    if token.dep_ in {"dobj", "nsubjpass"}:
        return lemma in words["status.failed"]
    if token.dep_ == "acl":
        return lemma in ATTEMPTS
    return False


def _foundered(token: Token, words: Words) -> FactualityCue | None:
    """Read "the talks broke down" and "negotiations collapsed"."""
    if token.dep_ not in NOUN_SUBJECT:
        return None
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    verb = token.head
    return FactualityCue(Status.FAILED, verb) if _is_foundering(verb) else None


def _is_foundering(verb: Token) -> bool:
    """Return whether a verb says that its subject came to nothing."""
    lemma = lemma_of(verb)
    if lemma in FOUNDERING:
        return True
    if lemma not in BREAKING:
        return False
    particles = children_by(verb, "prt")
    return any(particle.lower_ in DOWN for particle in particles)


def _by_governor(token: Token, words: Words) -> FactualityCue | None:
    """Read what governs a word: "plans to attack", "threatened to strike"."""
    for below, governor in _governing(token):
        if not _can_govern(below, governor):
            continue
        if _is_intention(below, lemma_of(governor), words):
            cue = _cue_of_governor(governor, words)
            if cue is not None:
                return cue
    return None


def _governing(token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield (word, governor) as long as the word is the unfinished content of its governor.

    As in "plan to attack".
    """
    below = token
    for ancestor in token.ancestors:
        if below.dep_ not in UNFINISHED and not _is_unfinished_clause(below):
            return
        if is_circumstance(below) or is_at(below):
            return
        yield below, ancestor
        if below.dep_ == "conj" and _is_past(ancestor):
            return
        below = ancestor


def _is_past(token: Token) -> bool:
    return token.tag_ == "VBD" and is_verb(token)


def _is_unfinished_clause(verb: Token) -> bool:
    """Return whether a clause only names an act; a modal or a "whether" says more of it."""
    if verb.dep_ not in {"ccomp", "advcl"}:
        return False
    if verb.tag_ not in {"VB", "VBG"}:
        return False
    if has_word(verb, "whether"):
        return False
    return not _has_modal(verb)


def _has_modal(verb: Token) -> bool:
    return any(auxiliary.tag_ == "MD" for auxiliary in auxiliaries(verb))


def _can_govern(below: Token, governor: Token) -> bool:
    """Return whether a word above can say what comes of the word below it."""
    if below.dep_ == "conj":
        return False  # what is coordinated with a word is not governed by it
    return is_verb(governor) or governor.pos_ in {"ADJ", "NOUN"}


def _is_intention(below: Token, lemma: str, words: Words) -> bool:
    """Return whether the link between a word and its governor is one of intention."""
    if below.dep_ not in OF_NOUNS:
        return True
    if lemma in INTENDING:
        return True
    if below.dep_ != "prep" or below.lower_ != "for":
        return False
    return lemma in words["status.planned"]


def _cue_of_governor(governor: Token, words: Words) -> FactualityCue | None:
    """Read the status that a word gives to what it governs."""
    lemma = lemma_of(governor)
    if lemma == "call" and has_child(governor, "oprd"):
        return None  # "called the veto despicable" only gives a name
    for name, status in GOVERNED:
        if lemma in words[name]:
            return FactualityCue(status, governor)
    return None


def _modal(token: Token, words: Words) -> FactualityCue | None:
    """Read will, would, may; for a noun those of the verb it is subject or object of."""
    for verb in verbs_with_modals(token):
        cue = _modal_of(verb, words)
        if cue is not None:
            return cue
    return None


def _modal_of(verb: Token, words: Words) -> FactualityCue | None:
    """Read the status that the modals of a verb give it."""
    own = auxiliaries(verb)
    is_perfect = _is_perfect(own)
    for auxiliary in own:
        status = status_of_modal(auxiliary.lower_, words, is_perfect=is_perfect)
        if status is not None:
            return FactualityCue(status, auxiliary)
    return None


def _by_adjective(token: Token, words: Words) -> FactualityCue | None:
    """Read "a planned march", "a possible raid", "ongoing clashes", "talks are due"."""
    due = _due(token)
    if due is not None:
        return FactualityCue(Status.PLANNED, due)
    for child in token.lefts:
        if child.dep_ in {"amod", "compound"}:
            status = _status_of_adjective(child.lower_, words)
            if status is not None:
                return FactualityCue(status, child)
    return None


def _due(token: Token) -> Token | None:
    """Return the adjective that says something is still to come: "talks are due to begin"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    for adjective in children_by(verb, "acomp", "oprd"):
        if adjective.lower_ in COMING:
            return adjective
    return None


def _status_of_adjective(adjective: str, words: Words) -> Status | None:
    """Return what an adjective says of its noun; None if it says nothing."""
    if adjective in words["status.planned_words"]:
        return Status.PLANNED
    if adjective in ALLEGED:
        return None
    if adjective in words["status.possible_words"]:
        return Status.POSSIBLE
    return Status.ONGOING if adjective in GOING_ON else None


def _conditional(token: Token, words: Words) -> FactualityCue | None:
    """Read "if troops attack", "when fighting", "until the junta falls"."""
    verb = token if is_verb(token) else governing_verb(token)
    while verb is not None:
        for mark in children_by(verb, "mark", "advmod"):
            status = _status_of_mark(mark.lower_, verb, words)
            if status is not None:
                return FactualityCue(status, mark)
        verb = _verb_with_same_marks(verb)
    return None


def _verb_with_same_marks(verb: Token) -> Token | None:
    """Return the verb above whose conjunctions hold for a verb too; None if there is none."""
    if verb.dep_ not in {"xcomp", "conj"}:
        return None
    if verb.head == verb:
        return None
    return verb.head if is_verb(verb.head) else None


def _status_of_mark(mark: str, verb: Token, words: Words) -> Status | None:
    """Return what a conjunction says of its clause; None for other words."""
    if mark in words["status.conditional_marks"]:
        return Status.POSSIBLE
    if mark in {"when", "while"} and _is_at_any_time(verb):
        return Status.POSSIBLE
    if mark == "until" and verb.tag_ in PRESENT:
        return Status.PLANNED  # "will march on until the junta falls"
    return None


def _is_at_any_time(verb: Token) -> bool:
    """Return whether a gerund is of no one time: "errors they make when fighting"."""
    if verb.tag_ != "VBG":
        return False
    return _is_general(verb.head)


def _is_general(verb: Token) -> bool:
    """Return whether a clause tells of no one time: it stands in the present or the future."""
    if not is_verb(verb):
        return False
    tags = {auxiliary.tag_ for auxiliary in auxiliaries(verb)}
    if "VBD" in tags:
        return False
    if "MD" in tags:
        return True
    return verb.tag_ in PRESENT


def _infinitive(token: Token, words: Words) -> FactualityCue | None:
    """Take an infinitive as intended only, unless its governor says that it came about."""
    if not _is_open_infinitive(token):
        return None
    if lemma_of(token.head) in FACTIVE:
        return None
    return FactualityCue(Status.PLANNED, token.head)


def _is_open_infinitive(token: Token) -> bool:
    """Return whether a word is an infinitive that can be of what is only intended."""
    if token.tag_ != "VB" or not is_verb(token):
        return False
    return token.dep_ in OF_INFINITIVE and _is_after_to(token)


def _is_after_to(verb: Token) -> bool:
    """Return whether "to" stands before a verb, without "have"."""
    if not is_infinitive(verb):
        return False
    own = children_by(verb, *AUXILIARY)
    return not _is_perfect(own)


def _is_perfect(own: Sequence[Token]) -> bool:
    """Return whether "have" is among the auxiliaries of a verb."""
    return any(word.lemma_ == "have" for word in own)


def _ongoing(token: Token) -> FactualityCue | None:
    """Read "continued shelling", "is shelling", "fighting rages"."""
    verb = token.head
    if token.dep_ == "xcomp" and verb.lemma_ in KEEPING_ON:
        return FactualityCue(Status.ONGOING, verb)
    progressive = _progressive(token)
    if progressive is not None:
        return FactualityCue(Status.ONGOING, progressive)
    if token.dep_ != "nsubj":
        return None
    lasts = lemma_of(verb) in LASTING
    return FactualityCue(Status.ONGOING, verb) if lasts else None


def _progressive(verb: Token) -> Token | None:
    """Return the "is" of "is shelling"; None for other forms."""
    if verb.tag_ != "VBG" or not is_verb(verb):
        return None
    for auxiliary in auxiliaries(verb):
        if auxiliary.lower_ in IS:
            return auxiliary
    return None


# In the order in which they are asked.
STATUS_RULES: tuple[Callable[[Token, Words], FactualityCue | None], ...] = (
    _denied,
    _failed,
    _foundered,
    _by_governor,
    _modal,
    _by_adjective,
    _conditional,
    _infinitive,
)
