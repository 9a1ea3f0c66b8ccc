"""How do a user's own actors and places go before those we know?"""

from collections.abc import Iterable, Sequence

from timeline.errors import LexiconError
from timeline.lexicon.actors import ActorEntry, ActorLexicon
from timeline.lexicon.composition import composed
from timeline.lexicon.countries import countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.gazetteer_index import place_key
from timeline.lexicon.name_keys import slug
from timeline.model.custom import CustomActor, CustomPlace
from timeline.model.places import Place

# Own actors win wherever a shipped one could be meant too; no entry of ours is as prominent.
FIRST = 1_000


def with_custom_actors(lexicon: ActorLexicon, actors: Sequence[CustomActor]) -> ActorLexicon:
    """Give a lexicon that knows these actors too; one with a known id or alias takes the place of the known one.

    Raises:
        LexiconError: A country, parent or side is not known, or two of these actors claim one name.
    """
    if not actors:
        return lexicon
    ids = {actor.id for actor in actors}
    named: dict[str, CustomActor] = {}
    for actor in actors:
        _check_country(actor.where, actor.country)
        for field, other in (("parent", actor.parent), ("side", actor.side)):
            if (
                other is not None
                and other not in ids
                and lexicon.by_id(other) is None
                and composed(other) is None
            ):
                what = f"there is no {field} {other!r}."
                raise LexiconError(
                    actor.where, what, "Use the id of an actor or a country, or add a table for it."
                )
        _claim(actor, named)
    return lexicon.with_entries(_entry(actor) for actor in actors)


def _claim(actor: CustomActor, named: dict[str, CustomActor]) -> None:
    for name in dict.fromkeys((actor.name, *actor.aliases)):
        other = named.setdefault(name.casefold(), actor)
        if other is not actor:
            what = f"the name {name!r} is also claimed by {other.where}."
            raise LexiconError(actor.where, what, "Drop it in one of the two.")


def _entry(actor: CustomActor) -> ActorEntry:
    return ActorEntry(
        id=actor.id,
        name=actor.name,
        aliases=actor.aliases,
        kind=actor.kind,
        country=actor.country,
        parents=tuple(dict.fromkeys(one for one in (actor.parent, actor.side) if one)),
        since=actor.since,
        until=actor.until,
        prominence=FIRST,
    )


def with_custom_places(gazetteer: Gazetteer, places: Sequence[CustomPlace]) -> Gazetteer:
    """Give a gazetteer in which the names of these places mean them, whatever else bears the name.

    Raises:
        LexiconError: A country is not known, or two of these places in one country claim one name.
    """
    if not places:
        return gazetteer
    found: dict[str, tuple[Place, ...]] = {}
    owners: dict[tuple[str, str | None], CustomPlace] = {}
    for own in places:
        _check_country(own.where, own.country)
        for key in _keys(own):
            other = owners.setdefault((key, own.country), own)
            if other is not own:
                what = f"the name '{key}' is also claimed by {other.where}."
                raise LexiconError(
                    own.where, what, "Drop it in one of the two, or give them different countries."
                )
            found[key] = (*found.get(key, ()), own_place(own))
    return gazetteer.with_places(found)


def own_place(own: CustomPlace) -> Place:
    """Give the place that a user's table describes."""
    made = f"place:{own.country}-{slug(own.name)}" if own.country else f"place:{slug(own.name)}"
    return Place(
        id=own.id or made,
        name=own.name,
        lat=own.lat,
        lon=own.lon,
        country=own.country,
        precision=own.precision,
    )


def _keys(own: CustomPlace) -> Iterable[str]:
    return dict.fromkeys(key for name in (own.name, *own.aliases) if (key := place_key(name)))


def _check_country(where: str, country: str | None) -> None:
    if country is not None and countries().by_id(country) is None:
        raise LexiconError(
            where, f"there is no country {country!r}.", "Use its ISO 3166 alpha-3 code, as SYR."
        )
