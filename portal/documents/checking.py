"""The last look at a document before it is published."""

from io import BytesIO

import pikepdf

from portal.documents.errors import Crashed


def check(content: bytes, *, title: str, least_pages: int = 1) -> None:
    """Raises Crashed for a file that is no whole, titled, tagged PDF: another attempt may mend it."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            whole = (
                len(pdf.pages) >= least_pages
                and str(pdf.docinfo.get("/Title")) == title
                and "/Lang" in pdf.Root
                and "/StructTreeRoot" in pdf.Root
            )
    except pikepdf.PdfError as error:
        raise Crashed(str(error)) from error
    if not whole:
        raise Crashed("the document lacks pages, its title, its language or its tags")
