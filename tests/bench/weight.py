"""What a browser loads of style sheets and scripts for the page of a roll call, as the server sends it."""

import gzip

from tests.bench.browser import Browser, assets_of
from tests.bench.roll_call import path_of
from tests.bench.table import Table
from tests.bench.world import World

MOST_KIB = 60.0


def measure_weight(table: Table, browser: Browser, world: World) -> None:
    page = browser.get(path_of(world.unlogged[0].pk)).body
    assets = assets_of(page)
    sent = [len(browser.get(path, **{"Accept-Encoding": "gzip"}).body) for path in assets]
    kib = sum(sent) / 1024
    table.bar(f"{len(assets)} style sheets and scripts, gzipped", kib, MOST_KIB, "KiB", decimals=1)
    table.tell("the page of a roll call of 20, gzipped", f"{len(gzip.compress(page)) / 1024:.1f} KiB")
