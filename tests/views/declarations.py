"""Write the TypeScript declarations of the page's data from the Python records.

Run `python -m tests.views.declarations` after a change of timeline/views/records.py.
"""

import inspect
import types
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from timeline.views import records

PATH = Path(records.__file__).parent / "assets" / "data" / "payload.d.ts"
_HEAD = "// Which data does the page get? Made by tests/views/declarations.py; do not edit.\n"
_PLAIN = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def declarations() -> str:
    """Return the declarations of all records, in the order of the module."""
    rows = [
        row
        for row in vars(records).values()
        if inspect.isclass(row) and is_typeddict(row)
    ]
    return _HEAD + "".join(_interface(row) for row in rows)


def _interface(record: Any) -> str:
    fields = get_type_hints(record)
    lines = "".join(f"  {name}: {_written(hint)};\n" for name, hint in fields.items())
    return f"\n/** {inspect.getdoc(record)} */\ninterface {record.__name__} {{\n{lines}}}\n"


def _written(hint: Any) -> str:
    if hint is Any:
        return "any"
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " | ".join(_written(argument) for argument in arguments)
    if origin is list:
        inner = _written(arguments[0])
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<{_written(arguments[0])}, {_written(arguments[1])}>"
    return str(hint.__name__)


if __name__ == "__main__":
    PATH.write_text(declarations(), encoding="utf-8")
