"""Actors of one sentence: agents, targets, and who is cited."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.generic import generic
from timeline.lexicon.lists import word_list
from timeline.lexicon.media import media_ids
from timeline.lexicon.words import Words
from timeline.mentions.rules.antecedents import Seen, is_anaphoric
from timeline.mentions.rules.attribution import speakers
from timeline.mentions.rules.casualties import MEASURES, WHOLES, count
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.country_words import country_of_words, is_behind_non
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.entities import PARTS, Entity
from timeline.mentions.rules.last_side import side_before
from timeline.mentions.rules.noun_phrases import bare, phrase
from timeline.mentions.rules.place_prepositions import preposition_of
from timeline.mentions.rules.roles import AGAINST_WHOM, Filler
from timeline.mentions.rules.sentence_places import places_in
from timeline.mentions.rules.spelling import as_spelt
from timeline.mentions.rules.tree import conjuncts
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.text import TextSpan

# Types whose object or target, if it is a capital, is the town and not the government in it.
PLACED = frozenset({"ASSAULT", "MOBILIZE", "DISPLACE", "RETREAT", "CONSULT", "COERCE"})
# Fillers of these classes are things; they count as actors only through the country or group they
# belong to.
NO_ACTOR_CLASSES = frozenset({"facility"})


# Types of what media report and never do.
DEEDS = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "DISPLACE", "SANCTION"}
)
# Types in which the plural of a demonym means people, by the role that they have.
OF_PEOPLE = {
    Slot.INITIATOR: frozenset({"PROTEST", "DISPLACE"}),
    Slot.TARGET: frozenset({"ASSAULT", "COERCE", "DISPLACE", "AID"}),
}


def is_plural_demonym(head: Token) -> bool:
    """Return whether a word names the people of a country.

    "Cambodians"; not "Chinese", which may be the state.
    """
    is_plural = head.tag_ in {"NNS", "NNPS"} or head.text.endswith("ans")
    return is_plural and countries().by_demonym(head.text) is not None


# Words before the demonym of one person; the state has none of them.
ONE = frozenset({"a", "an", "another", "one"})


def is_one_of_people(head: Token) -> bool:
    """Return whether a word names one person by country: "a Kuwaiti", "one Turk"."""
    if head.dep_ in {"amod", "compound", "nmod"}:
        return False
    if all(child.lower_ not in ONE for child in head.lefts):
        return False
    return countries().by_demonym(head.text) is not None


# Pronouns by which those who speak mean themselves.
SELF = word_list("actors_of.self")


def _can_mean_speaker(pronoun: str, entity: Entity) -> bool:
    """Return whether a pronoun in what somebody says can mean the speaker.

    "the army said it had shelled the post".
    """
    if pronoun in {"he", "she"}:  # an unnamed spokesman tells of others
        return entity.kind is ActorKind.PERSON and entity.actor_class in {
            "named",
            "proper",
        }
    acts = entity.kind in {
        ActorKind.STATE,
        ActorKind.SECURITY_FORCES,
        ActorKind.ARMED_GROUP,
    }
    return acts and (pronoun == "they") >= entity.plural


def _is_located(head: Token) -> bool:
    """Return whether a word stands where a place does: "protests in London"."""
    return preposition_of(head) in {
        "across",
        "around",
        "in",
        "inside",
        "near",
        "outside",
    }


def phrase_text(head: Token) -> str:
    """Return the words of a noun phrase."""
    first, last = phrase(head)
    return head.doc[first : last + 1].text


def _is_only_description(filler: Filler) -> bool:
    """Return whether an adjective that could be a noun names nobody.

    "official contact", "military aid".
    """
    head = filler.head
    if _is_for_or_against(head):
        return filler.rule != AGAINST_WHOM
    if head.dep_ != "amod" or head.pos_ != "ADJ" or not head.text.islower():
        return False
    return head.lower_ in DESCRIBING or (
        head.lower_ == "military" and filler.rule != "modifier"
    )


def _is_for_or_against(head: Token) -> bool:
    """Return whether a name only says for or against whom: "anti-Assad protests"."""
    start = max(head.sent.start, head.i - 2)
    before = head.doc[start : head.i]
    if len(before) != 2 or head.dep_ == "nsubj":
        return False
    prefix, hyphen = before
    if prefix.lower_ not in {"anti", "pro"}:
        return False
    return hyphen.text == "-" and not hyphen.whitespace_


# Adjectives that are also nouns of people.
DESCRIBING = word_list("actors_of.describing")


# Nouns that with a country's adjective name its people or an unrest, and never the state.
NOT_THE_STATE = word_list("actors_of.not_the_state")


def is_other_than_state(head: Token) -> bool:
    """Return whether a noun or its compound keeps a country's adjective from meaning the state."""
    parts = (
        child for child in head.children if child.dep_ in {"compound", "amod", "nmod"}
    )
    return any(lemma_of(word) in NOT_THE_STATE for word in (head, *parts))


def _can_hold(entity: Entity, owner: Token) -> bool:
    """Return whether somebody beside a noun owns it.

    "village" in "village chief" only says what chief.
    """
    if entity.entry is not None:
        return True
    is_sort = owner.dep_ == "compound" and entity.actor_class == "facility"
    return entity.actor_class != "proper" and not is_sort


def entity_of(sentence: Sentence, head: Token) -> Entity | None:
    """Say which actor a phrase names.

    Weapons and things stand for the country or owner that they name.
    """
    if head.i not in sentence.entities:
        entity = sentence.discourse.entity(head)
        if entity is None or (
            entity.entry is None and entity.actor_class in NO_ACTOR_CLASSES
        ):
            entity = _owner_country(sentence, head) or entity
        sentence.entities[head.i] = entity
    return sentence.entities[head.i]


def is_no_actor(sentence: Sentence, filler: Filler) -> bool:
    """Return whether words only describe, or name a reporter who is no part of the story."""
    if _is_only_description(filler) or is_in_date(sentence, filler.head):
        return True
    if _is_in_fixed_phrase(filler.head):
        return True
    return is_correspondent(sentence, filler.head)


FIXED_PHRASES = word_list("actors_of.fixed_phrases")


def _is_in_fixed_phrase(head: Token) -> bool:
    """Return whether a noun begins a phrase that names nobody: "a state of emergency"."""
    end = min(head.sent.end, head.i + 4)
    words = head.doc[head.i : end]
    text = words.text.lower()
    return text.startswith(tuple(FIXED_PHRASES))


def is_in_date(sentence: Sentence, head: Token) -> bool:
    """Return whether a word is part of a temporal expression: "March" of "6 March"."""
    start = head.idx + sentence.offset
    return any(
        expression.start <= start < expression.end
        for expression in sentence.expressions
    )


def is_correspondent(sentence: Sentence, head: Token) -> bool:
    """Return whether a name is that of a medium's own reporter: "the BBC's Jim Muir"."""
    if head.pos_ != "PROPN":
        return False
    for owner in head.children:
        if owner.dep_ != "poss":
            continue
        medium = sentence.discourse.entity(owner)
        if medium is None or medium.entry is None:
            continue
        return medium.entry.id in media_ids()
    return False


def can_stand_for_owner(sentence: Sentence, head: Token) -> bool:
    """Return whether a noun is a thing of a country or group; "the Iraqi capital" is a town."""
    if head.pos_ not in {"NOUN", "PROPN"} or is_other_than_state(head):
        return False
    return lemma_of(head) not in sentence.words["places.settlement"]


def _owner_country(sentence: Sentence, head: Token) -> Entity | None:
    """Read "Israeli missiles" and "Turkish observation posts" as Israel and Turkey."""
    if not can_stand_for_owner(sentence, head):
        return None
    first, last = phrase(head)
    code = country_of_words(head, first)
    if code is None:
        owner = next(
            (
                child
                for child in head.children
                if child.dep_ == "poss" and child.pos_ == "PROPN"
            ),
            None,
        )
        return sentence.discourse.entity(owner) if owner is not None else None
    country = countries().by_id(code)
    entry = (
        sentence.discourse.lexicon.find(country.name) if country is not None else None
    )
    while first < head.i and head.doc[first].pos_ in {"DET", "NUM"}:
        first += 1
    return Entity(
        head=head,
        first=first,
        last=last,
        kind=ActorKind.STATE,
        actor_class="named",
        entry=entry,
        country=code,
        plural=False,
    )


def _owned(sentence: Sentence, head: Token, entity: Entity | None) -> Entity | None:
    """Read "its tanks" and "Moscow's forces" as those of the country that owns them.

    "Its fighters" are those of an armed group.
    """
    if (
        entity is None
        or entity.entry is not None
        or entity.actor_class not in OWNED_CLASSES
    ):
        return entity
    owner = next((child for child in head.lefts if child.dep_ == "poss"), None)
    if owner is None:
        return entity
    meant = _meant_by(sentence, owner)
    group = _group_of(meant) if entity.actor_class == "armed" else None
    if group is not None:
        return replace(entity, entry=group, kind=group.kind, country=group.country)
    return _of_country(sentence, entity, head, _country_of_owner(owner, meant))


def _of_country(
    sentence: Sentence, entity: Entity, head: Token, code: str | None
) -> Entity:
    """Return forces as those of a country, if it is known to have such."""
    country = countries().by_id(code) if code is not None else None
    if country is None or not country.demonyms:
        return entity
    entry = sentence.discourse.lexicon.find(f"{country.demonyms[0]} {head.text}")
    return replace(entity, entry=entry, country=code) if entry is not None else entity


# Classes of people who belong to a country or group.
OWNED_CLASSES = frozenset({"armed", "forces", "government"})


def _meant_by(sentence: Sentence, owner: Token) -> Entity | None:
    """Return whom a pronoun or a name before a noun means."""
    if not is_anaphoric(owner):
        return sentence.discourse.entity(owner)
    seen = sentence.discourse.resolve(owner, sentence.offset, sentence.number)
    return seen.entity if seen is not None else None


def _group_of(owner: Entity | None) -> ActorEntry | None:
    """Return the known armed group that an owner is, or None."""
    if owner is None or owner.entry is None:
        return None
    return owner.entry if owner.entry.kind is ActorKind.ARMED_GROUP else None


def _country_of_owner(owner: Token, meant: Entity | None) -> str | None:
    """Return the country that a pronoun means, or that the name of a seat stands for, or None."""
    if is_anaphoric(owner):
        return meant.country if meant is not None else None
    seat = countries().by_seat(owner.text)
    return seat.id if seat is not None else None


def _holder(sentence: Sentence, head: Token) -> Entity | None:
    """Read "the actions of the militia" as the militia.

    Likewise "positions held by rebels" as the rebels.
    """
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "belonging"}:
            for inner in child.children:
                if (
                    inner.dep_ == "pobj"
                    and (entity := sentence.discourse.entity(inner)) is not None
                ):
                    return entity
        if (
            child.dep_ in {"poss", "compound"}
            and (entity := sentence.discourse.entity(child)) is not None
        ):
            return entity if _can_hold(entity, child) else None
    return None


def _in_country(sentence: Sentence, head: Token) -> Entity | None:
    """Read "a loudspeaker in South Korea", when it is fired at, as South Korea."""
    for preposition in prepositions(head, {"in", "inside"}):
        for inner in objects_of(preposition):
            if countries().by_name(phrase_text(inner)) is not None:
                return sentence.discourse.entity(inner)
    return None


def both_sides(sentence: Sentence, filler: Filler) -> Iterator[Argument]:
    """Return the two sides that "both countries" means."""
    for seen in sentence.discourse.pair(filler.head, sentence.offset):
        yield _standing_for(sentence, filler, seen, sentence.span(*bare(filler.head)))


def _own_speaker(sentence: Sentence, head: Token) -> Seen | None:
    """Return who speaks, for "we" in a quotation.

    Also for "they" in what a government or group says of itself.
    """
    pronoun = head.lower_
    is_self = pronoun in SELF
    is_country = head.text == "US"
    if is_country or not (is_self or pronoun in OF_OTHERS):
        return None
    for speaker, _ in speakers(head.head, sentence.tokens, sentence.words):
        if speaker.i > head.i and not is_self:
            continue  # "they fled, residents said": they were told of before
        if is_anaphoric(speaker):
            return _meant_speaker(sentence, speaker, pronoun)
        entity = entity_of(sentence, speaker)
        if entity is not None and (is_self or _can_mean_speaker(pronoun, entity)):
            span = sentence.span(entity.first, entity.last)
            return Seen(entity, span.start, span.end, True, sentence.number)
    if is_self and sentence.discourse.quoting:
        return sentence.discourse.speaker
    return None


def _meant_speaker(sentence: Sentence, speaker: Token, pronoun: str) -> Seen | None:
    """Return whom a speaker named by a pronoun means, if another pronoun can mean the same."""
    meant = sentence.discourse.resolve(speaker, sentence.offset, sentence.number)
    if pronoun in SELF:
        return meant or sentence.discourse.speaker
    if meant is None or not _can_mean_speaker(pronoun, meant.entity):
        return None
    return meant


# Pronouns that may mean those who speak or others.
OF_OTHERS = frozenset({"he", "it", "she", "they"})


# Types of deeds for which those who did them are condemned.
DEEDS_OF_FORCE = frozenset({"ASSAULT", "COERCE"})


def _deed_at(sentence: Sentence, head: Token) -> Trigger | None:
    """Return the deed of force that somebody condemns: "condemned the killing of villagers"."""
    if sentence.reading != "ACCUSE" or head.pos_ != "NOUN":
        return None
    for act in sentence.triggers:
        if act.token != head:
            continue
        # "a warrant for the arrest of the mayor" is against the mayor
        is_ordered = act.group.type == "COERCE" and preposition_of(head) == "for"
        is_force = act.group.type in DEEDS_OF_FORCE
        return act if is_force and not is_ordered else None
    return None


def _doer(sentence: Sentence, deed: Trigger) -> Entity | None:
    """Return who did a deed; those to whom it was done are not the ones condemned for it."""
    doers = [
        filler.head
        for filler in sentence.fillers(deed)
        if filler.slot is not Slot.TARGET
    ]
    for doer in doers:
        entity = entity_of(sentence, doer)
        if entity is not None:
            return entity
    return None


def _owner_of_target(sentence: Sentence, head: Token) -> Entity | None:
    """Say whose the things are that something is done to.

    "fired at army posts", "a loudspeaker in South Korea".
    """
    deed = _deed_at(sentence, head)
    if deed is not None:
        return _doer(sentence, deed)
    entity = entity_of(sentence, head)
    if entity is not None and (
        entity.actor_class not in NO_ACTOR_CLASSES or entity.entry is not None
    ):
        return entity
    if sentence.reading == "ASSAULT" and all(
        head.i != item.token.i for item in sentence.triggers
    ):
        entity = _in_country(sentence, head) or entity
    holder = _holder(sentence, head)
    if entity is None:
        return holder
    return (
        holder
        if holder is not None
        and (holder.entry is not None or holder.actor_class == "armed")
        else entity
    )


def argument_of(sentence: Sentence, filler: Filler) -> Argument | None:
    """Make the argument that a filler gives; None when its words name no actor."""
    head = filler.head
    if is_no_actor(sentence, filler):
        return None
    speaker = _own_speaker(sentence, head)
    if speaker is not None:
        return _standing_for(sentence, filler, speaker, sentence.span(head.i, head.i))
    if is_anaphoric(head):
        seen = sentence.discourse.resolve(head, sentence.offset, sentence.number)
        if seen is not None:
            return _standing_for(sentence, filler, seen, sentence.span(head.i, head.i))
    beside = _name_beside(sentence, head)
    if beside is not None:
        return _named(sentence, filler, beside)
    is_target = filler.slot is Slot.TARGET
    entity = (
        _owner_of_target(sentence, head) if is_target else entity_of(sentence, head)
    )
    entity = _owned(sentence, head, entity)
    if entity is None or not _can_take_part(sentence, entity, filler):
        return None
    if _is_people_of_state(sentence, entity, filler.slot):
        entity = replace(
            entity,
            entry=None,
            kind=ActorKind.CIVILIANS,
            actor_class="civilians",
            plural=True,
        )
    return _named(sentence, filler, entity)


def _name_beside(sentence: Sentence, head: Token) -> Entity | None:
    """Return the name that follows words for one person or group: "a general, Karim Bakr, fled"."""
    is_sort = head.tag_ == "NN" and not is_known(sentence.discourse.entity(head))
    if not is_sort and not is_one_of_people(head):
        return None
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            named = _named_in_apposition(sentence, child)
            if named is not None:
                return named
    return None


def _named_in_apposition(sentence: Sentence, name: Token) -> Entity | None:
    """Return who a name behind a comma is; None for places, days and states."""
    places = {place.head.i for place in places_in(sentence)}
    if name.i in places or is_in_date(sentence, name):
        return None
    named = sentence.discourse.entity(name)
    if named is None or named.kind not in NAMED_BESIDE:
        return None
    is_name = named.text[:1].isupper()
    return named if is_name else None


# Kinds of those whom a name beside a description can name.
NAMED_BESIDE = frozenset(
    {ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.UNKNOWN}
)


def is_known(entity: Entity | None) -> bool:
    """Return whether words name somebody whom the lexicon knows, or by a name."""
    if entity is None:
        return False
    is_listed = entity.entry is not None
    return is_listed or entity.actor_class == "proper"


def people_counted(sentence: Sentence, filler: Filler) -> Argument | None:
    """Return the people whom a verb of killing, hurting or taking has, whatever noun names them.

    "killed three welders"; None for what is no people, for names and for bare numbers.
    """
    head = filler.head
    if is_no_actor(sentence, filler) or sentence.discourse.entity(head) is not None:
        return None
    if not _can_be_people(sentence, head):
        return None
    first, last = bare(head)
    people = Entity(
        head=head,
        first=first,
        last=last,
        kind=ActorKind.CIVILIANS,
        actor_class="civilians",
        entry=None,
        country=None,
        plural=head.tag_ == "NNS",
    )
    return _named(sentence, filler, people)


def _can_be_people(sentence: Sentence, head: Token) -> bool:
    """Return whether a common noun counts people and says of what sort they are."""
    if head.tag_ not in {"NN", "NNS"} or head.like_num or head.dep_ == "conj":
        return False
    if _is_only_number(head, sentence.words):
        return False
    if any(place.head.i == head.i for place in places_in(sentence)):
        return False
    counted = count(head, sentence.words)
    if counted is None:
        return False
    return head.tag_ == "NNS" or counted.number.best is not None


def _is_only_number(head: Token, words: Words) -> bool:
    """Return whether a noun counts people and does not say of what sort they are."""
    word = head.lower_
    if word in words["numbers.vague"] or word in words["numbers.multipliers"]:
        return True
    return lemma_of(head) in SAY_NOTHING


# Nouns that count people and do not say of what sort they are.
SAY_NOTHING = MEASURES | WHOLES | {"other", "victim"}


def _can_take_part(sentence: Sentence, entity: Entity, filler: Filler) -> bool:
    """Return whether an actor can have a role: no mere place, thing or byline."""
    if _is_beside_deed(filler, entity):
        return False
    if any(
        _is_place_only(sentence, head, entity, filler)
        for head in (filler.head, entity.head)
    ):
        return False
    if entity.actor_class in NO_ACTOR_CLASSES:
        is_where = preposition_of(filler.head) == "in"
        is_town = lemma_of(filler.head) in sentence.words["places.settlement"]
        if filler.slot is not Slot.TARGET or (is_where and is_town):
            return False  # "protests in cities around the country"
    return not _is_byline(sentence, entity, filler.slot)


def _is_beside_deed(filler: Filler, entity: Entity) -> bool:
    """Return whether a name beside a noun of action only says what it was about, or where."""
    if filler.rule == "modifier":
        return entity.actor_class == "proper"  # "the Boston Marathon bombing"
    return filler.rule == STRUCK and _is_land_around(filler.head, entity)


# The rule by which a preposition on a noun of action names the target.
STRUCK = "against, on or at"


def _is_land_around(head: Token, entity: Entity) -> bool:
    """Return whether a country or region is only where it happens: "protests in Egypt"."""
    entry = entity.entry
    if entry is None or entity.head != head:
        return False
    is_state = entity.kind is ActorKind.STATE
    is_region = entry.id.startswith("region:")
    is_land = is_state or is_region
    return is_land and preposition_of(head) in {"across", "in", "inside", "throughout"}


def _is_byline(sentence: Sentence, entity: Entity, slot: Slot) -> bool:
    """Return whether a medium would do a deed: only a byline read as a subject makes it so."""
    is_medium = entity.entry is not None and entity.entry.id in media_ids()
    return is_medium and slot is not Slot.TARGET and sentence.reading in DEEDS


def _is_people_of_state(sentence: Sentence, entity: Entity, slot: Slot) -> bool:
    """Return whether the plural of a demonym means people and not their state.

    "Cambodians took to the streets", "a bomb killed nine Turks"; but "the Russians bombed it".
    """
    if entity.entry is None or entity.kind is not ActorKind.STATE:
        return False
    if is_one_of_people(entity.head):
        return True
    if sentence.reading not in OF_PEOPLE.get(slot, ()) or not is_plural_demonym(
        entity.head
    ):
        return False
    for companion in entity.head.rights:
        noun = generic(companion.lemma_)
        if noun is not None and noun.kind is ActorKind.SECURITY_FORCES:
            # "eight Turks, seven soldiers and a civilian"
            return False
    return all(child.lower_ != "the" for child in entity.head.lefts)


def _named(sentence: Sentence, filler: Filler, entity: Entity) -> Argument:
    """Return the argument that names an actor in its own words."""
    span = sentence.span(entity.first, entity.last)
    return _argument(sentence, filler, entity, span)


def _standing_for(
    sentence: Sentence, filler: Filler, seen: Seen, span: TextSpan
) -> Argument:
    """Return the argument whose words, such as "they", mean an actor named elsewhere."""
    argument = _argument(sentence, filler, seen.entity, span)
    return replace(argument, resolved=TextSpan(start=seen.start, end=seen.end))


def _argument(
    sentence: Sentence, filler: Filler, entity: Entity, span: TextSpan
) -> Argument:
    return Argument(
        slot=filler.slot,
        span=span,
        text=sentence.slice(span),
        head=sentence.span(filler.head.i, filler.head.i),
        resolved=None,
        rule=filler.rule,
        name=_name_of(entity),
        ref=entity.entry.id if entity.entry is not None else None,
        kind=entity.kind,
        country=entity.country,
        actor_class=entity.actor_class,
        side_before=side_before(entity, span.start, sentence.discourse.seen),
    )


def _name_of(entity: Entity) -> str:
    """Return the name of an actor; "militant attacks" are those of militants."""
    if entity.entry is not None:
        return as_spelt(entity.entry.name, entity.text)
    is_modifier = entity.head.dep_ in {"compound", "amod", "nmod"}
    is_common = entity.head.tag_ in {"NN", "JJ"}
    if is_modifier and is_common and entity.actor_class == "armed":
        return f"{entity.text}s"
    return entity.text


def coordinated_arguments(sentence: Sentence, filler: Filler) -> Iterator[Argument]:
    """Return the other actors of "Eritrean and Ethiopian forces".

    Each adjective with the noun they share.
    """
    head = filler.head
    yield from _other_half(sentence, filler)
    if lemma_of(head) in PARTS:
        yield from _other_states(sentence, filler)
    nations = _nations_of(head)
    if len(nations) < 2:
        return
    last = max(noun.i for noun in nations)
    shared = sentence.tokens.doc[last + 1 : head.i + 1].text
    lexicon = sentence.discourse.lexicon
    for noun in nations:
        entry = lexicon.find(f"{noun.text} {shared}") or lexicon.find(noun.text)
        if entry is None:
            continue
        entity = Entity(
            head=noun,
            first=noun.i,
            last=noun.i,
            kind=entry.kind,
            actor_class="named",
            entry=entry,
            country=entry.country,
            plural=True,
        )
        yield _named(sentence, replace(filler, head=noun), entity)


def _nations_of(head: Token) -> list[Token]:
    """Return the countries named before a noun, and what is coordinated with them."""
    before = [
        child for child in head.children if child.dep_ in {"amod", "compound", "nmod"}
    ]
    words = [noun for child in before for noun in conjuncts(child)]
    return [word for word in words if not is_behind_non(word) and _is_nation(word)]


def _is_nation(word: Token) -> bool:
    names = countries()
    return (
        names.by_demonym(word.text) is not None or names.by_name(word.text) is not None
    )


def _other_states(sentence: Sentence, filler: Filler) -> Iterator[Argument]:
    """Return the second of "the foreign ministers of India and Nepal"."""
    for preposition in prepositions(filler.head, {"of"}):
        for noun in objects_of(preposition)[1:]:
            partner = entity_of(sentence, noun)
            if partner is not None and partner.kind is ActorKind.STATE:
                yield _named(sentence, replace(filler, head=noun), partner)


def _other_half(sentence: Sentence, filler: Filler) -> Iterator[Argument]:
    """Return the first of "North and South Korea".

    The head with the word before it is the other one.
    """
    first = next(
        (word for word in filler.head.lefts if word.text in {"North", "South"}), None
    )
    if first is None or all(
        word.text not in {"North", "South"} for word in first.conjuncts
    ):
        return
    entry = sentence.discourse.lexicon.find(f"{first.text} {filler.head.text}")
    if entry is not None:
        entity = Entity(
            head=first,
            first=first.i,
            last=first.i,
            kind=entry.kind,
            actor_class="named",
            entry=entry,
            country=entry.country,
            plural=False,
        )
        yield _named(sentence, replace(filler, head=first), entity)


def _is_place_only(
    sentence: Sentence, head: Token, entity: Entity, filler: Filler
) -> bool:
    """Return whether the words are a place here.

    Towns are attacked and entered, they do not act.
    """
    if (
        filler.slot is Slot.INITIATOR
        and entity.kind is ActorKind.STATE
        and _is_end_of_address(sentence, head)
    ):
        return True
    if any(
        place.head.i == head.i for place in places_in(sentence)
    ) and entity.actor_class in {"proper", "facility"}:
        return True
    if entity.entry is not None and entity.entry.id.startswith("region:"):
        return sentence.reading in PLACED and filler.slot is not Slot.PARTY
    if (
        entity.entry is None
        or entity.kind is not ActorKind.STATE
        or (filler.slot is Slot.INITIATOR and filler.rule != "modifier")
    ):
        return False
    if sentence.reading not in PLACED and not _is_located(head):
        return False
    if (
        filler.rule == "of the object" and sentence.reading == "ASSAULT"
    ):  # "seized control of the island": what is held, not who
        return True
    seat = countries().by_seat(head.text)
    named = countries().by_name(entity.text)
    return seat is not None and named is None and filler.slot is not Slot.PARTY


def _is_end_of_address(sentence: Sentence, head: Token) -> bool:
    """Return whether a country only ends the words for a place.

    "a blast in Idlib, Syria killed six".
    """
    first, _ = phrase(head)
    if first - 2 < sentence.tokens.start or sentence.tokens.doc[first - 1].text != ",":
        return False
    return any(
        place.last == first - 2 and place.preposition and place.hint != "country"
        for place in places_in(sentence)
    )
