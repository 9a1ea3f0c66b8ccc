"""Addresses that come with a text: those of the web are kept, those that run something are not."""

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)
# What browsers leave out of an address before they read it; a scheme may be hidden by them.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b\u2028\u2029\ufeff]")
LONGEST = 2_000


def web_address(address: str | None) -> str | None:
    r"""Return an address that a link may lead to; None for any other.

    >>> web_address("https://example.org/a"), web_address("www.example.org/a")
    ('https://example.org/a', 'www.example.org/a')
    >>> web_address("java\nscript:alert(1)"), web_address("file:///etc/passwd"), web_address("")
    (None, None, None)
    """
    bare = _IGNORED.sub("", address or "")
    is_too_long = len(bare) > LONGEST
    has_scheme = _SCHEME.match(bare) is not None
    if not bare or is_too_long or (has_scheme and not _WEB.match(bare)):
        return None
    return bare
