"""A group of commands that imports each command when it is used and prints errors in a line."""

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from timeline.cli.output import print_failure, print_lines, replace_missing_letters
from timeline.errors import TimelineError, UsageError, reason_of
from timeline.safety.boundary import reason

# Set it to see where in the program an error arose.
TRACEBACK = "TIMELINE_TRACEBACK"
# Exit codes: nothing could be read or built; wrong usage.
EXIT_FAILED = 1
EXIT_WRONG_USAGE = 2


class LazyGroup(click.Group):
    """A group whose commands are imported when used, as click's documentation describes."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - click's own arguments
        lazy_commands: Mapping[str, str],
        **options: Any,  # noqa: ANN401 - click's own options
    ) -> None:
        """Take the modules of the commands by the commands' names; other arguments are click's."""
        super().__init__(*args, **options)
        self.lazy_commands = lazy_commands
        _keep_example_lines(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the alphabet."""
        return sorted([*super().list_commands(ctx), *self.lazy_commands])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported if needed; None if there is none of that name."""
        if cmd_name in self.lazy_commands and cmd_name not in self.commands:
            self.add_command(self._import(cmd_name), cmd_name)
        return super().get_command(ctx, cmd_name)

    def _import(self, name: str) -> click.Command:
        module = import_module(self.lazy_commands[name])
        command = getattr(module, name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.{name} is not a click command")
        _keep_example_lines(command)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run a command; an error of ours becomes a message and an exit code."""
        replace_missing_letters()
        try:
            return super().invoke(ctx)
        except TimelineError as error:
            print_lines([f"timeline: {error}"], err=True)
            ctx.exit(_exit_code(error))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # `| head`: click ends quietly
            raise
        except Exception as error:
            if _is_traceback_asked_for():
                raise
            print_failure(_failure(error))
            ctx.exit(EXIT_FAILED)


def _is_traceback_asked_for() -> bool:
    return bool(os.environ.get(TRACEBACK))


def _failure(error: Exception) -> str:
    """Return the message on an error that no command foresaw."""
    if isinstance(error, OSError) and error.strerror:
        where = error.filename or "what is printed"
        return f"timeline: {where}: {reason_of(error)}. Check permissions and space on the disk."
    failed = reason(error, "the command failed")
    return f"timeline: {failed}. Please report it, with what {TRACEBACK}=1 prints."


def _exit_code(error: TimelineError) -> int:
    return EXIT_WRONG_USAGE if isinstance(error, UsageError) else EXIT_FAILED


def _keep_example_lines(command: click.Command) -> None:
    r"""Turn the \b of a raw docstring into the control character that keeps lines apart."""
    if command.help is not None:
        command.help = command.help.replace("\\b", "\b")
