"""The command `timeline`: one module per command, imported when the command is used."""

import click

from timeline import __version__
from timeline.cli.group import LazyGroup

# Each command is the function of that name in the module of that name.
COMMANDS = (
    "agree",
    "audit",
    "build",
    "codebook",
    "compare",
    "dates",
    "diff",
    "docs",
    "evaluate",
    "explain",
    "export",
    "gold",
    "init",
    "mapping",
    "missed",
    "panel",
    "read",
    "review",
    "sequences",
    "show",
    "suggestions",
)


@click.group(
    cls=LazyGroup,
    lazy_commands={name: f"timeline.cli.{name}" for name in COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="timeline")
def main() -> None:
    r"""Turn reports of armed conflict into dated incidents and draw them as one offline HTML page.

    \b
    Examples:
      timeline build examples/idlib-2020 -o idlib.html
      timeline build article.txt --date 2020-02-06 -o article.html
      timeline show article.timeline.json
      timeline export article.timeline.json --format csv -o incidents.csv
      timeline sequences article.timeline.json --as lags
      timeline dates article.txt --date 2020-02-06
      timeline init war/ && timeline build war/
    """
