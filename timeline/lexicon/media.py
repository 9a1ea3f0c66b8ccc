"""News media among the actors."""

import tomllib
from functools import lru_cache

from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.validation import DATA


@lru_cache(maxsize=1)
def media_ids() -> frozenset[str]:
    """Return the ids of the news agencies, broadcasters and papers in the lexicon.

    >>> "reuters" in media_ids(), "SYR" in media_ids()
    (True, False)
    """
    path = DATA / "actors" / "media.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(table["id"] for table in tables["actor"])


def is_medium(actor: ActorEntry | None) -> bool:
    """Return whether an actor of the lexicon is a news agency, a broadcaster or a paper."""
    return actor is not None and actor.id in media_ids()
