"""The project's own source, as the architecture tests read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("domain", "adapters", "entrypoints")


@dataclass(frozen=True)
class Module:
    """One file of source, whose name is its path."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """The name to import it by."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def tree(self) -> ast.Module:
        """The file, parsed."""
        return ast.parse(self.text, self.path)

    def at(self, node: ast.AST, finding: str) -> str:
        """A finding with its place, as an editor opens it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {finding}"


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every module below these folders of the checkout."""
    files = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(Module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in files)


def imports(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every import wherever it stands, by the full name of the module that it reaches."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module if node.module and not node.level else f"{module.path.split('/')[0]}"
