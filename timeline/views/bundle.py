"""Join the page's ES modules into one script that runs from a file without a server.

A module that is opened from file:// may not import another, so they are joined: in the order of
their imports, each in a function of its own that returns what it exports, so that names of one do
not meet those of another. The entry comes last and stays as it is. What would make that unsound is
refused: imports under other names, default exports, exported variables that change.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence

_IMPORT = re.compile(
    r'^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_EXPORTED = re.compile(
    r"^export (?:async )?(?:function|const|class) ([\w$]+)", re.MULTILINE
)
_REFUSED = re.compile(r"^(?:import\b|export\b).*$", re.MULTILINE)


def join(modules: Mapping[str, str], *, entry: str) -> str:
    """Join modules into one script.

    Args:
        modules: Text of each module by its path below the folder of assets ("lib/dom.js").
        entry: Path of the module that starts everything.

    Returns:
        The script: every module that `entry` needs, each after those it imports.

    Raises:
        ValueError: A module or a name that it should export is missing, imports run in a circle,
            or a form is used that joining would break.
    """
    ordered: list[str] = []
    _visit(entry, modules, ordered, ())
    parts = [_part(path, modules, is_wrapped=path != entry) for path in ordered]
    return "".join(parts)


def _part(path: str, modules: Mapping[str, str], *, is_wrapped: bool) -> str:
    text = modules[path]
    body = _IMPORT.sub(lambda match: _taken(path, match, modules), text)
    bare = _EXPORT.sub("", body)
    refused = _REFUSED.search(bare)
    if refused:
        raise ValueError(f"{path}: this form cannot be joined: {refused.group()}")
    code = _wrapped(path, text, bare) if is_wrapped else bare
    return f"// {path}\n{code}"


def _wrapped(path: str, text: str, bare: str) -> str:
    """Return a module as a function that returns what it exports."""
    exported = ", ".join(_EXPORTED.findall(text))
    variable = _variable(path)
    return f"const {variable} = (() => {{\n{bare}return {{ {exported} }};\n}})();\n"


def _taken(path: str, match: re.Match[str], modules: Mapping[str, str]) -> str:
    """Turn an import into names taken from the module that stands before."""
    given, imported = match.groups()
    stripped = [name.strip() for name in given.split(",")]
    names = [name for name in stripped if name]
    if any(" as " in name for name in names):
        raise ValueError(f"{path}: imports under another name cannot be joined")
    module = _resolved(path, imported)
    _check_exported(path, names, module, modules[module])
    taken = ", ".join(names)
    return f"const {{ {taken} }} = {_variable(module)};\n"


def _check_exported(path: str, names: Sequence[str], module: str, text: str) -> None:
    exported = _EXPORTED.findall(text)
    missing = sorted(set(names).difference(exported))
    if missing:
        raise ValueError(f"{path}: {module} exports no {missing[0]}")


def _resolved(path: str, imported: str) -> str:
    """Return the path of an imported module below the folder of assets."""
    folder = posixpath.dirname(path)
    joined = posixpath.join(folder, imported)
    return posixpath.normpath(joined)


def _variable(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def _visit(
    path: str,
    modules: Mapping[str, str],
    ordered: list[str],
    ancestors: tuple[str, ...],
) -> None:
    if path in ordered:
        return
    if path in ancestors:
        raise ValueError(f"imports run in a circle: {' > '.join((*ancestors, path))}")
    if path not in modules:
        importer = ancestors[-1] if ancestors else "page"
        raise ValueError(f"{importer}: there is no module {path}")
    for _, imported in _IMPORT.findall(modules[path]):
        _visit(_resolved(path, imported), modules, ordered, (*ancestors, path))
    ordered.append(path)
