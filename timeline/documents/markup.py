"""Take off the marks of Markdown and of HTML inside it: links, images, emphasis, comments."""

import re

# An address in round brackets, which may hold one pair of its own: "(https://a.org/Town_(city))".
_ADDRESS = r"\([^\s()]{0,2000}(?:\([^()\s]{0,200}\)[^\s()]{0,2000})?(?:\s+\"[^\"\n]{0,300}\")?\)"
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\](?:" + _ADDRESS + r"|\[[^\[\]\n]{0,60}\])")
# What is left of a link around an image.
_NO_WORDS = re.compile(r"\[\s{0,9}\]" + _ADDRESS)
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]" + _ADDRESS)
_REFERENCE = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\[[^\[\]\n]{0,60}\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?(?P<words>[^\[\]|\n]{1,200})\]\]")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,60}\](?!:)")
# "[^2]: Agency report of 4 May", with lines that are indented below it.
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]+\S+.*$(?:\n(?: {4}|\t).*$)*", re.MULTILINE
)
_EMPHASIS = re.compile(
    r"(?<![\w*_\\])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<words>[^*_\n]{1,500}?)(?<=[^\s\\])(?P=mark)"
    r"(?![\w*_])"
)
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_FOOTNOTE_TAG = re.compile(r"<sup[^<>\n]{0,200}>[^\n]{0,80}?</sup>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|center|cite|details|div|em|figcaption|figure|font|hr|i|iframe|img|mark|p"
    r"|picture|q|s|small|source|span|strong|sub|summary|u|video)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>]{1,2000}>")
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,500}(?<=\S)~~")
_CODE = re.compile(r"(?<!`)`(?P<words>[^`\n]{1,300})`(?!`)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE)
_TASK = re.compile(r"^(?P<words>\s*[-*+] )\[[ xX]\] ", re.MULTILINE)
_MEANING = re.compile(r"^: {1,4}(?=\S)", re.MULTILINE)
_LINE_END = re.compile(r"\\$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?P<words>[*_`#\[\]()~>+.!|-])")
_UNDERLINED = re.compile(
    r"^(?P<words>(?![#>|\s]|[-*+] |\d+[.)] )[^\n|]{1,120}(?<![.,;:]))\n"
    r"(?P<line>={3,}|-{3,})[ \t]*$",
    re.MULTILINE,
)
_LEVELS = {"=": "#", "-": "##"}
_NOTHING = (
    _COMMENT, _DEFINITION, _FOOTNOTE, _FOOTNOTE_TAG, _IMAGE, _NO_WORDS, _AUTOLINK, _TAG, _STRUCK,
    _FENCE, _MEANING, _LINE_END,
)  # fmt: skip
_WORDS = (_LINK, _REFERENCE, _WIKI_LINK, _CODE, _TASK, _EMPHASIS, _ESCAPED)


def plain_markdown(text: str) -> str:
    r"""Return the words of a Markdown text: of a link its words, of an image nothing, no emphasis.

    Words that are struck out, comments, footnotes and the tags of HTML go too. A heading that is
    underlined gets the "#" of the others.

    >>> plain_markdown("The [town](https://a.org/wiki/Town_(city)) was **bombed** by *jets*.")
    'The town was bombed by jets.'
    >>> plain_markdown("Twelve died.[^2]")
    'Twelve died.'
    >>> plain_markdown("![Crater, 3 May](crater.png)A snake_case_name and 3 * 4 * 5 stay.")
    'A snake_case_name and 3 * 4 * 5 stay.'
    >>> plain_markdown("~~Ten~~ `Nine` died in [[Subek (town)|Subek]].<br>")
    ' Nine died in Subek.\n'
    """
    plain = _BREAK_TAG.sub("\n", text)
    for pattern in _NOTHING:
        plain = pattern.sub("", plain)
    for pattern in _WORDS:
        plain = pattern.sub(r"\g<words>", plain)
    return _UNDERLINED.sub(_with_signs, plain)


def _with_signs(match: re.Match[str]) -> str:
    signs = _LEVELS[match["line"][0]]
    return f"{signs} {match['words']}\n"
