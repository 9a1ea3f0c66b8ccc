"""Who was hit, as the human targets of MUC-4?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from tests.benchmarks.muc4_adapter.phrases import (
    bounds,
    is_human,
    nation_of,
    number_of,
    text_of,
)
from tests.benchmarks.muc4_adapter.reading import Article, is_person, name_tokens
from tests.benchmarks.muc4_adapter.words import table
from timeline.lexicon.actors import generic
from timeline.lexicon.countries import countries
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import phrase

# People whom a text names better elsewhere.
VAGUE = frozenset(
    [
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
    ]
)


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


def role_type(words: Sequence[str]) -> str:
    """Give the type of people that their title or description names."""
    low = [one.lower().rstrip(".") for one in words]
    known = table("people")
    found = next(
        (
            known[one]
            for one in reversed(low)
            if one in known and known[one] != "FORMER"
        ),
        None,
    )
    if found is None and any(one in {"police", "policemen"} for one in low):
        found = "LAW ENFORCEMENT"
    if (
        found is None
        and low
        and (noun := generic(low[-1])) is not None
        and noun.actor_class == "forces"
    ):
        found = "ACTIVE MILITARY"
    if found is None:
        return "CIVILIAN"
    if any(known.get(one) == "FORMER" for one in low) and found in {
        "GOVERNMENT OFFICIAL",
        "ACTIVE MILITARY",
    }:
        return (
            "FORMER GOVERNMENT OFFICIAL"
            if found == "GOVERNMENT OFFICIAL"
            else "FORMER ACTIVE MILITARY"
        )
    if found == "POLITICAL FIGURE" and any(
        one
        in {
            "labor",
            "union",
            "peasant",
            "student",
            "community",
            "guerrilla",
            "religious",
        }
        for one in low
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
        return Person(
            name=name,
            description=title or None,
            kind=role_type(lemmas),
            number="1",
            nation=nation_of(head),
        )
    described = bounds(head)
    demonyms = [
        one for one in described if one.i != head.i and countries().by_demonym(one.text)
    ]
    described = [one for one in described if one not in demonyms]
    lemmas = [lemma_of(one) for one in described]
    tail = (
        _role_tail(head)
        if set(lemmas) & set(table("people"))
        or lemma_of(head)
        in {
            "member",
            "relative",
            "employee",
            "group",
            "wife",
            "son",
            "daughter",
            "brother",
            "sister",
        }
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
                    article.titles.setdefault(
                        article.full_name([one.text for one in words]).upper(), title
                    )
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
        if (
            one.dep_ == "appos"
            and one.pos_ in {"NOUN", "PROPN"}
            and not name_tokens(one)
        ):
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
    return one.description == other.description or last_word(one) == last_word(other)


def without_vague(people: Sequence[Person]) -> list[Person]:
    """Leave out "the victims" and "two people" where the same are named or described better."""
    kept = []
    for one in people:
        vague = one.name is None and last_word(one) in VAGUE
        better = [
            other
            for other in people
            if (other.name or last_word(other) not in VAGUE)
            and (not one.effects or set(one.effects) & set(other.effects))
        ]
        if (
            vague
            and better
            and (not one.number.isdigit() or int(one.number) <= _sum(better))
        ):
            continue
        kept.append(one)
    return kept


def _sum(people: Sequence[Person]) -> int:
    return sum(int(one.number) if one.number.isdigit() else 1 for one in people)


def last_word(one: Person) -> str:
    return (one.description or "").split(" OF ")[0].split(" ")[-1]


def is_military(people: Person) -> bool:
    """Say whether people are soldiers or police."""
    return people.kind in {"ACTIVE MILITARY", "LAW ENFORCEMENT"}
