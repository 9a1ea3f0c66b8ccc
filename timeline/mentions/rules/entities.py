"""Recognise noun phrases that are actors of conflict, and their kind."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from timeline.lexicon.actors import ActorEntry, ActorLexicon, generic
from timeline.lexicon.countries import countries
from timeline.lexicon.generic import Generic
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.country_words import (
    country_behind,
    country_of_words,
    is_behind_non,
    is_ethnic,
)
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import (
    bare,
    behind_description,
    end_of_long_name,
    end_of_name,
)
from timeline.mentions.rules.sentence_bounds import sentence_end, sentence_start
from timeline.model.actors import ActorKind

# Parts of speech and tags of the head of a phrase that can name an actor.
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
# Nouns that mean many in the singular.
PLURAL_NOUNS = frozenset({"people", "police"})
# Nouns whose "of" names the actor itself: "members of the militia", "units of the army".
PARTS = word_list("entities.parts") | word_list("entities.parts_2")
QUANTITIES = word_list("entities.quantities")
COUNTING = PARTS | QUANTITIES
# Prepositions between such a noun and the actor.
OF_PARTS = frozenset({"of", "from", "for"})
# Nouns of people who act for the group that they belong to.
MEMBERS = word_list("entities.members")
ACTING = frozenset({"armed", "forces", "organisation"})
# Nouns of single people who live in a country and do not stand for it.
PEOPLE = word_list("entities.people")
# Nouns of people who stand for a group.
SPEAKERS = frozenset(
    {
        "delegate",
        "leader",
        "chief",
        "negotiator",
        "representative",
        "spokesman",
        "official",
        "envoy",
    }
)
# Relations of a group's name before such a noun.
MODIFIERS = frozenset({"amod", "compound", "nmod"})
# Words behind fighters that say whom they obey, and words of the longest name looked for there.
OBEYING = frozenset({"belonging", "loyal", "pledged", "sworn"})
MOST_WORDS = 5
# What spaCy takes for names of other things than actors.
NO_ACTORS = frozenset(
    {"DATE", "TIME", "MONEY", "LAW", "WORK_OF_ART", "LANGUAGE", "PRODUCT"}
)
# Names of which one is not a member.
PLACES_AND_PERSONS = frozenset({"GPE", "LOC", "NORP", "PERSON"})
TIME_ZONES = frozenset({"CET", "EST", "GMT", "UTC"})


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor as one noun phrase names it.

    Attributes:
        head: Head word.
        first: Index of the first token of the words that name it.
        last: Index of the last one.
        kind: What sort of actor.
        actor_class: Class of a generic noun ("forces", "armed", "civilians", "government", …);
            "named" for a known name, "proper" for a proper name that the lexicon does not know.
        entry: Its entry in the lexicon; None if it has none.
        country: Alpha-3 code, if the words give one.
        plural: Whether the noun phrase is plural.
    """

    head: Token
    first: int
    last: int
    kind: ActorKind
    actor_class: str
    entry: ActorEntry | None = None
    country: str | None = None
    plural: bool = False

    @property
    def text(self) -> str:
        """The words."""
        end = self.last + 1
        return self.head.doc[self.first : end].text


def entity_of_word(word: Token, entry: ActorEntry, *, plural: bool) -> Entity:
    """Return a known actor that a single word names."""
    return Entity(
        head=word,
        first=word.i,
        last=word.i,
        kind=entry.kind,
        actor_class="named",
        entry=entry,
        country=entry.country,
        plural=plural,
    )


def names_in_apposition(head: Token) -> Iterator[Token]:
    """Yield the names behind a description: "a general, Karim Bakr"."""
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            yield child


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase that is looked up.

    Attributes:
        head: Head word.
        first: Index of its first token after articles and numbers.
        last: Index of its last one.
        lexicon: Known actors.
        year: Year of publication.
        near: Countries (alpha-3) that the article is about.
    """

    head: Token
    first: int
    last: int
    lexicon: ActorLexicon
    year: int | None
    near: Collection[str]

    def find(self, words: Span) -> ActorEntry | None:
        """Find the actor of some words, whatever the article is about."""
        return self.lexicon.find(words.text, year=self.year)

    def find_near(self, words: Span) -> ActorEntry | None:
        """Find the actor of some words in the countries that the article is about."""
        text = words.text
        # "Army shells market": whose it is, only the whole article says
        near = () if generic(text) is not None else self.near
        return self.lexicon.find(text, year=self.year, countries=near)

    def of(self, noun: Token) -> "_Phrase":
        """Return the phrase of another noun, to be looked up in the same way."""
        first, last = bare(noun)
        return replace(self, head=noun, first=first, last=last)


def entity(
    head: Token,
    lexicon: ActorLexicon,
    *,
    year: int | None = None,
    countries_near: Collection[str] = (),
) -> Entity | None:
    """Return the actor that a noun phrase names; None when it names none.

    A phrase that only counts or leads an actor ("two members of the militia") gives that actor, in
    its own words.
    """
    if head.pos_ not in NAMING and head.tag_ not in NOUN_TAGS:
        return None
    first, last = bare(head)
    phrase = _Phrase(head, first, last, lexicon, year, countries_near)
    named = _named(phrase) or _inner(phrase) or _sworn_to(phrase) or _of_group(phrase)
    return named or _generic(head, first, last) or _proper(head, first, last)


def person(head: Token) -> Entity | None:
    """Return the person of an unknown name, whatever else bears it; None if it is no name."""
    first, last = bare(head)
    named = _proper(head, first, last)
    if named is None:
        return None
    return replace(named, kind=ActorKind.PERSON, country=None)


def _named(phrase: _Phrase) -> Entity | None:
    """Look the phrase up.

    Whole, then without its leading words one by one, as long as the head stays in.

    Common nouns alone ("tanks", "the police") are no names: what country they belong to is for the
    whole article to say.
    """
    if not _has_name(phrase):
        return None
    for words in _possible_names(phrase):
        entry = phrase.find_near(words)
        if entry is None or _is_only_people_of(phrase, entry):
            continue
        return with_entry(phrase.head, words.start, words.end - 1, entry)
    return None


def _has_name(phrase: _Phrase) -> bool:
    """Return whether a word of a phrase is a name or a demonym."""
    end = phrase.last + 1
    return any(map(_is_name, phrase.head.doc[phrase.first : end]))


def _possible_names(phrase: _Phrase) -> Iterator[Span]:
    """Yield the words of a phrase that can be a name, with the head, the longest first."""
    head = phrase.head
    lasts = {phrase.last, head.i, end_of_long_name(head)}
    ends = [last + 1 for last in sorted(lasts, reverse=True)]
    for first in range(phrase.first, head.i + 1):
        if is_behind_non(head.doc[first]):
            continue
        for end in ends:
            yield head.doc[first:end]


def _is_only_people_of(phrase: _Phrase, entry: ActorEntry) -> bool:
    """Return whether a state's name only names people wherever they live: "ethnic Albanians"."""
    if entry.kind is not ActorKind.STATE:
        return False
    return is_ethnic(phrase.head, phrase.first)


def _is_name(token: Token) -> bool:
    """Return whether a word is written or tagged as a name, or is a demonym."""
    if token.pos_ == "PROPN":
        return True
    if token.is_sent_start:
        if token.pos_ != "NOUN":
            return True
    elif token.text[:1].isupper():
        return True
    return countries().by_demonym(token.text) is not None


def with_entry(head: Token, first: int, last: int, entry: ActorEntry) -> Entity:
    """Return a known actor in the words that name it."""
    return Entity(
        head=head,
        first=first,
        last=last,
        kind=entry.kind,
        actor_class="named",
        entry=entry,
        country=entry.country,
        plural=head.tag_ in PLURAL_TAGS,
    )


def _inner(phrase: _Phrase) -> Entity | None:
    """Return the actor that a phrase only counts or leads: "two members of the militia"."""
    head = phrase.head
    if lemma_of(head) not in COUNTING:
        return None
    for preposition in prepositions(head, OF_PARTS):
        for noun in objects_of(preposition):
            actor = _counted(head, phrase.of(noun))
            if actor is not None:
                return actor
    return None


def _counted(head: Token, inner: _Phrase) -> Entity | None:
    """Return the actor of the phrase behind a noun that counts or leads it."""
    named = _named(inner)
    if named is not None and named.kind is not ActorKind.PERSON:
        return _part_of(head, inner.head, named)
    return _of_members(head, inner)


def _of_members(head: Token, inner: _Phrase) -> Entity | None:
    """Return whom a noun behind "dozens of" or "members of" means.

    "dozens of villagers"; "members of the presidential guard", "members of the Kaga Front".
    """
    lemma = lemma_of(head)
    noun, first, last = inner.head, inner.first, inner.last
    if lemma in QUANTITIES:
        return _generic(noun, first, last)
    if lemma not in MEMBERS:
        return None
    group = _generic(noun, first, last)
    if group is not None:
        return group if group.actor_class in ACTING else None
    if noun.ent_type_ in PLACES_AND_PERSONS:
        return None
    return _proper(noun, first, last)


def _part_of(head: Token, whole: Token, named: Entity) -> Entity:
    """Return a known actor, or the people of a state, in the words that count or lead them."""
    first, _ = bare(head)
    is_plural = head.tag_ in PLURAL_TAGS
    part = replace(named, head=head, first=first, plural=is_plural)
    if not is_population(head, whole):
        return part
    people = ActorKind.CIVILIANS
    return replace(part, entry=None, kind=people, actor_class="civilians")


def is_population(head: Token, people: Token) -> bool:
    """Return whether words count the people of a country: "thousands of Togolese"."""
    lemma = lemma_of(head)
    if countries().by_name(people.text) is not None:
        return lemma in PEOPLE
    if lemma not in QUANTITIES:
        return False
    return countries().by_demonym(people.text) is not None


def _sworn_to(phrase: _Phrase) -> Entity | None:
    """Read "fighters loyal to the River Guard" as the group that they obey."""
    head = phrase.head
    for words in _words_behind_loyal(head):
        group = _armed_group(phrase, words)
        if group is not None:
            return with_entry(head, head.i, words.end - 1, group)
    return None


def _words_behind_loyal(head: Token) -> Iterator[Span]:
    """Yield the words behind "fighters loyal to", the longest first."""
    if not _is_before_loyal(head):
        return
    first = head.i + 3
    end = sentence_end(head)
    if end < first + MOST_WORDS - 2:
        return
    for size in range(MOST_WORDS, 0, -1):
        last = min(end, first + size)
        yield head.doc[first:last]


def _is_before_loyal(head: Token) -> bool:
    """Return whether a noun stands before "loyal to" or the like."""
    doc = head.doc
    loyal = head.i + 1
    if loyal + 1 >= len(doc):
        return False
    if doc[loyal].lower_ not in OBEYING:
        return False
    return doc[loyal + 1].lower_ == "to"


def _armed_group(phrase: _Phrase, words: Span) -> ActorEntry | None:
    """Return the armed group that words name; None if they name none."""
    entry = phrase.find(words)
    if entry is None or entry.kind is not ActorKind.ARMED_GROUP:
        return None
    return entry


def _of_group(phrase: _Phrase) -> Entity | None:
    """Read "Houthi leaders" and "rebel delegates" as the group named first."""
    head = phrase.head
    if head.pos_ not in {"NOUN", "PROPN"}:
        return None
    for token in head.doc[phrase.first : head.i]:
        if token.dep_ in MODIFIERS:
            group = _group_before(token, phrase)
            if group is not None:
                return group
    return None


def _group_before(token: Token, phrase: _Phrase) -> Entity | None:
    """Return the group that a word before the head names or describes; None if it does not."""
    entry = _named_from(token, phrase)
    if entry is not None and entry.kind is ActorKind.ARMED_GROUP:
        return with_entry(phrase.head, phrase.first, phrase.last, entry)
    noun = generic(lemma_of(token))
    if noun is None or noun.actor_class != "armed":
        return None
    if not _is_only_speaker(phrase.head):
        return None
    return Entity(
        head=phrase.head,
        first=phrase.first,
        last=phrase.last,
        kind=noun.kind,
        actor_class=noun.actor_class,
        plural=True,
    )


def _named_from(token: Token, phrase: _Phrase) -> ActorEntry | None:
    """Return whom the words from a capital up to a head name; else whom the first word names."""
    if not token.text[:1].isupper():
        return None
    words = token.doc[token.i : phrase.head.i]
    entry = phrase.find(words)
    if entry is not None:
        return entry
    return phrase.find(words[:1])


def _is_only_speaker(head: Token) -> bool:
    """Return whether a noun says that somebody stands for a group, and not which."""
    lemma = lemma_of(head)
    return lemma in SPEAKERS and generic(lemma) is None


def _generic(head: Token, first: int, last: int) -> Entity | None:
    """Return the actor of a common noun: "rebels", "the Chadian army", "refugees from Togo"."""
    noun = _of_two_words(head) or generic(lemma_of(head))
    if noun is None:
        return None
    return Entity(
        head=head,
        first=first,
        last=_end_of_common_name(head, last),
        kind=noun.kind,
        actor_class=noun.actor_class,
        country=country_of_words(head, first) or country_behind(head),
        plural=_is_plural(head),
    )


def _is_plural(head: Token) -> bool:
    """Return whether a common noun means many."""
    if head.tag_ in PLURAL_TAGS:
        return True
    return lemma_of(head) in PLURAL_NOUNS


def _end_of_common_name(head: Token, last: int) -> int:
    """Return the last token of a common noun, with what belongs to it where it is a name."""
    if head.is_sent_start:
        return last
    if not head.text[:1].isupper():
        return last
    return max(last, end_of_long_name(head), end_of_name(head))


def _of_two_words(head: Token) -> Generic | None:
    """Return what a noun and the word before it name together: "opposition figures"."""
    if head.i == sentence_start(head):
        return None
    before = head.nbor(-1)
    if before.head != head:
        return None
    return generic(f"{before.lower_} {head.lower_}")


def _proper(head: Token, first: int, last: int) -> Entity | None:
    """Take an unknown proper name as an actor of its own.

    Unless the model takes it for a place or a date.
    """
    if not _can_be_actor(head):
        return None
    is_plural = head.tag_ == "NNPS"
    if is_ethnic(head, first):
        people = ActorKind.CIVILIANS
        return Entity(head, first, last, people, "civilians", plural=is_plural)
    is_person = head.ent_type_ == "PERSON"
    return Entity(
        head=head,
        first=behind_description(head, first),
        last=max(last, end_of_name(head)),
        kind=ActorKind.PERSON if is_person else ActorKind.UNKNOWN,
        actor_class="proper",
        country=country_of_words(head, first),
        plural=is_plural,
    )


def _can_be_actor(name: Token) -> bool:
    """Return whether an unknown proper name can be an actor's."""
    if name.pos_ != "PROPN":
        return False
    if name.ent_type_ in NO_ACTORS:
        return False
    if name.text in TIME_ZONES:
        return False
    # the parser may take a dash or a backslash for a name
    return any(char.isalpha() for char in name.text)
