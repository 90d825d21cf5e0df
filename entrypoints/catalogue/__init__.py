"""The one place where codes and facts become sentences.

The texts stand in `english.toml`: a translation is a file like it. Sentences are plain text; a printer
that reads markup gets them through `for_markup`.
"""

from entrypoints.catalogue.checks import finding_sentence, setting_words
from entrypoints.catalogue.events import event_line
from entrypoints.catalogue.holds import cause_sentence, hold_label, hold_sentence
from entrypoints.catalogue.labels import (
    hook_event_words,
    hook_label,
    link_label,
    standing_label,
    state_label,
)
from entrypoints.catalogue.payments import payment_line, payment_method_words, payment_stage_label
from entrypoints.catalogue.problems import problem_sentence
from entrypoints.catalogue.promises import promises
from entrypoints.catalogue.proposing import (
    first_run_words,
    invoice_promises,
    past_sentence,
    proposal_sentence,
    proposed_tax_sentence,
)
from entrypoints.catalogue.reasons import (
    edit_words,
    evidence_words,
    reason_label,
    reason_sentence,
    tax_rule_words,
)
from entrypoints.catalogue.rebuilds import not_found_again, rebuild_words
from entrypoints.catalogue.stages import (
    document_label,
    gone_line,
    rung_words,
    skip_label,
    stage_label,
    step_label,
    unknown_sentence,
    waiting_line,
)
from entrypoints.catalogue.text import argument, count, for_markup, money, number, outside, visible
from entrypoints.catalogue.times import date_words, day_words, moment_words

__all__ = [
    "argument",
    "cause_sentence",
    "count",
    "date_words",
    "day_words",
    "document_label",
    "edit_words",
    "event_line",
    "evidence_words",
    "finding_sentence",
    "first_run_words",
    "for_markup",
    "gone_line",
    "hold_label",
    "hold_sentence",
    "hook_event_words",
    "hook_label",
    "invoice_promises",
    "link_label",
    "moment_words",
    "money",
    "not_found_again",
    "number",
    "outside",
    "past_sentence",
    "payment_line",
    "payment_method_words",
    "payment_stage_label",
    "problem_sentence",
    "promises",
    "proposal_sentence",
    "proposed_tax_sentence",
    "reason_label",
    "reason_sentence",
    "rebuild_words",
    "rung_words",
    "setting_words",
    "skip_label",
    "stage_label",
    "standing_label",
    "state_label",
    "step_label",
    "tax_rule_words",
    "unknown_sentence",
    "visible",
    "waiting_line",
]
