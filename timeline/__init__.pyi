from timeline.api import Timeline as Timeline
from timeline.api import build as build
from timeline.api import load as load
from timeline.errors import InputError as InputError
from timeline.errors import TimelineError as TimelineError

__version__: str
