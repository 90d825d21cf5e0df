"""Collects from the source every code that can reach a person, so that a missing sentence is found."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from entrypoints.catalogue.language import UNKNOWN, section
from tests.architecture.source import Module, modules
from tests.unit.catalogue.following import Function, Names, assigned, keyword, parameters

PASSED_ON = {"code", "reason"}
"""Attributes and keys that hold a code which somebody else made, and which is found there."""

_KEBAB = re.compile(r"[a-z]+(?:-[a-z]+)+")
_RAISES = re.compile(r"Raises.*", re.DOTALL)
_TICKED = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
_SILENT_FOLDERS = ("adapters/sandbox/", "entrypoints/catalogue/")


@dataclass
class Codes:
    """What was found, by kind; `unclear` are places whose code cannot be read from the source."""

    causes: set[str] = field(default_factory=set)
    reasons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    events: set[str] = field(default_factory=set)
    problems: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lost: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    findings: set[str] = field(default_factory=set)
    whys: set[str] = field(default_factory=set)
    limits: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)


@cache
def of_the_house() -> Codes:
    """The codes of everything that we ship; the sandbox speaks for others."""
    every = modules("domain", "adapters", "entrypoints")
    return collect(tuple(m for m in every if not m.path.startswith(_SILENT_FOLDERS)))


def collect(read: tuple[Module, ...]) -> Codes:
    """The codes in these modules."""
    return _Collector(read).collected()


def own(name: str) -> set[str]:
    """The codes that a section has words for."""
    return set(section(name)) - {UNKNOWN}


def code_like_texts(module: Module) -> Iterator[str]:
    """Every text of the form "such-a-code" in a module, but for the values of its enumerations."""
    enumerated = {
        id(node)
        for part in ast.walk(module.tree)
        if isinstance(part, ast.ClassDef) and any(getattr(b, "id", "") == "StrEnum" for b in part.bases)
        for node in ast.walk(part)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in enumerated or not _KEBAB.fullmatch(node.value):
                continue
            yield node.value


class _Collector:
    def __init__(self, read: tuple[Module, ...]) -> None:
        self._read = read
        self._names = Names(read)
        self._classes: dict[str, str] = {"Problem": ""}
        self._codes = Codes()
        self._index_problems()

    def collected(self) -> Codes:
        for name, calls in list(self._names.calls.items()):
            for call, scope, module in calls:
                self._look_at(name, call, scope, module)
        for module in self._read:
            self._look_for_tables_and_promises(module)
        return self._codes

    def _index_problems(self) -> None:
        """Every class below Problem, with its base; its own code is one that a person may meet."""
        classes = [(m, n) for m in self._read for n in ast.walk(m.tree) if isinstance(n, ast.ClassDef)]
        known = 0
        while known != len(self._classes):
            known = len(self._classes)
            for module, node in classes:
                bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
                if node.name == "Problem" or self._classes.keys() & set(bases):
                    self._classes.setdefault(node.name, bases[0] if bases else "")
                    self._note_own_code(node, module)

    def _note_own_code(self, node: ast.ClassDef, module: Module) -> None:
        for statement in node.body:
            targets = (
                [statement.target]
                if isinstance(statement, ast.AnnAssign)
                else getattr(statement, "targets", [])
            )
            value = getattr(statement, "value", None)
            named = any(isinstance(target, ast.Name) and target.id == "code" for target in targets)
            if named and isinstance(value, ast.Constant) and isinstance(value.value, str):
                self._note_problem(node.name, value.value, module)

    def _look_at(self, name: str, call: ast.Call, scope: Function | None, module: Module) -> None:
        code = keyword(call, "code")
        if name == "Cause" and code is not None:
            self._codes.causes.update(self._values(code, scope, module))
        elif name == "Reason" and code is not None:
            self._codes.reasons[module.path].update(self._values(code, scope, module))
        elif name in ("add", "Event") and code is not None and keyword(call, "subject") is not None:
            self._codes.events.update(self._values(code, scope, module))
        elif name in self._classes:
            self._look_at_problem(name, call, scope, module)
        elif name == "Finding" and code is not None:
            self._codes.findings.update(self._values(code, scope, module))
        self._look_at_facts(name, call, scope, module)

    def _look_at_problem(self, name: str, call: ast.Call, scope: Function | None, module: Module) -> None:
        """What is given by position is the code; `code` may then be the name of a fact."""
        by_position = bool(call.args) and not self._takes_sentences(name)
        given = call.args[0] if by_position else keyword(call, "code")
        if given is not None and not isinstance(given, ast.Starred):
            for value in self._values(given, scope, module):
                self._note_problem(name, value, module)

    def _look_at_facts(self, name: str, call: ast.Call, scope: Function | None, module: Module) -> None:
        """Codes that are facts: of the problem behind a cause, of a limit, of why no answer came."""
        problem = keyword(call, "problem")
        if isinstance(problem, ast.Constant) and isinstance(problem.value, str):
            self._note_problem("Problem", problem.value, module)
        limit = keyword(call, "limit")
        if name in ("Wait", "Throttled") and limit is not None:
            self._codes.limits.update(self._values(limit, scope, module, must=False))
        why = keyword(call, "why")
        if why is not None and module.path.startswith(("adapters/xero/", "adapters/hubflo/")):
            self._codes.whys.update(self._values(why, scope, module, must=False))

    def _look_for_tables_and_promises(self, module: Module) -> None:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[0], ast.Name):
                code = node.elts[1]
                if node.elts[0].id in self._classes and isinstance(code, ast.Constant):
                    self._note_problem(node.elts[0].id, str(code.value), module)
            if isinstance(node, Function | ast.ClassDef | ast.Module):
                promised = _RAISES.search(ast.get_docstring(node) or "")
                for code_in_words in _TICKED.findall(promised[0]) if promised else ():
                    self._note_problem("Problem", code_in_words, module)

    def _note_problem(self, name: str, code: str, module: Module) -> None:
        self._codes.problems[code].add(module.path)
        if self._is_a(name, "AccessLost"):
            self._codes.lost[code].add(module.path)

    def _takes_sentences(self, name: str) -> bool:
        return self._is_a(name, "Rejected") or self._is_a(name, "Throttled")

    def _is_a(self, name: str, ancestor: str) -> bool:
        while name and name != ancestor:
            name = self._classes.get(name, "")
        return name == ancestor

    def _values(
        self, expr: ast.expr, scope: Function | None, module: Module, *, must: bool = True
    ) -> set[str]:
        """Every text that an expression can be, followed through names, branches and callers."""
        match expr:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.Constant():
                return set()
            case ast.Attribute(attr=attr) if attr in PASSED_ON:
                return set()
            case ast.Subscript(slice=ast.Constant(value=key)) if key in PASSED_ON:
                return set()
            case ast.Name(id=name):
                return self._of_name(name, scope, module, must=must)
        parts = self._names.parts(expr, scope, module)
        if not parts and must:
            self._codes.unclear.add(f"{module.path}:{scope.name if scope else ''}")
        return {text for part, by, where in parts for text in self._values(part, by, where, must=must)}

    def _of_name(self, name: str, scope: Function | None, module: Module, *, must: bool) -> set[str]:
        found: set[str] = set()
        known = False
        if scope is not None:
            for expr in (*assigned(name, scope), *self._names.one_of(name, scope, module)):
                known = True
                found |= self._values(expr, scope, module, must=must)
            if name in parameters(scope):
                known = True
                for given, caller, where in self._names.givens(name, scope, module):
                    found |= self._values(given, caller, where, must=must)
        constant = None if known else self._names.constant(name, module)
        if constant is not None:
            known = True
            found |= self._values(constant, None, module, must=must)
        if not known and must:
            self._codes.unclear.add(f"{module.path}:{scope.name if scope else ''}")
        return found
