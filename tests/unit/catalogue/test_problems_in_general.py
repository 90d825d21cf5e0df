"""What holds for the sentence of every error."""

from domain.errors import Invalid, Problem, Rejected
from entrypoints.catalogue import problem_sentence


def test_an_error_of_a_newer_version_shows_its_code_and_facts() -> None:
    assert problem_sentence(Problem("flux-low", level="3")) == (
        "Something went wrong, and this version of hubflo-xero has no words for it. What is known: "
        'level "3". Run `hubflo-xero doctor`: it says what is wrong with this installation. [flux-low]'
    )


def test_what_nobody_told_is_shown_as_not_known() -> None:
    assert problem_sentence(Problem("file-exists")).startswith("There is a file (not known) already")


def test_the_words_of_our_network_library_are_not_theirs() -> None:
    said = problem_sentence(Problem("unavailable", service="xero", why="not-reached", said="ConnectError"))

    assert said == (
        "Xero cannot be used right now: no connection came about. Nothing was changed by this. "
        "Try again in a few minutes; `hubflo-xero run` tries again by itself. [unavailable]"
    )


def test_the_name_of_an_error_is_not_a_sentence_of_theirs() -> None:
    problem = Rejected("invalid_client", service="xero", error="invalid_client")

    assert "It gave no reason." in problem_sentence(problem)


def test_a_wrong_answer_of_a_file_is_found_by_its_number() -> None:
    said = problem_sentence(Invalid("who-unknown", who="Jane Smyth", row="12"))

    assert said.startswith(
        'On line 12 of the file: No contact in Xero has the name, email or id "Jane Smyth".'
    )
