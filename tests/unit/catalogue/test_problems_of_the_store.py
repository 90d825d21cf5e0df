"""What can go wrong with our own database and keys, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "database-address",
        {"kind": "mysql"},
        (
            'The address of the database cannot be used. It is of the kind "mysql". It must look like '
            "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME. [database-address]"
        ),
    ),
    (
        "database-address",
        {},
        (
            "The address of the database cannot be used. It must look like sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/NAME. [database-address]"
        ),
    ),
    (
        "postgres-driver-missing",
        {},
        (
            "The database address is of PostgreSQL, and this installation cannot speak to it. Install "
            'hubflo-xero with its extra "postgres", or use a file: sqlite:///FILE. '
            "[postgres-driver-missing]"
        ),
    ),
    (
        "store-problem",
        {},
        ("Our own database cannot do this. Run `hubflo-xero doctor`: it says what is wrong. [store-problem]"),
    ),
    (
        "store-failed",
        {"kind": "OperationalError"},
        (
            "Our own database did not answer as it should (OperationalError), and nothing was changed. "
            "Check that it runs, that the disk is not full and that the file may be written, then try "
            "again. [store-failed]"
        ),
    ),
    (
        "queue-not-made",
        {"kind": "InsufficientPrivilege"},
        (
            "The queue by which several processes share the work could not be made in the database "
            "(InsufficientPrivilege). Its user must be allowed to create a schema there: GRANT CREATE ON "
            "DATABASE, and then start again. A single process needs no queue: set "
            "HUBFLO_XERO_ENGINE=in-process. [queue-not-made]"
        ),
    ),
    (
        "machine-refused",
        {"said": "No space left on device"},
        (
            'This computer did not do what we asked of it: "No space left on device". Nothing was lost: '
            "put that right, then run the command again. [machine-refused]"
        ),
    ),
    (
        "store-refused",
        {"constraint": "pk_hold"},
        (
            "Our own database refused, because it would have broken a promise (pk_hold); nothing was "
            "changed. Try again; if it comes back, run `hubflo-xero doctor`. [store-refused]"
        ),
    ),
    (
        "row-newer",
        {"schema": "2"},
        (
            "This database was written by a newer version of hubflo-xero than this one. Install the "
            "newest version, then go on. [row-newer]"
        ),
    ),
    (
        "schema-newer",
        {"found": "0009", "known": "0001"},
        (
            "This database was set up by a newer version of hubflo-xero than this one. Install the newest"
            " version, then go on. [schema-newer]"
        ),
    ),
    (
        "contact-joined-already",
        {"contact": "6d42f03b-181f-43e3-93fb-2025c012de92", "person": "1041"},
        (
            "This Xero contact is joined to another Hubflo contact already, so it was not joined a second"
            " time. Nothing to do: we decide on it anew by ourselves. [contact-joined-already]"
        ),
    ),
    (
        "person-fed-already",
        {"constraint": "one_feeding_link_per_person"},
        (
            "Another Xero contact feeds this Hubflo contact already, and only one may. Nothing to do: we "
            "decide on it anew by ourselves. [person-fed-already]"
        ),
    ),
    (
        "party-joined-already",
        {"constraint": "pk_customer_link"},
        (
            "This company or person in Hubflo is billed as another Xero contact already. Nothing to do: "
            "the older link stays. [party-joined-already]"
        ),
    ),
    (
        "contact-stands-for-another",
        {"constraint": "one_customer_link_per_contact"},
        (
            "This Xero contact stands for another company or person in Hubflo already. Nothing to do: the"
            " older link stays. [contact-stands-for-another]"
        ),
    ),
    (
        "subject-twice",
        {"constraint": "no_subject_twice_in_a_dispatch"},
        (
            "The same record stood twice in one request, so the request was not sent. Try again; if it "
            "comes back, run `hubflo-xero doctor`. [subject-twice]"
        ),
    ),
    (
        "dispatch-recorded-already",
        {"constraint": "pk_dispatch"},
        (
            "This request was recorded before, so it was not sent a second time. Nothing to do: we look "
            "for what became of the first. [dispatch-recorded-already]"
        ),
    ),
    (
        "element-unknown",
        {"dispatch": "d-1", "number": "1"},
        (
            "A request that was to be settled is not in our own database, and nothing was changed. Run "
            "`hubflo-xero doctor`; if it finds nothing wrong, restore the newest backup. "
            "[element-unknown]"
        ),
    ),
    (
        "scan-unknown",
        {"number": "7"},
        (
            "A reading that was to go on is not in our own database, and nothing was changed. Run "
            "`hubflo-xero doctor`; if it finds nothing wrong, restore the newest backup. [scan-unknown]"
        ),
    ),
    (
        "another-connection",
        {"connection": "c-9"},
        (
            "One connection was about to change another (c-9), so it was stopped, and nothing was "
            "changed. Run `hubflo-xero doctor`. [another-connection]"
        ),
    ),
    (
        "wrong-instance",
        {"used_at": "office-pc", "place": "laptop"},
        (
            "This database was last used in another place (office-pc), so it may be a copy, and two that "
            "run would do everything twice. If the other one runs no more, go on here with `hubflo-xero "
            "run --take-over`. If it still runs, use that one. [wrong-instance]"
        ),
    ),
    (
        "file-exists",
        {"file": "books.backup"},
        (
            "There is a file books.backup already, and we never write over one. Give another name, or "
            "move that file away. [file-exists]"
        ),
    ),
    (
        "file-exists",
        {"file": "report.html", "option": "--replace"},
        (
            "There is a file report.html already. To write over it: the same with `--replace`. Or give "
            "another name. [file-exists]"
        ),
    ),
    (
        "file-not-written",
        {"file": "books.backup", "kind": "PermissionError"},
        (
            "The file books.backup could not be written. Check that its folder is there, that you may "
            "write in it, and that the disk is not full. [file-not-written]"
        ),
    ),
    (
        "not-a-backup",
        {"file": "books.backup"},
        (
            "The file books.backup is not a backup of hubflo-xero, or it is damaged or cut short. Nothing"
            " was restored. Use another one, as `hubflo-xero backup FILE` has written it. [not-a-backup]"
        ),
    ),
    (
        "backup-newer",
        {"file": "books.backup", "schema": "0009"},
        (
            "The backup books.backup is of a newer version of hubflo-xero than this one. Nothing was "
            "restored. Install the newest version, then restore it. [backup-newer]"
        ),
    ),
    (
        "store-not-empty",
        {"table": "connection"},
        (
            "This database is not empty, and a backup is only restored into an empty one. Nothing was "
            "restored. Name a new one in HUBFLO_XERO_DATABASE_URL, such as sqlite:///FILE, and restore "
            "there. [store-not-empty]"
        ),
    ),
    (
        "seal-broken",
        {"key": "a1", "table": "grant", "row": "g-1", "column": "access_sealed"},
        (
            "A stored secret cannot be opened: the key file is not the one that sealed it, or the "
            "database was changed by hand. Put the right key file back from your backup. If it is lost, "
            "run `hubflo-xero connect` again: it stores new secrets, and no contact is lost. "
            "[seal-broken]"
        ),
    ),
    (
        "seal-unreadable",
        {"key": "a1"},
        (
            "A stored secret is damaged. Restore the database from a backup, or run `hubflo-xero connect`"
            " again: it stores new secrets, and no contact is lost. [seal-unreadable]"
        ),
    ),
    (
        "key-missing",
        {"key": "a1", "path": "keys.json", "table": "grant"},
        (
            "A stored secret was sealed with the key a1, and the key file keys.json does not hold it. Put"
            " the key file back from the backup that belongs to this database. If it is lost, run "
            "`hubflo-xero connect` again: it stores new secrets, and no contact is lost. [key-missing]"
        ),
    ),
    (
        "key-file-missing",
        {"path": "keys.json"},
        (
            "The key file keys.json is not there, and without it no stored secret can be opened. Put it "
            "back from your backup; we never make a new one in its place. [key-file-missing]"
        ),
    ),
    (
        "key-file-unreadable",
        {"path": "keys.json", "why": "Permission denied"},
        (
            "The key file keys.json cannot be read: Permission denied. Put it back from your backup, or "
            "let the user who runs hubflo-xero read it. [key-file-unreadable]"
        ),
    ),
    (
        "key-file-open-to-others",
        {"path": "keys.json", "mode": "0644"},
        (
            "The key file keys.json may be read by others on this computer, so it is not used. Take their"
            " rights away (`chmod 600`), and if you do not trust them, run `hubflo-xero keys rotate`. "
            "[key-file-open-to-others]"
        ),
    ),
    (
        "key-file-cannot-be-written",
        {"path": "keys.json", "why": "No space left on device"},
        (
            "The key file keys.json cannot be written: No space left on device. Let the user who runs "
            "hubflo-xero write in its folder, then try again. [key-file-cannot-be-written]"
        ),
    ),
    (
        "key-not-current",
        {"key": "a1", "current": "b2"},
        (
            "The keys were changed again meanwhile, so no old key was removed. Nothing is lost. Run "
            "`hubflo-xero keys rotate` again. [key-not-current]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts), ZONE, now=NOON) == sentence
