"""Ids and secrets."""

import re
import uuid

import pytest

from adapters.identity import SystemIdentity


def test_ids_are_uuids_and_differ() -> None:
    ids = {SystemIdentity().new_id() for _ in range(100)}

    assert len(ids) == 100
    assert {str(uuid.UUID(each)) for each in ids} == ids


@pytest.mark.parametrize(("bits", "letters"), [(128, 22), (256, 43), (1, 2), (9, 3)])
def test_a_secret_has_enough_bits_and_needs_no_escaping(bits: int, letters: int) -> None:
    secret = SystemIdentity().secret(bits)

    assert len(secret) == letters
    assert re.fullmatch(r"[A-Za-z0-9_-]+", secret)
    assert SystemIdentity().secret(bits) != secret or bits < 9
