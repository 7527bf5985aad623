"""A line of the budget, one of the accounts and a file that waits, of each place."""

from collections.abc import Mapping

from django.utils import timezone

from portal.accounts.models import User
from portal.documents import storage
from programmes.models import AccountsImport, ActualLine, BudgetLine, Group
from tests.db.accounts import accounts_file

Arguments = Mapping[str, object]


def of_accounts(groups: Mapping[str, Group], by: User) -> dict[str, dict[str, Arguments]]:
    objects: dict[str, dict[str, Arguments]] = {"budget line": {}, "cost": {}, "accounts import": {}}
    for place, group in groups.items():
        whole = {"run": group.run, "school": group.school, "payer": "school", "currency": "DKK"}
        objects["budget line"][place] = {"pk": BudgetLine.objects.create(**whole, amount=500).pk}
        cost = ActualLine.objects.create(**whole, amount=300, on=timezone.localdate(), voucher="B 1")
        objects["cost"][place] = {"pk": cost.pk}
        objects["accounts import"][place] = {"pk": waiting(group, by).pk}
    return objects


def waiting(group: Group, by: User, rows: int = 3) -> AccountsImport:
    stored = storage.publish("accounts.csv", accounts_file(rows, first=group.pk * 1000))
    return AccountsImport.objects.create(
        run=group.run,
        school=group.school,
        name="konto.csv",
        file=stored.path,
        sha256=stored.sha256,
        columns={"day": "Bilagsdato", "amount": "Beløp", "voucher": "Bilagsnr"},
        payer="school",
        made_by=by,
    )
