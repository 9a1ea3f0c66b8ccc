"""Who did it, as the individuals and organisations of MUC-4, and how sure is the text?"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from tests.benchmarks.muc4_adapter.candidates import Candidate, around
from tests.benchmarks.muc4_adapter.fills import tagged
from tests.benchmarks.muc4_adapter.phrases import bounds, text_of
from tests.benchmarks.muc4_adapter.reading import Article, key_of
from tests.benchmarks.muc4_adapter.words import listed
from timeline.mentions.rules.lemmas import lemma_of
from timeline.model.actors import ActorKind, ActorRole, Role

# Words for bodies of people, which name nobody where somebody else is named.
BODIES = frozenset(
    {
        "GROUP",
        "GROUPS",
        "ORGANIZATION",
        "ORGANIZATIONS",
        "PEOPLE",
        "MOVEMENT",
        "PARTY",
        "FORCES",
    }
)
# Nouns that name those who did it only with a word like "unidentified" before them.
ANYONE = frozenset(
    {"man", "men", "individual", "person", "people", "group", "subject", "youth"}
)
UNKNOWN = frozenset(
    {"unidentified", "unknown", "armed", "hooded", "masked", "young", "heavily"}
)
# Adjectives of attacks, which name nobody.
MODIFIERS = frozenset(
    {
        "TERRORIST",
        "GUERRILLA",
        "REBEL",
        "SUBVERSIVE",
        "ARMED",
        "EXTREMIST",
        "MEMBER",
        "MEMBERS OF",
        "UNITS",
    }
)
_MEMBERS = re.compile(
    r"(?P<who>.*?\b(?:MEMBERS?|GUERRILLAS|TERRORISTS|REBELS|COMMANDOS?|COLUMN|UNITS?|TROOPS|SOLDIERS|MILITANTS|FIGHTERS|SUBVERSIVES|EXTREMISTS|GROUP|GUNMEN)) (?:OF|FROM|BELONGING TO) (?:THE )?(?P<group>.+)"
)
_GROUP = re.compile(
    r"(?P<group>.+?) (?P<who>(?:MEMBERS?|GUERRILLAS|TERRORISTS|REBELS|COMMANDOS?|COLUMN|UNITS?|TROOPS|SOLDIERS|MILITANTS|FIGHTERS|SUBVERSIVES|EXTREMISTS|GUNMEN))"
)
CLAIMING = re.compile(
    r"\b(?:claim(?:ed|s|ing)? (?:responsibility|credit)|admitted|took responsibility|acknowledged)\b"
)
ACCUSED = re.compile(
    r"\b(?:accus\w+|blam\w+|attribut\w+|suspect\w*|alleged\w*|apparently|presum\w+|believed|reportedly|held responsible|responsible for|charged with)\b"
)
OFFICIALS = re.compile(
    r"(?i)\b(?:police|army|military|minist\w+|president|government|authorit\w+|official\w*|armed forces|general|colonel|judge|coprefa|prosecutor|security)\b"
)
# Last words of actors that are people and no organisation: "Salvadoran guerrillas".
PEOPLE_OF = frozenset(
    [
        "guerrilla",
        "rebel",
        "soldier",
        "troop",
        "terrorist",
        "fighter",
        "militant",
        "gunmen",
        "men",
        "policemen",
        "guard",
        "officer",
        "agent",
        "commando",
        "subversive",
        "extremist",
        "insurgent",
        "member",
        "mercenarie",
        "assassin",
    ]
)


def perpetrators(one: Candidate, article: Article) -> dict[str, object]:
    """Give who did it: individuals, organisations, and whether the state."""
    roles = [
        role
        for incident in one.incidents
        for role in incident.actors
        if role.role is Role.INITIATOR
    ]
    state = {ActorKind.STATE, ActorKind.SECURITY_FORCES}
    others = [
        role
        for role in roles
        if role.kind not in state and role.name.upper() not in MODIFIERS
    ]
    individuals: list[str] = []
    organisations: dict[str, str] = {}
    for role in others or roles:
        if role.kind is ActorKind.STATE and role.name[:1].isupper():
            continue
        for alias in sorted(role.aliases, key=len, reverse=True)[:1]:
            who, group = parted(_clean(alias), role)
            if who and who not in MODIFIERS:
                individuals.append(who)
            if group and group not in MODIFIERS:
                organisations.setdefault(role.id, group)
    named = list(dict.fromkeys(organisations.values()))
    confidence = confidence_of(one.sentences, one)
    if not named and not (roles and not others):
        named = list(group_beside(one, article).values())[:1]
        confidence = confidence_of(around(one, article), one) if named else confidence
    if not individuals:
        individuals = list(doers_beside(one))[:1]
    individuals = [
        name
        for name in dict.fromkeys(individuals)
        if name not in BODIES or (len(individuals) == 1 and not named)
    ]
    return {
        "perp_individual": individuals,
        "perp_organization": named,
        "perp_org_confidence": [tagged(confidence, name) for name in named],
        "perp_category": category_of(
            individuals or named, around(one, article), state=bool(roles) and not others
        ),
    }


TERROR = re.compile(
    r"(?i)\b(?:terroris\w+|guer+illas?|subversives?|extremists?|rebels?|assassins?|gunmen|mafia|cartel|traffick\w+|squads?)\b"
)


def category_of(
    known: Sequence[str], sentences: Sequence[Span], *, state: bool
) -> str | None:
    """Give the category, where those who did it are told or the text calls it terror; None where nothing tells it."""
    if state:
        return "STATE-SPONSORED VIOLENCE"
    told = known or any(TERROR.search(sentence.text) for sentence in sentences)
    return "TERRORIST ACT" if told else None


def doers_beside(one: Candidate) -> Iterator[str]:
    """Go through those who may have done it, as the sentences name them: guerrillas, gunmen, unidentified men."""
    hit = {word for person in one.people for word in (person.description or "").split()}
    for sentence in one.sentences:
        for token in sentence:
            lemma = lemma_of(token)
            marked = any(child.lower_ in UNKNOWN for child in token.children)
            if token.dep_ not in {
                "nsubj",
                "pobj",
                "conj",
                "nsubjpass",
            } or token.pos_ not in {"NOUN", "PROPN"}:
                continue
            if (
                lemma in listed("nouns", "doers") and (token.tag_ != "NN" or marked)
            ) or (lemma in ANYONE and marked):
                words = _clean(text_of(bounds(token)))
                if words and words.split()[-1] not in hit:
                    yield words


def _clean(alias: str) -> str:
    """Give an alias in capitals, without what stands in brackets or speaks of doubt."""
    text = re.sub(r"\s*[\[(][^\])]*[\])]?|[\])]", "", " ".join(alias.upper().split()))
    return re.sub(
        r"^(?:ALLEGED|PRESUMED|SUSPECTED|SUPPOSED|SO-CALLED|SEVERAL|SOME) ", "", text
    ).strip()


def group_beside(one: Candidate, article: Article) -> dict[str, str]:
    """Give the armed group that the sentences name beside what they tell."""
    for sentence in around(one, article):
        if found := article.groups.get(key_of(sentence)):
            return {group: words.upper() for group, words in found[:1]}
    return {}


def parted(alias: str, role: ActorRole) -> tuple[str, str]:
    """Part "guerrillas of the National Front" and "Front guerrillas" into who did it and for which organisation."""
    if not is_organisation(role):
        return alias, ""
    for pattern in (_MEMBERS, _GROUP):
        if found := pattern.fullmatch(alias):
            return (found["who"] if pattern is _MEMBERS else alias), found["group"]
    return "", alias


def confidence_of(sentences: Sequence[Span], one: Candidate) -> str:
    """Give how sure the text is of who did it."""
    text = " ".join(" ".join(sentence.text.lower().split()) for sentence in sentences)
    if CLAIMING.search(text):
        return "CLAIMED OR ADMITTED"
    found = ACCUSED.search(text)
    if found is None:
        return "REPORTED AS FACT"
    cited = " ".join(
        name for incident in one.incidents for name in incident.attribution
    )
    return (
        "SUSPECTED OR ACCUSED BY AUTHORITIES"
        if OFFICIALS.search(cited)
        else "SUSPECTED OR ACCUSED"
    )


def is_organisation(role: ActorRole) -> bool:
    """Say whether an actor is an organisation rather than people of one."""
    if role.kind in {ActorKind.PERSON, ActorKind.CIVILIANS} or (
        role.name.split()[-1:]
        and role.name.split()[-1].lower().rstrip("s") in PEOPLE_OF
    ):
        return False
    if role.name[:1].isupper() and role.kind in {
        ActorKind.ARMED_GROUP,
        ActorKind.ORGANISATION,
        ActorKind.STATE,
        ActorKind.SECURITY_FORCES,
    }:
        return True
    return role.name.lower() in {
        "armed forces",
        "army",
        "air force",
        "government",
        "military",
        "death squads",
        "police",
    }
