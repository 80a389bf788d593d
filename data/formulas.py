"""Formulas of mapping files: one scalar SQL expression each, from an untrusted hand, so parsed and rebuilt before use.

What runs is never the text of the file but the tree DuckDB parsed from it, after every node was found on a short list:
no subquery, no window, no aggregate, no parameter, no function that reads, waits or grows without bound.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from data.errors import InputError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

Node = dict[str, object]
LONGEST = 2_000
_CLASSES = {
    "FUNCTION",
    "COLUMN_REF",
    "CONSTANT",
    "CASE",
    "CAST",
    "COMPARISON",
    "CONJUNCTION",
    "OPERATOR",
    "BETWEEN",
    "TYPE",
}
FUNCTIONS = frozenset(
    [
        "+",
        "-",
        "*",
        "/",
        "//",
        "%",
        "**",
        "||",
        "~~",
        "!~~",
        "~~*",
        "!~~*",
        "abs",
        "ceil",
        "ceiling",
        "floor",
        "round",
        "trunc",
        "greatest",
        "least",
        "ln",
        "log10",
        "exp",
        "sqrt",
        "pow",
        "power",
        "mod",
        "sign",
        "lower",
        "upper",
        "trim",
        "ltrim",
        "rtrim",
        "replace",
        "substring",
        "substr",
        "left",
        "right",
        "length",
        "len",
        "concat",
        "concat_ws",
        "split_part",
        "lpad",
        "contains",
        "starts_with",
        "ends_with",
        "prefix",
        "suffix",
        "regexp_matches",
        "regexp_extract",
        "regexp_replace",
        "strip_accents",
        "nullif",
        "ifnull",
        "if",
        "md5",
        "strptime",
        "try_strptime",
        "strftime",
        "date_trunc",
        "date_part",
        "date_diff",
        "datediff",
        "date_sub",
        "date_add",
        "make_date",
        "last_day",
        "year",
        "month",
        "day",
        "to_months",
        "to_days",
        "to_years",
        "epoch",
        "isnan",
        "isinf",
        "isfinite",
    ]
)


def vetted(connection: duckdb.DuckDBPyConnection, formula: str, where: str) -> str:
    """Return the formula as DuckDB writes it back from its tree; InputError says what is not allowed in it.

    `where` tells the reader of the error which column of which table it is, as "usage.month".
    """
    if not formula.strip() or len(formula) > LONGEST:
        raise InputError.one("formula-size", where=where, high=LONGEST)
    tree, text = _parsed(connection, formula, where)
    for node in _expressions(tree):
        kind, name = str(node.get("class", "")), str(node.get("function_name", ""))
        if kind not in _CLASSES:
            raise InputError.one("formula-not-scalar", where=where, formula=formula, found=kind.lower())
        if kind == "FUNCTION" and (name.casefold() not in FUNCTIONS or node.get("schema") or node.get("catalog")):
            raise InputError.one("formula-function", where=where, formula=formula, name=name, nearest=nearest(name, FUNCTIONS))
    return text


def column_names(connection: duckdb.DuckDBPyConnection, formula: str) -> set[tuple[str, ...]]:
    """Return the columns a vetted formula reads, each as its dotted parts."""
    tree, _ = _parsed(connection, formula, "")
    return {tuple(cast("list[str]", node["column_names"])) for node in _expressions(tree) if node.get("class") == "COLUMN_REF"}


def _parsed(connection: duckdb.DuckDBPyConnection, formula: str, where: str) -> tuple[Node, str]:
    """Return the tree of the one expression in `formula`, and its text rebuilt from the tree."""
    written = _asked(connection, "select json_serialize_sql($given)", f"select ({formula}\n)")
    answer = json.loads(written)
    if answer["error"]:
        raise InputError.one("formula-syntax", where=where, formula=formula, reason=str(answer["error_message"]))
    if len(answer["statements"]) != 1 or not _is_one_expression(answer["statements"][0]["node"]):
        raise InputError.one("formula-not-scalar", where=where, formula=formula, found="query")
    rebuilt = _asked(connection, "select json_deserialize_sql($given::json)", written)
    return answer["statements"][0]["node"]["select_list"][0], rebuilt.removeprefix("SELECT ")


def _asked(connection: duckdb.DuckDBPyConnection, query: str, given: str) -> str:
    return str(connection.execute(query, {"given": given}).fetchall()[0][0])


def _is_one_expression(node: Node) -> bool:
    clauses = ("where_clause", "having", "qualify", "sample")
    lists = ("group_expressions", "modifiers")
    return (
        node.get("type") == "SELECT_NODE"
        and cast("Node", node.get("from_table", {})).get("type") == "EMPTY"
        and len(cast("list[Node]", node.get("select_list", []))) == 1
        and not any(node.get(clause) for clause in clauses + lists)
        and not cast("Node", node.get("cte_map", {})).get("map")
    )


def _expressions(node: object) -> Iterator[Node]:
    if isinstance(node, dict):
        if "class" in node:
            yield node
        for value in node.values():
            yield from _expressions(value)
    elif isinstance(node, list):
        for value in node:
            yield from _expressions(value)
