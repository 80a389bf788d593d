"""One sheet of a workbook, written from the top down: titles, notes, heads, lines of typed cells. Nothing is a formula."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

if TYPE_CHECKING:
    import io
    from collections.abc import Sequence

    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from wording import Wording

Value = str | int | float | bool | Decimal | None
Styled = tuple[Value, str]
LINE_HEIGHT = 15.0
WIDER = 1.25  # the letters of a machine that lacks the workbook's font, against that font's
A4, LETTER = 9, 1  # as Excel numbers paper
PAPERS = {"a4": A4, "letter": LETTER}
PRINTED_PX = {A4: 988, LETTER: 922}  # across a page lying on its side, between the margins
COLUMN_PX, PADDING_PX = 7, 5  # of a letter of a column's width, and of the column
WRAPPED = frozenset({"wrapped", "note", "head"})


def decimals(digits: int) -> str:
    """Return the number format with so many decimals; Excel puts in the reader's own separators."""
    return "#,##0" + ("." + "0" * digits if digits else "")


def signed(digits: int) -> str:
    """Return the number format with so many decimals that writes a plus as well."""
    return f"+{decimals(digits)};-{decimals(digits)};{decimals(digits)[4:]}"


# What a cell looks like by what it holds.
STYLES: dict[str, dict[str, str | int | bool]] = {
    "title": {"bold": True, "font_size": 14},
    "section": {"bold": True, "font_size": 12},
    "note": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF2", "bottom": 1},
    "text": {"valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "muted": {"italic": True, "font_color": "#595959"},
    "count": {"num_format": decimals(0)},
    "plain": {"num_format": "General", "align": "left"},
    "share": {"num_format": "0.00%"},
    "number": {"num_format": decimals(2)},
    "change": {"num_format": signed(2)},
    "change3": {"num_format": signed(3)},
    "sumcount": {"num_format": decimals(0), "bold": True, "top": 1},
    "sumtext": {"bold": True, "top": 1},
}


def money_styles(digits: int) -> dict[str, dict[str, str | int | bool]]:
    """Return the same for amounts of a currency with so many decimals.

    A change by subscriber and month has one more, one by initial subscriber two more, as they are far smaller than a coin.
    """
    bold: dict[str, str | int | bool] = {"bold": True, "top": 1}
    return {
        "money": {"num_format": decimals(digits)},
        "gain": {"num_format": signed(digits)},
        "gain_month": {"num_format": signed(digits + 1)},
        "gain_initial": {"num_format": signed(digits + 2)},
        "gain_sum": {"num_format": signed(digits), **bold},
        "gain_initial_sum": {"num_format": signed(digits + 2), **bold},
        "helper": {"num_format": decimals(digits), "font_color": "#8C8C8C"},
    }


class Book:
    """A workbook in memory, its styles, the language of its words and the decimals of its currency."""

    def __init__(self, target: io.BytesIO, say: Wording, paper: str, footer: str, currency: str) -> None:
        # Text stays text, whatever it begins with: a spreadsheet must run nothing that came from a base.
        safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
        self.workbook = Workbook(target, safe)
        self.say = say
        self.paper = PAPERS[paper]
        self.footer = " " + footer[:80].replace("&", "&&")  # an ampersand, or a number at once, is an order to the printer
        self.decimals = say.decimals(currency)
        self._known = STYLES | money_styles(self.decimals)
        self._styles: dict[str, Format] = {}

    def style(self, name: str) -> Format:
        """Return the format called `name` in STYLES or of money."""
        if name not in self._styles:
            self._styles[name] = self.workbook.add_format(self._known[name])
        return self._styles[name]


class Page:
    """A sheet that is filled row by row; `row` is the next one to be written, counted from 0."""

    def __init__(self, book: Book, title: str, widths: Sequence[float]) -> None:
        self.book = book
        self.title = title
        self.row = 0
        self.widths = list(widths)
        self.sheet: Worksheet = book.workbook.add_worksheet(title)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(book.paper)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L{book.footer}&C&A&R&P / &N")
        self.sheet.hide_gridlines(2)

    def heading(self, text: str, style: str = "title") -> None:
        """Write the title of the sheet or of a section."""
        self.sheet.write_string(self.row, 0, text, self.book.style(style))
        self.row += 1

    def note(self, text: str) -> None:
        """Write a sentence across the columns, in as many lines as it needs."""
        self.sheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, "", self.book.style("note"))
        self.sheet.write_string(self.row, 0, text, self.book.style("note"))
        self._make_room([(text, sum(self.widths))])
        self.row += 1

    def head(self, labels: Sequence[str], *, freeze: int | None = None) -> int:
        """Write the titles of the columns, to stay in sight with `freeze` columns and on every printed page; return their row."""
        for column, label in enumerate(labels):
            self.sheet.write_string(self.row, column, label, self.book.style("head"))
        self._make_room(list(zip(labels, [*self.widths, *[12.0] * len(labels)], strict=False)))
        if freeze is not None:
            self.sheet.freeze_panes(self.row + 1, freeze)
            self.sheet.repeat_rows(self.row)
        self.row += 1
        return self.row - 1

    def line(self, cells: Sequence[Styled], first: int = 0) -> None:
        """Write a row of (value, style) from column `first` on: numbers as numbers, all else as text."""
        wrapped: list[tuple[str, float]] = []
        for column, (value, style) in enumerate(cells, first):
            self._write(column, value, style)
            if style in WRAPPED and isinstance(value, str) and column < len(self.widths):
                wrapped.append((value, self.widths[column]))
        self._make_room(wrapped)
        self.row += 1

    def gap(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def chart(self, chart: Chart, place: tuple[int, int], size: tuple[int, int], alternative: str) -> None:
        """Put a chart at (row, column) with a text alternative; `size` in pixels."""
        chart.set_size({"width": size[0], "height": size[1]})
        self.sheet.insert_chart(*place, chart, {"description": alternative, "object_position": 2})

    def chart_below(self, chart: Chart, size: tuple[int, int], alternative: str) -> None:
        """Put a chart under the table and print it from the top of a page: a page's end would cut it."""
        across = sum(COLUMN_PX * width + PADDING_PX for width in self.widths)
        # A spreadsheet that fits a sheet to its pages breaks them where it likes: so the scale that fits is told instead.
        self.sheet.set_print_scale(max(10, min(100, int(100 * PRINTED_PX[self.book.paper] / (across * WIDER)))))
        self.sheet.set_h_pagebreaks([self.row + 1])
        self.chart(chart, (self.row + 1, 0), size, alternative)

    def _make_room(self, texts: Sequence[tuple[str, float]]) -> None:
        """Make the row high enough for texts that wrap in columns of these widths, in whatever font they are shown."""
        lines = max((_lines(text, width) for text, width in texts), default=1)
        if lines > 1:
            self.sheet.set_row(self.row, LINE_HEIGHT * lines)

    def _write(self, column: int, value: Value, style: str) -> None:
        form = self.book.style(style)
        if value is None or value == "":
            self.sheet.write_blank(self.row, column, None, form)
        elif isinstance(value, bool):
            self.sheet.write_boolean(self.row, column, value, form)
        elif isinstance(value, str):
            self.sheet.write_string(self.row, column, value, form)
        else:
            self.sheet.write_number(self.row, column, float(value), form)


def _lines(text: str, width: float) -> int:
    """Return in how many lines a text stands in a column, as a spreadsheet breaks it: between words, and within long ones."""
    room = max(1.0, (width - 1) / WIDER)
    lines, left = 1, room
    for word in text.split():
        taken = _width(word)
        if taken + 1 > left and left < room:
            lines, left = lines + 1, room
        while taken > left:
            taken, lines, left = taken - left, lines + 1, room
        left -= taken + 1
    return lines


def _width(text: str) -> float:
    """Return about how many columns of a fixed pitch a text takes; Chinese letters take two."""
    return float(sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)) or 1.0
