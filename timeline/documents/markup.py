"""Take off the marks of Markdown's links, images and emphasis."""

import re

# An address in round brackets, which may hold one pair of its own: "(https://a.org/Town_(city))".
_ADDRESS = r"\([^\s()]{0,2000}(?:\([^()\s]{0,200}\)[^\s()]{0,2000})?(?:\s+\"[^\"\n]{0,300}\")?\)"
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]" + _ADDRESS)
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]" + _ADDRESS)
_REFERENCE = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\[[^\[\]\n]{0,60}\]")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,60}\](?!:)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]+\S+.*$", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*_])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<words>[^*_\n]{1,500}?)(?<=\S)(?P=mark)(?![\w*_])"
)


def plain_markdown(text: str) -> str:
    """Return the words of a Markdown text: of a link its words, of an image nothing, no emphasis.

    >>> plain_markdown("The [town](https://a.org/wiki/Town_(city)) was **bombed** by *jets*.")
    'The town was bombed by jets.'
    >>> plain_markdown("Twelve died.[^2]")
    'Twelve died.'
    >>> plain_markdown("![Crater, 3 May](crater.png)A snake_case_name and 3 * 4 * 5 stay.")
    'A snake_case_name and 3 * 4 * 5 stay.'
    """
    plain = _DEFINITION.sub("", text)
    plain = _FOOTNOTE.sub("", plain)
    plain = _IMAGE.sub("", plain)
    plain = _LINK.sub(r"\g<words>", plain)
    plain = _REFERENCE.sub(r"\g<words>", plain)
    return _EMPHASIS.sub(r"\g<words>", plain)
