"""Speech acts by modal words: demands, refusals, promises and threats.

As in "said that Russia must leave".
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.actors import generic
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import surface_subject
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.tree import (
    NOUN_SUBJECT,
    child_by,
    children_by,
    has_child,
    is_verb,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.voice import is_passive
from timeline.model.types import PartOfSpeech, Status, TriggerGroup

OBLIGING = frozenset({"must", "should"})
# Verbs that oblige with an infinitive: "has to leave", "needs to open", "ought to stop".
OBLIGING_VERBS = word_list("speech_acts.obliging_verbs")
INTENDING = word_list("speech_acts.intending")
ABLE = word_list("speech_acts.able")
# What nobody refuses by saying that it will not be so; not saying and not shrinking back are other
# acts too.
NO_DEED = word_list("speech_acts.no_deed")
# What one may say that one cannot do, and mean that one will not.
WITHHELD = word_list("speech_acts.withheld")
READY = word_list("speech_acts.ready")
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "THREATEN", "MOBILIZE"})
# States and changes that nobody does to anybody.
STATIVE = word_list("speech_acts.stative")
# Verbs whose object says what is done: "will use force", "would impose sanctions".
DOING = word_list("speech_acts.doing")
PRONOUNS = word_list("speech_acts.pronouns")


def _group(
    kind: str, mode: str | None, status: Status, frame: str, *prepositions: str
) -> TriggerGroup:
    return TriggerGroup(
        type=kind,
        mode=mode,
        pos=PartOfSpeech.VERB,
        lemmas=(frame,),
        frame=frame,
        weak=True,
        target_prepositions=prepositions,
        status=status,
    )


DEMAND = _group("REQUEST", "demand", Status.DEMANDED, "said")
REFUSAL = _group("REJECT", "refuse", Status.OCCURRED, "intend", "from", "with", "to")
PROMISE = _group(
    "AGREE", "promise", Status.OCCURRED, "intend", "from", "with", "to", "for"
)
THREAT = _group(
    "THREATEN",
    None,
    Status.THREATENED,
    "intend",
    "from",
    "against",
    "on",
    "with",
    "to",
    "at",
)


def with_speech(
    sentence: Span, triggers: Sequence[Trigger], words: Words
) -> list[Trigger]:
    """Add the acts of speech that modal words make.

    The verb of such a clause is that act and nothing else.
    """
    acts: list[Trigger] = []
    taken: set[Token] = set()
    for token in sentence:
        act = _act_at(token, triggers, words)
        if act is not None:
            acts.append(act)
            taken.update(act.tokens)
    rest = [trigger for trigger in triggers if taken.isdisjoint(trigger.tokens)]
    return sorted([*rest, *acts], key=_position)


def _position(trigger: Trigger) -> int:
    return trigger.token.i


def _act_at(token: Token, triggers: Sequence[Trigger], words: Words) -> Trigger | None:
    """Return the act of speech that a word makes with its modal."""
    if token.lower_ in READY:
        return _promise(token, triggers)
    if not is_verb(token) or token.dep_ in {"aux", "auxpass"}:
        return None
    modal = _modal_of(token)
    obliged = _obliged(token, modal)
    if obliged is not None:
        return _demand(token, obliged, triggers, words)
    if modal is None or _is_perfect(token):
        return None
    negation = child_by(token, "neg")
    if negation is None:
        return _threat(token, modal, triggers)
    return _refusal(token, modal, negation, words)


def _refusal(
    verb: Token, modal: Token, negation: Token, words: Words
) -> Trigger | None:
    """Read "will not leave", said by those who would have to."""
    if not _is_refusal(verb, modal, words):
        return None
    return Trigger(verb, (modal, negation, verb), REFUSAL)


def _threat(verb: Token, modal: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """Read "will strike if", "would stop aid unless"."""
    if modal.lower_ not in INTENDING:
        return None
    if not _is_threat(verb, triggers):
        return None
    return Trigger(verb, (modal, verb), THREAT)


def _modal_of(verb: Token) -> Token | None:
    """Return the modal of a verb: "must", "will", "could"."""
    for auxiliary in children_by(verb, "aux"):
        if auxiliary.tag_ == "MD":
            return auxiliary
    return None


def _is_perfect(verb: Token) -> bool:
    """Return whether "have" stands before a verb: "must have left" demands nothing."""
    auxiliaries = children_by(verb, "aux")
    return any(auxiliary.lower_ == "have" for auxiliary in auxiliaries)


def _obliged(token: Token, modal: Token | None) -> Token | None:
    """Return the word that obliges: "must leave", "has to leave"; None if there is none."""
    if modal is None:
        return token if _is_obliging_verb(token) else None
    if modal.lower_ not in OBLIGING or _is_perfect(token):
        return None
    return modal


def _is_obliging_verb(verb: Token) -> bool:
    """Return whether a verb obliges with its infinitive: "needs to open"."""
    if lemma_of(verb) not in OBLIGING_VERBS:
        return False
    clauses = children_by(verb, "xcomp")
    return any(clause.tag_ == "VB" for clause in clauses)


def reporting_above(verb: Token, words: Words) -> Token | None:
    """Return the verb of saying whose content a clause is, also as a conjunct.

    None if it is nobody's words.
    """
    clause = _first_verb_of_list(verb)
    if clause.dep_ not in {"ccomp", "parataxis"}:
        return None
    return clause.head if is_reporting(clause.head, words) else None


def _first_verb_of_list(verb: Token) -> Token:
    """Return the first of the verbs with which a verb is coordinated."""
    while verb.dep_ == "conj" and is_verb(verb.head) and verb.head != verb:
        verb = verb.head
    return verb


def _demand(
    verb: Token, obliged: Token, triggers: Sequence[Trigger], words: Words
) -> Trigger | None:
    """Read "said that Russia must leave"."""
    if reporting_above(verb, words) is None or _has_pronoun(verb, words):
        return None
    if is_passive(verb) and not _has_trigger(verb, triggers):
        return None
    tokens = (verb,) if obliged == verb else (obliged, verb)
    return Trigger(verb, tokens, DEMAND)


def _has_pronoun(verb: Token, words: Words) -> bool:
    """Return whether the subject of a verb leaves open who is meant: "they must leave"."""
    subjects = surface_subject(verb, words)
    return any(subject.lower_ in PRONOUNS for subject in subjects)


def _has_trigger(verb: Token, triggers: Iterable[Trigger]) -> bool:
    """Return whether a verb names an incident, or governs a word that does."""
    return any(_is_within(verb, trigger.token) for trigger in triggers)


def _is_within(verb: Token, token: Token) -> bool:
    """Return whether a word is a verb or is governed by it."""
    return token == verb or verb.is_ancestor(token)


# Pronouns by which speakers may mean themselves.
OWN_PRONOUNS = PRONOUNS - {"there", "this", "that"}


def _is_refusal(verb: Token, modal: Token, words: Words) -> bool:
    """Return whether somebody says that he himself will not do something."""
    if not _is_withheld(verb, modal):
        return False
    if is_passive(verb):
        return False
    above = reporting_above(verb, words)
    if above is None:
        return verb.dep_ in {"ROOT", "conj"}
    subjects = surface_subject(verb, words)
    speakers = surface_subject(above, words)
    if any(map(_is_spokesperson, speakers)):
        return bool(subjects)
    return _are_speakers(subjects, speakers)


def _are_speakers(subjects: Iterable[Token], speakers: Iterable[Token]) -> bool:
    """Return whether the subject of what is said may be the speaker: "she said she will not"."""
    own = OWN_PRONOUNS.union(speaker.lower_ for speaker in speakers)
    return any(subject.lower_ in own for subject in subjects)


def _is_withheld(verb: Token, modal: Token) -> bool:
    """Return whether a negated modal says that something is not going to be done, or given."""
    lemma = lemma_of(verb)
    if modal.lower_ in INTENDING and lemma not in NO_DEED:
        return True
    return modal.lower_ in ABLE and lemma in WITHHELD


def _is_spokesperson(speaker: Token) -> bool:
    """Return whether a speaker is somebody's office.

    As in "its president", "officials", "a spokesman".
    """
    if speaker.pos_ != "NOUN":
        return False
    noun = generic(lemma_of(speaker))
    return noun is not None and noun.actor_class in {"government", "forces"}


def _promise(word: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """Read "is willing to negotiate"; who is ready to strike promises nothing."""
    if not _is_predicate(word):
        return None
    if any(word in trigger.tokens for trigger in triggers):
        return None
    deed = _promised(word)
    if deed is None:
        return None
    harms = filter(_is_of_harm, triggers)
    if _has_trigger(deed, harms):
        return None
    return Trigger(word, (word,), PROMISE)


def _is_predicate(word: Token) -> bool:
    """Return whether somebody is said to be ready, without a negation."""
    if word.dep_ not in {"acomp", "oprd"} and not _is_main_participle(word):
        return False
    if has_child(word, "neg"):
        return False
    return not has_child(word.head, "neg")


def _is_main_participle(word: Token) -> bool:
    """Return whether a participle is the verb of its clause: "prepared to talk"."""
    if word.tag_ != "VBN":
        return False
    return word.dep_ in {"ROOT", "ccomp", "conj"}


def _promised(word: Token) -> Token | None:
    """Return what somebody is ready for: an infinitive, a clause, "for" with a gerund."""
    for child in children_by(word, "xcomp", "prep", "ccomp"):
        if child.i < word.i:
            continue
        if child.dep_ == "prep" and not has_child(child, "pcomp"):
            return None
        return child
    return None


def _is_threat(verb: Token, triggers: Sequence[Trigger]) -> bool:
    """Return whether a clause announces a harm on a condition.

    "would stop aid unless", "will retaliate if".
    """
    if lemma_of(verb) in STATIVE:
        return False
    for clause in children_by(verb, "advcl"):
        conjunction = child_by(clause, "mark")
        if conjunction is None:
            continue
        if conjunction.lower_ == "unless":
            return True
        if conjunction.lower_ == "if" and _has_harm(verb, clause, triggers):
            return True
    return False


def _has_harm(verb: Token, clause: Token, triggers: Iterable[Trigger]) -> bool:
    """Return whether a verb announces a harm outside the clause of its condition."""
    harms = filter(_is_of_harm, triggers)
    return any(_is_announced(harm.token, verb, clause) for harm in harms)


def _is_of_harm(trigger: Trigger) -> bool:
    return trigger.group.type in HARM


def _is_announced(harm: Token, verb: Token, clause: Token) -> bool:
    """Return whether a harm is what a verb says will be done, and no part of the condition."""
    if _is_within(clause, harm):
        return False
    if harm == verb:
        return True
    return lemma_of(verb) in DOING and verb.is_ancestor(harm)


def clause_of(trigger: Trigger) -> Iterator[Token]:
    """Yield the verbs that carry the subject and the objects of an act.

    Its own, and those of its infinitive.
    """
    token = trigger.token
    yield token if is_verb(token) or token.head == token else token.head
    for child in children_by(token, "xcomp", "prep"):
        if child.dep_ == "xcomp":
            yield child
        else:
            yield from children_by(child, "pcomp")


def addressees(trigger: Trigger) -> Iterator[Token]:
    """Yield the words, in order, that may name whom an act of speech is about.

    On whom a threat depends comes first ("unless Russia closed its base"); where and when it is to
    be, and what is told beside it, do not count.
    """
    token = trigger.token
    for clause in token.subtree:
        if clause.dep_ == "advcl" and clause != token and _is_condition(clause):
            yield from children_by(clause, *NOUN_SUBJECT)
    yield from _content(token, trigger)


def _is_condition(clause: Token) -> bool:
    """Return whether a clause is a condition: "unless Russia closed its base"."""
    marks = children_by(clause, "mark")
    return any(mark.lower_ in CONDITIONS for mark in marks)


# Words that open a condition.
CONDITIONS = frozenset({"unless", "if", "until"})
# Verbs whose subject speaks, and relations of what is no content of an act of speech.
SAYING = frozenset({"say", "report", "tell", "add", "claim"})
WHO_SPEAKS = frozenset({"nsubj", "nsubjpass", "agent"})
OUTSIDE_CONTENT = frozenset({"advcl", "relcl", "conj", "npadvmod", "parataxis"})


def _content(above: Token, trigger: Trigger) -> Iterator[Token]:
    """Yield the names and nouns in what an act of speech is about."""
    for child in above.children:
        if child.i < trigger.token.i:
            continue
        if _is_outside_content(child, above, trigger):
            continue
        if _can_name(child):
            yield child
        yield from _content(child, trigger)


def _is_outside_content(child: Token, above: Token, trigger: Trigger) -> bool:
    """Return whether words say who speaks, when, where or what happens besides."""
    link = child.dep_
    if link in OUTSIDE_CONTENT:
        return True
    if link == "prep":
        return child.lower_ in SCENE
    if link == "nsubj" and lemma_of(above) in SAYING:
        return True
    return link in WHO_SPEAKS and above == trigger.token


def _can_name(word: Token) -> bool:
    """Return whether a word is a noun, or an adjective that names somebody."""
    if word.dep_ in {"acomp", "compound"}:
        return False
    if word.pos_ in {"NOUN", "PROPN"}:
        return True
    return word.pos_ == "ADJ" and _is_name(word)


def _is_name(adjective: Token) -> bool:
    """Return whether an adjective names somebody.

    "Chilean demands", "terrorist activity", but not "military aid".
    """
    if adjective.text[:1].isupper():
        return True
    noun = generic(lemma_of(adjective))
    return noun is not None and noun.actor_class == "armed"


# Prepositions of where and when.
SCENE = word_list("speech_acts.scene")
