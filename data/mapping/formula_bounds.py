"""How long the text of a formula can become, reckoned from its tree before it runs: what could fill the memory is refused.

A database cannot be stopped in the middle of one row, so nothing a row holds may be large.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = dict[str, object]
LONGEST_RESULT = 20_000  # characters of one text within one row
DEEPEST = 200  # expressions within expressions
SHORT = 64  # of anything that is no text when it is written out: a number, an instant
_WIDEST_DIRECTIVE = 16  # to each character of strftime, as %A or %c


def longest_text(node: Node, cell: int) -> float:
    """Return how many characters an expression and anything within it can have, where no cell it reads has more than `cell`.

    Infinite where nothing in the text of the formula bounds it.
    """
    kind = node.get("class")
    if kind == "CONSTANT":
        return float(len(str(cast("Node", node.get("literal") or {}).get("text", ""))))
    if kind == "COLUMN_REF":
        return float(cell)
    parts = [longest_text(child, cell) for child in expressions_in(node)]
    if kind != "FUNCTION":
        return sum(parts) + SHORT
    return max([_of_function(str(node.get("function_name", "")).casefold(), parts, node), *parts])


def _of_function(name: str, parts: list[float], node: Node) -> float:
    """Return the longest result of a function of arguments with the lengths `parts`; most are no longer than those together."""
    together = sum(parts) + SHORT
    match name, parts:
        case "lpad", _:
            return _width(node)
        case "replace", [text, _, other, *_]:
            return text * max(1.0, other)
        case "regexp_replace", [text, _, other, *_]:
            # At each of so many places the replacement, and in it the match as often as two characters can name it.
            return (text + 1) * (2 * other + 1)
        case "strftime", _:
            return together * _WIDEST_DIRECTIVE
        case "concat_ws", [between, *_]:
            return together + len(parts) * between
    return together


def _width(node: Node) -> float:
    """Return the width that lpad fills up to; infinite unless it is written out in the formula."""
    arguments = list(expressions_in(node))
    literal = cast("Node", arguments[1].get("literal") or {}) if len(arguments) > 1 else {}
    text = str(literal.get("text", ""))
    return float(text) if arguments[1:] and text.isdecimal() else math.inf


def depth(tree: object) -> int:
    """Return how many expressions stand within one another, the tree's own included."""
    deepest, waiting = 0, [(tree, 0)]
    while waiting:
        node, above = waiting.pop()
        here = above + (isinstance(node, dict) and "class" in node)
        deepest = max(deepest, here)
        waiting += [(value, here) for value in _values(node)]
    return deepest


def expressions_in(node: object) -> Iterator[Node]:
    """Yield the expressions directly within a node, in their order, without those of a type."""
    for value in _values(node):
        if isinstance(value, dict) and value.get("class") == "TYPE":
            continue
        if isinstance(value, dict) and "class" in value:
            yield value
        else:
            yield from expressions_in(value)


def _values(node: object) -> list[object]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
