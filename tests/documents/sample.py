"""A document as the portal makes them: Danish words, hidden cells, two charts, cover and method page."""

from __future__ import annotations

from html import escape

from portal.charts import Part, WeekCount, WeekLabels, shares, weekly_sessions
from portal.documents.assets import Asset, style_sheet

COLLABORATIONS = [
    ("Albertslund Musikskole", "Herstedvester Skole", "3", "5", "2", "12"),
    ("Furesø Musikskole", "Lille Værløse Skole", "2", "4", "2", "16"),
    ("Musik- og Billedskolen Halsnæs", "Magleblik Skole (Basen)", "2", "3", "2", "11"),
    ("Herlev Musikskole", "Gl. Hjortespringskole", "2", "2", "2", "8"),
    ("Ishøj Kulturskole", "Strandgårdskolen", "4", "6", "3", "18"),
    ("Kulturskolen Roskilde", "Fjordskolen Hedevang", "3", "2", "3", "20"),
    ("Kulturskolen Roskilde", "Gadstrup Skole", "1", "0", ":", ":"),
    ("Kulturskolen Roskilde", "Østervangsskolen", "2", "2", ":", ":"),
    ("Rødovre Musikskole", "Valhøj Skole", "1", "0", "1", "9"),
]
COLUMNS = ["Lærere", "Partnerens personale", "Hold", "Unikke deltagere"]
TOTALS = ["20", "24", "17", "102"]
NUMBERS = [
    ("102", "unikke deltagere"),
    ("9", "samarbejdende skoler"),
    ("7", "kommuner"),
    ("179", "afholdte gange af 187 planlagte"),
    ("1.204", "fremmøder"),
]
WEEKS = [
    WeekCount(str(week), 17 - cancelled, cancelled)
    for week, cancelled in zip(
        [*range(36, 42), *range(43, 48)], [0, 1, 0, 0, 2, 0, 3, 0, 1, 0, 1], strict=True
    )
]
PARTS = [
    Part("Tilskud fra Region Hovedstaden", 450_000, "450.000 kr.", "60 %"),
    Part("Egen og anden finansiering, ikke opdelt i kilden", 300_000, "300.000 kr.", "40 %"),
]
TERMS = [
    (
        "Unikke deltagere",
        "Børn, hver talt én gang, som mødte frem eller kom for sent til mindst én afholdt gang.",
    ),
    ("Pladser", "Tilmeldinger, som var i kraft mindst én dag i perioden. Ét barn kan have flere."),
    ("Fremmøder", "Hver gang et barn var til stede eller kom for sent ved en afholdt gang."),
    ("Timer", "Persontimer à 60 minutter, hver voksens egne, efter art. En gangs længde er ikke timer."),
    ("Lærere og partnerens personale", "Talt for hvert samarbejde: en, der underviser i to, tæller i begge."),
    ("Skjulte tal", "Tal fra 1 til 4 vises som kolon, og så mange flere, at ingen kan regne dem ud."),
]


def assets() -> dict[str, Asset]:
    return {
        "document.css": style_sheet(),
        "weeks.svg": Asset.svg(weekly_sessions(WEEKS, WeekLabels("afholdt", "aflyst"))),
        "funding.svg": Asset.svg(shares(PARTS)),
    }


def document(body: str, *, title: str = "Prøve på æøå", lang: str = "da") -> str:
    """The smallest document: `body` is HTML, the rest is fixed."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="asset:document.css"></head><body>{body}</body></html>'
    )


def report(copies: int = 1) -> str:
    """The whole report; `copies` repeats its middle to make it longer."""
    middle = (_summary() + _collaborations() + _weeks_and_money()) * copies
    return document(
        _cover() + middle + _method(), title="Musikhold for børn med særlige behov, efteråret 2024"
    )


def _cover() -> str:
    return """
      <section class="cover">
        <p class="owner">Kulturmetropolen</p>
        <h1>Musikhold for børn med særlige behov</h1>
        <p class="period">Efteråret 2024</p>
        <p class="sentence">102 børn fra ni skoler i syv kommuner har spillet og sunget sammen på
          kulturskolernes hold i skoletiden.</p>
        <dl class="facts">
          <dt>Version</dt><dd class="version">Version 1</dd>
          <dt>Frigivet af</dt><dd>Programlederen</dd>
          <dt>Dato</dt><dd>20. december 2024</dd>
        </dl>
      </section>"""


def _summary() -> str:
    items = "".join(f"<li><b>{number}</b> <span>{label}</span></li>" for number, label in NUMBERS)
    return f"""
      <section class="page">
        <h2>Det vigtigste</h2>
        <p class="lead">Kulturskolerne har undervist sammen med skolernes eget personale, uge for uge, på hold
          af to til syv børn.</p>
        <ul class="numbers">{items}</ul>
        <p>Tallene er talt op af det, lærerne har ført efter hver gang. Intet tal er skrevet ind i teksten
          bagefter. Hvad hvert tal betyder, og hvilke der er skjult, står på siden om metode.</p>
      </section>"""


def _collaborations() -> str:
    head = "".join(f'<th class="number" scope="col">{column}</th>' for column in COLUMNS)
    body = "".join(
        f'<tr><th scope="row">{partner}</th><td>{school}</td>{"".join(_cell(value) for value in values)}</tr>'
        for school, partner, *values in COLLABORATIONS
    )
    totals = "".join(_cell(value) for value in TOTALS)
    return f"""
      <section>
        <h2>Samarbejder</h2>
        <table>
          <caption>Deltagere og voksne i hvert samarbejde</caption>
          <thead><tr><th scope="col">Skole</th><th scope="col">Kulturskole</th>{head}</tr></thead>
          <tbody>{body}</tbody>
          <tfoot><tr><th scope="row">I alt</th><td></td>{totals}</tr></tfoot>
        </table>
        <p class="note">Fire tal i to rækker er skjult (:), så intet barn kan kendes. Summerne er sande.</p>
      </section>"""


def _cell(value: str) -> str:
    hidden = " hidden" if value == ":" else ""
    return f'<td class="number{hidden}">{value}</td>'


def _weeks_and_money() -> str:
    return """
      <section class="page">
        <h2>Uge for uge</h2>
        <figure>
          <figcaption>Otte af 187 gange blev aflyst, flest i uge 43.</figcaption>
          <img src="asset:weeks.svg" alt="Søjler for uge 36 til 47 uden uge 42: 14 til 17 afholdte gange.">
        </figure>
        <p class="note">Uge 42 er efterårsferie.</p>
      </section>
      <section>
        <h2>Økonomi 2025</h2>
        <figure>
          <figcaption>Regionens tilskud dækker 60 % af budgettet.</figcaption>
          <img src="asset:funding.svg" alt="Tilskud 450.000 kr., 60 %. Egne og andre midler 300.000 kr.">
        </figure>
        <table>
          <caption>Finansiering af forløbet 2025</caption>
          <thead><tr><th scope="col">Kilde</th><th class="number" scope="col">Kroner</th>
            <th class="number" scope="col">Andel</th></tr></thead>
          <tbody>
            <tr><th scope="row">Region Hovedstaden, tilskud</th><td class="number">450.000</td>
              <td class="number">60 %</td></tr>
            <tr><th scope="row">Egen og anden finansiering, ikke opdelt i kilden</th>
              <td class="number">300.000</td><td class="number">40 %</td></tr>
          </tbody>
          <tfoot><tr><th scope="row">Budget</th><td class="number">750.000</td>
            <td class="number">100 %</td></tr></tfoot>
        </table>
      </section>"""


def _method() -> str:
    terms = "".join(f"<dt>{term}</dt><dd>{meaning}</dd>" for term, meaning in TERMS)
    return f"""
      <section class="page">
        <h2>Metode</h2>
        <p class="lead">Hvad tallene betyder, og hvad der er skjult.</p>
        <dl class="terms">{terms}</dl>
      </section>"""
