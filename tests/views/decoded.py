"""How does a row of the page's columns read? The same as data.js does, for tests."""

from typing import Any


def decoded(data: Any, table: str, number: int) -> dict[str, Any]:
    """Give one row of the incidents or passages, lists put together again."""
    return {name: _cell(column, number) for name, column in data[table].items()}


def _cell(column: Any, number: int) -> Any:
    if isinstance(column, list):
        return column[number]
    start = sum(column["n"][:number])
    return column["v"][start : start + column["n"][number]]
