"""Damage what a file is made of: members of a zip, elements, parts of a message, fields, groups, lines.

Damaged bytes seldom get past the first reader of a packed file. Here the file stays one of its kind,
and what stands in it is missing, doubled, moved, nested, or of another type than it should be.
"""

import json
import lzma
import random
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from email import message_from_bytes, policy
from functools import partial
from io import BytesIO
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

Change = Callable[[bytes, random.Random], bytes]

DEPTHS = (2, 30, 300, 3_000)
TIMES = (1, 3, 40, 400)
# Values that a field of JSON should not have.
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 1e300, 10**25, "", " ", "x", "2012-03-05", "31/12/2012", [], {}, [[]], [None], {"": ""}, {"name": {"name": []}},
    "\ud800", "\0", "a" * 3_000, ["a", 1, {}], {"date-parts": [[2012, "x", None]]}, {"date-parts": [2012]}, {"text": 7}, "<p>" * 200, -(2**63), 1580724000,
)  # fmt: skip
WORDS = (
    "", "0", "-1", "9" * 25, "9" * 5_000, "nan", "a" * 5_000, "\u202e", "../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "[1]",
    "http://[::1", "https://example.org:99999999/", "2012-02-30", "Mon, 99 Xxx 99999 99:99:99 +9999", "=?utf-8?b?%%%?=", "=?x?q?a?=", "utf-7",
    "unknown-8bit", "multipart/mixed; boundary=a", "text/html; charset=utf-16", "base64", "uuencode", "quoted-printable", "1e999", "½", "²", "\U0001f480",
)  # fmt: skip


def changed(data: bytes, draw: random.Random, inner: Change) -> bytes | None:
    """Return a file with its structure damaged; None if it has none that is known.

    Args:
        data: The file.
        draw: Where chance comes from.
        inner: Damages what is packed in it.
    """
    change = _change_of(data, inner)
    if change is None:
        return None
    try:
        for _ in range(draw.choice((1, 1, 1, 2, 5))):
            data = change(data, draw)
    except _UNREADABLE:
        return None  # damaged before: bytes are damaged then
    return data


_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, etree.LxmlError, ValueError, LookupError, RecursionError, AttributeError, TypeError, AssertionError,
    RuntimeError, NotImplementedError,
)  # fmt: skip
_HEADERS = re.compile(
    rb"(?:From|To|Subject|Date|MIME-Version|Received|Content-Type):", re.I
)


def _change_of(data: bytes, inner: Change) -> Change | None:
    """Return what damages the structure of a file of this kind; None if it has none that is known."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    packed = {b"pk": _zip, b"%pdf": _pdf}
    for mark, change in packed.items():
        if start.startswith(mark):
            return partial(change, inner=inner)
    for marks, plain_change in _PLAIN:
        if start.startswith(marks):
            return plain_change
    if _HEADERS.match(data):
        return _mime
    return None if b"\0" in data else lines_changed


# Zip: its members and what its directory says of them.


def _zip(data: bytes, draw: random.Random, inner: Change) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    at = draw.randrange(len(members))
    name, content = members[at]
    way = draw.randrange(10)
    if way < 5:
        members[at] = (name, inner(content, draw))
    elif way == 5:
        members.pop(at)
    elif way == 6:
        members.insert(draw.randrange(len(members) + 1), (name, inner(content, draw)))
    elif way == 7:
        other = draw.randrange(len(members))
        members[at], members[other] = (
            (name, members[other][1]),
            (members[other][0], content),
        )
    elif way == 8:
        members[at] = (
            draw.choice((f"../{name}", f"/{name}", name.upper(), "", name * 50)),
            content,
        )
    packed = _packed(members, draw)
    return _lying(packed, draw) if way == 9 else packed


def _packed(members: Sequence[tuple[str, bytes]], draw: random.Random) -> bytes:
    out = BytesIO()
    kind = draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", kind) as archive:
        warnings.simplefilter("ignore")  # two members of one name
        for name, content in members:
            archive.writestr(
                zipfile.ZipInfo(name), content, kind
            )  # one date, not the clock's
    return out.getvalue()


def _lying(data: bytes, draw: random.Random) -> bytes:
    """Have the directory say another size, place, method or flag than is true."""
    changed_data = bytearray(data)
    entries = [match.start() for match in re.finditer(rb"PK\x01\x02", data)]
    if not entries:
        return data
    at = draw.choice(entries)
    offset, form = draw.choice(((8, "<H"), (10, "<H"), (16, "<I"), (20, "<I"), (24, "<I"), (28, "<H"), (42, "<I")))  # fmt: skip
    most = 2 ** (8 * struct.calcsize(form)) - 1
    value = draw.choice((0, 1, 9, 12, 14, most, draw.randrange(most)))
    struct.pack_into(form, changed_data, at + offset, value)
    return bytes(changed_data)


# Elements of XML and HTML.


def _xml(data: bytes, draw: random.Random) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser)
    _element(root, draw)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _html(data: bytes, draw: random.Random) -> bytes:
    root = html.document_fromstring(data)
    _element(root, draw)
    return bytes(html.tostring(root, encoding="utf-8", doctype="<!doctype html>"))


def _element(root: Any, draw: random.Random) -> None:
    """Change one element of a tree."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    draw.choice(_ELEMENTS)(draw.choice(elements), draw.choice(elements), draw)


def _take_out(element: Any, other: Any, draw: random.Random) -> None:
    del other, draw
    if element.getparent() is not None:
        element.getparent().remove(element)


def _repeat(element: Any, other: Any, draw: random.Random) -> None:
    del other
    if element.getparent() is not None:
        for _ in range(draw.choice(TIMES)):
            element.getparent().append(_copy(element))


def _nest(element: Any, other: Any, draw: random.Random) -> None:
    """Put what an element holds into elements within elements."""
    tag = other.tag
    for _ in range(draw.choice(DEPTHS)):
        wrapper = element.makeelement(tag)
        wrapper.text = element.text
        wrapper.extend(list(element))
        element.append(wrapper)
        element = wrapper


def _rename(element: Any, other: Any, draw: random.Random) -> None:
    del draw
    element.tag = other.tag


def _reword(element: Any, other: Any, draw: random.Random) -> None:
    element.text = _word(draw)
    other.tail = _word(draw)


def _change_attribute(element: Any, other: Any, draw: random.Random) -> None:
    del other
    if element.attrib:
        element.set(draw.choice(list(element.attrib)), _word(draw))


def _lend_attribute(element: Any, other: Any, draw: random.Random) -> None:
    if other.attrib:
        name = draw.choice(list(other.attrib))
        element.set(name, other.get(name))


def _put_elsewhere(element: Any, other: Any, draw: random.Random) -> None:
    del draw
    other.append(_copy(element))


_ELEMENTS = (
    _take_out, _repeat, _nest, _rename, _reword, _change_attribute, _lend_attribute, _put_elsewhere,
)  # fmt: skip


def _copy(element: Any) -> Any:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def _word(draw: random.Random) -> str:
    return draw.choice(WORDS).replace("\0", "")


# Fields of JSON.


def _json(data: bytes, draw: random.Random) -> bytes:
    """Change one value of JSON, or of one line of JSON Lines."""
    whole = data.decode("utf-8", "replace")
    try:
        record = json.loads(whole)
    except ValueError:
        lines = whole.split("\n")
        at = draw.randrange(len(lines))
        lines[at] = _changed_json(json.loads(lines[at]), draw)
        return "\n".join(lines).encode("utf-8", "surrogatepass")
    return _changed_json(record, draw).encode("utf-8", "surrogatepass")


def _changed_json(record: Any, draw: random.Random) -> str:
    holder = {"": record}
    places: list[tuple[Any, Any]] = [(holder, "")]
    for inner, key in places:
        places += [(inner[key], place) for place in _keys(inner[key])]
    (inner, key), (other, other_key) = draw.choice(places), draw.choice(places)
    draw.choice(_FIELDS)(inner, key, other[other_key], draw)
    if "" not in holder:
        holder[""] = draw.choice(VALUES)
    return json.dumps(holder[""], ensure_ascii=draw.random() < 0.8)


def _keys(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value)
    return list(range(len(value))) if isinstance(value, list) else []


def _set_odd(inner: Any, key: Any, other: Any, draw: random.Random) -> None:
    del other
    inner[key] = draw.choice(VALUES)


def _set_other(inner: Any, key: Any, other: Any, draw: random.Random) -> None:
    del draw
    inner[key] = json.loads(json.dumps(other))


def _nest_value(inner: Any, key: Any, other: Any, draw: random.Random) -> None:
    del other
    for _ in range(draw.choice(DEPTHS[:3])):
        inner[key] = [inner[key]] if draw.random() < 0.5 else {"text": inner[key]}


def _repeat_value(inner: Any, key: Any, other: Any, draw: random.Random) -> None:
    del other
    if isinstance(inner, list):
        inner[key:key] = [inner[key]] * draw.choice(TIMES)


def _rename_key(inner: Any, key: Any, other: Any, draw: random.Random) -> None:
    if isinstance(inner, dict):
        inner[draw.choice((str(other)[:20], "text", "id", "date", "messages"))] = (
            inner.pop(key)
        )


def _drop(inner: Any, key: Any, other: Any, draw: random.Random) -> None:
    del other, draw
    inner.pop(key)


_FIELDS = (
    _set_odd,
    _set_odd,
    _set_odd,
    _set_other,
    _nest_value,
    _repeat_value,
    _rename_key,
    _drop,
)


# Parts of a message.


def _mime(data: bytes, draw: random.Random) -> bytes:
    message = message_from_bytes(data, policy=policy.compat32)
    parts = list(message.walk())
    part, other = draw.choice(parts), draw.choice(parts)
    way = draw.randrange(8)
    if way < 3 and part.keys():
        name = draw.choice(part.keys())
        part.replace_header(name, _header_word(draw))
    elif way == 3 and part.keys():
        del part[draw.choice(part.keys())]
    elif way == 4 and other.keys():
        name = draw.choice(other.keys())
        for _ in range(draw.choice(TIMES)):
            part[name] = str(other[name]).replace("\r", " ").replace("\n", " ")
    elif way == 5 and part.is_multipart():
        inner = part.get_payload()
        assert isinstance(inner, list)
        at = draw.randrange(len(inner))
        inner[at : at + draw.randrange(2)] = [inner[at]] * draw.choice((0, 2, 40))
    elif way == 6:
        return _wrapped(data, draw)
    elif not part.is_multipart():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        part.set_payload(lines_changed(content, draw).decode("latin-1"))
    return message.as_bytes(policy=policy.compat32.clone(linesep="\r\n"))


def _header_word(draw: random.Random) -> str:
    return _word(draw).encode("ascii", "replace").decode() * draw.choice((1, 1, 1, 200))


def _wrapped(data: bytes, draw: random.Random) -> bytes:
    """Put a message into messages."""
    for number in range(draw.choice(DEPTHS[:3])):
        if draw.random() < 0.5:
            data = b"Content-Type: message/rfc822\r\n\r\n" + data
        else:
            mark = b"m%d" % number
            data = b"Content-Type: multipart/mixed; boundary=%b\r\n\r\n--%b\r\n%b\r\n--%b--\r\n" % (mark, mark, data, mark)  # fmt: skip
    return data


# Records of a web archive, groups of rich text, streams of PDF, lines of all that has lines.


def _warc(data: bytes, draw: random.Random) -> bytes:
    """Change a header of a record or of the answer in it; or what follows."""
    headers = list(re.finditer(rb"(?m)^([A-Za-z-]+): ([^\r\n]*)\r?$", data[:4_000]))
    if not headers or draw.random() < 0.3:
        return lines_changed(data, draw)
    header, other = draw.choice(headers), draw.choice(headers)
    value = draw.choice((_word(draw).encode("utf-8", "replace"), other[2], b"gzip", b"chunked", b"br", b"revisit", b"99999999999"))  # fmt: skip
    name = draw.choice(
        (header[1], header[1], other[1], b"Transfer-Encoding", b"Content-Encoding")
    )
    return data[: header.start()] + name + b": " + value + data[header.end(2) :]


_CONTROL = re.compile(rb"\\[a-z]{1,32}-?\d* ?|\\'[0-9a-f]{2}|[{}]")
_CONTROLS = (
    b"\\bin99999999 ", b"\\bin-1 ", b"\\u-99999?", b"\\u99999999999?", b"\\uc1000 ", b"\\uc-1 ", b"\\'zz", b"\\ansicpg99999 ", b"\\par", b"{", b"}",
    b"{\\*\\fldinst ", b"\\cell", b"\\row", b"\\intbl", b"\\trowd", b"\\tab", b"\\pict", b"\\objdata ", b"\\~", b"\\_", b"\\*", b"{" * 3_000, b"\\u55357?",
)  # fmt: skip


def _rtf(data: bytes, draw: random.Random) -> bytes:
    controls = list(_CONTROL.finditer(data))
    match = draw.choice(controls[1:])
    way = draw.randrange(4)
    if way == 0:
        return data[: match.start()] + data[match.end() :]
    if way == 1:
        return data[: match.start()] + draw.choice(_CONTROLS) + data[match.end() :]
    if way == 2:
        return data[: match.start()] + draw.choice(_CONTROLS) * draw.choice(TIMES) + data[match.start() :]  # fmt: skip
    return data[: match.end()] + match[0] * draw.choice(TIMES) + data[match.end() :]


_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def _pdf(data: bytes, draw: random.Random, inner: Change) -> bytes:
    """Change the commands of a page, or where an object points to."""
    streams = list(_STREAM.finditer(data))
    if streams and draw.random() < 0.6:
        stream = draw.choice(streams)
        content = zlib.compress(inner(zlib.decompress(stream[1]), draw))
        return data[: stream.start(1)] + content + data[stream.end(1) :]
    numbers = list(re.finditer(rb"\b\d{1,9}\b", data))
    number, other = draw.choice(numbers), draw.choice(numbers)
    return data[: number.start()] + other[0] + data[number.end() :]


def lines_changed(data: bytes, draw: random.Random) -> bytes:
    """Take out, double, move, join or replace lines."""
    lines = data.split(b"\n")
    at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    way = draw.randrange(7)
    if way == 0:
        del lines[at : at + draw.choice((1, 2, 10))]
    elif way == 1:
        lines[at:at] = [lines[at]] * draw.choice(TIMES)
    elif way == 2:
        lines.insert(other, lines.pop(at))
    elif way == 3:
        lines[at] = lines[at] + lines[other]
    elif way == 4:
        lines[at] = _word(draw).encode("utf-8", "surrogatepass")
    elif way == 5:
        lines[at] = lines[at][:8] + _word(draw).encode("utf-8", "surrogatepass")
    else:
        lines[at:at] = lines[min(at, other) : max(at, other)] * draw.choice((1, 3))
    return b"\n".join(lines)


_PLAIN: tuple[tuple[tuple[bytes, ...], Change], ...] = (
    ((b"<!doctype html", b"<html"), _html),
    ((b"<",), _xml),
    ((b"{\\rtf",), _rtf),
    ((b"{", b"["), _json),
    ((b"warc/",), _warc),
)
