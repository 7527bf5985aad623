"""The rows of the access matrix about the budget and the accounts of a run."""

from tests.guards.access import Access, about, alone, elsewhere, page
from tests.guards.matrix_setup import of_run
from tests.guards.world import ARCHIVED, OTHER_MUNICIPALITY, OWN

NOT_THERE = page(coordinator=404)


def of_line(kind: str, data: dict[str, str] | None = None, *, archived: int = 0, **methods: int) -> Access:
    """A school's own; a closed run takes costs as an open one does, unless `archived` says otherwise."""
    rows = {
        method: {
            OWN: page(coordinator=status),
            ARCHIVED: page(coordinator=archived if archived and method == "POST" else status),
            **elsewhere(NOT_THERE),
        }
        for method, status in methods.items()
    }
    return about(kind, data, **rows)


def costs_of_run(data: dict[str, str] | None = None, **methods: int) -> Access:
    rows = {
        method: {
            OWN: page(coordinator=status),
            ARCHIVED: page(coordinator=status),
            OTHER_MUNICIPALITY: NOT_THERE,
        }
        for method, status in methods.items()
    }
    return about("run", data, **rows)


ACCOUNTS: dict[str, Access] = {
    "reports:run_money": costs_of_run(GET=200),
    "programmes:costs": costs_of_run(GET=200),
    "programmes:new_budget_line": of_run("run", 403, {"amount": ""}, GET=200, POST=422),
    "programmes:budget_line": of_line("budget line", {"remove": "1"}, archived=403, GET=200, POST=302),
    "programmes:new_cost": costs_of_run({"amount": ""}, GET=200, POST=422),
    "programmes:cost": of_line("cost", {"remove": "1"}, GET=200, POST=302),
    "programmes:correct_cost": of_line("cost", {"amount": ""}, GET=200, POST=422),
    "programmes:receipt": of_line("cost", {"kind": "receipts"}, GET=200, POST=422),
    "programmes:import_accounts": costs_of_run({"school": ""}, GET=200, POST=422),
    "programmes:accounts_import": of_line("accounts import", {"payer": ""}, GET=200, POST=422),
    "programmes:take_in_accounts": of_line("accounts import", POST=302),
    "programmes:drop_accounts": of_line("accounts import", POST=302),
    "programmes:closed_periods": alone(GET=page(coordinator=200), POST=page(coordinator=422)),
}
