"""`timeline codebook`: the incident types for people, for programs and for a language model."""

import json
from pathlib import Path

import click

from timeline import __version__
from timeline.cli.checks import check_outputs
from timeline.cli.output import print_lines, print_text
from timeline.cli.parameters import PATH
from timeline.errors import UsageError

FORMATS = (".md", ".json")


@click.command()
@click.option("-o", "--output", type=PATH, help="Write the codebook as .md or .json.")
@click.option(
    "--prompt", is_flag=True, help="Print the whole prompt of the language model."
)
@click.option(
    "--check",
    type=PATH,
    help="Run the examples of the [[trigger]] tables of a timeline.toml.",
)
def codebook(output: Path | None, prompt: bool, check: Path | None) -> None:
    r"""Write the codebook: definition, examples, near misses and other codes of each type.

    Without an option, print its size and the hash of what a language model reads with every
    article. The hash is stored with recorded answers: if the codebook changes, the model is asked
    again.

    \b
    Examples:
      timeline codebook -o codebook.md
      timeline codebook -o codebook.json
      timeline codebook --prompt > prompt.md
      timeline codebook --check war/timeline.toml
    """
    if check is not None:
        _check(check)
    elif output is not None:
        _write(output)
    elif prompt:
        from timeline.llm.prompt import codebook as whole

        print_text(whole())
    else:
        _print_sizes()


def _write(output: Path) -> None:
    from timeline.codebook.build import as_dict
    from timeline.codebook.markdown import to_markdown
    from timeline.output.atomic import write_atomically

    ending = output.suffix.lower()
    if ending not in FORMATS:
        problem = (
            f"the codebook is not written as {ending or 'a file without extension'!r}."
        )
        raise UsageError(str(output), problem, "Give a name that ends in .md or .json.")
    check_outputs([output])
    if ending == ".md":
        write_atomically(output, to_markdown(__version__))
        return
    text = json.dumps(as_dict(__version__), ensure_ascii=False, indent=1)
    write_atomically(output, text + "\n")


def _check(path: Path) -> None:
    from timeline.codebook.check import faults
    from timeline.settings import read_settings

    settings = read_settings(path)
    sentences = sum(
        len(own.examples) + len(own.near_misses) for own in settings.triggers
    )
    wrong = list(faults(settings))
    print_lines(wrong, err=True)
    print_lines(
        [f"{sentences - len(wrong):,} of {sentences:,} examples and near misses pass"]
    )
    if wrong:
        raise SystemExit(1)


def _print_sizes() -> None:
    from timeline.lexicon.incident_types import incident_types
    from timeline.llm.prompt import PROMPT_VERSION, prompt_hash
    from timeline.llm.prompt import codebook as whole

    types = incident_types().values()
    modes = sum(len(kind.modes) for kind in types)
    examples = sum(len(kind.examples) for kind in types)
    words = len(whole().split())
    print_lines(
        [
            f"types      {len(types):,}",
            f"modes      {modes:,}",
            f"examples   {examples:,}, near misses included",
            f"version    {PROMPT_VERSION}, hash {prompt_hash()}",
            f"words      {words:,}",
        ]
    )
