"""Factuality: occurred, planned, threatened, demanded, possible, denied, failed."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import governing_verb, is_verb
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.types import PartOfSpeech, Status

# Types whose words act by being said; what stands inside them is their content, not a happening of
# its own.
SPEECH_ACTS = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "ACCUSE", "CONCEDE"})
# Links of the parse by which a word is the content of what governs it.
CONTENT = word_list("factuality.content")


# Frames of acts of speech that modal words make (`speech`): these words tell the status already.
MODAL_FRAMES = frozenset({"said", "intend"})


@dataclass(frozen=True, slots=True)
class FactualityCue:
    """A status and the word that it was read from (None: nothing in the text says otherwise)."""

    status: Status
    token: Token | None


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries and modals of a verb, also those it shares as a conjunct."""
    own = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if (
        not own
        and verb.dep_ == "conj"
        and is_verb(verb.head)
        and verb.tag_ in {"VB", "VBN"}
    ):
        return auxiliaries(verb.head)
    return own


def read_status(trigger: Trigger, default: Status, words: Words) -> FactualityCue:
    """Read the status of a trigger from negation, modals, tense and what governs it."""
    token = trigger.token
    group = trigger.group
    if group.frame in MODAL_FRAMES and group.status is not None:
        # "will not sign": the "not" makes it a refusal
        return FactualityCue(group.status, trigger.tokens[0])
    without = _no_in_phrase(trigger)
    if without is not None:
        return FactualityCue(Status.DENIED, without)
    for rule in STATUS_RULES:
        cue = rule(token, words)
        if cue is not None:
            return cue
    if group.status is not None:
        return FactualityCue(group.status, token)
    is_ongoing = _ongoing(token) if default is Status.OCCURRED else None
    return is_ongoing or FactualityCue(default, None)


def _no_in_phrase(trigger: Trigger) -> Token | None:
    """Return the "no" inside a phrase: "showed no willingness", "made no threat"."""
    for word in trigger.tokens[1:]:
        for child in word.children:
            if child.lower_ == "no":
                return child
    return None


def _negative_subject(subject: Token) -> Token | None:
    """Return the negative word in a subject: "no aircraft", "nobody", "none of them"."""
    if subject.lower_ in {"nobody", "none"}:
        return subject
    if subject.lower_ == "one" and subject.i > 0 and subject.nbor(-1).lower_ == "no":
        return subject
    return next(
        (child for child in subject.lefts if child.lower_ in {"no", "neither"}), None
    )


def _denied(token: Token, words: Words) -> FactualityCue | None:
    negation = _own_negation(token) or _negated_happening(token)
    if negation is not None:
        return FactualityCue(Status.DENIED, negation)
    below = token
    if (
        token.dep_ in {"dobj", "nsubjpass"}
        and is_verb(token.head)
        and lemma_of(token.head) in words["light.active"]
    ):
        below = token.head  # "denied that jets had carried out any air strike"
    for ancestor in below.ancestors:
        if _is_outside(below) or _is_share(ancestor, below):
            break
        if lemma_of(ancestor) in words["reporting.denial"] and is_verb(ancestor):
            return FactualityCue(Status.DENIED, ancestor)
        negation = _negation_above(below, ancestor)
        if negation is not None:
            return FactualityCue(Status.DENIED, negation)
        if is_verb(ancestor) and below.dep_ not in {"xcomp", "acl", "conj"}:
            break
        below = ancestor
    return None


# Prepositions before what had happened, or was going on, when something was done or said.
CIRCUMSTANCES = word_list("factuality.circumstances")
# Links between an act of speech and the circumstance that it names.
SPEAKING = frozenset({"dobj", "pobj", "prep", "dative"})


def _is_circumstance(below: Token) -> bool:
    """Return whether a preposition stands before what happened at the time."""
    return below.dep_ == "prep" and below.lower_ in CIRCUMSTANCES


def _is_outside(below: Token) -> bool:
    """Return whether a word is no content of what governs it."""
    if below.dep_ not in CONTENT:
        return True
    return _is_circumstance(below) or _is_added_clause(below)


def _is_at(below: Token) -> bool:
    """Return whether "at" names where something was done: "offered help at a meeting"."""
    if below.dep_ != "prep" or below.lower_ != "at":
        return False
    return is_verb(below.head) and lemma_of(below.head) != "aim"


def _is_added_clause(verb: Token) -> bool:
    """Return whether a participle behind a comma adds something that was done as well."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return False
    first = verb.left_edge.i
    return first > 0 and verb.doc[first - 1].text == ","


# Verbs that say that something comes about, and nothing else.
COMING_ABOUT = word_list("factuality.coming_about")


def _negated_happening(noun: Token) -> Token | None:
    """Return the word that says that a deed did not happen: "such a raid did not occur"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or lemma_of(verb) not in COMING_ABOUT:
        return None
    return next((child for child in verb.children if child.dep_ == "neg"), None)


# Who denies responsibility does not deny that it happened.
ANSWERABLE = word_list("factuality.answerable")


def _is_share(word: Token, below: Token) -> bool:
    """Return whether a word, or the object of a verb, is a part in what stands below it.

    "denied any role in the raid": the raid itself is not denied.
    """
    if below.dep_ != "prep" or lemma_of(word) in ANSWERABLE:
        return lemma_of(word) in ANSWERABLE
    return any(
        child.dep_ == "dobj" and lemma_of(child) in ANSWERABLE
        for child in word.children
    )


def _own_negation(token: Token) -> Token | None:
    """Return the word that negates a trigger itself: "not", "no", "no aircraft had crossed"."""
    if (
        token.dep_ == "pcomp"
        and token.head.lower_ == "of"
        and token.head.head.lower_ == "short"
    ):
        return token.head.head  # "stopped short of calling for his departure"
    negation = next(filter(_is_negation, token.children), None)
    if negation is not None or not is_verb(token):
        return negation
    subjects = (
        child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}
    )
    subject = next(subjects, None)
    return _negative_subject(subject) if subject is not None else None


def _is_negation(word: Token) -> bool:
    """Return whether a word negates what governs it."""
    if word.dep_ == "neg":
        return True
    return word.lower_ in {"no", "neither"} and word.dep_ in {"det", "cc", "preconj"}


def _negation_above(below: Token, ancestor: Token) -> Token | None:
    """Return the word that negates what governs a trigger.

    "no plans to meet", "did not plan to attack".
    """
    thought = below.dep_ == "ccomp" and lemma_of(ancestor) in {
        "plan",
        "think",
        "believe",
    }
    if (
        below.dep_ not in {"xcomp", "acl"}
        and not thought
        and not (below.dep_ == "relcl" and is_purpose(below))
    ):
        return None
    return next(
        (
            child
            for child in ancestor.children
            if child.dep_ == "neg" or child.lower_ == "no"
        ),
        None,
    )


# Nouns of trying, and adjectives that say of a noun that it came to nothing.
ATTEMPTS = frozenset({"attempt", "bid", "effort"})
OF_FAILURE = frozenset({"failed", "attempted", "foiled", "thwarted", "abortive"})


def _failed(token: Token, words: Words) -> FactualityCue | None:
    """Read "tried to seize", "foiled an attack", "an attempt to seize", "a failed coup"."""
    if _is_of_failure(token, words):
        return FactualityCue(Status.FAILED, token.head)
    adjective = next(
        (child for child in token.lefts if child.lower_ in OF_FAILURE), None
    )
    return None if adjective is None else FactualityCue(Status.FAILED, adjective)


def _is_of_failure(token: Token, words: Words) -> bool:
    """Return whether the word above says that something was only tried, or was prevented."""
    lemma = lemma_of(token.head)
    if token.dep_ == "xcomp":
        return lemma in words["status.attempted"]
    if token.dep_ in {"dobj", "nsubjpass"}:
        return lemma in words["status.failed"]
    return token.dep_ == "acl" and lemma in ATTEMPTS


# Verbs that say of talks and deals that nothing came of them.
FOUNDERING = word_list("factuality.foundering")


def _foundered(token: Token, words: Words) -> FactualityCue | None:
    """Read "the talks broke down" and "negotiations collapsed"."""
    head = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"} or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    down = any(
        child.dep_ == "prt" and child.lower_ in {"down", "up", "apart"}
        for child in head.children
    )
    broken = lemma_of(head) in FOUNDERING or (
        lemma_of(head) in {"break", "fall"} and down
    )
    return FactualityCue(Status.FAILED, head) if broken else None


def _is_unfinished_clause(verb: Token) -> bool:
    """Return whether a clause only names an act; a modal or a "whether" says more of it."""
    if verb.dep_ not in {"ccomp", "advcl"}:
        return False
    if verb.tag_ not in {"VB", "VBG"}:
        return False
    if any(child.lower_ == "whether" for child in verb.children):
        return False
    return all(auxiliary.tag_ != "MD" for auxiliary in auxiliaries(verb))


def _governing(token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield (word, governor) as long as the word is the unfinished content of its governor.

    As in "plan to attack".
    """
    below = token
    for ancestor in token.ancestors:
        infinitive = below.dep_ in {
            "xcomp",
            "acl",
            "pcomp",
            "dobj",
            "pobj",
            "prep",
            "conj",
            "compound",
        } or _is_unfinished_clause(below)
        if not infinitive or _is_circumstance(below) or _is_at(below):
            return
        yield below, ancestor
        if is_verb(ancestor) and below.dep_ == "conj" and ancestor.tag_ in {"VBD"}:
            return
        below = ancestor


# Nouns and verbs that, even of a noun of action, say that it is only intended, feared or asked for.
INTENDING = word_list("factuality.intending")


def _by_governor(token: Token, words: Words) -> FactualityCue | None:
    """Read what governs a word: "plans to attack", "threatened to strike"."""
    for below, governor in _governing(token):
        if below.dep_ == "conj":
            continue  # what is coordinated with a word is not governed by it
        if not is_verb(governor) and governor.pos_ not in {"ADJ", "NOUN"}:
            continue
        lemma = lemma_of(governor)
        if not _is_intention(below, lemma, words) or _is_naming(governor, lemma):
            continue
        for name, status in GOVERNED:
            if lemma in words[name]:
                return FactualityCue(status, governor)
    return None


def _is_naming(verb: Token, lemma: str) -> bool:
    """Return whether to call is to give a name: "called the veto despicable"."""
    return lemma == "call" and any(child.dep_ == "oprd" for child in verb.children)


GOVERNED = (
    ("status.threatened", Status.THREATENED),
    ("status.demanded", Status.DEMANDED),
    ("status.planned", Status.PLANNED),
    ("status.possible_words", Status.POSSIBLE),
)


def _is_intention(below: Token, lemma: str, words: Words) -> bool:
    """Return whether the link between a word and its governor is one of intention."""
    if (
        below.dep_ not in {"dobj", "pobj", "prep", "conj", "compound"}
        or lemma in INTENDING
    ):
        return True
    return (
        below.dep_ == "prep"
        and below.lower_ == "for"
        and lemma in words["status.planned"]
    )


HAPPENING = word_list("factuality.happening")
"""Verbs that say of an event, their subject, that it takes place."""
DEFINITE = word_list("factuality.definite")


def _is_event_of_another_verb(token: Token) -> bool:
    """Return whether an event is the known subject of a verb.

    "the bombing may deepen the divide".
    """
    if token.dep_ != "nsubj" or is_verb(token) or lemma_of(token.head) in HAPPENING:
        return False
    return any(
        child.lower_ in DEFINITE or child.dep_ == "poss" for child in token.lefts
    )


def _modal(token: Token, words: Words) -> FactualityCue | None:
    """Read will, would, may; for a noun those of the verb it is subject or object of."""
    for verb in _verbs_with_modals(token):
        for auxiliary in auxiliaries(verb):
            is_perfect = any(sibling.lemma_ == "have" for sibling in auxiliaries(verb))
            status = _status_of_modal(auxiliary.lower_, words, is_perfect=is_perfect)
            if status is not None:
                return FactualityCue(status, auxiliary)
    return None


def _verbs_with_modals(token: Token) -> list[Token]:
    """Return the verbs whose modals hold for a word: itself, or what it is an argument of."""
    verb = None
    if is_verb(token):
        verb = token
    elif is_verb(token.head) and token.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        verb = None if _is_event_of_another_verb(token) else token.head
    if verb is None and token.dep_ == "pobj" and is_verb(token.head.head):
        return [token.head.head]
    verbs = [] if verb is None else [verb]
    if token.dep_ == "xcomp":
        verbs.append(token.head)
    return verbs


def _status_of_modal(modal: str, words: Words, *, is_perfect: bool) -> Status | None:
    """Return what a modal word says of its verb; None if it says nothing.

    In the perfect it is another: "would have" did not come to it.
    """
    if is_perfect:
        return _status_of_perfect(modal, words)
    if modal in words["status.possible"]:
        return Status.POSSIBLE
    if modal in {"must", "should"}:
        return Status.DEMANDED
    is_planned = modal in words["status.conditional"] or modal in words["status.future"]
    return Status.PLANNED if is_planned else None


def _status_of_perfect(modal: str, words: Words) -> Status | None:
    """Return what a modal word before "have" says of its verb."""
    if modal in words["status.possible"] and modal != "could":
        return Status.POSSIBLE
    if modal == "would":
        return Status.DENIED
    return Status.PLANNED if modal in words["status.future"] else None


def _by_adjective(token: Token, words: Words) -> FactualityCue | None:
    due = _due(token)
    if due is not None:
        return FactualityCue(Status.PLANNED, due)
    for child in token.lefts:
        if child.dep_ not in {"amod", "compound"}:
            continue
        if child.lower_ in words["status.planned_words"]:
            return FactualityCue(Status.PLANNED, child)
        if child.lower_ in words["status.possible_words"] and child.lower_ not in {
            "alleged",
            "suspected",
        }:
            return FactualityCue(Status.POSSIBLE, child)
        if child.lower_ in {"ongoing", "continuing", "continued"}:
            return FactualityCue(Status.ONGOING, child)
    return None


def _due(token: Token) -> Token | None:
    """Return the adjective that says something is still to come: "talks are due to begin"."""
    if token.dep_ != "nsubj" or token.head.lemma_ != "be":
        return None
    coming = {"due", "set", "likely", "scheduled", "expected", "planned"}
    return next(
        (
            child
            for child in token.head.children
            if child.dep_ in {"acomp", "oprd"} and child.lower_ in coming
        ),
        None,
    )


def _conditional(token: Token, words: Words) -> FactualityCue | None:
    """Read "if troops attack", "when fighting", "until the junta falls"."""
    verb = token if is_verb(token) else governing_verb(token)
    while verb is not None:
        for child in verb.children:
            status = _status_of_mark(child, verb, words)
            if status is not None:
                return FactualityCue(status, child)
        is_linked = verb.dep_ in {"xcomp", "conj"} and verb.head != verb
        verb = verb.head if is_linked and is_verb(verb.head) else None
    return None


def _status_of_mark(mark: Token, verb: Token, words: Words) -> Status | None:
    """Return what a conjunction says of its clause; None for other words."""
    if mark.dep_ not in {"mark", "advmod"}:
        return None
    if mark.lower_ in words["status.conditional_marks"]:
        return Status.POSSIBLE
    if (
        mark.lower_ in {"when", "while"}
        and verb.tag_ == "VBG"
        and _is_general(verb.head)
    ):
        return Status.POSSIBLE  # "errors they make when fighting"
    is_until = mark.lower_ == "until" and verb.tag_ in {"VBZ", "VBP"}
    return Status.PLANNED if is_until else None  # "will march on until the junta falls"


def _is_general(verb: Token) -> bool:
    """Return whether a clause tells of no one time: it stands in the present or the future."""
    present = verb.tag_ in {"VBP", "VBZ"} or any(
        auxiliary.tag_ == "MD" for auxiliary in auxiliaries(verb)
    )
    return (
        is_verb(verb)
        and present
        and not any(auxiliary.tag_ == "VBD" for auxiliary in auxiliaries(verb))
    )


# Verbs whose infinitive tells of something that came about ("managed to seize", "is reported to
# have killed").
FACTIVE = word_list("factuality.factive")


def is_purpose(token: Token) -> bool:
    """Return whether a verb is an infinitive of purpose.

    As in "launched an offensive to recapture the town".
    """
    infinitive = any(
        child.dep_ == "aux" and child.lower_ == "to" for child in token.children
    )
    return infinitive and token.dep_ in {"advcl", "acl", "relcl"}


def is_under_purpose(noun: Token) -> bool:
    """Return whether a noun of action is only what something is done for.

    "sent to command operations".
    """
    return noun.dep_ == "dobj" and is_verb(noun.head) and is_purpose(noun.head)


def _infinitive(token: Token, words: Words) -> FactualityCue | None:
    """Take an infinitive as intended only, unless its governor says that it came about."""
    if token.tag_ != "VB" or token.dep_ not in {
        "xcomp",
        "advcl",
        "acl",
        "relcl",
        "ROOT",
    }:
        return None
    if not is_verb(token) or not _is_after_to(token):
        return None
    return (
        None
        if lemma_of(token.head) in FACTIVE
        else FactualityCue(Status.PLANNED, token.head)
    )


def _is_after_to(verb: Token) -> bool:
    """Return whether "to" stands before a verb, without "have"."""
    own = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(word.lemma_ == "have" for word in own):
        return False
    return any(word.dep_ == "aux" and word.lower_ == "to" for word in own)


def _ongoing(token: Token) -> FactualityCue | None:
    if token.dep_ == "xcomp" and token.head.lemma_ in {"continue", "keep"}:
        return FactualityCue(Status.ONGOING, token.head)
    if is_verb(token) and token.tag_ == "VBG":
        present = next(
            (
                child
                for child in auxiliaries(token)
                if child.lower_ in {"is", "are", "'re", "'s"}
            ),
            None,
        )
        if present is not None:
            return FactualityCue(Status.ONGOING, present)
    if token.dep_ in {"nsubj"} and lemma_of(token.head) in {
        "continue",
        "rage",
        "persist",
    }:
        return FactualityCue(Status.ONGOING, token.head)
    return None


def is_content(trigger: Trigger, others: Collection[Trigger]) -> bool:
    """Return whether a trigger is only what a speech act in its sentence is about.

    As in "called on X to stop the attacks".

    A finite past clause under a speech act is about something that happened and is an incident.
    """
    by_token = {named.token.i: named for named in others if named is not trigger}
    if _is_speech_of_its_own(trigger):
        return False
    below = trigger.token
    for ancestor in trigger.token.ancestors:
        if below.dep_ not in CONTENT or _is_assertion(below):
            return False
        if _is_set_beside(below, trigger):
            return False
        over = by_token.get(ancestor.i)
        if over is not None and _is_apart(below, over):
            return False
        if over is not None and _is_demanded_by(below, over):
            return _is_another_act(trigger, over)
        below = ancestor
    return False


# Acts of speech that are done in words alone: who ignores something says nothing.
VOICED = frozenset({"ACCUSE", "REQUEST", "THREATEN"})


def _is_speech_of_its_own(trigger: Trigger) -> bool:
    """Return whether a participle adds an act of speech to that of its sentence.

    "denied any role, accusing the army of the bombing".
    """
    return trigger.group.type in VOICED and _is_added_clause(trigger.token)


def _is_set_beside(below: Token, trigger: Trigger) -> bool:
    """Return whether a noun of action is the circumstance of an act of speech.

    "called for calm after clashes in Kano", "asked for help at talks in Doha".
    """
    if trigger.group.pos is not PartOfSpeech.NOUN or trigger.token.head != below:
        return False
    is_meeting = below.lower_ == "at" and trigger.group.type == "CONSULT"
    if not _is_circumstance(below) and not is_meeting:
        return False
    word = below.head
    while word.dep_ in SPEAKING:
        word = word.head
    return is_verb(word) and not _is_unfinished(word)


def _is_unfinished(verb: Token) -> bool:
    """Return whether a verb says what is to be: an infinitive, or after a modal word."""
    return verb.tag_ == "VB" or any(child.tag_ == "MD" for child in verb.children)


def _is_apart(below: Token, over: Trigger) -> bool:
    """Return whether what is denied, or blamed on somebody, is apart from denial and blame."""
    if over.lemma in DENYING:
        return True
    return over.group.type == "ACCUSE" and below.dep_ == "nsubjpass"


def _is_demanded_by(below: Token, over: Trigger) -> bool:
    """Return whether a word is content of an act of speech, not only coordinated with it."""
    if over.group.type not in SPEECH_ACTS:
        return False
    if below.dep_ != "conj":
        return True
    return _is_obliged(below, over) or _is_further_demand(below, over)


def _is_another_act(trigger: Trigger, over: Trigger) -> bool:
    """Return whether a trigger is a verb, of another type, or without words of its own."""
    if trigger.group.pos is PartOfSpeech.VERB or trigger.group.type != over.group.type:
        return True
    return not _is_own(trigger)


def _is_obliged(below: Token, over: Trigger) -> bool:
    """Return whether a modal word covers a coordinated verb too.

    "must withdraw and stop the shelling".
    """
    own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in below.children)
    return over.group.frame in MODAL_FRAMES and below.tag_ == "VB" and not own


def _is_further_demand(below: Token, over: Trigger) -> bool:
    """Return whether a bare infinitive behind a demand is one more thing demanded.

    "called on them to stop, allow access".
    """
    asked = any(
        child.dep_ == "xcomp"
        for word in over.tokens
        for child in word.subtree
        if child.i < below.i
    )
    own = any(word.dep_ in {"nsubj", "nsubjpass"} for word in below.children)
    return (
        over.group.type == "REQUEST"
        and below.tag_ in {"VB", "VBP"}
        and asked
        and not own
    )


DENYING = word_list("factuality.denying")


def _is_assertion(below: Token) -> bool:
    """Return whether a clause tells of something that happened, whatever stands above it."""
    if below.dep_ == "relcl":
        return True
    if below.dep_ not in {"ccomp", "advcl", "acl"} or not is_verb(below):
        return False
    return below.tag_ in {"VBD", "VBZ"} or any(
        auxiliary.tag_ in {"VBD", "VBP", "VBZ"} for auxiliary in auxiliaries(below)
    )


def _is_own(trigger: Trigger) -> bool:
    return any(child.dep_ in {"poss", "prep"} for child in trigger.token.children)


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
