"""`timeline codebook`: print what a language model is told."""

import click

from timeline.cli.output import print_lines, print_text


@click.command()
@click.option("--prompt", is_flag=True, help="Print the whole prompt instead of its length.")
def codebook(prompt: bool) -> None:
    r"""Print the codebook that a language model reads with every article, and its hash.

    The codebook is made from the incident types and the form of the answer. Its hash stands with
    recorded answers: with another codebook the model is asked again.

    \b
    Examples:
      timeline codebook
      timeline codebook --prompt > codebook.md
    """
    from timeline.llm.prompt import PROMPT_VERSION, prompt_hash
    from timeline.llm.prompt import codebook as whole

    if prompt:
        print_text(whole())
        return
    words = len(whole().split())
    print_lines([f"version    {PROMPT_VERSION}, hash {prompt_hash()}", f"words      {words:,}"])
