from programmes.models import AccountsImport


def named_by_imports(paths: set[str]) -> set[str]:
    """Those of `paths` that an import waits for which a coordinator has not decided about."""
    waiting = AccountsImport.objects.everything(why="files that some import names").filter(file__in=paths)
    return set(waiting.values_list("file", flat=True))
