"""Are the page's modules joined rightly, and is refused what joining would break?"""

import pytest

from timeline.views.bundle import join


def test_modules_follow_their_imports_once() -> None:
    modules = {
        "app/main.js": 'import { b } from "./b.js";\nimport { c } from "../lib/c.js";\nb(c);\n',
        "app/b.js": 'import { c } from "../lib/c.js";\nexport function b() {\n  return c;\n}\n',
        "lib/c.js": "export const c = 1;\n",
        "unused.js": "throw new Error();\n",
    }
    joined = join(modules, entry="app/main.js")
    assert joined == (
        "// lib/c.js\nconst $lib_c = (() => {\nconst c = 1;\nreturn { c };\n})();\n"
        "// app/b.js\nconst $app_b = (() => {\nconst { c } = $lib_c;\nfunction b() {\n  return c;\n}\nreturn { b };\n})();\n"
        "// app/main.js\nconst { b } = $app_b;\nconst { c } = $lib_c;\nb(c);\n"
    )


@pytest.mark.parametrize(
    ("main", "other", "message"),
    [
        ('import { x } from "./gone.js";\n', "", "main.js: there is no module gone.js"),
        (
            'import { o } from "./other.js";\n',
            'import { m } from "./main.js";\n',
            "imports run in a circle: main.js > other.js > main.js",
        ),
        (
            'import { o as p } from "./other.js";\n',
            "export const o = 1;\n",
            "main.js: imports under another name cannot be joined",
        ),
        (
            'import o from "./other.js";\n',
            "",
            'main.js: this form cannot be joined: import o from "./other.js";',
        ),
        (
            'import { o } from "./other.js";\n',
            "export default 1;\n",
            "other.js: this form cannot be joined: export default 1;",
        ),
        (
            'import { o } from "./other.js";\n',
            "const o = 2;\n",
            "main.js: other.js exports no o",
        ),
    ],
)
def test_what_joining_would_break_is_refused(
    main: str, other: str, message: str
) -> None:
    with pytest.raises(ValueError) as error:
        join({"main.js": main, "other.js": other}, entry="main.js")
    assert str(error.value) == message
