"""The features are the specification: every scenario is run, every step is used, none is defined twice.

pytest-bdd reports none of the three: a feature that nobody binds is not run, of two definitions the nearest
wins, and a step without a scenario stays for ever.
"""

import importlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Literal

from pytest_bdd.feature import get_features
from pytest_bdd.parser import Feature
from pytest_bdd.parsers import get_parser, parse
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry
from pytest_bdd.utils import registry_get_safe

from tests.architecture.source import ROOT

FEATURES = ROOT / "features"


def _features(folder: Path) -> list[Feature]:
    return get_features([str(folder)]) if any(folder.rglob("*.feature")) else []


def _scenario_names(features: Iterable[Feature]) -> set[tuple[str, str]]:
    return {
        (str(Path(feature.filename).resolve()), name) for feature in features for name in feature.scenarios
    }


def _steps_said(features: Iterable[Feature]) -> set[tuple[str, str]]:
    """Every step as it is run: kind and text, outlines filled in."""
    said = set()
    for feature in features:
        for template in feature.scenarios.values():
            rows = [row for table in template.examples for row in table.as_contexts()] or [{}]
            for row in rows:
                said |= {(step.type, step.name) for step in template.render(row).steps}
    return said


def _scenario_modules() -> list[ModuleType]:
    files = sorted((ROOT / "tests/scenarios").rglob("*.py"))
    names = [path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in files]
    return [importlib.import_module(name.removesuffix(".__init__")) for name in names]


def _bound(modules: Iterable[ModuleType]) -> set[tuple[str, str]]:
    values = [value for module in modules for value in vars(module).values()]
    bound = [registry_get_safe(scenario_wrapper_template_registry, value) for value in values]
    return {(str(Path(found.feature.filename).resolve()), found.name) for found in bound if found is not None}


def _defined() -> list[StepFunctionContext]:
    """Every step definition of the modules imported so far, each once however often it is re-exported."""
    ours = [
        context
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith("tests.scenarios")
    ]
    return sorted(ours, key=lambda context: (str(context.type), context.parser.name))


def fits(context: StepFunctionContext, kind: str, text: str) -> bool:
    """Whether this definition would run that step."""
    return context.type in {kind, None} and bool(context.parser.is_matching(text))


def unused(defined: Iterable[StepFunctionContext], said: set[tuple[str, str]]) -> list[str]:
    """Definitions that no scenario reaches."""
    return [
        f"{context.step_func.__module__}: {context.type} {context.parser.name}"
        for context in defined
        if not any(fits(context, kind, text) for kind, text in said)
    ]


def ambiguous(defined: list[StepFunctionContext], said: set[tuple[str, str]]) -> list[str]:
    """Steps that several definitions fit, and texts that are defined more than once."""
    texts = Counter((str(context.type), context.parser.name) for context in defined)
    twice = [f"defined {count} times: {kind} {text}" for (kind, text), count in texts.items() if count > 1]
    several = [
        f"{kind} {text}: {' and '.join(context.parser.name for context in fitting)}"
        for kind, text in sorted(said)
        if len(fitting := [context for context in defined if fits(context, kind, text)]) > 1
    ]
    return twice + several


def test_there_are_features() -> None:
    assert _features(FEATURES) != []


def test_every_scenario_is_bound() -> None:
    assert sorted(_scenario_names(_features(FEATURES)) - _bound(_scenario_modules())) == []


def test_every_step_is_used() -> None:
    _scenario_modules()

    assert unused(_defined(), _steps_said(_features(FEATURES))) == []


def test_no_step_is_defined_twice() -> None:
    _scenario_modules()

    assert ambiguous(_defined(), _steps_said(_features(FEATURES))) == []


def lost(text: str) -> list[str]:
    """Names that two scenarios of a file share: pytest-bdd keeps the last and forgets the first."""
    names = re.findall(r"^\s*(?:Scenario(?: Outline| Template)?|Example):\s*(.+?)\s*$", text, re.MULTILINE)
    return [name for name, count in Counter(names).items() if count > 1]


def test_no_scenario_is_lost_behind_its_namesake() -> None:
    found = {path.name: lost(path.read_text("utf-8")) for path in FEATURES.rglob("*.feature")}

    assert {name: names for name, names in found.items() if names} == {}


PLANTED = """Feature: Planted
  Scenario: One
    Given a contact
    When it comes over

  Scenario Outline: Many
    Given <count> contacts

    Examples:
      | count |
      | 3     |
"""


def _planted(folder: Path) -> list[Feature]:
    (folder / "planted.feature").write_text(PLANTED)
    return _features(folder)


def _definition(kind: Literal["given", "when", "then"], text: str | parse) -> StepFunctionContext:
    return StepFunctionContext(type=kind, step_func=lambda: None, parser=get_parser(text))


def test_an_unbound_scenario_is_found(tmp_path: Path) -> None:
    missing = _scenario_names(_planted(tmp_path)) - _bound(_scenario_modules())

    assert {name for _, name in missing} == {"One", "Many"}


def test_outlines_are_filled_in(tmp_path: Path) -> None:
    assert _steps_said(_planted(tmp_path)) == {
        ("given", "a contact"),
        ("when", "it comes over"),
        ("given", "3 contacts"),
    }


def test_an_unused_step_is_found(tmp_path: Path) -> None:
    said = _steps_said(_planted(tmp_path))

    assert len(unused([_definition("then", "a contact")], said)) == 1
    assert unused([_definition("given", parse("{count:d} contacts"))], said) == []


def test_a_step_defined_twice_is_found(tmp_path: Path) -> None:
    said = _steps_said(_planted(tmp_path))

    assert len(ambiguous([_definition("given", "never said"), _definition("given", "never said")], said)) == 1
    assert (
        len(ambiguous([_definition("given", "a contact"), _definition("given", parse("a {what}"))], said))
        == 1
    )
    assert ambiguous([_definition("given", "a contact"), _definition("when", "a contact")], said) == []


def test_a_lost_scenario_is_found() -> None:
    assert lost(PLANTED) == []
    assert lost(PLANTED + "  Scenario: One\n    Given a contact\n") == ["One"]
