"""Writes docs/reference/ from the code, and into all pages what their commands print.

`generate.py` rewrites the pages, `generate.py --check` compares those of docs/reference/ and writes nothing.
Outputs that a page shows in part, with `…`, are the author's.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
sys.path.insert(0, str(ROOT))

FAMILIES = {
    "SB1": "refuted because",
    "SB2": "not understood because",
    "SB3": "conditions and domains",
    "SB4": "style of the mathematics",
    "SB9": "input that cannot be read",
}


def symback(*arguments: str) -> str:
    """What a command prints, on a terminal of 100 columns."""
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "symback", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)  # noqa: S603 - our own command
    return done.stdout.rstrip()


def indented(text: str) -> str:
    """Text as a literal block: no fence, since nothing is to be run."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


def cli_page() -> Iterator[str]:
    """Help of the command and of each of its subcommands."""
    overview = symback("--help")
    yield "# Command line\n"
    yield indented(overview) + "\n"
    for name in re.findall(r"^    (\w+)  ", overview, re.MULTILINE):
        yield f"## symback {name}\n"
        yield indented(symback(name, "--help")) + "\n"


def codes() -> Iterator[tuple[str, str, str]]:
    """(code, title, text) of all codes: those of the table, and those of the hints from their docstrings."""
    for code, found in importlib.import_module("symback.codes").CODES.items():
        yield code, found.title, found.explanation
    for path in (ROOT / "symback" / "hints").glob("SB*.py"):
        title, _, text = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")
        yield path.stem[:5], title.rstrip("."), re.sub(r"^(\w+): ", r"- *\1*: ", text.strip(), flags=re.MULTILINE)


def codes_page() -> Iterator[str]:
    """What `symback explain` says about every code."""
    entries = sorted({code: (code, title, text) for code, title, text in codes()}.values())
    yield "# Codes\n"
    yield "Every finding and every reason has a stable code; `symback explain CODE` prints its entry.\n"
    for family, heading in FAMILIES.items():
        found = [entry for entry in entries if entry[0].startswith(family)]
        if found:
            yield f"## {family}xx: {heading}\n"
        for code, title, text in found:
            yield f"### {code}: {title}\n"
            yield text + "\n"


def entry(name: str, value: Any, level: int) -> Iterator[str]:
    """Signature and docstring of a function, class or method."""
    signature = re.sub(r"(?<=: |> )(['\"])(.*?)\1(?=[,)= ]|$)", r"\2", str(inspect.signature(value)))
    signature = signature.replace("(self, ", "(").replace("(self)", "()")
    yield f"{'#' * level} `{name}{signature}`\n"
    yield (inspect.getdoc(value) or "") + "\n"


def python_page() -> Iterator[str]:
    """The public names of symback and of symback.testing."""
    yield "# Python\n"
    for module_name in ("symback", "symback.testing"):
        module = importlib.import_module(module_name)
        yield f"## {module_name}\n"
        for name in sorted(module.__all__):
            value = getattr(module, name)
            if not callable(value):
                continue
            yield from entry(f"{module_name}.{name}", value, 3)
            if inspect.isclass(value):
                methods = [
                    member for member in vars(value) if not member.startswith("_") and callable(getattr(value, member))
                ]
                for method in methods:
                    yield from entry(f"{name}.{method}", getattr(value, method), 4)


def describe(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    """The kind of a value, in words."""
    if "$ref" in schema:
        return f"[{schema['$ref'].rpartition('/')[2]}](#{schema['$ref'].rpartition('/')[2].lower()})"
    if "enum" in schema:
        return " \\| ".join(f"`{json.dumps(value)}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    for word in ("anyOf", "oneOf"):
        if word in schema:
            return " or ".join(describe(choice, definitions) for choice in schema[word])
    kind = schema.get("type", "any")
    if kind == "array":
        return f"list of {describe(schema.get('items', {}), definitions)}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def properties(schema: dict[str, Any], definitions: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Rows of a table of keys, nested objects by dotted names."""
    for key, value in schema.get("properties", {}).items():
        yield f"| `{prefix}{key}` | {describe(value, definitions)} | {value.get('description', '')} |"
        inner = value.get("items", value) if isinstance(value, dict) else {}
        if "properties" in inner:
            yield from properties(inner, definitions, f"{prefix}{key}{'[]' if 'items' in value else ''}.")


def json_page() -> Iterator[str]:
    """The keys of `--format json`, from the schema."""
    path = REFERENCE / "report.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    definitions = schema.get("$defs", {})
    yield "# The JSON report\n"
    yield f"Written by `symback check --format json`. The schema is [{path.name}]({path.name}).\n"
    for name, part in {"report": schema, **definitions}.items():
        rows = list(properties(part, definitions))
        if rows:
            yield f"## {name}\n"
            if part.get("description"):
                yield part["description"] + "\n"
            yield "\n".join(["| key | value | meaning |", "|---|---|---|", *rows]) + "\n"
        elif name != "report":
            yield f"## {name}\n"
            yield f"{part.get('description', '')} {describe(part, definitions)}\n".lstrip()


def with_outputs(page: Path) -> str:
    """The text of a page whose console blocks show what their commands print now."""
    from tests.pages import INSTALLS, blocks, run, run_console, sandbox_environment, save

    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as home:
        environment = sandbox_environment(Path(home))
        folder = Path(home) / "here"
        folder.mkdir()
        for block in blocks(page):
            program = save(block, folder)
            if block.language == "python":
                run([sys.executable, program], folder, environment)
            elif block.language == "console" and INSTALLS not in block.text:
                shown = ""
                for command, before, output in run_console(block, folder, environment):
                    now = before if "…" in before else output.strip("\n")
                    if before.strip() and not output.strip():
                        sys.exit(f"{page}:{block.line}: {command}: printed nothing")
                    shown += f"$ {command}\n{now.rstrip()}\n" if now.strip() else f"$ {command}\n"
                text = text.replace(f"```console\n{block.text}```", f"```console\n{shown}```", 1)
    return text


REFERENCE_PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "cli.md": cli_page,
    "codes.md": codes_page,
    "json.md": json_page,
    "python.md": python_page,
}


def main() -> int:
    """Exit code 1 if a page is not what the code says."""
    stale = []
    for name, page in REFERENCE_PAGES.items():
        text = "\n".join(page()).rstrip() + "\n"
        path = REFERENCE / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        if "--check" in sys.argv[1:]:
            stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if "--check" not in sys.argv[1:]:
        from tests.pages import PAGES

        for path in PAGES:
            path.write_text(with_outputs(path), encoding="utf-8")
    if stale:
        print(f"not current: {', '.join(stale)}; run `make docs`")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
