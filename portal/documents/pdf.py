"""HTML to tagged PDF (PDF/UA-1) with WeasyPrint. Runs in the document process only: see renderer.py."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping

import pydyf
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

OPTIONS = {"pdf_variant": "pdf/ua-1"}
WITH_LANGUAGE = {"section": "/Sect", "blockquote": "/BlockQuote"}
"""Where another language than the document's may stand, and the tag that says so."""
ACCESSIBILITY = ('Missing required "lang"', "has no required alt description")


class Fault(BaseException):
    """What stopped the document. Not an Exception: WeasyPrint catches those and goes on without the part."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


class Fetcher(URLFetcher):
    """Serves the document's own assets and fetches nothing from anywhere."""

    def __init__(self, assets: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__()
        self.assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        asset = self.assets.get(url)
        if asset is None:
            # WeasyPrint swallows even this one while it draws a picture: hence the list.
            self.refused.append(url[:200])
            raise FatalURLFetchingError(url[:200])
        content, mime = asset
        return URLFetcherResponse(url, content, {"Content-Type": mime})


class Complaints(logging.Handler):
    """Turns what WeasyPrint only logs (no language, no alt text, an unusable picture) into a fault."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.first: Fault | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(sys.exception(), MemoryError):
            raise MemoryError
        message = record.getMessage()
        kind = "inaccessible" if any(text in message for text in ACCESSIBILITY) else "unusable"
        fault = Fault(kind, message[:300])
        self.first = self.first or fault
        raise fault


def write(html: str, assets: Mapping[str, tuple[bytes, str]], identifier: bytes) -> bytes:
    """The same input gives the same bytes: no identifier but the given one, no date but the HTML's own.

    Raises Fault and MemoryError.
    """
    fetcher, complaints = Fetcher(assets), Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        data = _write(html, fetcher, identifier)
    except (Fault, FatalURLFetchingError) as error:
        raise _first_fault(fetcher, complaints) or error from None
    finally:
        logger.removeHandler(complaints)
    if fault := _first_fault(fetcher, complaints):
        raise fault
    return data


def _write(html: str, fetcher: Fetcher, identifier: bytes) -> bytes:
    document = HTML(string=html, url_fetcher=fetcher).render(**OPTIONS)
    if not document.metadata.title:
        raise Fault("inaccessible", "no title")
    return document.write_pdf(finisher=complete_tags, pdf_identifier=identifier, **OPTIONS)


def _first_fault(fetcher: Fetcher, complaints: Complaints) -> Fault | None:
    return Fault("fetch", fetcher.refused[0]) if fetcher.refused else complaints.first


def complete_tags(document: Document, pdf: pydyf.PDF) -> None:
    """Add what WeasyPrint leaves out: languages, the scope of header cells, the tree of their identifiers.

    A header cell in a table's head heads its column, any other its row.
    """
    write_languages(document, pdf)
    elements = {item.reference: item for item in pdf.objects if _is_element(item)}
    identified = []
    for reference, element in elements.items():
        if element["S"] == "/TH":
            row = elements[element["P"]]
            element["A"]["Scope"] = "/Column" if elements[row["P"]]["S"] == "/THead" else "/Row"
        if "ID" in element:
            identified.append((element["ID"], reference))
    if identified:
        names = [value for pair in sorted(identified, key=lambda pair: pair[0].string) for value in pair]
        root = next(item for item in pdf.objects if _is(item, "/StructTreeRoot"))
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})


def write_languages(document: Document, pdf: pydyf.PDF) -> None:
    """The `lang` of a part in another language, which the tags within it inherit.

    Each of its boxes, one a page, has one tag, in the same order; a document where it is not so fails.
    """
    boxes = [box for sheet in document.pages for box in sheet._page_box.descendants()]
    for html_tag, kind in WITH_LANGUAGE.items():
        parts = [box for box in boxes if _begins(box, html_tag)]
        tags = [item for item in pdf.objects if _is_element(item) and item["S"] == kind]
        for box, tag in zip(parts, tags, strict=True):
            if language := box.element.get("lang"):
                tag["Lang"] = pydyf.String(language)


def _begins(box: Box, html_tag: str) -> bool:
    return box.element_tag == html_tag and not isinstance(box, LineBox | TextBox)


def _is_element(item: pydyf.Object) -> bool:
    return _is(item, "/StructElem")


def _is(item: pydyf.Object, kind: str) -> bool:
    return isinstance(item, pydyf.Dictionary) and item.get("Type") == kind
