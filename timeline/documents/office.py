"""Documents of word processors: blocks become a text, or the articles of a press database."""

from collections.abc import Sequence

from timeline.documents.blocks import Block, text_and_marks
from timeline.documents.encoding import plain_lines
from timeline.documents.press import press_articles
from timeline.documents.raw import RawDocument, RawDocuments
from timeline.errors import InputError


def office_document(
    blocks: Sequence[Block], where: str, *, format: str, title: str | None = None
) -> RawDocuments:
    """Return the document that blocks make, or the articles if they are a press database's.

    Args:
        blocks: Paragraphs and tables in order.
        where: The file's name.
        format: What the file is, for the summary.
        title: Title in the file's properties.

    Raises:
        InputError: There is no text.
    """
    lines = (line for block in blocks for line in _lines(block))
    articles = press_articles("\n".join(lines), where)
    if articles is not None:
        return articles
    text, marks = text_and_marks(blocks)
    if not text:
        raise InputError(
            where, "there is no text in it.", "Put text into it, or leave it out."
        )
    draft = RawDocument(where=where, text=text, title=title, format=format, marks=marks)
    return RawDocuments(drafts=(draft,))


def _lines(block: Block) -> list[str]:
    if block.rows:
        return ["\t".join(filter(None, row)) for row in block.rows]
    return [plain_lines(block.text)]
