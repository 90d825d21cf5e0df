"""What a newcomer meets: names that are explained, files that are short, and nothing said twice."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.architecture.source import LAYERS, Module, modules

LONGEST = 300
# Files that may be longer, and why.
LONGER: dict[str, str] = {
    "adapters/storage/migrations/versions/r0001_first_tables.py": "a migration is one step",
    "tests/contracts/storage_suite_ledger_mirror.py": "one port's exam",
    "tests/contracts/test_hubflo_portal.py": "one port's exam",
    "tests/contracts/test_xero_ledger.py": "one port's exam",
    "tests/unit/domain/test_cents.py": "one ladder, rung by rung",
    "tests/unit/sandbox_xero/test_contacts_writing.py": "one endpoint with all that it refuses",
    "tests/unit/xero_adapter/around.py": "the builders of one folder",
}
# Bodies shorter than this may look alike: they are forms, not thoughts.
ALIKE_FROM_NODES = 60


def undocumented(module: Module) -> Iterator[str]:
    """The module, and public functions, classes and methods, without a docstring.

    Methods need one in a port, where they are the whole of what is promised.
    """
    if module.text.strip() and not ast.get_docstring(module.tree):
        yield module.at(module.tree, "the module says nothing of itself")
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _undocumented(module, node)


def _undocumented(
    module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
) -> Iterator[str]:
    if node.name.startswith("_"):
        return
    if not ast.get_docstring(node):
        yield module.at(node, f"{node.name} has no docstring")
    if isinstance(node, ast.ClassDef) and "/ports/" in module.path:
        for inner in node.body:
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _undocumented(module, inner)


def too_long(read: Iterable[Module]) -> list[str]:
    """Files over the limit that have no reason to be."""
    counted = [(module.path, module.text.count("\n")) for module in read]
    return [f"{path} has {lines} lines" for path, lines in counted if lines > LONGEST and path not in LONGER]


def _body(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    statements = node.body[1:] if ast.get_docstring(node) else node.body
    if sum(1 for statement in statements for _ in ast.walk(statement)) < ALIKE_FROM_NODES:
        return None
    return ast.dump(ast.Module(body=statements, type_ignores=[]))


def said_twice(read: Iterable[Module]) -> list[str]:
    """Functions whose bodies are the same, letter for letter but for layout and docstring."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in read:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (body := _body(node)):
                places[body].append(module.at(node, node.name))
    return [" = ".join(found) for found in places.values() if len(found) > 1]


def test_the_domain_and_its_ports_explain_themselves() -> None:
    assert [finding for module in modules("domain") for finding in undocumented(module)] == []


def test_files_are_short() -> None:
    assert too_long(modules(*LAYERS, "tests")) == []


def test_every_long_file_is_still_long() -> None:
    paths = {module.path for module in modules(*LAYERS, "tests") if module.text.count("\n") > LONGEST}

    assert sorted(set(LONGER) - paths) == []


def test_nothing_is_said_twice() -> None:
    # The sandbox stands in for others and shares nothing with us on purpose: it is compared with itself.
    house = [module for module in modules(*LAYERS) if not module.path.startswith("adapters/sandbox/")]

    assert said_twice(house) + said_twice(modules("adapters/sandbox")) == []


def test_each_check_finds_what_it_is_for() -> None:
    function = (
        "def {name}(a: int) -> int:\n"
        + "".join(f"    a = a * {n} + {n}\n" for n in range(9))
        + "    return a\n"
    )
    twice = Module("domain/planted.py", function.format(name="one") + function.format(name="other"))
    port = Module(
        "domain/ports/planted.py", '"""P."""\nclass Port:\n    """A port."""\n    def verb(self): ...\n'
    )
    rule = Module("domain/planted.py", '"""P."""\ndef rule(): ...\ndef _helper(): ...\nclass Value: ...\n')

    assert len(said_twice([twice])) == 1
    assert list(undocumented(port)) == ["domain/ports/planted.py:4: verb has no docstring"]
    assert len(list(undocumented(rule))) == 2
    assert list(undocumented(Module("domain/planted.py", "A = 1\n"))) != []
    assert too_long([Module("domain/planted.py", "\n" * 301)]) == ["domain/planted.py has 301 lines"]
