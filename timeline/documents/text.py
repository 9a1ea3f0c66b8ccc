"""How is a plain text file read?"""

from timeline.documents.encoding import decode
from timeline.documents.raw import RawDocument, RawDocuments, doubtful_encoding


def read_text(data: bytes, name: str) -> RawDocuments:
    """Read a .txt file; raise InputError if it is no text."""
    text, certain = decode(data, name)
    return RawDocuments(
        drafts=(RawDocument(where=name, text=text),),
        problems=() if certain else (doubtful_encoding(name),),
    )
