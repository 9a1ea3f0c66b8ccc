"""The light page for an iframe: the first view without map, sequences, lesson."""

from timeline.model.timeline import TimelineData
from timeline.views.records import Payload
from timeline.views.thinning import part_of

EMBED = "embed"
ENTRY = "app/embed.js"
TEMPLATE = "embed.html"
STYLES = (
    "styles/tokens.css",
    "styles/parts.css",
    "styles/archive.css",
    "styles/embed.css",
)


def first_view(timeline: TimelineData) -> TimelineData:
    """Return a timeline of the prominent incidents alone; all, where none is prominent."""
    shown = tuple(incident for incident in timeline.incidents if incident.prominent)
    return part_of(timeline, shown) if shown else timeline


def lightened(data: Payload) -> Payload:
    """Return the data of a page without what only map, sequences and lessons need."""
    return {**data, "outlines": None, "story": None, "sequences": {}}
