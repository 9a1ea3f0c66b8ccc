"""Take off marks that are no words: of footnotes, and of Markdown's links, images and emphasis."""

import re

# "Robotyne.[12]", "killed[a]", "denied it.(15) "; a year in brackets ("[2014]") is no mark.
_FOOTNOTE = re.compile(
    r"(?<=[\w.,;:!?\"'”’)\]])\[(?:\d{1,3}|[a-z]|(?:note|nb|citation needed)(?: \d{1,3})?)\]"
    r"|(?<=[a-z][.!?])\(\d{1,3}\)(?=\s|\Z)"
)
_GLUED = re.compile(r"(?<=[a-z][.!?])\x00+(?=[A-Z])")  # a sentence that began directly after a mark
# An address in round brackets, which may hold one pair of its own: "(https://a.org/Town_(city))".
_ADDRESS = r"\([^\s()]{0,2000}(?:\([^()\s]{0,200}\)[^\s()]{0,2000})?(?:\s+\"[^\"\n]{0,300}\")?\)"
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]" + _ADDRESS)
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]" + _ADDRESS)
_REFERENCE = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\[[^\[\]\n]{0,60}\]")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]+\S+.*$", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*_])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<words>[^*_\n]{1,500}?)(?<=\S)(?P=mark)(?![\w*_])"
)


def without_footnote_marks(text: str) -> str:
    """Take off the marks that lead to footnotes, so that they end no name and join no sentences.

    >>> without_footnote_marks("They retook Robotyne.[12][13]Nine died.[a] It was in [2014].")
    'They retook Robotyne. Nine died. It was in [2014].'
    """
    if "[" not in text and "(" not in text:
        return text
    marked = text
    while True:
        shorter = _FOOTNOTE.sub("\x00", marked)
        shorter = shorter.replace("\x00\x00", "\x00")
        shorter = _GLUED.sub(" ", shorter).replace("\x00", "")
        if shorter == marked:
            return marked
        marked = shorter


def plain_markdown(text: str) -> str:
    """Return the words of a Markdown text: of a link its words, of an image nothing, no emphasis.

    >>> plain_markdown("The [town](https://a.org/wiki/Town_(city)) was **bombed** by *jets*.")
    'The town was bombed by jets.'
    >>> plain_markdown("![Crater, 3 May](crater.png)A snake_case_name and 3 * 4 * 5 stay.")
    'A snake_case_name and 3 * 4 * 5 stay.'
    """
    plain = _DEFINITION.sub("", text)
    plain = _IMAGE.sub("", plain)
    plain = _LINK.sub(r"\g<words>", plain)
    plain = _REFERENCE.sub(r"\g<words>", plain)
    return _EMPHASIS.sub(r"\g<words>", plain)
