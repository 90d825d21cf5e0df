"""That codes are found in the source, however a module comes to name them."""

from tests.architecture.source import Module
from tests.unit.catalogue.codes import collect


def test_a_code_is_followed_through_branches_tables_and_callers() -> None:
    text = """
FALLBACK = "by-constant"

class Refused(Problem):
    code = "refused-class"

def ask(lost):
    code = "by-branch" if lost else FALLBACK
    return Cause(code=code, key="k")

MANY = ("by-member", "by-member-too")

def go_through():
    for code in MANY:
        yield Finding(code=code)

def weigh():
    tests = (("by-table", 1), ("by-table-too", 2))
    for code, agrees in tests:
        evidence(code, agrees)

def evidence(code, agrees):
    return Reason(code=code)

def tell(books, code):
    books.events.add(subject="s", code=code)

def act(books, state):
    tell(books, "by-caller")
    tell(books, code="by-keyword")
    raise Refused("refused-by-hand", who="x")

def unclear(state):
    return Cause(code=f"made-{state}", key="k")

def promise():
    '''Raises Invalid (`promised-in-words`).'''
"""
    found = collect(
        (Module("domain/planted.py", text), Module("domain/base.py", "class Problem: code = 'problem'\n"))
    )

    assert found.causes == {"by-branch", "by-constant"}
    assert found.reasons["domain/planted.py"] == {"by-table", "by-table-too"}
    assert found.findings == {"by-member", "by-member-too"}
    assert found.events == {"by-caller", "by-keyword"}
    assert set(found.problems) == {"problem", "refused-class", "refused-by-hand", "promised-in-words"}
    assert found.unclear == {"domain/planted.py:unclear"}


def test_a_code_is_followed_through_functions_that_answer_it_and_tables_that_hold_it() -> None:
    one = """
TOLD = {1: "by-key", 2: "by-key-too"}

def first(fit):
    return "by-answer" if fit else "by-answer-too"

def _same(fit, code):
    return Reason(code=code(fit))

def weigh(fit):
    _same(fit, first)

def tell(books, code):
    books.events.add(subject="s", code=code)

def follow(books, status):
    tell(books, TOLD[status])
    raise Invalid("by-position", code=status.held)

def hold(problem):
    return cause("x", problem="inside-a-cause")
"""
    other = """
def _same(one, another):
    return one == another

def tell(sentence, code):
    print(sentence, code)

def compare(found):
    tell("Never a code.", "not-an-event")
    return _same(found.one, found.other)
"""
    base = "class Problem: code = 'problem'\nclass Invalid(Problem): code = 'invalid'\n"
    found = collect(
        (
            Module("domain/one.py", one),
            Module("domain/other.py", other),
            Module("domain/base.py", base),
        )
    )

    assert found.reasons["domain/one.py"] == {"by-answer", "by-answer-too"}
    assert found.events == {"by-key", "by-key-too"}
    assert set(found.problems) == {"problem", "invalid", "by-position", "inside-a-cause"}
    assert found.unclear == set()
