"""The `where` of Xero's lists, a subset of .NET's dynamic expressions (Xero: requests, optimised filters).

Understood: comparisons, `&&`/`AND`, `||`/`OR`, `!`, brackets, strings in double quotes (no escape exists for
one inside), numbers, true, false, null, `Guid("...")`, `DateTime(...)`, `DateTime.Parse("...")`, and the
methods Contains, StartsWith, EndsWith, ToLower and ToUpper; on an optional field they need a null guard.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.xero.query.fields import Field, Kind, QueryRefused, Schema
from adapters.sandbox.xero.query.folding import fold
from adapters.sandbox.xero.query.lexer import Tokens
from adapters.sandbox.xero.query.literals import Literal, named_literal, token_literal

Test = Callable[[Any], bool]

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "=": operator.eq,
    "!=": operator.ne,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TEXT_TESTS: dict[str, Callable[[str, str], bool]] = {
    "Contains": lambda text, part: part in text,
    "StartsWith": str.startswith,
    "EndsWith": str.endswith,
}
_TEXT_CHANGES: dict[str, Callable[[str], str]] = {"ToLower": str.lower, "ToUpper": str.upper}


Equal = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A filter, and whether it uses nothing but optimised fields in ways that Xero has optimised.

    `equal` are the fields that must have one value, whatever else is asked: an index may begin with one.
    """

    matches: Test
    optimised: bool
    equal: Equal = ()


@dataclass(frozen=True, slots=True)
class _Term:
    test: Test
    optimised: bool = False
    guards: frozenset[str] = frozenset()
    alternative: bool = False
    equal: Equal = ()


@dataclass(frozen=True, slots=True)
class _Operand:
    kind: Kind
    get: Callable[[Any], Any]
    name: str = ""
    field: Field | None = None
    plain: bool = False


def parse(text: str, schema: Schema) -> Where:
    """Raises QueryRefused with Xero's sentence."""
    parser = _Parser(text, schema)
    term = parser.whole()
    return Where(term.test, term.optimised, term.equal)


class _Parser:
    def __init__(self, text: str, schema: Schema) -> None:
        self._tokens = Tokens(text)
        self._schema = schema
        self._guarded: frozenset[str] = frozenset()

    def whole(self) -> _Term:
        term = self._any()
        if self._tokens.next.kind != "end":
            self._tokens.take()
            raise QueryRefused("Syntax error")
        return term

    def _any(self) -> _Term:
        terms = [self._all()]
        while self._tokens.skip("||", "OR"):
            terms.append(self._all())
        if len(terms) == 1:
            return terms[0]
        tests = [term.test for term in terms]
        cheap = all(term.alternative for term in terms)
        return _Term(lambda row: any(test(row) for test in tests), cheap, alternative=cheap)

    def _all(self) -> _Term:
        before = self._guarded
        terms = [self._one()]
        while self._tokens.skip("&&", "AND"):
            self._guarded |= terms[-1].guards
            terms.append(self._one())
        self._guarded = before
        if len(terms) == 1:
            return terms[0]
        tests = [term.test for term in terms]
        return _Term(
            lambda row: all(test(row) for test in tests),
            all(term.optimised for term in terms),
            frozenset[str]().union(*(term.guards for term in terms)),
            equal=tuple(pair for term in terms for pair in term.equal),
        )

    def _one(self) -> _Term:
        if self._tokens.skip("!"):
            term = self._one()
            return _Term(lambda row: not term.test(row))
        if self._tokens.skip("("):
            term = self._any()
            self._tokens.expect(")")
            return term
        left = self._operand()
        sign = self._tokens.next.text
        if sign not in _COMPARE:
            if left.kind != "Boolean":
                raise QueryRefused("Expression of type 'Boolean' expected")
            return _Term(lambda row: left.get(row) is True)
        self._tokens.take()
        return _comparison(left, sign, self._operand())

    def _operand(self) -> _Operand:
        token = self._tokens.take()
        literal = token_literal(token)
        if literal is None and token.kind == "name":
            literal = named_literal(token.text, self._tokens)
        if literal is not None:
            return _constant(literal)
        if token.kind != "name":
            raise QueryRefused("Syntax error")
        name, read = self._path(token.text), self._schema.read
        field = self._schema.fields.get(name)
        if field is None:
            raise QueryRefused(f"No property or field '{name}' exists in type '{self._schema.name}'")
        operand = _Operand(field.kind, lambda row: read(row, name), name, field, plain=True)
        while self._tokens.skip("."):
            operand = self._method(operand)
        return operand

    def _path(self, name: str) -> str:
        """The name of a field, or of a field of a part: `Contact.Name`."""
        if any(known.startswith(f"{name}.") for known in self._schema.fields) and self._tokens.skip("."):
            return f"{name}.{self._tokens.take().text}"
        return name

    def _method(self, on: _Operand) -> _Operand:
        method = self._tokens.take().text
        if on.field is None or on.kind != "String" or method not in (*_TEXT_TESTS, *_TEXT_CHANGES):
            raise QueryRefused(f"No applicable method '{method}' exists in type '{on.kind}'")
        if on.field.optional and on.name not in self._guarded:
            raise QueryRefused(
                "Operations on optional fields must be preceded by a null guard, e.g. [FieldName] != null"
            )
        self._tokens.expect("(")
        if method in _TEXT_CHANGES:
            self._tokens.expect(")")
            change = _TEXT_CHANGES[method]
            return _Operand("String", lambda row: change(on.get(row) or ""), on.name, on.field)
        part = self._operand()
        self._tokens.expect(")")
        if part.kind != "String":
            raise QueryRefused(f"No applicable method '{method}' exists in type 'String'")
        test = _TEXT_TESTS[method]
        folded = fold if on.field.folded else str
        return _Operand(
            "Boolean", lambda row: test(folded(on.get(row) or ""), folded(part.get(row))), on.name, on.field
        )


def _comparison(left: _Operand, sign: str, right: _Operand) -> _Term:
    """Two operands of one type, or one of them null."""
    kinds = {left.kind, right.kind} - {"Null"}
    if len(kinds) > 1:
        raise QueryRefused(
            f"Operator '{sign}' incompatible with operand types '{left.kind}' and '{right.kind}'"
        )
    compare = _COMPARE[sign]
    equality = compare in (operator.eq, operator.ne)
    folded = any(side.field is not None and side.field.folded for side in (left, right))

    def test(row: Any) -> bool:
        first, second = left.get(row), right.get(row)
        if not equality and (first is None or second is None):
            return False
        if folded and isinstance(first, str) and isinstance(second, str):
            return compare(fold(first), fold(second))
        return compare(first, second)

    guarding = compare is operator.ne and right.kind == "Null" and left.plain
    field = left.field if left.plain and right.field is None else None
    way = compare is operator.eq or (field is not None and field.ranges and compare is not operator.ne)
    cheap = field is not None and field.optimised and way
    guards = frozenset({left.name}) if guarding else frozenset[str]()
    alternative = cheap and field is not None and field.alternatives
    one_value = field is not None and compare is operator.eq and right.kind != "Null"
    return _Term(test, cheap, guards, alternative, ((left.name, right.get(None)),) if one_value else ())


def _constant(literal: Literal) -> _Operand:
    value = literal.value
    return _Operand(literal.kind, lambda row: value)
