"""`timeline dates`: show or tag the temporal expressions of texts, without the parser."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from timeline.cli.checks import check_outputs
from timeline.cli.inputs import today, unread
from timeline.cli.output import print_lines, print_table
from timeline.cli.parameters import DAY, PATH
from timeline.cli.text import expression_row, problem_lines
from timeline.errors import InputError, UsageError
from timeline.model.when import TemporalExpression

COLUMNS = ("words", "days", "precision", "basis", "type", "value", "rule")


@click.command()
@click.argument("path", required=False, type=PATH)
@click.option(
    "--date",
    "published",
    type=DAY,
    help="Publication day, from which relative words count.",
)
@click.option("--jsonl", type=PATH, help="Read a corpus: lines with a text and a day.")
@click.option(
    "-o", "--output", type=PATH, help="Where to write the corpus with `timexes` added."
)
@click.option(
    "--mode",
    type=click.Choice(["auto", "news", "narrative"]),
    default="auto",
    show_default=True,
    help="Dates without a year: near the publication day (news), or like the date before.",
)
@click.option(
    "--lang",
    "language",
    default="en",
    metavar="CODE",
    help="Language of the texts, such as es, fr, ru. Only dates are found.",
)
def dates(
    path: Path | None,
    published: date | None,
    jsonl: Path | None,
    output: Path | None,
    mode: str,
    language: str,
) -> None:
    r"""Show the temporal expressions of a text.

    For each it prints the words, days, precision, basis, TIMEX3 type and value, and the rule.
    With --jsonl, tag a whole corpus instead: every line gets `timexes` [{start, end, text, type,
    value}]. The text and the day may be in any of the fields that `timeline build` knows: `text`
    and `dct`, `content` and `publishedAt`, and so on.

    \b
    Examples:
      timeline dates article.txt --date 2020-02-06
      timeline dates --jsonl corpus.jsonl -o tagged.jsonl
      timeline dates articulo.txt --date 2020-02-06 --lang es
    """
    for_corpus = published is None and jsonl is not None and output is not None
    if path is not None and jsonl is None and output is None:
        show_dates(path, published, mode, language)
    elif path is None and for_corpus:
        assert jsonl is not None and output is not None
        tag_corpus(jsonl, output, language)
    else:
        hint = (
            "Give FILE [--date DAY], or --jsonl IN -o OUT: see `timeline dates --help`."
        )
        raise UsageError(
            "dates", "these arguments do not go together, or one is missing.", hint
        )


def show_dates(path: Path, published: date | None, mode: str, language: str) -> None:
    """Print the temporal expressions of documents, a table for each."""
    from timeline.cli.date_tagging import tag_documents, tag_text

    if language != "en":
        tagged_text = tag_text(path, published=published, language=language)
        _print_dates(tagged_text.expressions)
        return
    documents, problems = tag_documents(
        [path], published=published, today=today(), mode=mode
    )
    if not documents:
        raise unread([path], problems)
    for tagged in documents:
        if len(documents) > 1:
            day = tagged.document.published or "on an unknown day"
            print_lines([f"{tagged.document.id}, published {day}:"])
        _print_dates(tagged.expressions)
    print_lines(problem_lines(problems), err=True)


def _print_dates(expressions: Sequence[TemporalExpression]) -> None:
    """Print the table of the temporal expressions of one text."""
    if expressions:
        print_table(COLUMNS, map(expression_row, expressions))
    else:
        print_lines(["No temporal expression was found."])


def tag_corpus(corpus: Path, output: Path, language: str) -> None:
    """Tag a corpus and print what was done."""
    from timeline.cli import date_tagging

    check_outputs([output], inputs=[corpus])
    tagged = date_tagging.tag_corpus(corpus, output, language=language)
    print_lines(problem_lines(tagged.problems), err=True)
    if not tagged.lines:
        hint = "Give a JSON Lines file with a text and a day on each line."
        raise InputError(str(corpus), "it holds no line that could be used.", hint)
    counts = f"{tagged.lines:,} lines with {tagged.expressions:,} temporal expressions"
    fields = " and ".join(tagged.fields)
    print_lines([f"{counts}, from the fields {fields}: {output}"])
