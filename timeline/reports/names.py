"""Which actor does each argument mean, given the whole article?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from timeline.lexicon.actors import ActorEntry, ActorLexicon
from timeline.lexicon.countries import countries
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.mentions import Argument, EventMention, Slot

ROLES = {Slot.INITIATOR: Role.INITIATOR, Slot.TARGET: Role.TARGET, Slot.PARTY: Role.PARTY}
# Generic words of a state that mean that of the country the article is about.
STATE_WORDS = re.compile(
    r"\b(government|regime|army|military|air force|navy|police|security forces|authorities|junta)\b",
    re.IGNORECASE,
)

# Words that say what became of people, not who they are: "the dead were shot by troops".
SUFFERERS = frozenset({"dead", "wounded", "injured"})


def slug(name: str) -> str:
    """Make an id of a name: ASCII, lower case, hyphens.

    >>> slug("Íngrid Betancourt")
    'ingrid-betancourt'
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-") or "unnamed"


class ActorNames:
    """Resolves the actors of one article: full names for surnames, countries for 'the army', ids for the rest."""

    def __init__(
        self, mentions: Sequence[EventMention], lexicon: ActorLexicon, *, home: str | None
    ) -> None:
        """Look through all arguments once.

        Args:
            mentions: The event mentions of the article.
            lexicon: Known actors.
            home: Alpha-3 code of the country in which the article's incidents happen; None if unknown.
        """
        self.lexicon = lexicon
        self.home = home
        self.full = self._full_names(
            argument
            for mention in mentions
            for argument in mention.arguments
            if argument.slot in ROLES
        )

    @staticmethod
    def _full_names(arguments: Iterable[Argument]) -> dict[str, Argument]:
        """Map the last word of each personal name of several words to its argument, when only one has it."""
        found: dict[str, dict[str, Argument]] = {}
        for argument in arguments:
            words = argument.name.split()
            if (
                len(words) > 1
                and argument.actor_class in {"named", "proper"}
                and words[-1][:1].isupper()
            ):
                found.setdefault(words[-1].lower(), {}).setdefault(argument.name, argument)
        return {
            last: next(iter(names.values())) for last, names in found.items() if len(names) == 1
        }

    def resolve(self, argument: Argument) -> ActorRole:
        """Give the actor that an argument means, in its role."""
        alias = argument.text if argument.resolved is None else argument.name
        if (
            argument.ref is None
            and argument.actor_class == "proper"
            and len(argument.name.split()) == 1
        ):
            argument = self.full.get(argument.name.lower(), argument) if argument.name else argument
        role = ROLES[argument.slot]
        if argument.ref is not None:
            return _role(argument.ref, argument.name, alias, role, argument)
        state = self._state_of_home(argument)
        if state is not None:
            return ActorRole(
                id=state.id,
                name=state.name,
                aliases=(alias,),
                role=role,
                kind=state.kind,
                country=state.country,
            )
        name = _plain(argument.name)
        name = "people" if name.lower() in SUFFERERS else name
        prefix = (
            f"{argument.country}-" if argument.country else ""
        )  # as the lexicon makes ids of "Syrian rebels"
        known = slug(name).removeprefix(prefix.lower())
        return _role(prefix + known, name, alias, role, argument)

    def _state_of_home(self, argument: Argument) -> ActorEntry | None:
        """Read "government forces" and "the army" as those of the country told with them, or the article is about."""
        code = argument.country or self.home
        if (
            code is None
            or argument.actor_class not in {"forces", "government"}
            or not STATE_WORDS.search(argument.name)
        ):
            return None
        country = countries().by_id(code)
        if country is None or not country.demonyms:
            return None
        return self.lexicon.find(f"{country.demonyms[0]} {_plain(argument.name)}")


def _plain(name: str) -> str:
    return re.sub(
        r"^(the|a|an|some|several|many|most|more|other|its|their|his|her)\s+",
        "",
        " ".join(name.split()),
        flags=re.IGNORECASE,
    )


def _role(known: str, name: str, alias: str, role: Role, argument: Argument) -> ActorRole:
    return ActorRole(
        id=known,
        name=name,
        aliases=(" ".join(alias.split()),),
        role=role,
        kind=argument.kind or ActorKind.UNKNOWN,
        country=argument.country,
    )


def home_country(codes: Iterable[str | None]) -> str | None:
    """Give the country in which most of an article's places lie; None when no place is resolved."""
    named = Counter(code for code in codes if code)
    return min(named, key=lambda code: (-named[code], code)) if named else None
