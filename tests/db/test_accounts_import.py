"""A file of the accounting system: looked at first, taken in once, and what cannot be read is named."""

import threading
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from partners.models import Grant
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.versions import ChangedMeanwhile
from portal.documents.storage import private_storage
from programmes import bulk
from programmes.accounts_reading import ELSEWHERE, read, table, version_of_mapping
from programmes.actions.close_accounts import close_accounts
from programmes.actions.import_accounts import (
    DROP_FORGOTTEN,
    KEPT,
    CannotTakeIn,
    FileMapping,
    drop_accounts,
    drop_forgotten,
    map_accounts,
    read_accounts,
    take_in_accounts,
)
from programmes.files import named_by_imports
from programmes.models import AccountsImport, ActualLine
from programmes.payers import PaidBy
from programmes.rules.accounts_file import NotReadable, RowFault
from programmes.rules.costs import Against
from tests.db.accounts import HEADING, accounts_file, cost, day, grant
from tests.db.setups import rows

pytestmark = pytest.mark.django_db


def send(samklang, content: bytes, name: str = "konto.csv", run=None) -> AccountsImport:
    return read_accounts(
        actor=Actor.of(samklang.bodil),
        run_id=(run or samklang.run).pk,
        school_id=samklang.roskilde.pk,
        name=name,
        content=content,
    )


def take_in(samklang, made: AccountsImport) -> AccountsImport:
    return take_in_accounts(
        actor=Actor.of(samklang.bodil), import_id=made.pk, based_on=version_of_mapping(made)
    )


def mapped(samklang, made: AccountsImport, mapping: FileMapping) -> AccountsImport:
    return map_accounts(actor=Actor.of(samklang.bodil), import_id=made.pk, mapping=mapping)


def test_nothing_comes_in_until_a_coordinator_says_so_and_then_every_good_row(samklang):
    made = send(samklang, accounts_file(30) + b"\r\nx;B;5;y;1\r\n")
    assert not rows(ActualLine).exists()
    reading = read(made, table(made))
    assert (len(reading.good), reading.known, [bad.fault for bad in reading.bad]) == (
        *(30, 0),
        [RowFault.BAD_DAY],
    )
    done = take_in(samklang, made)
    lines = rows(ActualLine)
    assert (lines.count(), done.added, done.unread) == (30, 30, 1)
    assert sum(line.amount for line in lines) == reading.total
    assert lines.get(voucher="B7").text == "Løn 7"
    (entry,) = AuditEntry.objects.filter(action="take in accounts")
    assert entry.values["amount"] == {"before": None, "after": reading.total}


def test_the_same_lines_come_in_on_a_database_without_copy(samklang, monkeypatch):
    take_in(samklang, send(samklang, accounts_file(5)))
    monkeypatch.setattr(bulk, "connection", SimpleNamespace(vendor="sqlite"))
    take_in(samklang, send(samklang, accounts_file(10)))
    found = rows(ActualLine).order_by("pk").values()
    alike = [{name for name, value in row.items() if value not in (None, "")} for row in found]
    assert len(alike) == 10
    assert all(filled == alike[0] for filled in alike)


def test_a_file_read_twice_adds_nothing_and_one_that_overlaps_only_what_is_new(samklang):
    take_in(samklang, send(samklang, accounts_file(20)))
    again = send(samklang, accounts_file(20))
    assert read(again, table(again)).known == 20
    with pytest.raises(CannotTakeIn, match="No row of this file is new"):
        take_in(samklang, again)
    done = take_in(samklang, send(samklang, accounts_file(25)))
    assert (done.added, done.known, rows(ActualLine).count()) == (5, 20, 25)


def test_the_mapping_is_remembered_for_the_next_file_and_what_is_read_otherwise_is_not_new(samklang):
    content = accounts_file(4).replace(HEADING.encode("cp1252"), b"Naar;Papir;Art;Hva;Sum")
    made = send(samklang, content)
    with pytest.raises(CannotTakeIn, match="in which column"):
        take_in(samklang, made)
    mapping = FileMapping(
        columns={"day": "Naar", "amount": "Sum", "account": "Art", "voucher": "Papir"},
        categories={"5001": "room"},
        paid_by=PaidBy("school"),
        turned=True,
    )
    with pytest.raises(ChangedMeanwhile):
        mapped(samklang, made, mapping)
        take_in(samklang, made)
    made.refresh_from_db()
    take_in(samklang, made)
    assert rows(ActualLine).get(account="5001").category == "room"
    assert rows(ActualLine).get(account="5002").category == "other"
    assert all(line.amount < 0 for line in rows(ActualLine))
    later = send(samklang, content)
    assert later.columns == {**mapping.columns, "turned": True}
    assert later.categories == {"5001": "room"}
    few = FileMapping(columns={"day": "Naar", "amount": "Sum"}, categories={}, paid_by=PaidBy("school"))
    later = mapped(samklang, later, few)
    assert (read(later, table(later)).known, read(later, table(later)).good) == (4, [])


def test_each_project_of_a_file_has_its_payer_or_is_another_runs(samklang):
    of, foreign = grant(samklang.roskilde), grant(samklang.roskilde, funder="Across", currency="NOK")
    lines = [f"{day(9):%Y-%m-%d};B{n};77{n};10" for n in range(4)]
    content = "\n".join(("Dato;Bilag;Prosjekt;Beløp", *lines)).encode()
    made = send(samklang, content)
    payers = {"770": f"grant:{of.pk}", "771": ELSEWHERE, "772": f"grant:{foreign.pk}", "773": ""}
    mapping = FileMapping(
        columns={field: made.columns[field] for field in ("day", "voucher", "amount", "project")},
        categories={},
        paid_by=PaidBy("families"),
        payers=payers,
    )
    made = mapped(samklang, made, mapping)
    reading = read(made, table(made))
    assert (reading.elsewhere, [one.rule for one in reading.refused]) == (1, [Against.OTHER_CURRENCY])
    take_in(samklang, made)
    found = {line.voucher: (line.payer, line.grant_id, line.currency) for line in rows(ActualLine)}
    assert found == {"B0": ("grant", of.pk, "DKK"), "B3": ("families", None, "DKK")}
    of.school = samklang.kongsberg
    of.save()
    later = send(samklang, content)
    assert later.payers == {name: choice for name, choice in payers.items() if name in ("771", "772")}
    assert PaidBy.of_line(later) == PaidBy("families")
    assert (
        send(samklang, content, run=samklang.closed_run).payers == {}
    )  # another run's project may be its own
    assert (read(later, table(later)).known, read(later, table(later)).good) == (2, [])
    with pytest.raises(Grant.DoesNotExist):
        mapped(samklang, later, mapping)


def test_rows_that_a_rule_speaks_against_stay_out_with_the_rule_named(samklang):
    of, other = grant(samklang.roskilde), grant(samklang.roskilde, funder="Another")
    where = (samklang.bodil, samklang.run, samklang.roskilde)
    cost(*where, payer="grant", grant_id=other.pk, voucher="B1", amount=5_000, on=day(5))
    close_accounts(actor=Actor.of(samklang.bodil), school_id=samklang.roskilde.pk, through=day(20))
    lines = (f"{day(ago):%Y-%m-%d};{voucher};5;x;50" for ago, voucher in ((5, "B1"), (30, "B2"), (4, "B3")))
    made = send(samklang, "\n".join((HEADING, *lines)).encode())
    mapping = FileMapping(
        columns={field: made.columns[field] for field in ("day", "amount", "voucher")},
        categories={},
        paid_by=PaidBy("grant", of.pk),
    )
    made = mapped(samklang, made, mapping)
    reading = read(made, table(made))
    assert {one.cost.voucher: one.rule for one in reading.refused} == {
        "B1": Against.TWO_FUNDERS,
        "B2": Against.CLOSED_PERIOD,
    }
    assert [one.row.voucher for one in reading.good] == ["B3"]


def test_a_file_that_is_dropped_refused_or_forgotten_leaves_nothing_behind(
    samklang, django_capture_on_commit_callbacks
):
    with pytest.raises(NotReadable):
        send(samklang, b"PK\x03\x04")
    made = send(samklang, accounts_file(3))
    path = made.file
    assert named_by_imports({path, "other"}) == {path}
    with django_capture_on_commit_callbacks(execute=True):
        drop_accounts(actor=Actor.of(samklang.bodil), import_id=made.pk)
    forgotten, is_stored = send(samklang, accounts_file(4)), private_storage().exists
    job = Actor.system(DROP_FORGOTTEN)
    assert drop_forgotten(actor=job, now=forgotten.made_at + KEPT) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert drop_forgotten(actor=job, now=forgotten.made_at + 2 * KEPT) == 1
    assert not is_stored(path)
    assert not is_stored(forgotten.file)
    with pytest.raises(CannotTakeIn, match="taken in or dropped"):
        take_in(samklang, made)
    assert not rows(ActualLine).exists()


def test_nobody_reads_or_takes_in_the_accounts_of_another_school(samklang):
    made = send(samklang, accounts_file(3))
    for user in (samklang.kim, samklang.ida, samklang.lone):
        with pytest.raises(AccountsImport.DoesNotExist):
            take_in_accounts(actor=Actor.of(user), import_id=made.pk, based_on="")


def test_the_questions_to_the_database_do_not_grow_with_the_rows(samklang):
    counts = []
    take_in(samklang, send(samklang, accounts_file(2)))  # remembers the mapping
    for lines, first in ((5, 10), (1_500, 100)):
        made = send(samklang, accounts_file(lines, first=first))
        with CaptureQueriesContext(connection) as asked:
            take_in(samklang, made)
        counts.append(len([query for query in asked if "INSERT" not in query["sql"]]))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_take_in_the_same_rows_at_once_one_finds_them_there(samklang):
    files = [send(samklang, accounts_file(50), name) for name in ("a.csv", "b.csv")]
    refused, start = [], threading.Barrier(2)

    def go(made: AccountsImport) -> None:
        start.wait()
        try:
            take_in(samklang, made)
        except CannotTakeIn as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(made,)) for made in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert connection.vendor == "postgresql"
    assert rows(ActualLine).count() == 50
    assert len(refused) == 1
