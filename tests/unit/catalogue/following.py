"""Follows a name through the source: to where it is defined, and to all that it can be there."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.source import Module

Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[ast.expr, Function | None, Module]
"""An expression, the function that it stands in, and the module."""


class Names:
    """What every module defines, imports and calls."""

    def __init__(self, read: tuple[Module, ...]) -> None:
        self.calls: dict[str, list[tuple[ast.Call, Function | None, Module]]] = defaultdict(list)
        self._by_name = {module.name: module for module in read}
        self._imports: dict[str, dict[str, str]] = {}
        self._functions: dict[tuple[str, str], Function] = {}
        self._constants: dict[tuple[str, str], ast.expr] = {}
        for module in read:
            self._index(module)

    def _index(self, module: Module) -> None:
        self._imports[module.name] = {
            alias.asname or alias.name: node.module
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        for statement in module.tree.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                self._constants[module.name, statement.targets[0].id] = statement.value
            elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                if statement.value is not None:
                    self._constants[module.name, statement.target.id] = statement.value
            elif isinstance(statement, Function):
                self._functions[module.name, statement.name] = statement
        self._index_calls(module.tree, None, module)

    def _index_calls(self, node: ast.AST, scope: Function | None, module: Module) -> None:
        for child in ast.iter_child_nodes(node):
            inner = child if isinstance(child, Function) else scope
            if isinstance(child, ast.Call):
                self.calls[called(child)].append((child, inner, module))
            self._index_calls(child, inner, module)

    def parts(self, expr: ast.expr, scope: Function | None, module: Module) -> list[Place]:
        """The expressions of which one is what this one becomes, each with where it stands."""
        match expr:
            case ast.IfExp(body=body, orelse=orelse):
                return [(body, scope, module), (orelse, scope, module)]
            case ast.BoolOp(values=values):
                return [(value, scope, module) for value in values]
            case ast.Subscript(value=ast.Name(id=table)):
                return [(value, None, module) for value in self._table(table, module)]
            case ast.Call(func=ast.Name(id=name)):
                functions = self._called_functions(name, scope, module)
                return [(answer, each, where) for each, where in functions for answer in _returned(each)]
            case _:
                return []

    def givens(self, name: str, scope: Function, module: Module) -> Iterator[Place]:
        """What callers give for a parameter."""
        for call, caller, where in self.calls.get(scope.name, []):
            given = _given(call, name, scope) if self._reaches(call, where, scope, module) else None
            if given is not None:
                yield given, caller, where

    def _reaches(self, call: ast.Call, where: Module, scope: Function, module: Module) -> bool:
        """Whether a call by that name is one of this function: others may have a function of its name."""
        if isinstance(call.func, ast.Attribute):
            return where is module or not scope.name.startswith("_")
        return self._home_of(scope.name, where) is module

    def _home_of(self, name: str, module: Module) -> Module | None:
        """Where a name that a module uses is defined: in itself, or where it imports it from."""
        return self._by_name.get(self._imports[module.name].get(name, module.name))

    def constant(self, name: str, module: Module) -> ast.expr | None:
        """What a module's name stands for, wherever it is defined."""
        home = self._home_of(name, module)
        return self._constants.get((home.name, name)) if home is not None else None

    def _table(self, name: str, module: Module) -> list[ast.expr]:
        """The values of a constant table, of which a key chooses one."""
        constant = self.constant(name, module)
        return constant.values if isinstance(constant, ast.Dict) else []

    def _called_functions(
        self, name: str, scope: Function | None, module: Module
    ) -> list[tuple[Function, Module]]:
        """The functions that a call by that name can mean: one of a module, or what callers pass for it."""
        if scope is not None and name in parameters(scope):
            return [
                found
                for given, caller, where in self.givens(name, scope, module)
                if isinstance(given, ast.Name)
                for found in self._called_functions(given.id, caller, where)
            ]
        home = self._home_of(name, module)
        function = self._functions.get((home.name, name)) if home is not None else None
        return [(function, home)] if function is not None and home is not None else []

    def one_of(self, name: str, scope: Function, module: Module) -> Iterator[ast.expr]:
        """The members of a constant that a local name goes through."""
        for node in ast.walk(scope):
            if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and node.target.id == name:
                table = self.constant(node.iter.id, module) if isinstance(node.iter, ast.Name) else None
                if isinstance(table, ast.Tuple | ast.List):
                    yield from table.elts


def called(call: ast.Call) -> str:
    """The name by which something is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """What a call gives under a name."""
    return next((each.value for each in call.keywords if each.arg == name), None)


def parameters(scope: Function) -> list[str]:
    """The names of what a function takes."""
    return [a.arg for a in (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs)]


def _given(call: ast.Call, name: str, scope: Function) -> ast.expr | None:
    by_name = keyword(call, name)
    if by_name is not None:
        return by_name
    positional = [a.arg for a in (*scope.args.posonlyargs, *scope.args.args) if a.arg not in ("self", "cls")]
    at = positional.index(name) if name in positional else len(call.args)
    return call.args[at] if at < len(call.args) else None


def _returned(function: Function) -> Iterator[ast.expr]:
    """Everything that a function can answer."""
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value


def assigned(name: str, scope: Function) -> Iterator[ast.expr]:
    """What a local name is given: by assignment, or as the first of each tuple of a table gone through."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
        if isinstance(node, ast.For) and isinstance(node.target, ast.Tuple):
            names = [element.id for element in node.target.elts if isinstance(element, ast.Name)]
            if name in names and isinstance(node.iter, ast.Name):
                yield from _column(node.iter.id, names.index(name), scope)


def _column(table: str, index: int, scope: Function) -> Iterator[ast.expr]:
    for value in assigned(table, scope):
        if isinstance(value, ast.Tuple | ast.List):
            yield from (row.elts[index] for row in value.elts if isinstance(row, ast.Tuple))
