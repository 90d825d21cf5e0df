"""What a person is told when something is refused."""

from pytest_bdd import parsers, then

from domain.errors import Problem
from tests.scenarios.tables import words


@then(parsers.re(r'I am told "(?P<code>[^"]+)"'))
def _(problem: Problem, code: str) -> None:
    assert words(problem.reason) == code


@then(parsers.re(r'I am told "(?P<code>[^"]+)", with the name "(?P<name>[^"]+)"'))
def _(problem: Problem, code: str, name: str) -> None:
    assert (words(problem.reason), problem.facts["name"]) == (code, name)


@then(parsers.re(r'I am told "(?P<code>[^"]+)", with the names "(?P<mine>[^"]+)" and "(?P<other>[^"]+)"'))
def _(problem: Problem, code: str, mine: str, other: str) -> None:
    assert words(problem.reason) == code
    assert (problem.facts["mine"], problem.facts["other"]) == (mine, other)
