"""Turn reports of armed conflict into dated incidents and draw them as one offline page.

import timeline
tl = timeline.build(["articles/"])
tl.incidents, tl.actors, tl.graph, tl.to_pandas()
tl.write_page("page.html")
tl.export("incidents.csv")
"""

from importlib import import_module

__version__ = "0.2.0"

# Public names by the module that holds them: loaded when first used, as they bring large libraries.
_HOMES = {
    "InputError": "timeline.errors",
    "Timeline": "timeline.notebook.timeline",
    "TimelineError": "timeline.errors",
    "build": "timeline.api",
    "load": "timeline.notebook.timeline",
}
__all__ = ["InputError", "Timeline", "TimelineError", "__version__", "build", "load"]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(
            f"module 'timeline' has no attribute {name!r}; it has {', '.join(__all__)}"
        )
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, also those not loaded yet."""
    return sorted(__all__)
