"""How is a fill written that refers to another one?"""

Fill = str | dict[str, object]


def tagged(value: str | None, tag: str) -> Fill:
    """Make a fill that refers to another one."""
    return {"value": value, "xref": [tag]}
