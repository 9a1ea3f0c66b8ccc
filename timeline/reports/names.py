"""Find the actor that each argument means, given the whole article."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.lexicon.actors import ActorEntry, ActorLexicon
from timeline.lexicon.countries import countries
from timeline.lexicon.lists import word_list
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.mentions import Argument, EventMention, Slot

ROLES = {
    Slot.INITIATOR: Role.INITIATOR,
    Slot.TARGET: Role.TARGET,
    Slot.PARTY: Role.PARTY,
}
# Kinds of the sides of a state.
SIDES = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES})
# Nouns of a state's sides that belong to some country even when the text does not name it.
SIDE_WORDS = re.compile(
    r"\b(government|regime|army|military|air force|navy|police"
    r"|security forces|authorities|junta)\b",
    re.IGNORECASE,
)
# Nouns of people who are a side only where they act: who dies in Gao may be of any army.
ACTING_WORDS = re.compile(r"\b(soldiers?|troops?|forces)\b", re.IGNORECASE)
# Words that make them somebody else's than the country's own.
NOT_OWN = re.compile(
    r"\b(foreign|international|multinational|coalition|allied|occupation"
    r"|peacekeep\w*|rebel|former|ex|"
    r"rogue|mutin\w*|renegade|retired|defect\w*|private|enemy|invading|opposing|joint|militia)\b",
    re.IGNORECASE,
)

# Words that say what became of people, not who they are: "the dead were shot by troops".
SUFFERERS = word_list("names.sufferers")


def slug(name: str) -> str:
    """Make an id of a name: ASCII, lower case, hyphens.

    >>> slug("Íngrid Betancourt")
    'ingrid-betancourt'
    """
    decomposed = unicodedata.normalize("NFKD", name)
    ascii_name = decomposed.encode("ascii", "ignore").decode("ascii")
    hyphenated = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower())
    return hyphenated.strip("-") or "unnamed"


class ActorNames:
    """Resolves the actors of one article.

    Full names for surnames, sides for 'the army', else ids.
    """

    def __init__(self, mentions: Sequence[EventMention], lexicon: ActorLexicon) -> None:
        """Look through all arguments of the article's event mentions once."""
        self.lexicon = lexicon
        self.full = self._full_names(
            argument
            for mention in mentions
            for argument in mention.arguments
            if argument.slot in ROLES
        )

    @staticmethod
    def _full_names(arguments: Iterable[Argument]) -> dict[str, Argument]:
        """Return the argument of each full name by its last word, if no other has that word."""
        full: dict[str, Argument] = {}
        for surname, bearers in _by_surname(arguments).items():
            if len(bearers) == 1:
                [bearer] = bearers.values()
                full[surname] = bearer
        return full

    def resolve(self, argument: Argument, *, home: str | None = None) -> ActorRole:
        """Return the actor that an argument means, in its role.

        `home`: alpha-3 code of the country of a bare side ("the army"); None where that is open.
        """
        alias = argument.text if argument.resolved is None else argument.name
        argument = self._in_full(argument)
        role = ROLES[argument.slot]
        if argument.ref is not None:
            return _role(argument.ref, argument.name, alias, role, argument)
        state = self._side_of(argument, argument.country or home)
        if state is not None:
            return _entry_role(state, alias, role)
        name = _name_of_unknown(argument)
        own_id = _own_id(name, argument.country)
        return _role(own_id, name, alias, role, argument)

    def _in_full(self, argument: Argument) -> Argument:
        """Return the argument that has the full name of an unknown surname, else itself."""
        if argument.ref is not None or not _is_surname(argument):
            return argument
        return self.full.get(argument.name.lower(), argument)

    def _side_of(self, argument: Argument, code: str | None) -> ActorEntry | None:
        """Return the side of a country that "the army" is; None if the words are no side."""
        if code is None or not is_bare_side(argument):
            return None
        country = countries().by_id(code)
        if country is None or not country.demonyms:
            return None
        demonym = country.demonyms[0]
        entry = self.lexicon.find(f"{demonym} {_plain(argument.name)}")
        is_side = entry is not None and entry.kind in SIDES
        return entry if is_side else None


def _by_surname(arguments: Iterable[Argument]) -> dict[str, dict[str, Argument]]:
    """Return by last word, and by full name, the first argument of each full name."""
    by_surname: dict[str, dict[str, Argument]] = defaultdict(dict)
    for argument in arguments:
        if is_full_name(argument):
            surname = argument.name.split()[-1]
            bearers = by_surname[surname.lower()]
            bearers.setdefault(argument.name, argument)
    return by_surname


def _is_surname(argument: Argument) -> bool:
    """Return whether words are a name of one word."""
    return argument.actor_class == "proper" and len(argument.name.split()) == 1


def _name_of_unknown(argument: Argument) -> str:
    """Return the name of an actor that no lexicon knows; "people" for "the dead" and the like."""
    name = _plain(argument.name)
    return "people" if name.lower() in SUFFERERS else name


def _own_id(name: str, country: str | None) -> str:
    """Return the id of an unknown actor, made as the lexicon makes that of "Syrian rebels"."""
    prefix = f"{country}-" if country else ""
    own_part = slug(name).removeprefix(prefix.lower())
    return prefix + own_part


def is_full_name(argument: Argument) -> bool:
    """Return whether words are a name of several words that ends in a capitalised one."""
    if argument.actor_class not in {"named", "proper"}:
        return False
    words = argument.name.split()
    if len(words) < 2:
        return False
    surname = words[-1]
    return surname[:1].isupper()


def is_bare_side(argument: Argument) -> bool:
    """Return whether words name the government or forces without their country ("the army")."""
    if argument.ref is not None or argument.actor_class not in {"forces", "government"}:
        return False
    if NOT_OWN.search(argument.name):
        return False
    if SIDE_WORDS.search(argument.name):
        return True
    is_acting = argument.slot in {Slot.INITIATOR, Slot.PARTY}
    return is_acting and ACTING_WORDS.search(argument.name) is not None


def _plain(name: str) -> str:
    return re.sub(
        r"^(the|a|an|some|several|many|most|more|other|its|their|his|her)\s+",
        "",
        " ".join(name.split()),
        flags=re.IGNORECASE,
    )


def _entry_role(entry: ActorEntry, alias: str, role: Role) -> ActorRole:
    """Return an actor of the lexicon in its role."""
    return ActorRole(
        id=entry.id,
        name=entry.name,
        aliases=(alias,),
        role=role,
        kind=entry.kind,
        country=entry.country,
    )


def _role(
    actor_id: str, name: str, alias: str, role: Role, argument: Argument
) -> ActorRole:
    return ActorRole(
        id=actor_id,
        name=name,
        aliases=(" ".join(alias.split()),),
        role=role,
        kind=argument.kind or ActorKind.UNKNOWN,
        country=argument.country,
    )
