"""Speech acts by modal words: demands, refusals, promises and threats.

As in "said that Russia must leave".
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.actors import generic
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.attribution import is_reporting
from timeline.mentions.rules.dependencies import surface_subject
from timeline.mentions.rules.tree import is_verb
from timeline.mentions.rules.triggers import Trigger, lemma_of
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
    acts = [
        act
        for token in sentence
        if (act := _act_at(token, triggers, words)) is not None
    ]
    taken = {token.i for act in acts for token in act.tokens}
    others = [
        trigger
        for trigger in triggers
        if not any(token.i in taken for token in trigger.tokens)
    ]
    return sorted([*others, *acts], key=lambda trigger: trigger.token.i)


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
    negation = next((child for child in token.children if child.dep_ == "neg"), None)
    if negation is None:
        return _threat(token, modal, triggers)
    is_refusal = _is_refusal(token, modal, words)
    return Trigger(token, (modal, negation, token), REFUSAL) if is_refusal else None


def _threat(verb: Token, modal: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """Read "will strike if", "would stop aid unless"."""
    if modal.lower_ not in INTENDING or not _is_threat(verb, triggers):
        return None
    return Trigger(verb, (modal, verb), THREAT)


def _modal_of(verb: Token) -> Token | None:
    """Return the modal of a verb: "must", "will", "could"."""
    auxiliaries = (child for child in verb.children if child.dep_ == "aux")
    return next((word for word in auxiliaries if word.tag_ == "MD"), None)


def _is_perfect(verb: Token) -> bool:
    """Return whether "have" stands before a verb: "must have left" demands nothing."""
    return any(
        child.dep_ == "aux" and child.lower_ == "have" for child in verb.children
    )


def _obliged(token: Token, modal: Token | None) -> Token | None:
    """Return the word that obliges: "must leave", "has to leave"; None if there is none."""
    if modal is not None:
        return modal if modal.lower_ in OBLIGING and not _is_perfect(token) else None
    has_infinitive = any(
        child.dep_ == "xcomp" and child.tag_ == "VB" for child in token.children
    )
    return token if has_infinitive and lemma_of(token) in OBLIGING_VERBS else None


def reporting_above(verb: Token, words: Words) -> Token | None:
    """Return the verb of saying whose content a clause is, also as a conjunct.

    None if it is nobody's words.
    """
    governor = verb
    while (
        governor.dep_ == "conj" and is_verb(governor.head) and governor.head != governor
    ):
        governor = governor.head
    said = governor.dep_ in {"ccomp", "parataxis"} and is_reporting(
        governor.head, words
    )
    return governor.head if said else None


def _demand(
    verb: Token, obliged: Token, triggers: Sequence[Trigger], words: Words
) -> Trigger | None:
    above = reporting_above(verb, words)
    if above is None or any(
        word.lower_ in PRONOUNS for word in surface_subject(verb, words)
    ):
        return None
    if is_passive(verb) and not any(
        word.token == verb or verb.is_ancestor(word.token) for word in triggers
    ):
        return None
    return Trigger(verb, (obliged, verb) if obliged != verb else (verb,), DEMAND)


# Pronouns that are no person.
NO_PERSON = frozenset({"there", "this", "that"})


def _is_refusal(verb: Token, modal: Token, words: Words) -> bool:
    """Return whether somebody says that he himself will not do something."""
    if not _is_withheld(verb, modal) or is_passive(verb):
        return False
    above = reporting_above(verb, words)
    if above is None:
        return verb.dep_ in {"ROOT", "conj"}
    subjects, speakers = surface_subject(verb, words), surface_subject(above, words)
    if any(map(_is_spokesperson, speakers)):
        return bool(subjects)
    named = {speaker.lower_ for speaker in speakers}
    own = named | (PRONOUNS - NO_PERSON)
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
    noun = generic(lemma_of(speaker))
    return (
        noun is not None
        and noun.actor_class in {"government", "forces"}
        and speaker.pos_ == "NOUN"
    )


def _promise(word: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """Read "is willing to negotiate"; who is ready to strike promises nothing."""
    if not _is_predicate(word) or any(word in trigger.tokens for trigger in triggers):
        return None
    deed = _promised(word)
    if deed is None:
        return None
    harms = (trigger.token for trigger in triggers if trigger.group.type in HARM)
    if any(harm == deed or deed.is_ancestor(harm) for harm in harms):
        return None
    return Trigger(word, (word,), PROMISE)


def _is_predicate(word: Token) -> bool:
    """Return whether somebody is said to be ready, without a negation."""
    is_participle = word.tag_ == "VBN" and word.dep_ in {"ROOT", "ccomp", "conj"}
    if not is_participle and word.dep_ not in {"acomp", "oprd"}:
        return False
    return all(child.dep_ != "neg" for child in (*word.children, *word.head.children))


def _promised(word: Token) -> Token | None:
    """Return what somebody is ready for: an infinitive, a clause, "for" with a gerund."""
    for child in word.children:
        if child.i > word.i and child.dep_ in {"xcomp", "prep", "ccomp"}:
            is_noun_phrase = child.dep_ == "prep" and not _has_gerund(child)
            return None if is_noun_phrase else child
    return None


def _has_gerund(preposition: Token) -> bool:
    return any(child.dep_ == "pcomp" for child in preposition.children)


def _is_threat(verb: Token, triggers: Sequence[Trigger]) -> bool:
    """Return whether a clause announces a harm on a condition.

    "would stop aid unless", "will retaliate if".
    """
    if lemma_of(verb) in STATIVE:
        return False
    for clause in (child for child in verb.children if child.dep_ == "advcl"):
        mark = next(
            (item.lower_ for item in clause.children if item.dep_ == "mark"), ""
        )
        if mark == "unless":
            return True
        if mark == "if" and any(_is_harm(item, verb, clause) for item in triggers):
            return True
    return False


def _is_harm(trigger: Trigger, verb: Token, clause: Token) -> bool:
    if trigger.group.type not in HARM:
        return False
    inside = trigger.token == verb or (
        lemma_of(verb) in DOING and verb.is_ancestor(trigger.token)
    )
    return inside and trigger.token != clause and not clause.is_ancestor(trigger.token)


def clause_of(trigger: Trigger) -> Iterator[Token]:
    """Yield the verbs that carry the subject and the objects of an act.

    Its own, and those of its infinitive.
    """
    token = trigger.token
    yield token if is_verb(token) or token.head == token else token.head
    for child in token.children:
        if child.dep_ == "xcomp":
            yield child
        yield from (
            grandchild
            for grandchild in child.children
            if child.dep_ == "prep" and grandchild.dep_ == "pcomp"
        )


def addressees(trigger: Trigger) -> Iterator[Token]:
    """Yield the words, in order, that may name whom an act of speech is about.

    On whom a threat depends comes first ("unless Russia closed its base"); where and when it is to
    be, and what is told beside it, do not count.
    """
    token = trigger.token
    for clause in (
        child for child in token.subtree if child.dep_ == "advcl" and child != token
    ):
        if any(
            dependent.dep_ == "mark" and dependent.lower_ in {"unless", "if", "until"}
            for dependent in clause.children
        ):
            yield from (
                dependent
                for dependent in clause.children
                if dependent.dep_ in {"nsubj", "nsubjpass"}
            )
    yield from _content(token, trigger)


# Verbs whose subject speaks, and relations of what is no content of an act of speech.
SAYING = frozenset({"say", "report", "tell", "add", "claim"})
OUTSIDE_CONTENT = frozenset({"advcl", "relcl", "conj", "npadvmod", "parataxis"})


def _content(above: Token, trigger: Trigger) -> Iterator[Token]:
    """Yield the names and nouns in what an act of speech is about."""
    for child in above.children:
        if child.i < trigger.token.i or _is_outside_content(child, above, trigger):
            continue
        if child.dep_ not in {"acomp", "compound"} and _can_name(child):
            yield child
        yield from _content(child, trigger)


def _is_outside_content(child: Token, above: Token, trigger: Trigger) -> bool:
    """Return whether words say who speaks, when, where or what happens besides."""
    if child.dep_ in OUTSIDE_CONTENT:
        return True
    if child.dep_ == "nsubj" and lemma_of(above) in SAYING:
        return True
    if above == trigger.token and child.dep_ in {"nsubj", "nsubjpass", "agent"}:
        return True
    return child.dep_ == "prep" and child.lower_ in SCENE


def _can_name(word: Token) -> bool:
    """Return whether a word is a noun, or an adjective that names somebody."""
    return word.pos_ in {"NOUN", "PROPN"} or (word.pos_ == "ADJ" and _is_name(word))


def _is_name(adjective: Token) -> bool:
    """Return whether an adjective names somebody.

    "Chilean demands", "terrorist activity", but not "military aid".
    """
    noun = generic(lemma_of(adjective))
    return adjective.text[:1].isupper() or (
        noun is not None and noun.actor_class == "armed"
    )


# Prepositions of where and when.
SCENE = word_list("speech_acts.scene")
