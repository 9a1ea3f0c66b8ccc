"""Who and what was hit, and by what means, as MUC-4's fills? Read from the words around the triggers of an incident."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from tests.benchmarks.muc4_reading import Article, Telling, is_person, is_title, name_tokens
from tests.benchmarks.muc4_words import listed, table
from timeline import pipeline
from timeline.lexicon.actors import generic
from timeline.lexicon.countries import countries
from timeline.mentions.rules.numbers import read_number
from timeline.mentions.rules.syntax import conjuncts, objects_of, patients, phrase, prepositions
from timeline.mentions.rules.triggers import lemma_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Slot
from timeline.model.types import CasualtyKind

# Where a bomb goes off is what it hits.
AT = frozenset({"in", "at", "near", "outside", "inside", "against", "under", "on", "of", "beside", "behind", "opposite", "before", "by", "to", "into"})  # fmt: skip
# The front of a bank is the bank.
SIDES = frozenset({"front", "entrance", "door", "side", "back", "gate", "basement", "roof", "vicinity", "parking", "floor", "part", "section", "area", "premise", "premises", "site", "wall", "garden", "yard", "patio", "window", "facade"})  # fmt: skip
EFFECTS = {CasualtyKind.KILLED: "DEATH", CasualtyKind.INJURED: "INJURY"}


@dataclass(slots=True)
class Person:
    """One human target, or several under one description.

    Attributes:
        name: Proper name in capitals; None for people without one.
        description: Title, role or noun, in capitals; None if the text has none.
        kind: Type of human target.
        number: As MUC writes it ("1", "PLURAL", "6-", "~10").
        nation: Country of a foreigner, as a name; None if not told.
        effects: What happened to them.
    """

    name: str | None
    description: str | None
    kind: str
    number: str
    nation: str | None = None
    effects: list[str] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """What other fills refer to."""
        return self.name or self.description or "-"


@dataclass(slots=True)
class Thing:
    """One physical target, or several of one name.

    Attributes:
        id: The noun phrase, in capitals.
        kind: Type of physical target.
        number: As MUC writes it.
        nation: Country it belongs to where that is told by a demonym; None if not.
        effects: What happened to it.
    """

    id: str
    kind: str
    number: str
    nation: str | None = None
    effects: list[str] = field(default_factory=list)


def bounds(head: Token) -> list[Token]:
    """Give the words of a noun phrase that describe, up to its head: without articles, figures and quotation marks."""
    first, last = phrase(head)
    found = []
    for token in head.doc[first : last + 1]:
        if token.pos_ in {"DET", "PUNCT", "PRON", "ADV", "SCONJ", "CCONJ", "ADP"} and token.i != head.i:
            if token.text == "-" or token.lower_ in {"de", "la", "el", "y"}:
                found.append(token)
            elif token.pos_ in {"PUNCT", "CCONJ"} and found and token.text not in {"'", '"', "[", "("}:
                found = []
            continue
        if (
            token.dep_ == "nummod"
            or token.like_num
            or token.dep_ in {"predet", "quantmod", "poss", "case"}
            and token.i != head.i
        ):
            if token.dep_ != "poss" or token.pos_ == "PRON":
                continue
        found.append(token)
    return [one for one in found if one.tag_ != "POS" and (one.lower_ not in EMPTY or one.i == head.i)]


# Words that count or point and describe nobody.
EMPTY = frozenset(
    {
        "several",
        "many",
        "numerous",
        "other",
        "some",
        "least",
        "more",
        "various",
        "different",
        "certain",
        "few",
        "another",
        "such",
        "same",
        "alleged",
        "year",
        "old",
    }
)


def text_of(tokens: Sequence[Token]) -> str:
    """Give words in capitals, hyphens closed up."""
    text = " ".join(one.text for one in tokens).upper().replace(" - ", "-").replace(" 'S", "'S")
    return _AGE.sub("", text).strip(" -")


_AGE = re.compile(r"(?:\b\d+)?\s*-*\s*\bYEARS?\b(?:\s*-*\s*OLD\b)?-*\s*|\b\d+-+(?=[A-Z])")
# One word for many people.
MASSES = frozenset(
    {"population", "family", "crowd", "couple", "group", "personnel", "staff", "public", "patrol", "escort"}
)


def number_of(head: Token) -> str:
    """Give how many a noun phrase means."""
    figures = [one for one in head.children if one.dep_ in {"nummod"} or (one.like_num and one.i < head.i)]
    plural = head.tag_ in {"NNS", "NNPS"} or lemma_of(head) in {"people", "police"}
    for figure in figures:
        words = [
            one.text
            for one in (*figure.lefts, figure)
            if one.dep_ in {"advmod", "quantmod", "compound", "nummod"} or one == figure
        ]
        value = read_number(words, pipeline.knowledge().words) or read_number([figure.text], pipeline.knowledge().words)
        if value is not None and value.best is not None:
            least = head.doc[max(0, figure.i - 3) : figure.i].text.lower()
            return f"{value.best}-" if "at least" in least or "more than" in least else str(value.best)
    return "PLURAL" if plural or lemma_of(head) in MASSES else "1"


def nation_of(head: Token) -> str | None:
    """Give the country that a demonym before a noun names."""
    first, _ = phrase(head)
    for token in head.doc[first : head.i + 1]:
        known = countries().by_demonym(token.text)
        if known is None and token.text in {"U.S.", "US"}:
            return "UNITED STATES"
        if known is not None:
            return {"RUS": "USSR", "SUN": "USSR", "USA": "UNITED STATES"}.get(known.id, known.name.upper())
    return None


def is_human(head: Token) -> bool:
    """Say whether a noun phrase names people."""
    lemma = lemma_of(head)
    if lemma in listed("nouns", "people") or head.lower_ in listed("nouns", "people"):
        return True
    if head.pos_ == "PROPN" and is_person(head):
        return True
    known = generic(lemma)
    if known is None or lemma in table("physical"):
        return False
    return known.klass in {"civilians", "armed"} or (known.klass == "forces" and lemma in SOLDIERS)


# Of the nouns for forces, those that are people and no bodies of troops or weapons.
SOLDIERS = frozenset(
    {
        "soldier",
        "troop",
        "officer",
        "policeman",
        "marine",
        "conscript",
        "sergeant",
        "lieutenant",
        "captain",
        "colonel",
        "major",
        "general",
        "corporal",
        "guard",
        "agent",
        "patrol",
        "pilot",
        "paratrooper",
        "sailor",
        "commander",
        "recruit",
        "cadet",
        "unit",
    }
)


def is_thing(head: Token) -> bool:
    """Say whether a noun phrase names a thing that can be attacked."""
    lemma = lemma_of(head)
    if head.pos_ == "PROPN" and name_tokens(head) and head.ent_type_ == "PERSON":
        return False
    return lemma in table("physical") and lemma not in listed("heads", "never") and head.pos_ in {"NOUN", "PROPN"}


def thing(head: Token) -> Thing:
    """Make the physical target that a noun phrase names."""
    words = bounds(head)
    lemmas = [lemma_of(one) for one in words]
    tail: list[Token] = []
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and len(list(child.subtree)) <= 6:
            tail = [one for one in child.subtree]
    behind = [lemma_of(one) for one in tail]
    lemma = lemma_of(head)
    kind = table("physical").get(lemma, "OTHER")
    if kind in {"OTHER", "CIVILIAN RESIDENCE", "ORGANIZATION OFFICE"}:
        kind = next(
            (
                table("physical")[one]
                for one in (*reversed(lemmas[:-1]), *behind)
                if table("physical").get(one, "OTHER") != "OTHER"
            ),
            kind,
        )
        if kind in {"TRANSPORTATION ROUTE", "CIVILIAN RESIDENCE"} and lemma not in {
            "house",
            "home",
            "residence",
            "apartment",
        }:
            kind = table("physical").get(lemma, "OTHER")
    if lemma == "station" and "gas" in lemmas:
        kind = "COMMERCIAL"
    name = text_of([*words, *[one for one in tail if one.pos_ != "PUNCT"]])
    return Thing(id=name, kind=kind, number=number_of(head), nation=nation_of(head))


def role_type(words: Sequence[str]) -> str:
    """Give the type of people that their title or description names."""
    low = [one.lower().rstrip(".") for one in words]
    known = table("people")
    found = next((known[one] for one in reversed(low) if one in known and known[one] != "FORMER"), None)
    if found is None and any(one in {"police", "policemen"} for one in low):
        found = "LAW ENFORCEMENT"
    if found is None and low and (noun := generic(low[-1])) is not None and noun.klass == "forces":
        found = "ACTIVE MILITARY"
    if found is None:
        return "CIVILIAN"
    if any(known.get(one) == "FORMER" for one in low) and found in {"GOVERNMENT OFFICIAL", "ACTIVE MILITARY"}:
        return "FORMER GOVERNMENT OFFICIAL" if found == "GOVERNMENT OFFICIAL" else "FORMER ACTIVE MILITARY"
    if found == "POLITICAL FIGURE" and any(
        one in {"labor", "union", "peasant", "student", "community", "guerrilla", "religious"} for one in low
    ):
        return "CIVILIAN"
    if found == "ACTIVE MILITARY" and any(one in {"police", "civil"} for one in low):
        return "LAW ENFORCEMENT"
    return found


def person(head: Token, article: Article) -> Person:
    """Make the human target that a noun phrase names, with its full name and its title from elsewhere in the text."""
    words = name_tokens(head)
    if not words and (named := _named_beside(head)):
        return person(named, article)
    if words:
        name = article.full_name([one.text for one in words]).upper()
        title = _title(head, words) or titles(article).get(name, "")
        lemmas = [one.lower() for one in title.split()]
        return Person(name=name, description=title or None, kind=role_type(lemmas), number="1", nation=nation_of(head))
    described = bounds(head)
    demonyms = [one for one in described if one.i != head.i and countries().by_demonym(one.text)]
    described = [one for one in described if one not in demonyms]
    lemmas = [lemma_of(one) for one in described]
    tail = (
        _role_tail(head)
        if set(lemmas) & set(table("people"))
        or lemma_of(head) in {"member", "relative", "employee", "group", "wife", "son", "daughter", "brother", "sister"}
        else []
    )
    if lemma_of(head) in {"member", "group"} and tail:
        lemmas += [lemma_of(one) for one in tail]
    return Person(
        name=None,
        description=text_of([*described, *tail]),
        kind=role_type(lemmas),
        number=number_of(head),
        nation=nation_of(head),
    )


def titles(article: Article) -> dict[str, str]:
    """Give what the text calls the bearers of names: the first title or role that stands beside each."""
    if not article.titles and article.full:
        article.titles[""] = ""
        for doc, _ in article.sections:
            for token in doc:
                words = name_tokens(token)
                if words and words[-1].i == token.i and (title := _title(token, words)):
                    article.titles.setdefault(article.full_name([one.text for one in words]).upper(), title)
    return article.titles


def _named_beside(head: Token) -> Token | None:
    """Give the name that stands in apposition to a role: "the mayor of Achi, Ricardo Castellar"."""
    for child in head.children:
        if (
            child.dep_ == "appos"
            and name_tokens(child)
            and (child.ent_type_ == "PERSON" or len(name_tokens(child)) > 1)
        ):
            return child
    if head.dep_ == "appos" and name_tokens(head.head) and is_person(head.head):
        return head.head
    return None


def _title(head: Token, name: Sequence[Token]) -> str:
    """Give the title before a name or the role in apposition to it."""
    first, _ = phrase(head)
    before = [one for one in bounds(head) if one.i < name[0].i and one.i >= first]
    before = [one for one in before if not countries().by_demonym(one.text)]
    if before:
        return text_of(before)
    for one in head.children:
        if one.dep_ == "appos" and one.pos_ in {"NOUN", "PROPN"} and not name_tokens(one):
            return text_of([*bounds(one), *_role_tail(one)])
    if (
        head.dep_ == "appos"
        and head.head.pos_ in {"NOUN", "PROPN"}
        and not name_tokens(head.head)
        and is_human(head.head)
    ):
        return text_of([*bounds(head.head), *_role_tail(head.head)])
    return ""


def _role_tail(head: Token) -> list[Token]:
    """Give "of Achi" in "mayor of Achi"."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            words = [one for one in child.subtree if one.pos_ != "PUNCT"]
            if len(words) <= 7 and not any(one.dep_ == "relcl" for one in words):
                return words
    return []


def merge_people(people: Sequence[Person]) -> list[Person]:
    """Join the mentions of the same people: one name within the other, or the same description."""
    found: list[Person] = []
    for one in people:
        same = next((other for other in found if _same(one, other)), None)
        if same is None:
            found.append(one)
            continue
        if one.name and (not same.name or len(one.name) > len(same.name)):
            same.name = one.name
        if one.description and (not same.description):
            same.description = one.description
        if same.kind == "CIVILIAN":
            same.kind = one.kind
        if same.number == "PLURAL":
            same.number = one.number
        same.nation = same.nation or one.nation
        same.effects += [effect for effect in one.effects if effect not in same.effects]
    return found


def _same(one: Person, other: Person) -> bool:
    if one.name and other.name:
        first, second = set(one.name.split()), set(other.name.split())
        return first <= second or second <= first
    if one.name or other.name:
        named, bare = (one, other) if one.name else (other, one)
        return bool(
            named.description
            and bare.description
            and bare.number == "1"
            and bare.description.split()[0] == named.description.split()[0]
        )
    return one.description == other.description or _last(one) == _last(other)


# People whom a text names better elsewhere.
VAGUE = frozenset(
    {
        "VICTIM",
        "VICTIMS",
        "PERSON",
        "PEOPLE",
        "PERSONS",
        "OTHERS",
        "OTHER",
        "MAN",
        "MEMBERS",
        "LEADERS",
        "INDIVIDUALS",
        "ONE",
        "INDIVIDUAL",
        "DEAD",
        "WOUNDED",
        "INJURED",
        "LEADER",
        "CITIZENS",
        "CASUALTIES",
    }
)


def without_vague(people: Sequence[Person]) -> list[Person]:
    """Leave out "the victims" and "two people" where the same are named or described better."""
    kept = []
    for one in people:
        vague = one.name is None and _last(one) in VAGUE
        better = [
            other
            for other in people
            if (other.name or _last(other) not in VAGUE) and (not one.effects or set(one.effects) & set(other.effects))
        ]
        if vague and better and (not one.number.isdigit() or int(one.number) <= _sum(better)):
            continue
        kept.append(one)
    return kept


def _sum(people: Sequence[Person]) -> int:
    return sum(int(one.number) if one.number.isdigit() else 1 for one in people)


def _last(one: Person) -> str:
    return (one.description or "").split(" OF ")[0].split(" ")[-1]


def merge_things(things: Sequence[Thing]) -> list[Thing]:
    """Join the mentions of the same thing: one name within the other."""
    found: list[Thing] = []
    for one in things:
        words = set(one.id.split())
        same = next(
            (other for other in found if words <= set(other.id.split()) or words >= set(other.id.split())), None
        )
        if same is None:
            found.append(one)
            continue
        if len(one.id) > len(same.id):
            same.id, same.kind = one.id, one.kind
        if same.number == "PLURAL":
            same.number = one.number
        same.effects += [effect for effect in one.effects if effect not in same.effects]
    return found


def instruments(sentences: Sequence[Span]) -> list[tuple[str, str]]:
    """Give the means that sentences name: words in capitals, and type."""
    found: dict[str, tuple[str, str]] = {}
    known = table("instruments")
    for sentence in sentences:
        for token in sentence:
            if token.pos_ not in {"NOUN", "PROPN"} or (
                token.dep_ == "compound"
                and lemma_of(token.head)
                in {"threat", "squad", "factory", "expert", "disposal", "bomb", "charge", "stick", "launcher", "field"}
            ):
                continue
            before = lemma_of(token.nbor(-1)) if token.i > sentence.start else ""
            lemma = lemma_of(token)
            fill = known.get(f"{before} {lemma}") or known.get(lemma)
            if before == "-" and token.i - 2 >= sentence.start:
                fill = known.get(f"{lemma_of(token.nbor(-2))} {lemma}") or fill
            if (
                fill is not None
                and lemma not in {"device", "charge", "weapon", "stone", "rock"}
                or fill
                and before in {"explosive", "dynamite"}
            ):
                found.setdefault(fill, (text_of(bounds(token)), fill))
    for general, special in (
        ({"BOMB"}, {"VEHICLE BOMB"}),
        ({"EXPLOSIVE"}, {"DYNAMITE", "BOMB", "VEHICLE BOMB", "GRENADE"}),
        ({"GUN"}, {"MACHINE GUN", "RIFLE", "HANDGUN"}),
    ):
        if special & set(found):
            found = {fill: words for fill, words in found.items() if fill not in general}
    return list(found.values())


def targets(telling: Telling) -> Iterator[Token]:
    """Go through the head words of those to whom or to which it is done, as one trigger tells it."""
    for filler in telling.fillers:
        if filler.slot is Slot.TARGET:
            yield from _spread(filler.head)
    for token in telling.trigger.tokens:
        for preposition in prepositions(token, AT):
            for head in objects_of(preposition):
                yield from (one for one in _spread(head) if is_thing(one))
    for (
        child
    ) in telling.trigger.token.children:  # "gunmen shot and killed a man who was leaving the bank" names no bank
        if child.dep_ == "dobj" and is_thing(child):
            yield from _spread(child)


def damaged(sentence: Span) -> Iterator[tuple[Token, str | None]]:
    """Go through the things that a sentence says were damaged, or at which a bomb was laid or went off, with the effect."""
    words = pipeline.knowledge().words
    for token in sentence:
        lemma = lemma_of(token)
        harm = (
            "DESTROYED"
            if lemma in listed("verbs", "destroyed")
            else "SOME DAMAGE"
            if lemma in listed("verbs", "damaged")
            else None
        )
        if harm is not None and token.pos_ == "VERB":
            yield from ((one, harm) for head in patients(token, words) for one in _spread(head) if is_thing(one))
        elif lemma == "damage" and token.pos_ == "NOUN":
            for preposition in prepositions(token, {"to"}):
                yield from (
                    (one, "SOME DAMAGE") for head in objects_of(preposition) for one in _spread(head) if is_thing(one)
                )
        elif token.pos_ == "VERB" and lemma in LAID:
            for preposition in prepositions(token, AT):
                yield from ((one, None) for head in objects_of(preposition) for one in _spread(head) if is_thing(one))


LAID = frozenset({"explode", "detonate", "plant", "place", "throw", "hurl", "go", "set", "leave", "occur"})


def _spread(head: Token) -> Iterator[Token]:
    """Go through a head with what is coordinated with it; the front of a bank is the bank, two of the men are men."""
    for one in conjuncts(head):
        inner = [
            deep
            for preposition in prepositions(one, {"of", "to"})
            for deep in objects_of(preposition)
            if lemma_of(one) in SIDES or lemma_of(one) in listed("nouns", "groups")
        ]
        yield from inner or [one]


def effect_of(telling: Telling) -> str | None:
    """Give what a trigger says was done to its targets."""
    if telling.trigger.group.casualty in EFFECTS:
        return EFFECTS[telling.trigger.group.casualty]
    if telling.lemma in listed("verbs", "death") or telling.trigger.group.mode in {
        "assassination",
        "execution",
        "massacre",
    }:
        return "DEATH"
    return "INJURY" if telling.lemma in listed("verbs", "injury") else None


def thing_effect(telling: Telling) -> str | None:
    """Give what a trigger says was done to a thing."""
    if telling.lemma in listed("verbs", "destroyed"):
        return "DESTROYED"
    return (
        "SOME DAMAGE" if telling.lemma in listed("verbs", "damaged") or telling.trigger.group.mode == "arson" else None
    )


def counted(article: Article, telling: Telling) -> Iterator[tuple[Token, str]]:
    """Go through the nouns that casualty figures of the passage count, each with what happened."""
    offset = article.offset_of(telling.sentence.doc)
    for mark in telling.passage.marks:
        if mark.slot is not Slot.CASUALTIES or mark.rule not in {"killed", "injured"}:
            continue
        inside = [one for one in telling.sentence if mark.start <= one.idx + offset < mark.end]
        heads = [one for one in inside if one.pos_ in {"NOUN", "PROPN"} and is_human(one)]
        if heads:
            yield heads[-1], EFFECTS[CasualtyKind(mark.rule)]


def identified(sentence: Span) -> Iterator[Token]:
    """Go through the names that a sentence gives to victims told of before: "the dead were identified as"."""
    words = {token.lower_ for token in sentence}
    if not words & VICTIMS:
        return
    for token in sentence:
        if token.lemma_ == "identify":
            for preposition in prepositions(token, {"as"}):
                for head in objects_of(preposition):
                    yield from (one for one in conjuncts(head) if name_tokens(one))


VICTIMS = frozenset(
    {
        "dead",
        "victim",
        "victims",
        "body",
        "bodies",
        "killed",
        "wounded",
        "injured",
        "deceased",
        "casualties",
        "murdered",
    }
)


def is_military(people: Person) -> bool:
    """Say whether people are soldiers or police."""
    return people.kind in {"ACTIVE MILITARY", "LAW ENFORCEMENT"}


def is_armed(head: Token) -> bool:
    """Say whether a noun phrase names fighters of a group."""
    known = generic(lemma_of(head))
    if known is not None and known.klass == "armed":
        return True
    first, _ = phrase(head)
    lexicon = pipeline.knowledge().actors
    return any(
        entry is not None and entry.kind is ActorKind.ARMED_GROUP
        for one in head.doc[first : head.i + 1]
        if one.pos_ == "PROPN" and (entry := lexicon.find(one.text)) is not None
    )


__all__ = [
    "Person",
    "Thing",
    "counted",
    "effect_of",
    "instruments",
    "is_armed",
    "is_human",
    "is_military",
    "is_thing",
    "is_title",
    "merge_people",
    "merge_things",
    "person",
    "targets",
    "thing",
    "thing_effect",
]
