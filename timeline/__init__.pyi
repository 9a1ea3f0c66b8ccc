from timeline.api import build as build
from timeline.errors import InputError as InputError
from timeline.errors import TimelineError as TimelineError
from timeline.notebook.timeline import Timeline as Timeline
from timeline.notebook.timeline import load as load

__version__: str
