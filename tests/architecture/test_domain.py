"""The domain is pure: an allow-list of modules, nothing asynchronous, no vendor's word in a name.

A list of what is allowed cannot be outdated by a new library, as a list of what is forbidden is.
"""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.architecture.source import Module, imports, modules

# Of the standard library the domain has what computes.
# No files, sockets, clocks, chance, threads, logs or environment.
COMPUTES = {
    "__future__",
    "abc",
    "base64",
    "binascii",
    "bisect",
    "calendar",
    "collections",
    "collections.abc",
    "contextlib",
    "copy",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "email.utils",
    "enum",
    "fractions",
    "functools",
    "graphlib",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "itertools",
    "json",
    "math",
    "numbers",
    "operator",
    "re",
    "statistics",
    "string",
    "textwrap",
    "types",
    "typing",
    "unicodedata",
    "urllib.parse",
    "uuid",
    "zoneinfo",
}
# What one file may have besides, and why.
EXCUSED = {
    (
        "domain/services/clerk.py",
        "threading",
    ): "a lock around a round's own memory: units report from several threads",
}
ACTS = {"__import__", "breakpoint", "compile", "eval", "exec", "input", "open", "print"}
VENDORS = ("xero", "hubflo", "stripe")


def foreign_imports(module: Module) -> Iterator[str]:
    """Imports that neither compute nor are the domain's own."""
    for node, name in imports(module):
        if name.split(".")[0] != "domain" and name not in COMPUTES and (module.path, name) not in EXCUSED:
            yield module.at(node, f"imports {name}")


def acts(module: Module) -> Iterator[str]:
    """Built-in functions that reach outside or run text."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ACTS:
            yield module.at(node, f"calls {node.func.id}()")


def asynchronous(module: Module) -> Iterator[str]:
    """Anything that would need an event loop."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith | ast.Await):
            yield module.at(node, "is asynchronous")
        elif isinstance(node, ast.comprehension) and node.is_async:
            yield module.at(node.target, "is asynchronous")


def vendor_words(module: Module) -> Iterator[str]:
    """Names with a vendor in them. Docstrings and texts may name the source of a rule: they are no names."""
    names: list[tuple[ast.AST, str]] = [(module.tree, module.name)]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant):
            continue
        for _, value in ast.iter_fields(node):
            parts = value if isinstance(value, list) else [value]
            names += [(node, part) for part in parts if isinstance(part, str)]
    for node, name in names:
        for vendor in VENDORS:
            if vendor in name.lower():
                yield module.at(node, f"the name {name!r} holds {vendor!r}")


CHECKS = [foreign_imports, acts, asynchronous, vendor_words]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_domain_is_pure(check: Callable[[Module], Iterator[str]]) -> None:
    read = modules("domain")

    assert len(read) > 3, "the domain was not found"
    assert [finding for module in read for finding in check(module)] == []


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (foreign_imports, "import attrs"),
        (foreign_imports, "import os"),
        (foreign_imports, "def f():\n    from time import time"),
        (foreign_imports, "from adapters import xero"),
        (foreign_imports, "import logging"),
        (foreign_imports, "import urllib.request"),
        (acts, "open('file')"),
        (asynchronous, "async def f(): ..."),
        (asynchronous, "async def f(): return [x async for x in y]"),
        (vendor_words, "class XeroContact: ..."),
        (vendor_words, "def f(hubflo_id): ..."),
        (vendor_words, "from domain.links import Link as StripeLink"),
        (vendor_words, "a.xero = 1"),
        (vendor_words, "f(xero=1)"),
        (vendor_words, "match a:\n    case {**hubflo}: ..."),
    ],
)
def test_each_check_finds_what_it_is_for(check: Callable[[Module], Iterator[str]], text: str) -> None:
    assert list(check(Module("domain/planted.py", text))) != []


def test_every_excuse_is_still_needed() -> None:
    found = {(module.path, name) for module in modules("domain") for _, name in imports(module)}

    assert set(EXCUSED) - found == set()


def test_a_docstring_may_name_the_source_of_a_rule() -> None:
    assert list(vendor_words(Module("domain/planted.py", '"""As Xero does."""\nsource = "hubflo"'))) == []
