"""Wikidata's ids of actors: all states of today, and the groups whose id a public source tells."""

from collections.abc import Mapping
from functools import cache

from timeline.lexicon.validation import DATA

FILE = DATA / "codes" / "wikidata.tsv"
HEADER = "id\twikidata\tname\tsource"


def wikidata_id(actor: str) -> str | None:
    """Return Wikidata's id of an actor of ours; None if none is known for sure.

    >>> wikidata_id("SYR"), wikidata_id("hamas"), wikidata_id("river-guard")
    ('Q858', 'Q38799', None)
    """
    return wikidata_ids().get(actor)


@cache
def wikidata_ids() -> Mapping[str, str]:
    """Read the ids once, by the id of the actor."""
    ids: dict[str, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line != HEADER:
            actor, wikidata, _, _ = line.split("\t")
            ids[actor] = wikidata
    return ids
