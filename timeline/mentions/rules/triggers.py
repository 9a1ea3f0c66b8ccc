"""Find the words of a sentence that name an incident."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.senses import is_fitting
from timeline.mentions.rules.sentence_bounds import sentence_end, sentence_start
from timeline.mentions.rules.tree import (
    NOUN_SUBJECT,
    children_by,
    first_of_list,
    has_child,
    is_verb,
)
from timeline.mentions.rules.trigger_words import is_month, words_before, words_behind
from timeline.mentions.rules.verb_senses import has_other_sense
from timeline.mentions.rules.voice import is_passive
from timeline.model.types import IncidentType, PartOfSpeech, TriggerGroup

HYPHENS = str.maketrans({"-": " "})


@dataclass(frozen=True, slots=True)
class Entry:
    """One lemma of the lexicon.

    The words that must come with the head word, and the group it belongs to.
    """

    rest: tuple[str, ...]
    group: TriggerGroup


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """Triggers by the lemma of their head word.

    The first word of a verb phrase, the last of a noun phrase.
    """

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]


@dataclass(slots=True)
class Trigger:
    """Words that name an incident in one sentence.

    Attributes:
        token: The head word.
        tokens: All words of the trigger, in order.
        group: Its group in the lexicon.
    """

    token: Token
    tokens: tuple[Token, ...]
    group: TriggerGroup

    @property
    def lemma(self) -> str:
        """The lemmas of the trigger's words, joined by spaces."""
        return " ".join(lemma_of(token) for token in self.tokens)


def index(types: Iterable[IncidentType]) -> TriggerIndex:
    """Sort the triggers of all types by the lemma of their head word, the longest first."""
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for incident_type in types:
        for group in incident_type.triggers:
            if group.pos is PartOfSpeech.VERB:
                _add_verbs(group, verbs)
            else:
                _add_nouns(group, nouns)
    return TriggerIndex(_longest_first(verbs), _longest_first(nouns))


def _add_verbs(group: TriggerGroup, entries: dict[str, list[Entry]]) -> None:
    """Add the verb phrases of a group, by their first word."""
    for lemma in group.lemmas:
        words = lemma.split()
        entry = Entry(tuple(words[1:]), group)
        entries[words[0]].append(entry)


def _add_nouns(group: TriggerGroup, entries: dict[str, list[Entry]]) -> None:
    """Add the noun phrases of a group, by their last word."""
    for lemma in group.lemmas:
        words = lemma.translate(HYPHENS).split()
        entry = Entry(tuple(words[:-1]), group)
        entries[words[-1]].append(entry)


def _longest_first(entries: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of each head word, the longest first."""
    for words in entries.values():
        words.sort(key=_rank)
    return {lemma: tuple(words) for lemma, words in entries.items()}


def _rank(entry: Entry) -> tuple[int, bool, bool]:
    """Return a key by which the longest comes first, of equals those that kill.

    "shot dead four at a post" is no shooting at a post.
    """
    return -len(entry.rest), entry.group.casualty is None, not entry.group.with_any


GERUND_NOUNS = word_list("triggers.gerund_nouns")


def find(sentence: Span, lexicon: TriggerIndex) -> list[Trigger]:
    """Find the triggers of a sentence, in order; a word belongs to one trigger at most."""
    triggers: list[Trigger] = []
    taken: set[int] = set()
    for trigger in _candidates(sentence, lexicon):
        places = {token.i for token in trigger.tokens}
        if taken.isdisjoint(places):
            taken |= places
            triggers.append(trigger)
    return sorted(triggers, key=_position)


def _position(trigger: Trigger) -> int:
    return trigger.token.i


def _candidates(sentence: Span, lexicon: TriggerIndex) -> Iterator[Trigger]:
    """Yield what each word of a sentence may be the head of, verbs first."""
    words: set[str] = set()
    for token in sentence:
        words |= {lemma_of(token), token.lower_}
    for token in sentence:
        trigger = _verb_trigger(token, lexicon, words)
        if trigger is not None:
            yield trigger
    for token in sentence:
        trigger = _noun_trigger(token, lexicon)
        if trigger is not None:
            yield trigger


# Verbs of a wish, of admitting and of assuring, which are acts only of one construction each.
WISHING = word_list("triggers.wishing")
ADMITTING = word_list("triggers.admitting")
ASSURING = word_list("triggers.assuring")
# Relations of verbs that only help or modify.
AUXILIARY = frozenset({"aux", "auxpass", "amod", "compound"})


def _verb_trigger(
    token: Token, lexicon: TriggerIndex, words: Collection[str]
) -> Trigger | None:
    """Find the trigger that a verb is, alone or with other words of its sentence."""
    if not _is_main_verb(token):
        return None
    for lemma in _verb_lemmas(token):
        if _is_another_sense(token, lemma) or has_other_sense(token, lemma):
            return None
        for entry in _entries_of(token, lemma, lexicon):
            rest = _rest_of(token, entry, words)
            if rest is not None and is_fitting(token, entry.group):
                return Trigger(token, (token, *rest), entry.group)
    return None


def _is_main_verb(token: Token) -> bool:
    """Return whether a word is a verb that can name an act, and no auxiliary or noun."""
    if not is_verb(token):
        return False
    if token.dep_ in AUXILIARY:
        return False
    return not (_is_gerund_noun(token) or _is_support(token))


def _rest_of(verb: Token, entry: Entry, words: Collection[str]) -> list[Token] | None:
    """Return the other words of a verb phrase; None if the sentence lacks one of them."""
    if not all(word in words for word in entry.rest):
        return None
    return words_behind(verb, entry.rest)


def _is_another_sense(verb: Token, lemma: str) -> bool:
    """Return whether grammar shows that a verb names no act of conflict."""
    if lemma == "expect":
        return is_passive(verb)  # "are expected to meet": nobody asks them to
    if lemma == "try":  # "tried to flee": no court tried them
        return has_child(verb, "xcomp")
    if lemma in WISHING:  # "wants to leave": nobody is asked to
        return any(map(_is_own_infinitive, verb.children))
    if lemma in ADMITTING:  # "acknowledged that a jet crashed": no state is recognised
        return has_child(verb, "ccomp")
    return lemma in ASSURING and _is_told(verb)


def _is_own_infinitive(child: Token) -> bool:
    """Return whether somebody himself is to do what a verb says that he wishes."""
    if child.dep_ != "xcomp" or child.tag_ != "VB":
        return False
    return not has_child(child, *NOUN_SUBJECT)


def _is_told(verb: Token) -> bool:
    """Return whether one who assures tells of the past, or speaks to a listener.

    "assured them that she had left", "I assure you".
    """
    for child in verb.children:
        if child.lower_ == "you" and child.dep_ in {"dobj", "dative"}:
            return True
        if child.dep_ == "ccomp" and _is_of_past(child):
            return True
    return False


def _is_of_past(verb: Token) -> bool:
    """Return whether a clause stands in the past, without a modal."""
    tags = {verb.tag_}
    for auxiliary in children_by(verb, "aux", "auxpass"):
        tags.add(auxiliary.tag_)
    if "MD" in tags:
        return False
    return "VBD" in tags


def _entries_of(verb: Token, lemma: str, lexicon: TriggerIndex) -> tuple[Entry, ...]:
    """Return the entries of a lemma whose sense a verb can have."""
    entries = lexicon.verbs.get(lemma, ())
    if not _is_withholding(verb, lemma):
        return entries
    return tuple(entry for entry in entries if entry.rest)


def _is_withholding(verb: Token, lemma: str) -> bool:
    """Return whether somebody is denied a thing: "denied them the ground they need"."""
    if lemma != "deny":
        return False
    links = [child.dep_ for child in verb.children]
    return "dative" in links or links.count("dobj") > 1


def _verb_lemmas(token: Token) -> tuple[str, ...]:
    """Return the lemma of a verb, and before it that of the hyphenated verb it may end.

    As in "test-fired".
    """
    lemma = lemma_of(token)
    first_part = _before_hyphen(token)
    if first_part is None:
        return (lemma,)
    return f"{first_part.lower_}-{lemma}", lemma


def _before_hyphen(token: Token) -> Token | None:
    """Return the word before the hyphen before a word; None if no hyphen stands there."""
    if token.i < 2 or token.nbor(-1).text != "-":
        return None
    first_part = token.nbor(-2)
    if first_part.i < sentence_start(token):
        return None
    return first_part


# Relations of a noun to the word above it.
NOMINAL_LINKS = frozenset(
    {"pobj", "pcomp", "nsubj", "dobj", "nsubjpass", "advmod", "npadvmod"}
)
# Verbs whose participles say who supports somebody.
BACKING = frozenset({"back", "support", "arm", "align", "ally"})


def _is_gerund_noun(token: Token) -> bool:
    """Return whether a form in -ing is a noun here ("came under shelling from Turkish posts")."""
    if token.lower_ not in GERUND_NOUNS:
        return False
    if _is_there(token):
        return True
    if token.dep_ not in NOMINAL_LINKS:
        return False
    return not has_child(token, "dobj", "aux")


def _is_there(token: Token) -> bool:
    """Return whether a form in -ing is what there is: "there was fighting near the bridge"."""
    return has_child(token, "expl")


def _is_support(token: Token) -> bool:
    """Return whether a participle only says who stands behind someone.

    As in "forces backed by air strikes", "advancing troops".
    """
    if _is_mentioned(token) or _is_backing_participle(token):
        return True
    if token.dep_ != "pcomp" or token.tag_ != "VBG":
        return False
    return token.head.lower_ in {"against", "on", "between"}


def _is_mentioned(participle: Token) -> bool:
    """Return whether a word is mentioned, not used: "a term for killed or captured"."""
    first = first_of_list(participle)
    return first.dep_ == "pcomp" and first.tag_ == "VBN"


def _is_backing_participle(token: Token) -> bool:
    """Return whether a participle says by whom somebody is supported: "backed by tanks"."""
    if token.dep_ != "acl" or token.tag_ != "VBN":
        return False
    return token.lemma_ in BACKING


def _noun_trigger(token: Token, lexicon: TriggerIndex) -> Trigger | None:
    """Find the trigger that a noun is, alone or with words before it."""
    if not _can_name_action(token):
        return None
    if _is_part_of_phrase(token):
        return None
    for entry in _noun_entries(token, lexicon):
        before = words_before(token, entry.rest)
        if before is not None and is_fitting(token, entry.group):
            return Trigger(token, (*before, token), entry.group)
    return None


def _noun_entries(noun: Token, lexicon: TriggerIndex) -> Iterator[Entry]:
    """Yield the entries of a noun's lemma, then those of its form."""
    lemma = lemma_of(noun)
    yield from lexicon.nouns.get(lemma, ())
    if noun.lower_ != lemma:
        yield from lexicon.nouns.get(noun.lower_, ())


def _is_part_of_phrase(noun: Token) -> bool:
    """Return whether a noun only helps to name or describe something else."""
    if _is_before_head(noun):
        return True
    if _is_in_name(noun) or _is_backing(noun):
        return True
    return is_month(noun) or _is_blame(noun)


def _is_before_head(noun: Token) -> bool:
    """Return whether the next word says what a noun is: "attack helicopters", "ceasefire deal"."""
    if noun.dep_ != "compound":
        return False
    return noun.head.i == noun.i + 1


def _can_name_action(token: Token) -> bool:
    """Return whether a word is a noun, or a form in -ing that is used as one."""
    if token.tag_ == "VBG":
        return token.lower_ in GERUND_NOUNS and not _is_progressive(token)
    if token.pos_ in {"NOUN", "PROPN"}:
        return True
    return token.tag_ in {"NN", "NNS"}


def _is_blame(token: Token) -> bool:
    """Return whether somebody only came under fire "for" what he did."""
    if token.lower_ != "fire":
        return False
    under = token.head
    if under.lower_ != "under":
        return False
    words = {child.lower_ for child in (*under.head.children, *token.children)}
    return not words.isdisjoint({"for", "over"})


def _is_progressive(token: Token) -> bool:
    """Return whether a form in -ing is a verb here ("jets are bombing the town")."""
    if _is_there(token):
        return False
    return has_child(token, "aux", "dobj")


# Labels of names that nouns of action can be part of.
LABELS_OF_NAMES = frozenset({"ORG", "WORK_OF_ART", "PERSON", "FAC"})
# Words: in a shorter sentence, most of all a headline, capitals do not show a name.
LONGEST_HEADLINE = 12


def _is_in_name(token: Token) -> bool:
    """Return whether a noun is part of the name of an organisation.

    As in "the UN Mission in Darfur", "Camp David Accords".
    """
    if token.pos_ != "PROPN" or token.ent_type_ not in LABELS_OF_NAMES:
        return False
    if not token.text[:1].isupper():
        return False
    length = sentence_end(token) - sentence_start(token)
    return length > LONGEST_HEADLINE


def _is_backing(token: Token) -> bool:
    """Return whether a noun only says what supports someone: "forces backed by air strikes"."""
    if token.dep_ != "pobj":
        return False
    preposition = token.head
    return preposition.lower_ == "by" and _is_support(preposition.head)
