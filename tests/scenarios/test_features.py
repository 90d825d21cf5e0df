"""Binds every feature: one that is not bound would silently not be run."""

from pytest_bdd import scenarios

scenarios(".")
