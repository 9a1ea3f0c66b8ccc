"""Statements of linked data: addresses of nodes, and the vocabularies that are used."""

from datetime import date
from urllib.parse import quote

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
OURS = "urn:conflict-timeline:"


class Link(str):
    """The address of a node, where words are a literal."""

    __slots__ = ()


# Subject, predicate, and a node or a literal.
Triple = tuple[str, str, Link | str | float | date]


def node(what: str, name: str) -> Link:
    """Return the address of a record.

    >>> node("actor", "al-shabaab é")
    'urn:conflict-timeline:actor:al-shabaab%20%C3%A9'
    """
    quoted = quote(name, safe="")
    return Link(f"{OURS}{what}:{quoted}")
