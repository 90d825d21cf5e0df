"""What counts as the same name, and what a name looks like when it is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import cleaned, fold, fold_company, fold_email, fold_number, share_a_word
from tests.unit.domain.properties import tried

SAME = {
    "case": ("JANE SMITH", "jane smith"),
    "accents": ("Renée Müller", "renee muller"),
    "accents written as two characters": ("Rene\u0301e", "Renée"),
    "letters that are no accents": ("Sørensen Łódź", "Sorensen Lodz"),
    "an Icelandic letter": ("Guðrún", "Gudrun"),
    "ligatures": ("Cœur Æther", "Coeur Aether"),
    "sharp s": ("Weiß", "Weiss"),
    "the Turkish i": ("İpek Işık", "Ipek Isik"),
    "double spaces": ("Jane  Smith", "Jane Smith"),
    "a space that does not break": ("Jane\u00a0Smith", "Jane Smith"),
    "a dash beside an underscore": ("Smith-_Jones", "Smith Jones"),
    "spaces around": ("  Jane Smith ", "Jane Smith"),
    "hyphens": ("Anne-Marie", "Anne Marie"),
    "an ampersand": ("Smith & Sons", "Smith  Sons"),
    "angle brackets": ("Jane <Smith>", "Jane Smith"),
    "a typewriter apostrophe": ("O'Brien", "OBrien"),
    "a printed apostrophe": ("O’Brien", "O'Brien"),
    "a turned apostrophe": ("O‘Brien", "O'Brien"),
    "an acute accent for an apostrophe": ("O´Brien", "O'Brien"),
    "a grave accent for an apostrophe": ("O`Brien", "O'Brien"),
    "an apostrophe that is a letter": ("Oʼneill", "O'Neill"),
    "a word cut by an invisible hyphen": ("Schiff\u00adfahrt", "Schifffahrt"),
    "an invisible space": ("Ja\u200bne", "Jane"),
    "full-width letters": ("Ｊａｎｅ", "Jane"),
    "letters in one sign": ("№ 5", "No 5"),
    "Cyrillic case": ("ИВАН ПЕТРОВ", "Иван Петров"),
    "Greek case and accents": ("ΓΙΏΡΓΟΣ", "γιώργος"),
    "Hebrew points": ("שָׁלוֹם", "שלום"),
    "Arabic vowel signs": ("مُحَمَّد", "محمد"),
    "a composed and a taken apart Hangul": ("한국", unicodedata.normalize("NFD", "한국")),
}
DIFFERENT = {
    "one word or two": ("Mary Ann", "Maryann"),
    "another order": ("Smith Jane", "Jane Smith"),
    "Hindi names that differ in a vowel sign": ("राम", "रिम"),
    "Thai names that differ in a vowel": ("กุ", "กู"),
    "Japanese names that differ in voicing": ("かとう", "がとう"),
    "Chinese names": ("王伟", "王芳"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME.keys())
def test_names_that_are_the_same_to_a_person_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", ["राम कुमार", "สมชาย ใจดี", "محمد علي"])
def test_words_of_other_scripts_stay_whole(text: str) -> None:
    assert len(fold(text).split()) == 2


@pytest.mark.parametrize("text", ["", "  ", "-", "...", "🏠", "❤️", "<>"])
def test_what_holds_no_letter_and_no_number_folds_to_nothing(text: str) -> None:
    assert fold(text) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Dupont SARL",
        "Dupont S.A.R.L.",
        "Dupont S.A.R.L",
        "SARL Dupont",
        "S.A.S. Dupont",
        "DUPONT sas",
        "Dupont Ltd",
        "Dupont Ltd.",
        "Dupont Limited",
        "Dupont (Pty) Ltd",
        "Dupont Pty. Ltd.",
        "Dupont GmbH & Co. KG",
        "Dupont, Inc.",
        "Dupont L.L.C.",
        "Dupont A/S",
        "Dupont S.p.A.",
        "Dupont B.V.",
        "Dupont Company",
        "Dupont & Co",
    ],
)
def test_legal_forms_are_folded_away(name: str) -> None:
    assert fold_company(name) == "dupont"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Company", "company"),
        ("Limited", "limited"),
        ("Company Ltd", "company"),
        ("AB Plumbing Ltd", "ab plumbing"),
        ("A.S. Plumbing", "as plumbing"),
        ("Co Op Foods", "co op foods"),
        ("Limited Editions", "limited editions"),
        ("Sale Sharks", "sale sharks"),
        ("Ltd Corner Shop", "ltd corner shop"),
        ("J.P. Morgan Inc.", "jp morgan"),
    ],
)
def test_a_name_keeps_what_only_looks_like_a_legal_form(name: str, folded: str) -> None:
    assert fold_company(name) == folded


@pytest.mark.parametrize("name", ["🏠", "***", "- -"])
def test_a_company_without_letters_and_digits_has_a_key_all_the_same(name: str) -> None:
    assert fold_company(name) == name


@pytest.mark.parametrize("name", ["", "   ", "<>"])
def test_no_name_has_no_key(name: str) -> None:
    assert fold_company(name) == ""


def test_emails_are_compared_without_case_and_surrounding_spaces() -> None:
    assert fold_email(" Jane@Example.COM ") == fold_email("jane@example.com")


@pytest.mark.parametrize("other", ["jane+books@example.com", "ja.ne@example.com", "jane@example.org"])
def test_nothing_else_is_guessed_about_emails(other: str) -> None:
    assert fold_email(other) != fold_email("jane@example.com")


def test_numbers_are_compared_by_letters_and_digits_alone() -> None:
    assert fold_number("gb 123.456-789") == fold_number("GB123456789") == "GB123456789"


@pytest.mark.parametrize("said", ["", "-", "n/a", "N.A.", "none", "000 000", "TBC"])
def test_what_stands_for_no_number_is_none(said: str) -> None:
    assert fold_number(said) == ""


@pytest.mark.parametrize(
    ("one", "other"), [("jane smith", "smith john"), ("acme london", "acme"), ("王芳 li", "li 王伟")]
)
def test_a_common_word_is_shared(one: str, other: str) -> None:
    assert share_a_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jane smith", "john miller"),
        ("j smith", "j miller"),
        ("smith", "smithson"),
        ("the corner shop", "the red lion"),
        ("maria de la cruz", "jan de groot"),
        ("", "jane"),
        ("", ""),
    ],
)
def test_initials_parts_of_words_and_fillers_are_not_shared(one: str, other: str) -> None:
    assert not share_a_word(one, other)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Jane <Smith>", "Jane Smith"),
        ("Smith<Jones", "Smith Jones"),
        ("  Jane \t\n Smith  ", "Jane Smith"),
        ("Jane\u00a0\u00a0Smith", "Jane Smith"),
        ("Jane\x00Smith\x85", "Jane Smith"),
        ('Jane "JJ" O\'Brien & Søn', 'Jane "JJ" O\'Brien & Søn'),
        ("<>", ""),
    ],
)
def test_a_name_is_written_as_both_sides_accept_it(text: str, written: str) -> None:
    assert cleaned(text) == written


def test_a_name_is_cut_at_255_characters() -> None:
    assert cleaned("x" * 300) == "x" * 255


def test_a_cut_leaves_no_space_at_the_end() -> None:
    assert cleaned("x" * 254 + " y") == "x" * 254


def test_another_limit_may_be_given() -> None:
    assert cleaned("Jane Smith", 4) == "Jane"


any_text = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("abÀéßøœıİſ№ŉ℡’´ʼ.&/<> \u00a0-_Ltdcosarl王नि한か\u3099"), max_size=20),
    st.lists(st.sampled_from(["Acme", "Ltd", "Co.", "SARL", "S.A.S.", "&", "A/S", "🏠"]), max_size=5).map(
        " ".join
    ),
)


@tried
@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_company(fold_company(text)) == fold_company(text)
    assert fold_email(fold_email(text)) == fold_email(text)
    assert fold_number(fold_number(text)) == fold_number(text)


@tried
@given(any_text)
def test_what_is_written_of_a_name_folds_to_the_key_of_the_name(text: str) -> None:
    assert fold(cleaned(text)) == fold(text)
    assert fold_company(cleaned(text)) == fold_company(text)


@tried
@given(st.text(), st.integers(0, 30))
def test_what_is_written_is_always_accepted(text: str, limit: int) -> None:
    written = cleaned(text, limit)

    assert len(written) <= limit
    assert written == written.strip() == cleaned(written, limit)
    assert "  " not in written
    assert not [c for c in written if c in "<>" or unicodedata.category(c) == "Cc"]


@tried
@given(any_text, any_text)
def test_sharing_a_word_is_mutual(one: str, other: str) -> None:
    assert share_a_word(fold(one), fold(other)) == share_a_word(fold(other), fold(one))


@tried
@given(st.text(st.characters(max_codepoint=0x24F)))
def test_latin_letters_fold_one_by_one_as_they_do_beside_others(text: str) -> None:
    assert fold(f"{text} 中") == f"{fold(text)} 中".strip()
