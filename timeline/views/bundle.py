"""How do the page's ES modules become one script that runs from a file without a server?

A module that is opened from file:// may not import another, so they are joined: in the order of their imports, each in
a function of its own that gives back what it exports, so that names of one do not meet those of another. The entry
comes last and stays as it is. What would make that unsound is refused: imports under other names, default exports,
exported variables that change.
"""

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function|const|class) ([\w$]+)", re.MULTILINE)
_REFUSED = re.compile(r"^(?:import\b|export\b).*$", re.MULTILINE)


def join(modules: Mapping[str, str], *, entry: str) -> str:
    """Join modules into one script.

    Args:
        modules: Text of each module by file name.
        entry: The module that starts everything.

    Returns:
        The script: every module that `entry` needs, each after those it imports.

    Raises:
        ValueError: A module or a name that it should export is missing, imports run in a circle, or a form is used
            that joining would break.
    """
    ordered: list[str] = []
    _visit(entry, modules, ordered, ())
    return "".join(_part(name, modules, wrapped=name != entry) for name in ordered)


def _part(name: str, modules: Mapping[str, str], *, wrapped: bool) -> str:
    text = modules[name]
    body = _IMPORT.sub(lambda found: _taken(name, found, modules), text)
    bare = _EXPORT.sub("", body)
    refused = _REFUSED.search(bare)
    if refused:
        raise ValueError(f"{name}: this form cannot be joined: {refused.group()}")
    if not wrapped:
        return f"// {name}\n{bare}"
    given = ", ".join(_EXPORTED.findall(text))
    return f"// {name}\nconst {_variable(name)} = (() => {{\n{bare}return {{ {given} }};\n}})();\n"


def _taken(name: str, found: re.Match[str], modules: Mapping[str, str]) -> str:
    """Turn an import into names taken from the module that stands before."""
    names = [one.strip() for one in found.group(1).split(",") if one.strip()]
    if any(" as " in one for one in names):
        raise ValueError(f"{name}: imports under another name cannot be joined")
    missing = sorted(set(names) - set(_EXPORTED.findall(modules[found.group(2)])))
    if missing:
        raise ValueError(f"{name}: {found.group(2)} exports no {missing[0]}")
    return f"const {{ {', '.join(names)} }} = {_variable(found.group(2))};\n"


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))


def _visit(
    name: str, modules: Mapping[str, str], ordered: list[str], path: tuple[str, ...]
) -> None:
    if name in ordered:
        return
    if name in path:
        raise ValueError(f"imports run in a circle: {' > '.join((*path, name))}")
    if name not in modules:
        raise ValueError(f"{path[-1] if path else 'page'}: there is no module {name}")
    for _, needed in _IMPORT.findall(modules[name]):
        _visit(needed, modules, ordered, (*path, name))
    ordered.append(name)
