"""Plain text files: an article, or an export of a press database."""

from timeline.documents.encoding import decode
from timeline.documents.press import press_articles
from timeline.documents.raw import RawDocument, RawDocuments, doubts_of_encoding


def read_text(data: bytes, name: str) -> RawDocuments:
    """Read a .txt file.

    Raises:
        InputError: It is no text.
    """
    text, guessed = decode(data, name)
    doubts = doubts_of_encoding(name, guessed)
    articles = press_articles(text, name)
    if articles is not None:
        return RawDocuments(
            drafts=articles.drafts, problems=(*doubts, *articles.problems)
        )
    return RawDocuments(drafts=(RawDocument(where=name, text=text),), problems=doubts)
