"""Put a user's own actors and places before the shipped ones."""

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


def with_custom_actors(
    lexicon: ActorLexicon, actors: Sequence[CustomActor]
) -> ActorLexicon:
    """Return a lexicon that has these actors too.

    One with an id or alias of a shipped actor takes its place.

    Raises:
        LexiconError: A country, parent or side is not known, or two of these actors claim one name.
    """
    if not actors:
        return lexicon
    ids = {actor.id for actor in actors}
    named: dict[str, CustomActor] = {}
    for actor in actors:
        _check_country(actor.where, actor.country)
        for field, group in (("parent", actor.parent), ("side", actor.side)):
            if group is not None and group not in ids:
                _check_group(actor.where, field, group, lexicon)
        _claim(actor, named)
    return lexicon.with_entries(_entry(actor) for actor in actors)


def _check_group(where: str, field: str, group: str, lexicon: ActorLexicon) -> None:
    if lexicon.by_id(group) is None and composed(group) is None:
        what = f"there is no {field} {group!r}."
        fix = "Use the id of an actor or a country, or add a table for it."
        raise LexiconError(where, what, fix)


def _claim(actor: CustomActor, named: dict[str, CustomActor]) -> None:
    for name in dict.fromkeys((actor.name, *actor.aliases)):
        claimant = named.setdefault(name.casefold(), actor)
        if claimant is not actor:
            what = f"the name {name!r} is also claimed by {claimant.where}."
            raise LexiconError(actor.where, what, "Drop it in one of the two.")


def _entry(actor: CustomActor) -> ActorEntry:
    groups = (actor.parent, actor.side)
    return ActorEntry(
        id=actor.id,
        name=actor.name,
        aliases=actor.aliases,
        kind=actor.kind,
        country=actor.country,
        parents=tuple(dict.fromkeys(group for group in groups if group)),
        since=actor.since,
        until=actor.until,
        prominence=FIRST,
    )


def with_custom_places(
    gazetteer: Gazetteer, places: Sequence[CustomPlace]
) -> Gazetteer:
    """Return a gazetteer in which the names of these places mean them, whatever else has the name.

    Raises:
        LexiconError: A country is not known, or two of these places in one country claim one name.
    """
    if not places:
        return gazetteer
    places_by_key: dict[str, tuple[Place, ...]] = {}
    owners: dict[tuple[str, str | None], CustomPlace] = {}
    for own in places:
        _check_country(own.where, own.country)
        for key in _keys(own):
            claimant = owners.setdefault((key, own.country), own)
            if claimant is not own:
                what = f"the name '{key}' is also claimed by {claimant.where}."
                fix = "Drop it in one of the two, or give them different countries."
                raise LexiconError(own.where, what, fix)
            places_by_key[key] = (*places_by_key.get(key, ()), own_place(own))
    return gazetteer.with_places(places_by_key)


def own_place(own: CustomPlace) -> Place:
    """Return the place that a user's table describes."""
    name = slug(own.name)
    made_id = f"place:{own.country}-{name}" if own.country else f"place:{name}"
    return Place(
        id=own.id or made_id,
        name=own.name,
        lat=own.lat,
        lon=own.lon,
        country=own.country,
        precision=own.precision,
    )


def _keys(own: CustomPlace) -> Iterable[str]:
    keys = [place_key(name) for name in (own.name, *own.aliases)]
    return dict.fromkeys(key for key in keys if key)


def _check_country(where: str, country: str | None) -> None:
    if country is not None and countries().by_id(country) is None:
        raise LexiconError(
            where,
            f"there is no country {country!r}.",
            "Use its ISO 3166 alpha-3 code, as SYR.",
        )
