"""What a reader of the PDF may rely on. The sample is rendered once for all tests."""

from __future__ import annotations

import logging
import re

import page
import pikepdf
import pytest
from weasyprint import CSS

from portal.documents.assets import style_sheet
from portal.documents.process import render_pdf
from tests.documents import sample
from tests.documents.reading import elements, opened, saved, text_of


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_pdf(sample.report(), sample.assets())


@pytest.fixture(scope="module")
def pdf(report) -> pikepdf.Pdf:
    return opened(report)


def test_it_keeps_to_pdf_ua_1(report):
    result = page.validate_pdf_bytes(report, profile="ua1")
    assert result.is_compliant, [(failure.rule_id, failure.message) for failure in result.failures]


def test_the_validator_would_notice_missing_descriptions_and_language(report):
    """The check above, seen to fail: the same file without what makes it accessible."""
    spoilt = opened(report)
    del spoilt.Root.Lang
    for element in elements(spoilt):
        if element.S == "/TH":
            del element.A
        if element.S == "/Figure":
            del element.Alt
    data = saved(spoilt)
    failed = {failure.rule_id for failure in page.validate_pdf_bytes(data, profile="ua1").failures}
    assert any("FIGURE" in rule for rule in failed)
    assert any("LANGUAGE" in rule for rule in failed)


def test_it_says_its_title_and_language(pdf):
    assert str(pdf.docinfo["/Title"]) == "Musikhold for børn med særlige behov, efteråret 2024"
    assert str(pdf.Root.Lang) == "da"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_all_its_letters_travel_with_it(pdf):
    fonts = [item for item in pdf.objects if is_dictionary(item, "/FontDescriptor")]
    names = {re.sub(r"^/[A-Z]{6}\+", "", str(font.FontName)) for font in fonts}
    assert names
    assert all(name.startswith(("Noto-Sans", "NotoSans")) for name in names), names
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_each_header_cell_says_what_it_heads(pdf):
    tables = [element for element in elements(pdf) if element.S == "/Table"]
    scopes = [[str(cell.A.Scope) for cell in headers_below(table)] for table in tables]
    assert [(row.count("/Column"), row.count("/Row")) for row in scopes] == [(6, 10), (3, 3)]


def test_each_cell_finds_its_headers_by_identifiers_that_exist(pdf):
    names = pdf.Root.StructTreeRoot.IDTree.Names
    known = {bytes(name) for name in list(names)[::2]}
    cells = [element for element in elements(pdf) if element.S == "/TD"]
    named = {bytes(header) for cell in cells for header in cell.A.get("/Headers", [])}
    assert len(cells) == 10 * 5 + 3 * 2
    assert named
    assert named <= known
    assert list(names)[::2] == sorted(list(names)[::2], key=bytes)


def test_pictures_carry_their_description(pdf):
    alts = [str(element.Alt) for element in elements(pdf) if element.S == "/Figure"]
    assert [alt[:20] for alt in alts] == ["Søjler for uge 36 ti", "Tilskud 450.000 kr.,"]


def test_its_text_reads_back_with_danish_letters_totals_and_hidden_cells(report):
    text = text_of(report)
    assert "102 børn fra ni skoler i syv kommuner" in text
    assert "Østervangsskolen Kulturskolen Roskilde 2 2 : :" in text
    assert "I alt 20 24 17 102" in text


def test_the_words_of_its_charts_are_text(report):
    text = text_of(report)
    assert "afholdt aflyst" in text
    assert "Egen og anden finansiering, ikke opdelt i kilden" in text


def test_the_foot_of_each_page_but_the_cover_names_title_version_and_page(report):
    pages = [text_of(saved(one)) for one in single_pages(report)]
    assert len(pages) == 4
    foot = "Musikhold for børn med særlige behov · Version 1"
    assert foot not in pages[0]
    assert [text.endswith(f"{foot} {number}") for number, text in enumerate(pages[1:], start=2)] == [True] * 3


def test_the_same_input_gives_the_same_bytes_and_another_input_another_identifier(report, pdf):
    assert render_pdf(sample.report(), sample.assets()) == report
    other = opened(render_pdf(sample.document("<h1>Andet</h1>"), sample.assets()))
    assert bytes(other.trailer.ID[0]) != bytes(pdf.trailer.ID[0])


def test_it_holds_no_date_but_those_its_html_gives(pdf):
    assert "/CreationDate" not in pdf.docinfo
    html = sample.document("<h1>x</h1>").replace(
        "<title>", '<meta name="dcterms.created" content="2024-12-20T12:00:00Z"><title>'
    )
    dated = opened(render_pdf(html, sample.assets()))
    assert str(dated.docinfo["/CreationDate"]) == "D:20241220120000Z"


def test_a_long_table_repeats_its_head_but_not_its_sum():
    rows = "".join(f'<tr><th scope="row">Hold {number}</th><td>{number}</td></tr>' for number in range(60))
    table = f"<table><thead><tr><th>Navn</th><th>Antal</th></tr></thead><tbody>{rows}</tbody>"
    data = render_pdf(
        sample.document(f"{table}<tfoot><tr><th>I alt</th><td>1770</td></tr></tfoot></table>"),
        sample.assets(),
    )
    text = text_of(data)
    assert text.count("Navn Antal") == len(opened(data).pages) > 1
    assert text.count("I alt 1770") == 1
    assert page.is_pdf_compliant_bytes(data, profile="ua1")


def test_the_style_sheet_holds_nothing_the_renderer_does_not_know(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        CSS(string=style_sheet().data.decode())
    assert caplog.messages == []


def test_a_style_sheet_with_an_unknown_property_would_be_noticed(caplog):
    """The check above, seen to fail."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        CSS(string="p { colour: red }")
    assert len(caplog.messages) == 1


def headers_below(table: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    cells = []
    for child in table.get("/K", []):
        if isinstance(child, pikepdf.Dictionary):
            cells += [child] if child.get("/S") == "/TH" and "/ID" in child else headers_below(child)
    return cells


def is_dictionary(item: pikepdf.Object, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


def single_pages(data: bytes) -> list[pikepdf.Pdf]:
    singles = []
    for one in opened(data).pages:
        single = pikepdf.new()
        single.pages.append(one)
        singles.append(single)
    return singles
