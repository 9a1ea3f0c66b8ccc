"""Recognise noun phrases that are actors of conflict, and their kind."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace

from spacy.tokens import Token

from timeline.lexicon.actors import ActorEntry, ActorLexicon, generic
from timeline.lexicon.countries import countries
from timeline.lexicon.generic import Generic
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.triggers import lemma_of
from timeline.model.actors import ActorKind

# Nouns whose "of" names the actor itself: "members of the militia", "units of the army".
PARTS = word_list("entities.parts") | word_list("entities.parts_2")


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
    entry: ActorEntry | None
    country: str | None
    plural: bool

    @property
    def text(self) -> str:
        """The words."""
        return self.head.doc[self.first : self.last + 1].text


# Letters that do not come apart into a plain one and an accent.
LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "þ": "th",
        "ð": "d",
    }
)


def as_spelt(name: str, text: str) -> str:
    """Return a canonical name in plain letters where the article spells names so.

    As in "Mevlut Cavusoglu".

    >>> as_spelt("Mevlüt Çavuşoğlu", "Minister Cavusoglu"), as_spelt("Ingrid Betancourt", "Íngrid")
    ('Mevlut Cavusoglu', 'Ingrid Betancourt')
    """
    if name.isascii() or not text.isascii():
        return name
    apart = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char))


# Words before a noun that say nothing of who is meant: "only rebels".
NOT_OF_NAMES = frozenset({"also", "even", "just", "mainly", "mostly", "only", "purely"})


def bare(head: Token) -> tuple[int, int]:
    """Return the first and last token of a noun phrase after articles and numbers."""
    first, last = phrase(head)
    numbers = [
        token.i
        for token in head.doc[first : head.i]
        if token.pos_ == "NUM" and token.dep_ == "nummod"
    ]
    old = [token.i for token in head.doc[first : head.i] if token.lower_ == "old"]
    first = max([first, *(number + 1 for number in (*numbers, *old))])
    while first < head.i:
        token = head.doc[first]
        if (
            token.pos_ == "DET"
            or token.like_num
            or token.is_punct
            or token.dep_ in {"quantmod", "predet", "advmod"}
            or token.ent_type_ in {"DATE", "TIME"}  # "On Friday soldiers killed two"
            or token.pos_ in {"ADV", "SCONJ", "ADP", "NUM", "PRON"}
            or token.lower_ in NOT_OF_NAMES
        ):
            first += 1
        else:
            break
    return first, last


def entity(
    head: Token,
    lexicon: ActorLexicon,
    *,
    year: int | None = None,
    countries_near: Collection[str] = (),
) -> Entity | None:
    """Say which actor a noun phrase names; None when it names none.

    A phrase that only counts or leads an actor ("two members of the militia") gives that actor, in
    its own words.
    """
    if head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} and head.tag_ not in {
        "NN",
        "NNS",
        "NNP",
        "NNPS",
    }:
        return None
    first, last = bare(head)
    named = _named(head, first, last, lexicon, year, countries_near)
    if named is not None:
        return named
    inner = _inner(head, lexicon, year, countries_near)
    if inner is not None:
        return inner
    return (
        _sworn_to(head, lexicon, year)
        or _of_group(head, first, last, lexicon, year)
        or _generic(head, first, last)
        or _proper(head, first, last)
    )


def _of_group(
    head: Token, first: int, last: int, lexicon: ActorLexicon, year: int | None
) -> Entity | None:
    """Read "Houthi leaders" and "rebel delegates" as the group named first."""
    if head.pos_ not in {"NOUN", "PROPN"} or first == head.i:
        return None
    for token in head.doc[first : head.i]:
        if token.dep_ not in {"amod", "compound", "nmod"}:
            continue
        entry = _named_from(token, head, lexicon, year)
        if entry is not None and entry.kind is ActorKind.ARMED_GROUP:
            return _entry_entity(head, first, last, entry)
        noun = generic(lemma_of(token))
        if noun is not None and noun.actor_class == "armed" and _is_only_speaker(head):
            return Entity(
                head=head,
                first=first,
                last=last,
                kind=noun.kind,
                actor_class=noun.actor_class,
                entry=None,
                country=None,
                plural=True,
            )
    return None


def _is_only_speaker(head: Token) -> bool:
    """Return whether a noun says that somebody stands for a group, and not which."""
    return generic(lemma_of(head)) is None and _is_speaker_noun(head)


def _named_from(
    token: Token, head: Token, lexicon: ActorLexicon, year: int | None
) -> ActorEntry | None:
    """Return whom the words from a capital up to a head name; else whom the first word names."""
    if not token.text[:1].isupper():
        return None
    words = head.doc[token.i : head.i]
    whole = lexicon.find(words.text, year=year)
    if whole is not None:
        return whole
    return lexicon.find(token.text, year=year)


def _sworn_to(head: Token, lexicon: ActorLexicon, year: int | None) -> Entity | None:
    """Read "fighters loyal to the River Guard" as the group that they obey."""
    behind = head.doc[head.i + 1 : head.sent.end]
    if len(behind) < MOST_WORDS:
        return None
    loyal, preposition = behind[0], behind[1]
    if loyal.lower_ not in OBEYING or preposition.lower_ != "to":
        return None
    for size in range(MOST_WORDS, 0, -1):
        words = behind[2 : 2 + size]
        if not words.text[:1]:
            continue
        entry = lexicon.find(words.text, year=year)
        if entry is not None and entry.kind is ActorKind.ARMED_GROUP:
            last = words.end - 1
            return _entry_entity(head, head.i, last, entry)
    return None


# Words behind fighters that say whom they obey.
OBEYING = frozenset({"belonging", "loyal", "pledged", "sworn"})
MOST_WORDS = 5
"""Words of the longest name that is looked for behind them."""


def _is_speaker_noun(head: Token) -> bool:
    """Return whether a noun is that of people who stand for a group."""
    return lemma_of(head) in {
        "delegate",
        "leader",
        "chief",
        "negotiator",
        "representative",
        "spokesman",
        "official",
        "envoy",
    }


def _entry_entity(head: Token, first: int, last: int, entry: ActorEntry) -> Entity:
    plural = head.tag_ in {"NNS", "NNPS"}
    return Entity(
        head=head,
        first=first,
        last=last,
        kind=entry.kind,
        actor_class="named",
        entry=entry,
        country=entry.country,
        plural=plural,
    )


def _named(
    head: Token,
    first: int,
    last: int,
    lexicon: ActorLexicon,
    year: int | None,
    near: Collection[str],
) -> Entity | None:
    """Look the phrase up.

    Whole, then without its leading words one by one, as long as the head stays in.

    Common nouns alone ("tanks", "the police") are no names: what country they belong to is for the
    whole article to say.
    """
    if not any(_is_name(token) for token in head.doc[first : last + 1]):
        return None
    ends = {last, head.i, _long_end(head)}
    for start in range(first, head.i + 1):
        if is_behind_non(head.doc[start]):
            continue
        for end in sorted(ends, reverse=True):
            words = head.doc[start : end + 1].text
            # "Army shells market": whose it is, only the whole article says
            near_it = () if generic(words) is not None else near
            entry = lexicon.find(words, year=year, countries=near_it)
            if entry is not None and not (
                entry.kind is ActorKind.STATE and _is_ethnic(head, first)
            ):
                return _entry_entity(head, start, end, entry)
    return None


def _long_end(head: Token) -> int:
    """Return the last token of a name that goes on behind "of".

    "the International Committee of the Red Cross".
    """
    for child in head.rights:
        inner = next(
            (
                grandchild
                for grandchild in child.children
                if grandchild.dep_ == "pobj" and grandchild.pos_ == "PROPN"
            ),
            None,
        )
        if (
            child.lower_ == "of"
            and child.i == head.i + 1
            and inner is not None
            and head.pos_ == "PROPN"
        ):
            return inner.i
    return head.i


def _is_ethnic(head: Token, first: int) -> bool:
    """Return whether a demonym names people wherever they live and not their state.

    "ethnic Albanians".
    """
    return any(
        token.lower_ in {"ethnic", "minority"}
        for token in head.doc[max(head.sent.start, first - 1) : head.i]
    )


def _is_name(token: Token) -> bool:
    if token.pos_ == "PROPN" or (token.text[:1].isupper() and not token.is_sent_start):
        return True
    return countries().by_demonym(token.text) is not None or bool(
        token.is_sent_start and token.pos_ != "NOUN"
    )


def _inner(
    head: Token, lexicon: ActorLexicon, year: int | None, near: Collection[str]
) -> Entity | None:
    if lemma_of(head) not in PARTS | QUANTITIES:
        return None
    for preposition in prepositions(head, {"of", "from", "for"}):
        for noun in objects_of(preposition):
            first, last = bare(noun)
            entity = _named(noun, first, last, lexicon, year, near)
            if entity is not None and entity.kind is not ActorKind.PERSON:
                return _part_of(head, noun, entity)
            described = _of_members(head, noun, first, last)
            if described is not None:
                return described
    return None


def _of_members(head: Token, noun: Token, first: int, last: int) -> Entity | None:
    """Return whom a noun behind "dozens of" or "members of" means.

    "dozens of villagers"; "members of the presidential guard", "members of the Kaga Front".
    """
    lemma = lemma_of(head)
    if lemma in QUANTITIES:
        return _generic(noun, first, last)
    if lemma not in MEMBERS:
        return None
    group = _generic(noun, first, last)
    if group is not None:
        return group if group.actor_class in ACTING else None
    if noun.ent_type_ in {"GPE", "LOC", "NORP", "PERSON"}:
        return None
    return _proper(noun, first, last)


# Nouns of people who act for the group that they belong to.
MEMBERS = word_list("entities.members")
ACTING = frozenset({"armed", "forces", "organisation"})


# Nouns of single people who live in a country and do not stand for it.
PEOPLE = word_list("entities.people")


def is_population(head: Token, people: Token) -> bool:
    """Return whether words count the people of a country: "thousands of Togolese"."""
    if countries().by_name(people.text) is not None:
        return lemma_of(head) in PEOPLE
    return (
        lemma_of(head) in QUANTITIES and countries().by_demonym(people.text) is not None
    )


def _part_of(head: Token, whole: Token, named: Entity) -> Entity:
    """Return a known actor, or the people of a state, in the words that count or lead them."""
    start, _ = bare(head)
    entry, kind, actor_class = named.entry, named.kind, "named"
    if is_population(head, whole):
        entry, kind, actor_class = None, ActorKind.CIVILIANS, "civilians"
    plural = head.tag_ in {"NNS", "NNPS"}
    return Entity(
        head=head,
        first=start,
        last=named.last,
        kind=kind,
        actor_class=actor_class,
        entry=entry,
        country=named.country,
        plural=plural,
    )


QUANTITIES = word_list("entities.quantities")


def country_of_words(head: Token, first: int) -> str | None:
    """Return the country that a demonym or a country's name before the head names."""
    for token in head.doc[first : head.i]:
        country = countries().by_demonym(token.text) or countries().by_name(token.text)
        if (
            country is not None
            and not _is_ethnic(token, token.i)
            and not _is_start_of_other_name(token)
            and not _is_joined(token)
        ):
            return country.id
    return None


def _is_joined(token: Token) -> bool:
    """Return whether a country only says whose allies somebody is, or whose people they are not.

    "Iranian-backed militia", "non-Turkish fighters"; a "French-led force" counts as French.
    """
    if is_behind_non(token):
        return True
    end = min(token.sent.end, token.i + 3)
    after = list(token.doc[token.i + 1 : end])
    if len(after) < 2:
        return False
    hyphen, participle = after
    if hyphen.text != "-":
        return False
    return participle.tag_ == "VBN" and participle.lower_ != "led"


def is_behind_non(token: Token) -> bool:
    """Return whether a word or its hyphen is what somebody is not: "non-Turkish"."""
    start = max(token.sent.start, token.i - 2)
    words = token.doc[start : token.i + 1].text
    return "non-" in words.lower()


def _is_start_of_other_name(token: Token) -> bool:
    """Return whether a country's name only begins that of a creek or hill.

    "the Turkey Creek oil field".
    """
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return following.text in OTHER_NAMES


OTHER_NAMES = word_list("entities.other_names")


def _generic(head: Token, first: int, last: int) -> Entity | None:
    noun = _of_two_words(head) or generic(lemma_of(head))
    if noun is None:
        return None
    plural = head.tag_ in {"NNS", "NNPS"} or lemma_of(head) in {"people", "police"}
    country = country_of_words(head, first) or country_behind(head)
    is_name = head.text[:1].isupper() and not head.is_sent_start
    return Entity(
        head=head,
        first=first,
        last=max(last, _long_end(head), _name_end(head)) if is_name else last,
        kind=noun.kind,
        actor_class=noun.actor_class,
        entry=None,
        country=country,
        plural=plural,
    )


def _of_two_words(head: Token) -> Generic | None:
    """Return what a noun and the word before it name together: "opposition figures"."""
    if head.i == head.sent.start or head.nbor(-1).head != head:
        return None
    return generic(f"{head.nbor(-1).lower_} {head.lower_}")


def country_behind(head: Token) -> str | None:
    """Return the country in which people are.

    "rebels in Chad", "a group based in Damascus", "refugees from Togo".
    """
    places = [
        noun
        for preposition in prepositions(head, BASED)
        for noun in objects_of(preposition)
    ]
    for clause in (
        child
        for child in head.children
        if child.dep_ == "acl" and child.lower_ in {"based", "operating"}
    ):
        places += [
            noun
            for preposition in prepositions(clause, BASED)
            for noun in objects_of(preposition)
        ]
    for place in places:
        first, _ = phrase(place)
        for start in range(first, place.i + 1):
            words = place.doc[start : place.i + 1].text
            country = countries().by_name(words) or countries().by_seat(words)
            if country is not None:
                return country.id
    return None


# Prepositions of where people live and act.
BASED = word_list("entities.based")


def _proper(head: Token, first: int, last: int) -> Entity | None:
    """Take an unknown proper name as an actor of its own.

    Unless the model takes it for a place or a date.
    """
    if head.pos_ != "PROPN" or head.ent_type_ in {
        "DATE",
        "TIME",
        "MONEY",
        "LAW",
        "WORK_OF_ART",
        "LANGUAGE",
        "PRODUCT",
    }:
        return None
    if not any(
        char.isalpha() for char in head.text
    ):  # the parser may take a dash or a backslash for a name
        return None
    if head.text in TIME_ZONES:
        return None
    if _is_ethnic(head, first):
        return Entity(
            head=head,
            first=first,
            last=last,
            kind=ActorKind.CIVILIANS,
            actor_class="civilians",
            entry=None,
            country=None,
            plural=head.tag_ == "NNPS",
        )
    kind = ActorKind.PERSON if head.ent_type_ == "PERSON" else ActorKind.UNKNOWN
    country = country_of_words(head, first)
    return Entity(
        head=head,
        first=_behind_description(head, first),
        last=max(last, _name_end(head)),
        kind=kind,
        actor_class="proper",
        entry=None,
        country=country,
        plural=head.tag_ == "NNPS",
    )


TIME_ZONES = frozenset({"CET", "EST", "GMT", "UTC"})


def person(head: Token) -> Entity | None:
    """Return the person of an unknown name, whatever else bears it; None if it is no name."""
    first, last = bare(head)
    named = _proper(head, first, last)
    if named is None:
        return None
    return replace(named, kind=ActorKind.PERSON, country=None)


def _behind_description(head: Token, first: int) -> int:
    """Return where a name begins behind the words that say who that is.

    "opposition leader Rami Saif", "a London-based Centre for Relief".
    """
    start = first
    for token in head.doc[first : head.i]:
        if _is_describing(token):
            start = token.i + 1
    is_name = head.doc[start].text[:1].isupper()
    return start if is_name else first


def _is_describing(token: Token) -> bool:
    """Return whether a word says who somebody is, and is no part of the name."""
    if token.text.endswith("-based"):
        return True
    return token.pos_ in DESCRIBING and token.is_lower and token.is_alpha


# Parts of speech of the words that say who somebody is.
DESCRIBING = frozenset({"NOUN", "ADJ", "VERB"})


def _name_end(head: Token) -> int:
    """Return the last token of a name that goes on behind "for": "the Centre for Sea Rescue"."""
    following = head.doc[head.i + 1 : head.sent.end]
    if len(following) < 2 or following[0].lower_ != "for":
        return head.i
    for child in following[0].children:
        is_name = child.pos_ == "PROPN" and child.dep_ == "pobj"
        if is_name and following[1].text[:1].isupper():
            return child.i
    return head.i
