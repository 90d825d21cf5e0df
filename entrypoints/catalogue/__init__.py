"""The one place where codes and facts become sentences.

The texts stand in `english.toml`: a translation is a file like it. Sentences are plain text; a printer
that reads markup gets them through `for_markup`.
"""

from entrypoints.catalogue.checks import finding_sentence, setting_words
from entrypoints.catalogue.events import event_line
from entrypoints.catalogue.holds import cause_sentence, hold_label, hold_sentence
from entrypoints.catalogue.labels import link_label, standing_label, state_label
from entrypoints.catalogue.problems import problem_sentence
from entrypoints.catalogue.promises import promises
from entrypoints.catalogue.reasons import evidence_words, reason_label, reason_sentence, tax_rule_words
from entrypoints.catalogue.text import argument, count, for_markup, number, outside, visible
from entrypoints.catalogue.times import date_words, day_words, moment_words

__all__ = [
    "argument",
    "cause_sentence",
    "count",
    "date_words",
    "day_words",
    "event_line",
    "evidence_words",
    "finding_sentence",
    "for_markup",
    "hold_label",
    "hold_sentence",
    "link_label",
    "moment_words",
    "number",
    "outside",
    "problem_sentence",
    "promises",
    "reason_label",
    "reason_sentence",
    "setting_words",
    "standing_label",
    "state_label",
    "tax_rule_words",
    "visible",
]
