"""The errors of this package, as one tree of exceptions.

TimelineError                 every error of ours; its text says where, what is wrong, how to fix it
├── UsageError                the call itself is wrong (exit code 2)
│   └── UnknownNameError      no such format, type, model, incident
├── InputError                a file or line cannot be read (exit code 1 if none can)
├── LexiconError              a lexicon file is wrong
├── SettingsError             timeline.toml is wrong
└── ProjectError              a project cannot be built now (another build runs)
"""


class TimelineError(Exception):
    """An error with a message for people.

    Attributes:
        where: File, line, option or field.
        what: What is wrong there.
        hint: How to fix it.
    """

    def __init__(self, where: str, what: str, hint: str) -> None:
        """Store the three parts; the text of the error is made of them."""
        super().__init__(where, what, hint)
        self.where = where
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        """Return where, what is wrong and how to fix it, in one line."""
        return f"{self.where}: {self.what} {self.hint}"


class UsageError(TimelineError):
    """The call itself is wrong."""


class UnknownNameError(UsageError):
    """A name that is not registered; the message lists those that are."""


class InputError(TimelineError):
    """A file or line cannot be read."""


class LexiconError(TimelineError):
    """A lexicon file breaks its own rules."""


class SettingsError(TimelineError):
    """A timeline.toml cannot be used."""


class ProjectError(TimelineError):
    """A project cannot be built now."""


def reason_of(error: Exception) -> str:
    """Return why the system refused a file, in lower case, for the brackets of a message."""
    words = getattr(error, "strerror", None) or error
    return str(words).lower() or "the system refuses it"
