"""Speech acts by modal words: demands, refusals, promises and threats.

As in "said that Russia must leave".
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.actors import generic
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.attribution import is_reporting
from timeline.mentions.rules.dependencies import is_passive, is_verb, surface_subject
from timeline.mentions.rules.triggers import Trigger, lemma_of
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
PROMISE = _group("AGREE", "promise", Status.OCCURRED, "intend", "from", "with", "to", "for")
THREAT = _group(
    "THREATEN", None, Status.THREATENED, "intend", "from", "against", "on", "with", "to", "at"
)


def with_speech(sentence: Span, triggers: Sequence[Trigger], words: Words) -> list[Trigger]:
    """Add the acts of speech that modal words make.

    The verb of such a clause is that act and nothing else.
    """
    acts = [act for token in sentence if (act := _act_at(token, triggers, words)) is not None]
    taken = {token.i for act in acts for token in act.tokens}
    others = [
        trigger for trigger in triggers if not any(token.i in taken for token in trigger.tokens)
    ]
    return sorted([*others, *acts], key=lambda trigger: trigger.token.i)


def _act_at(token: Token, triggers: Sequence[Trigger], words: Words) -> Trigger | None:
    if token.lower_ in READY:
        return _promise(token, triggers)
    if not is_verb(token) or token.dep_ in {"aux", "auxpass"}:
        return None
    modal = next(
        (child for child in token.children if child.dep_ == "aux" and child.tag_ == "MD"), None
    )
    obliged = _obliged(token, modal)
    if obliged is not None:
        return _demand(token, obliged, triggers, words)
    if modal is None or any(
        child.lower_ == "have" for child in token.children if child.dep_ == "aux"
    ):
        return None
    negated = next((child for child in token.children if child.dep_ == "neg"), None)
    if negated is not None:
        return (
            Trigger(token, (modal, negated, token), REFUSAL)
            if _is_refusal(token, modal, words)
            else None
        )
    if modal.lower_ in INTENDING and _is_threat(token, triggers):
        return Trigger(token, (modal, token), THREAT)
    return None


def _obliged(token: Token, modal: Token | None) -> Token | None:
    """Return the word that obliges: "must leave", "has to leave"; None if there is none."""
    if modal is not None:
        perfect = any(
            auxiliary.lower_ == "have" for auxiliary in token.children if auxiliary.dep_ == "aux"
        )
        return modal if modal.lower_ in OBLIGING and not perfect else None
    infinitive = any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in token.children)
    return token if infinitive and lemma_of(token) in OBLIGING_VERBS else None


def reporting_above(verb: Token, words: Words) -> Token | None:
    """Return the verb of saying whose content a clause is, also as a conjunct.

    None if it is nobody's words.
    """
    governor = verb
    while governor.dep_ == "conj" and is_verb(governor.head) and governor.head != governor:
        governor = governor.head
    said = governor.dep_ in {"ccomp", "parataxis"} and is_reporting(governor.head, words)
    return governor.head if said else None


def _demand(
    verb: Token, obliged: Token, triggers: Sequence[Trigger], words: Words
) -> Trigger | None:
    above = reporting_above(verb, words)
    if above is None or any(word.lower_ in PRONOUNS for word in surface_subject(verb, words)):
        return None
    if is_passive(verb) and not any(
        word.token == verb or verb.is_ancestor(word.token) for word in triggers
    ):
        return None
    return Trigger(verb, (obliged, verb) if obliged != verb else (verb,), DEMAND)


def _is_refusal(verb: Token, modal: Token, words: Words) -> bool:
    """Return whether somebody says that he himself will not do something."""
    lemma = lemma_of(verb)
    willed = modal.lower_ in INTENDING and lemma not in NO_DEED
    if is_passive(verb) or not (willed or (modal.lower_ in ABLE and lemma in WITHHELD)):
        return False
    above = reporting_above(verb, words)
    if above is None:
        return verb.dep_ in {"ROOT", "conj"}
    subjects, speakers = surface_subject(verb, words), surface_subject(above, words)
    named = {person.lower_ for person in speakers}
    for_it = any(_is_spokesperson(person) for person in speakers)
    return any(
        for_it or person.lower_ in PRONOUNS - {"there", "this", "that"} or person.lower_ in named
        for person in subjects
    )


def _is_spokesperson(speaker: Token) -> bool:
    """Return whether a speaker is somebody's office.

    As in "its president", "officials", "a spokesman".
    """
    noun = generic(lemma_of(speaker))
    return (
        noun is not None and noun.actor_class in {"government", "forces"} and speaker.pos_ == "NOUN"
    )


def _promise(word: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """Read "is willing to negotiate"; who is ready to strike promises nothing."""
    linked = word.dep_ in {"acomp", "oprd"} or (
        word.tag_ == "VBN" and word.dep_ in {"ROOT", "ccomp", "conj"}
    )
    deed = next(
        (
            word_inside
            for word_inside in word.children
            if word_inside.dep_ in {"xcomp", "prep", "ccomp"} and word_inside.i > word.i
        ),
        None,
    )
    if (
        deed is None
        or not linked
        or any(word_inside.dep_ == "neg" for word_inside in (*word.children, *word.head.children))
    ):
        return None
    if deed.dep_ == "prep" and not any(
        word_inside.dep_ == "pcomp" for word_inside in deed.children
    ):
        return None
    if any(word in word_inside.tokens for word_inside in triggers):
        return None
    if any(
        word_inside.group.type in HARM
        and (word_inside.token == deed or deed.is_ancestor(word_inside.token))
        for word_inside in triggers
    ):
        return None
    return Trigger(word, (word,), PROMISE)


def _is_threat(verb: Token, triggers: Sequence[Trigger]) -> bool:
    """Return whether a clause announces a harm on a condition.

    "would stop aid unless", "will retaliate if".
    """
    if lemma_of(verb) in STATIVE:
        return False
    for clause in (child for child in verb.children if child.dep_ == "advcl"):
        mark = next((item.lower_ for item in clause.children if item.dep_ == "mark"), "")
        if mark == "unless":
            return True
        if mark == "if" and any(_is_harm(item, verb, clause) for item in triggers):
            return True
    return False


def _is_harm(trigger: Trigger, verb: Token, clause: Token) -> bool:
    if trigger.group.type not in HARM:
        return False
    inside = trigger.token == verb or (lemma_of(verb) in DOING and verb.is_ancestor(trigger.token))
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
    for clause in (child for child in token.subtree if child.dep_ == "advcl" and child != token):
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


def _content(above: Token, trigger: Trigger) -> Iterator[Token]:
    for child in above.children:
        is_reported = child.dep_ == "nsubj" and lemma_of(above) in {
            "say",
            "report",
            "tell",
            "add",
            "claim",
        }
        own = is_reported or (
            above == trigger.token and child.dep_ in {"nsubj", "nsubjpass", "agent"}
        )
        aside = own or child.dep_ in {"advcl", "relcl", "conj", "npadvmod", "parataxis"}
        if child.i < trigger.token.i or aside or (child.dep_ == "prep" and child.lower_ in SCENE):
            continue
        noun = child.pos_ in {"NOUN", "PROPN"} or (child.pos_ == "ADJ" and _is_name(child))
        if noun and child.dep_ not in {"acomp", "compound"}:
            yield child
        yield from _content(child, trigger)


def _is_name(adjective: Token) -> bool:
    """Return whether an adjective names somebody.

    "Chilean demands", "terrorist activity", but not "military aid".
    """
    noun = generic(lemma_of(adjective))
    return adjective.text[:1].isupper() or (noun is not None and noun.actor_class == "armed")


# Prepositions of where and when.
SCENE = word_list("speech_acts.scene")
