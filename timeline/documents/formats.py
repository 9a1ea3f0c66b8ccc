"""The formats that can be read: a reader by the extension of the file's name.

To add a format, write `<format>.py` with a function `(data, name) -> RawDocuments` and add one
line.
"""

from timeline.documents.article_table import read_article_table
from timeline.documents.bibliography import read_ris
from timeline.documents.email_message import read_eml
from timeline.documents.epub import read_epub
from timeline.documents.html import read_html
from timeline.documents.json_articles import read_json
from timeline.documents.jsonl import read_jsonl
from timeline.documents.mailbox import read_mbox
from timeline.documents.markdown import read_markdown
from timeline.documents.opendocument import read_odt
from timeline.documents.pdf import read_pdf
from timeline.documents.raw import Reader
from timeline.documents.rtf import read_rtf
from timeline.documents.text import read_text
from timeline.documents.warc import read_wacz, read_warc
from timeline.documents.word import read_docx
from timeline.registry import Registry

readers: Registry[Reader] = Registry("extension")
readers.add(".csv", read_article_table)
readers.add(".docx", read_docx)
readers.add(".eml", read_eml)
readers.add(".epub", read_epub)
readers.add(".htm", read_html)
readers.add(".html", read_html)
readers.add(".json", read_json)
readers.add(".jsonl", read_jsonl)
readers.add(".markdown", read_markdown)
readers.add(".mbox", read_mbox)
readers.add(".md", read_markdown)
readers.add(".odt", read_odt)
readers.add(".pdf", read_pdf)
readers.add(".ris", read_ris)
readers.add(".rtf", read_rtf)
readers.add(".tsv", read_article_table)
readers.add(".txt", read_text)
readers.add(".wacz", read_wacz)
readers.add(".warc", read_warc)
readers.add(".warc.gz", read_warc)

# What the summary calls the documents of a file whose reader says nothing better.
NAMES = {
    ".htm": "HTML",
    ".html": "HTML",
    ".markdown": "Markdown",
    ".md": "Markdown",
    ".pdf": "PDF",
    ".txt": "text",
}
