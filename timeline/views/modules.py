"""How do the page's ES modules become one script that runs from a file without a server?

A module that is opened from file:// may not import another, so they are joined: in the order of their imports, with
the import lines and the word `export` taken out. What would make that unsound is refused: imports under other names,
default exports, and one name declared by two modules.
"""

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) ([\w$]+)", re.MULTILINE)
_REFUSED = re.compile(r"^(?:import\b|export\b).*$", re.MULTILINE)


def join(modules: Mapping[str, str], *, entry: str) -> str:
    """Join modules into one script.

    Args:
        modules: Text of each module by file name.
        entry: The module that starts everything.

    Returns:
        The script: every module that `entry` needs, each after those it imports.

    Raises:
        ValueError: A module is missing, imports run in a circle, a form is used that joining would break, or two
            modules declare one name.
    """
    ordered: list[str] = []
    _visit(entry, modules, ordered, ())
    owners: dict[str, str] = {}
    for name in ordered:
        for declared in _TOP_LEVEL.findall(modules[name]):
            if owners.setdefault(declared, name) != name:
                raise ValueError(
                    f"{name}: '{declared}' is declared in {owners[declared]} too; joined modules share names"
                )
    return "".join(f"// {name}\n{_stripped(name, modules[name])}" for name in ordered)


def _visit(name: str, modules: Mapping[str, str], ordered: list[str], path: tuple[str, ...]) -> None:
    if name in ordered:
        return
    if name in path:
        raise ValueError(f"imports run in a circle: {' > '.join((*path, name))}")
    if name not in modules:
        raise ValueError(f"{path[-1] if path else 'page'}: there is no module {name}")
    for _, needed in _IMPORT.findall(modules[name]):
        _visit(needed, modules, ordered, (*path, name))
    ordered.append(name)


def _stripped(name: str, text: str) -> str:
    if any(" as " in names for names, _ in _IMPORT.findall(text)):
        raise ValueError(f"{name}: imports under another name cannot be joined")
    bare = _EXPORT.sub("", _IMPORT.sub("", text))
    refused = _REFUSED.search(bare)
    if refused:
        raise ValueError(f"{name}: this form cannot be joined: {refused.group()}")
    return bare
