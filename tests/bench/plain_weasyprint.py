"""Imports WeasyPrint and writes the saved HTML of a directory as a PDF beside it, with the same options."""

import json
import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse


class Fetcher(URLFetcher):
    def __init__(self, directory: Path, mimes: dict[str, str]) -> None:
        super().__init__()
        self.directory, self.mimes = directory, mimes

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix("asset:")
        content = (self.directory / name).read_bytes()
        return URLFetcherResponse(url, content, {"Content-Type": self.mimes[name]})


def main(directory: Path) -> None:
    asked = json.loads((directory / "asked.json").read_text())
    html = HTML(
        string=(directory / "document.html").read_text(), url_fetcher=Fetcher(directory, asked["mimes"])
    )
    html.write_pdf(directory / "document.pdf", **asked["options"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
