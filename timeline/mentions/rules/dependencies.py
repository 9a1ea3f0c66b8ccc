"""Who does what to whom in the parse.

Subjects, objects and phrases behind passives, control, relatives, coordination.
"""

from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import (
    NOUN_SUBJECT,
    SUBJECT,
    child_by,
    children_by,
    conjuncts,
    governing_verb,
    has_child,
    is_counted,
    is_nominal,
    is_verb,
)
from timeline.mentions.rules.verb_forms import is_finite, is_infinitive
from timeline.mentions.rules.voice import is_passive

RELATIVE = word_list("dependencies.relative")
# Tags of the words that can be a relative pronoun.
PRONOUN_TAGS = frozenset({"WDT", "WP", "WP$", "IN", "DT"})
# Verbs whose subject does not do what a gerund behind them names.
TELLING = word_list("dependencies.telling")
# Verbs of those who look into a deed that others did.
SEEKING = word_list("dependencies.seeking")
# Nouns for what somebody means to do.
AIMS = word_list("dependencies.aims")
# What those who suffer from it do too.
MUTUAL = frozenset({"fight", "clash", "battle"})
# Prepositions before a gerund that names what goes on meanwhile.
MEANWHILE = frozenset({"in", "during", "amid"})
# A clause can be embedded only so deep before its subject is anyone's guess.
DEEPEST = 6
# Prepositions that the parser sees in "Over 500 were hurt".
ROUGHLY = frozenset({"over", "about", "around", "under", "up"})
# Adjectives of those who will or can do what the infinitive behind them says.
DISPOSED = word_list("dependencies.disposed")
# Relations of clauses that share the subject of the verb above them.
WITHOUT_SUBJECT = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp", "prep"})
# Relations of clauses that have no subject only where they are not finite.
CLAUSES = frozenset({"ccomp", "advcl"})
# Relations and parts of speech of prepositions, and of the days that they can be attached to.
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
OF_PREPOSITIONS = frozenset({"ADP", "SCONJ", "VERB", "ADV"})
TIMES = frozenset({"DATE", "TIME"})
NOUNS_AND_NUMBERS = frozenset({"NOUN", "PROPN", "NUM"})


def relative_head(pronoun: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for; None if it is no relative pronoun."""
    if pronoun.lower_ not in RELATIVE:
        return None
    if pronoun.tag_ not in PRONOUN_TAGS:
        return None
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ == "relcl":
            noun = ancestor.head
            return _one_of_them(noun) or _person_at(noun, pronoun) or noun
    return None


# Prepositions between a person and a place, behind which "who" means the person.
AT_PLACES = frozenset({"at", "from", "in", "near"})


def _person_at(place: Token, pronoun: Token) -> Token | None:
    """Return the person at a place whom "who" means: "an activist based in Yola, who said"."""
    if pronoun.lower_ != "who" or place.dep_ != "pobj":
        return None
    if place.head.lower_ not in AT_PLACES or place.pos_ != "PROPN":
        return None
    return next(filter(is_nominal, place.ancestors), None)


def _one_of_them(noun: Token) -> Token | None:
    """Return who is said to be among those named: "Togo was one of the states that left"."""
    if noun.dep_ != "pobj":
        return None
    preposition = noun.head
    if preposition.lower_ not in {"of", "among"}:
        return None
    part = preposition.head
    if part.lower_ != "one" or part.dep_ != "attr":
        return None
    return child_by(part.head, "nsubj")


def surface_subject(verb: Token, words: Words, depth: int = 0) -> list[Token]:
    """Return the heads of the grammatical subject of a verb.

    A clause without a subject of its own inherits one.
    """
    own = _own_subjects(verb)
    if own:
        return _with_relatives_resolved(_with_conjuncts(own))
    if depth >= DEEPEST:
        return []
    return inherited_subject(verb, words, depth)


def _with_conjuncts(nouns: Iterable[Token]) -> list[Token]:
    """Return nouns, each followed by what is coordinated with it."""
    return [conjunct for noun in nouns for conjunct in conjuncts(noun)]


def _with_relatives_resolved(nouns: Iterable[Token]) -> list[Token]:
    """Return nouns, for a relative pronoun the noun that it stands for."""
    return [relative_head(noun) or noun for noun in nouns]


def _own_subjects(verb: Token) -> list[Token]:
    """Return the heads of the subject that the parser attached to a verb or its auxiliary."""
    own = children_by(verb, *NOUN_SUBJECT)
    if own:
        return own
    own = _subjects_of_auxiliaries(verb)
    if own or not is_finite(verb):
        return own
    return _counted_subjects(verb)


def _subjects_of_auxiliaries(verb: Token) -> list[Token]:
    """Return the subjects that the parser attached to an auxiliary: "forces had today entered"."""
    subjects: list[Token] = []
    for auxiliary in children_by(verb, "aux"):
        subjects.extend(children_by(auxiliary, "nsubj"))
    return subjects


def _counted_subjects(verb: Token) -> list[Token]:
    """Return the numbers, and nouns with one, of "Over 500 were hurt"."""
    counted: list[Token] = []
    for child in verb.lefts:
        if child.dep_ == "prep" and child.lower_ in ROUGHLY:
            counted.extend(filter(is_counted, objects_of(child)))
    return counted


def inherited_subject(verb: Token, words: Words, depth: int) -> list[Token]:
    """Return the subject of a verb that has none of its own.

    From the verb or noun that it is attached to.
    """
    if verb.head == verb or _is_told_of(verb):
        return []
    if verb.dep_ in {"acl", "relcl"}:
        return _subject_behind_noun(verb, words, depth)
    controlling = _controlling_objects(verb, words)
    if controlling:
        return controlling
    if verb.dep_ == "pcomp":
        return subject_of_gerund(verb, words, depth)
    return _shared_subject(verb, words, depth)


def _shared_subject(verb: Token, words: Words, depth: int) -> list[Token]:
    """Return the subject of the verb above, where a clause shares it."""
    if verb.dep_ not in WITHOUT_SUBJECT:
        return []
    if verb.dep_ in CLAUSES and is_finite(verb):
        return []
    above = _told_before(verb, words) or verb.head
    if verb.dep_ == "xcomp" and above.lemma_ in DISPOSED:
        above = above.head  # "the minister is due to visit"
    if not is_verb(above):
        return []
    subjects = surface_subject(above, words, depth + 1)
    return _who_aims(verb, subjects)


def _who_aims(verb: Token, subjects: list[Token]) -> list[Token]:
    """Return who means to do what an infinitive names: "the army's aim is to take the town"."""
    if verb.dep_ != "xcomp":
        return subjects
    if verb.head.lemma_ != "be":
        return subjects
    aiming: list[Token] = []
    for noun in subjects:
        aiming.extend(_owners_of_aim(noun))
    return aiming


def _owners_of_aim(noun: Token) -> list[Token]:
    """Return whose aim a noun is, if it is one; else the noun itself."""
    if noun.lemma_ not in AIMS:
        return [noun]
    owner = _owner_before(noun)
    if owner is not None:
        return conjuncts(owner)
    behind: list[Token] = []
    for preposition in prepositions(noun, {"of"}):
        behind.extend(objects_of(preposition))
    return behind or [noun]


def _controlling_objects(verb: Token, words: Words) -> list[Token]:
    """Return the objects that do what an infinitive names: "ordered the army to leave"."""
    if verb.dep_ != "xcomp":
        return []
    if verb.head.lemma_ not in words["control.object"]:
        return []
    return _coordinated_objects(verb.head)


def _coordinated_objects(verb: Token) -> list[Token]:
    """Return the direct objects that the parser names so, with what is coordinated with them."""
    return _with_conjuncts(children_by(verb, "dobj"))


def _is_told_of(gerund: Token) -> bool:
    """Return whether the subject above a gerund tells of it, or suffers it, and does not do it.

    "Activists reported shelling", "people were killed in shelling"; but "the army denied shelling"
    does, and those killed in fighting fought.
    """
    if gerund.tag_ != "VBG":
        return False
    if gerund.dep_ == "pcomp":
        return _is_suffered_meanwhile(gerund)
    if gerund.dep_ != "xcomp":
        return False
    if is_passive(gerund.head):
        return False  # "he was seen fleeing"
    return gerund.head.lemma_.lower() in TELLING


def _is_suffered_meanwhile(gerund: Token) -> bool:
    """Return whether a gerund after "in" befell the subject: "were killed in shelling"."""
    if gerund.lemma_ in MUTUAL:
        return False
    preposition = gerund.head
    if preposition.lower_ not in MEANWHILE:
        return False
    return is_passive(preposition.head)


def _told_before(verb: Token, words: Words) -> Token | None:
    """Return the clause that a participle behind a verb of saying or of seeking goes on.

    "police opened fire, witnesses said, killing two", "police sought two who shot at a bus, killing
    one".
    """
    if verb.dep_ != "advcl":
        return None
    if verb.tag_ != "VBG":
        return None
    if verb.lemma_ in words["reporting.verbs"] and has_child(verb, "ccomp"):
        return None  # "television showed crowds, saying": the television says it
    above = verb.head
    if above.lemma_ in words["reporting.verbs"]:
        return _last_before(verb, above.children, "ccomp")
    if above.lemma_ in SEEKING:
        return _last_before(verb, above.subtree, "relcl")
    return None


def _last_before(verb: Token, clauses: Iterable[Token], link: str) -> Token | None:
    """Return the last verb with a link of the parse that stands before another verb."""
    last = None
    for clause in clauses:
        is_earlier = clause.i < verb.i
        if is_earlier and clause.dep_ == link and is_verb(clause):
            last = clause
    return last


def _subject_behind_noun(verb: Token, words: Words, depth: int) -> list[Token]:
    """Return the subject of a verb attached to a noun.

    The noun, or for "a push to recapture" whoever makes the push: "Chad's plan to attack".
    """
    noun = verb.head
    if not is_infinitive(verb):
        return conjuncts(noun)
    owner = _owner_before(noun)
    if owner is not None and owner.pos_ in {"NOUN", "PROPN"}:
        return conjuncts(owner)
    governor = governing_verb(noun)
    if governor is None:
        return []
    return surface_subject(governor, words, depth + 1)


def _owner_before(noun: Token) -> Token | None:
    """Return the first owner before a noun; None if there is none."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return child
    return None


def subject_of_gerund(verb: Token, words: Words, depth: int) -> list[Token]:
    """Return the subject of a gerund after a preposition.

    The object of 'accuse', else the governing subject.
    """
    preposition = verb.head
    governor = preposition.head
    if not is_verb(governor):
        climbed = governing_verb(governor)
        if climbed is None:
            return []
        governor = climbed
    if preposition.lower_ in {"of", "for", "from"}:
        objects = _coordinated_objects(governor)
        if objects:
            return objects
    return surface_subject(governor, words, depth + 1)


def direct_objects(verb: Token) -> list[Token]:
    """Return the heads of the direct object.

    Also those that the parser attached to the verb as its conjuncts.
    """
    objects = _listed_objects(verb) or _counted_objects(verb)
    if objects:
        return _with_relatives_resolved(objects)
    return [verb.head] if _has_relative_object(verb) else []


def _listed_objects(verb: Token) -> list[Token]:
    """Return the objects of a verb with what is coordinated with them, or with the verb."""
    objects: list[Token] = []
    for child in verb.children:
        if _is_object(child) or (objects and _is_listed_noun(child)):
            objects.extend(conjuncts(child))
    return objects


def _is_object(child: Token) -> bool:
    return child.dep_ in {"dobj", "dative"} and is_nominal(child)


def _is_listed_noun(child: Token) -> bool:
    return child.dep_ == "conj" and child.pos_ in NOUNS_AND_NUMBERS


def _counted_objects(verb: Token) -> list[Token]:
    """Return the objects that the small model reads as adverbs: "has displaced 689,000 people"."""
    return [
        noun
        for noun in children_by(verb, "npadvmod")
        if noun.i > verb.i and _is_number_of_things(noun)
    ]


def _is_number_of_things(noun: Token) -> bool:
    """Return whether a noun is a number, or a plural with one, and no day."""
    if noun.ent_type_ == "DATE":
        return False
    if noun.tag_ == "CD":
        return True
    return noun.tag_ == "NNS" and has_child(noun, "nummod")


def _has_relative_object(verb: Token) -> bool:
    """Return whether a relative pronoun is the object: "the town that rebels seized"."""
    if verb.dep_ != "relcl":
        return False
    if not has_child(verb, *SUBJECT):
        return False
    objects = children_by(verb, "dobj")
    if objects:
        return any(noun.lower_ in RELATIVE for noun in objects)
    return _is_contact_clause(verb)


# Words that a clause about a noun begins with, where the noun is not its object.
OPENING = word_list("dependencies.opening")
# Nouns of time and manner: what happened then, or so, is said behind them.
NOT_OBJECTS = word_list("dependencies.not_objects")
# Relations of what else can be behind a verb instead of the noun that the clause is about.
OTHER_OBJECTS = ("ccomp", "xcomp", "prt", "acomp", "attr", "oprd")


def _is_contact_clause(verb: Token) -> bool:
    """Return whether a clause about a noun lacks its object: "workers they had abducted"."""
    if is_passive(verb) or verb.head.ent_type_ in TIMES:
        return False
    if any(word.lower_ in OPENING for word in verb.lefts):
        return False
    if lemma_of(verb.head) in NOT_OBJECTS or has_child(verb, *OTHER_OBJECTS):
        return False
    return not any(_is_stranded(word) for word in prepositions(verb))


def _is_stranded(preposition: Token) -> bool:
    """Return whether nothing follows a preposition: "a bridge they stood on"."""
    return next(preposition.children, None) is None


def agents(verb: Token, words: Words) -> list[Token]:
    """Return the heads of those who do what the verb names."""
    if not is_passive(verb):
        return surface_subject(verb, words)
    heads: list[Token] = []
    for by in children_by(verb, "agent") or _agents_behind_names(verb):
        heads.extend(objects_of(by))
    return heads


def _agents_behind_names(verb: Token) -> Iterator[Token]:
    """Yield the "by" that the parser attached to what stands before it.

    To a place, "held near Goma by rebels", or to a name: "was called a crime by Kenya".
    """
    for name in children_by(verb, "oprd", "dobj"):
        yield from _children_by_word(name, "by")
    for preposition in prepositions(verb):
        for noun in objects_of(preposition):
            if noun.pos_ == "PROPN":
                yield from _children_by_word(noun, "by")


def _children_by_word(token: Token, word: str) -> Iterator[Token]:
    """Yield the dependents that are a word, given in lower case."""
    for child in token.children:
        if child.lower_ == word:
            yield child


def patients(verb: Token, words: Words) -> list[Token]:
    """Return the heads of those to whom it is done."""
    return surface_subject(verb, words) if is_passive(verb) else direct_objects(verb)


def objects_of(preposition: Token) -> list[Token]:
    """Return the heads of the noun phrases behind a preposition."""
    objects: list[Token] = []
    for child in preposition.children:
        if child.dep_ in {"pobj", "dobj"}:
            objects.extend(conjuncts(child))
        elif child.dep_ == "prep":  # "from near the border"
            objects.extend(objects_of(child))
    return objects


def prepositions(
    token: Token, lemmas: Collection[str] | None = None
) -> Iterator[Token]:
    """Yield the prepositions attached to a token; all of them, or those wanted.

    What the parser attached to a date or adverb beside it counts too ("the killing last month in a
    strike").
    """
    for child in token.children:
        if _is_preposition(child):
            if lemmas is None or child.lower_ in lemmas:
                yield child
            for day in _days_behind(child):
                yield from prepositions(day, lemmas)
        elif child.dep_ == "npadvmod" and child.i > token.i:
            yield from prepositions(child, lemmas)


def _days_behind(preposition: Token) -> Iterator[Token]:
    """Yield the days and times of day behind a preposition."""
    for noun in children_by(preposition, "pobj"):
        if noun.ent_type_ in TIMES:
            yield noun


def _is_preposition(child: Token) -> bool:
    return child.dep_ in PREPOSITIONS and child.pos_ in OF_PREPOSITIONS
