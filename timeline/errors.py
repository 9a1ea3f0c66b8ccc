"""What can go wrong, as one tree of exceptions.

TimelineError                 every error of ours; its text says where, what, cure
├── UsageError                the call itself is wrong (exit code 2)
│   └── UnknownNameError      no such format, type, model, incident
├── InputError                a file or line cannot be read (skipped when others can; exit code 1 when none can)
├── LexiconError              a lexicon file is wrong
├── SettingsError             timeline.toml is wrong
└── ProjectError              a project cannot be built now (another build runs, its folder cannot be written)
"""


class TimelineError(Exception):
    """An error with a message for people: where, what, cure.

    Attributes:
        where: File, line, option or field.
        what: What is wrong there.
        cure: What to do about it.
    """

    def __init__(self, where: str, what: str, cure: str) -> None:
        """Keep the three parts; the text of the error is made of them."""
        super().__init__(where, what, cure)
        self.where = where
        self.what = what
        self.cure = cure

    def __str__(self) -> str:
        """Say where, what and cure in one line."""
        return f"{self.where}: {self.what} {self.cure}"


class UsageError(TimelineError):
    """The call itself is wrong."""


class UnknownNameError(UsageError):
    """A name that is not registered; the message lists the right ones."""


class InputError(TimelineError):
    """A file or line that cannot be read."""


class LexiconError(TimelineError):
    """A lexicon file that breaks its own rules."""


class SettingsError(TimelineError):
    """A timeline.toml that cannot be used."""


class ProjectError(TimelineError):
    """A project that cannot be built now."""
