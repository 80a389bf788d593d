"""Formulas of mapping files: one scalar SQL expression each, from an untrusted hand, so parsed and rebuilt before use.

What runs is never the text of the file but the tree DuckDB parsed from it, after every node was found on a short list:
no subquery, no window, no aggregate, no parameter, no function that reads or waits, none that grows without bound, no type but
numbers, texts, dates and truth. `greatest` and `least` give nothing where one of their values is missing.
"""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, cast

import duckdb

from data.errors import InputError, nearest
from data.files.damage import first_line
from data.mapping.formula_bounds import DEEPEST, LONGEST_RESULT, SHORT, Node, depth, longest_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
Parts = tuple[str, ...]
FUNCTIONS = frozenset(
    [
        *("+", "-", "*", "/", "//", "%", "**", "||", "~~", "!~~", "~~*", "!~~*", "abs", "ceil", "ceiling", "floor"),
        *("round", "trunc", "greatest", "least", "ln", "log10", "exp", "sqrt", "pow", "power", "mod", "sign", "lower"),
        *("upper", "trim", "ltrim", "rtrim", "replace", "substring", "substr", "left", "right", "length", "len"),
        *("concat", "concat_ws", "split_part", "lpad", "contains", "starts_with", "ends_with", "prefix", "suffix"),
        *("regexp_matches", "regexp_extract", "regexp_replace", "strip_accents", "nullif", "ifnull", "if", "md5"),
        *("strptime", "try_strptime", "strftime", "date_trunc", "date_part", "date_diff", "datediff", "date_sub"),
        *("date_add", "make_date", "last_day", "year", "month", "day", "to_months", "to_days", "to_years", "epoch"),
        *("isnan", "isinf", "isfinite", "number", "yes"),
    ]
)


def _short(_: set[Parts], /) -> int:
    return SHORT


def _as_written(parts: Parts, /) -> Parts:
    return parts


TYPES = frozenset(
    [
        *("varchar", "text", "string", "char", "boolean", "bool", "date", "time", "interval"),
        *("timestamp", "timestamptz", "timestamp with time zone", "datetime"),
        *("float", "real", "double", "decimal", "numeric", "tinyint", "smallint", "integer", "int", "bigint", "hugeint"),
        *("utinyint", "usmallint", "uinteger", "ubigint", "uhugeint", "int1", "int2", "int4", "int8", "float4", "float8"),
    ]
)
EXTREMES = ("greatest", "least")
_MOST_EXTREMES = 4  # within one another: each is written out twice


def vetted(
    connection: duckdb.DuckDBPyConnection,
    formula: str,
    where: str,
    longest_cell: Callable[[set[Parts]], int] = _short,
    renamed: Callable[[Parts], Parts] = _as_written,
) -> str:
    """Return the formula as DuckDB writes it back from its tree; InputError says what is not allowed in it.

    `where` tells the reader of the error which column of which table it is, as "usage.month"; `longest_cell` how many characters
    the longest cell of some columns has; `renamed` under which name a column is read.
    """
    statement = _parsed(connection, formula, where)
    tree = _expression(statement)
    for node in _expressions(tree):
        kind, name = str(node.get("class", "")), str(node.get("function_name", ""))
        if kind not in _CLASSES:
            raise InputError.one("formula-not-scalar", where=where, formula=formula, found=kind.lower())
        if kind == "FUNCTION" and (name.casefold() not in FUNCTIONS or node.get("schema") or node.get("catalog")):
            raise InputError.one("formula-function", where=where, formula=formula, name=name, nearest=nearest(name, FUNCTIONS))
        kind_name = str(node.get("type_name", ""))
        if kind == "TYPE" and (kind_name.casefold() not in TYPES or node.get("schema") or node.get("catalog")):
            raise InputError.one("formula-type", where=where, formula=formula, name=kind_name, nearest=nearest(kind_name, TYPES))
    if _depth_of_extremes(tree) > _MOST_EXTREMES:
        raise InputError.one("formula-deep", where=where, formula=formula)
    if longest_text(tree, longest_cell(_columns(tree))) > LONGEST_RESULT:
        raise InputError.one("formula-long", where=where, formula=formula, high=LONGEST_RESULT)
    for node in _expressions(tree):
        if node.get("class") == "COLUMN_REF":
            node["column_names"] = list(renamed(tuple(cast("list[str]", node["column_names"]))))
    return _written(connection, _with_missing_values(connection, statement))


def column_names(connection: duckdb.DuckDBPyConnection, formula: str, where: str) -> set[Parts]:
    """Return the columns a formula reads, each as its dotted parts; InputError where it is no expression."""
    return _columns(_expression(_parsed(connection, formula, where)))


def _columns(tree: Node) -> set[Parts]:
    found = (node for node in _expressions(tree) if node.get("class") == "COLUMN_REF")
    return {tuple(cast("list[str]", node["column_names"])) for node in found}


def _parsed(connection: duckdb.DuckDBPyConnection, formula: str, where: str) -> Node:
    """Return the statement DuckDB makes of `select (formula)`, once it is one expression and not too deep."""
    if not formula.strip() or len(formula) > LONGEST:
        raise InputError.one("formula-size", where=where, high=LONGEST)
    try:
        answer = json.loads(_asked(connection, "select json_serialize_sql($given)", f"select ({formula}\n)"))
    except RecursionError:
        raise InputError.one("formula-deep", where=where, formula=formula) from None
    except (duckdb.Error, UnicodeError) as error:
        raise InputError.one("formula-syntax", where=where, formula=formula, reason=first_line(error)) from error
    if answer["error"]:
        raise InputError.one("formula-syntax", where=where, formula=formula, reason=str(answer["error_message"]))
    if len(answer["statements"]) != 1 or not _is_one_expression(answer["statements"][0]["node"]):
        raise InputError.one("formula-not-scalar", where=where, formula=formula, found="query")
    if depth(_expression(answer)) > DEEPEST:
        raise InputError.one("formula-deep", where=where, formula=formula)
    return cast("Node", answer)


def _expression(statement: Node) -> Node:
    (found,) = cast("list[dict[str, dict[str, list[Node]]]]", statement["statements"])
    return found["node"]["select_list"][0]


def _written(connection: duckdb.DuckDBPyConnection, statement: Node) -> str:
    return _asked(connection, "select json_deserialize_sql($given::json)", json.dumps(statement)).removeprefix("SELECT ")


def _with_missing_values(connection: duckdb.DuckDBPyConnection, statement: Node) -> Node:
    """Return the statement with `greatest` and `least` as they are in arithmetic: of a value that is missing nothing is known.

    DuckDB leaves missing values out, so that a row without a match would count as zero in `greatest(0, ...)`.
    """

    def rebuilt(value: object) -> object:
        if isinstance(value, list):
            return [rebuilt(each) for each in value]
        if not isinstance(value, dict):
            return value
        node = {name: rebuilt(each) for name, each in value.items()}
        if node.get("class") != "FUNCTION" or str(node["function_name"]).casefold() not in EXTREMES:
            return node
        given = [cast("Node", each["expression"]) for each in cast("list[Node]", node["arguments"])]
        missing = " or ".join(f"x{nth} is null" for nth in range(len(given)))
        frame = _expression(_parsed(connection, f"case when {missing} then null else y end", ""))
        return _filled(frame, {f"x{nth}": each for nth, each in enumerate(given)} | {"y": node})

    return cast("Node", rebuilt(statement))


def _filled(frame: object, by_name: dict[str, Node]) -> object:
    """Return a copy of a tree with expressions in the place of its columns."""
    if isinstance(frame, list):
        return [_filled(each, by_name) for each in frame]
    if not isinstance(frame, dict):
        return frame
    if frame.get("class") == "COLUMN_REF":
        return copy.deepcopy(by_name[frame["column_names"][0]])
    return {name: _filled(each, by_name) for name, each in frame.items()}


def _depth_of_extremes(node: object) -> int:
    """Return how many calls of `greatest` and `least` stand within one another."""
    if isinstance(node, list):
        return max(map(_depth_of_extremes, node), default=0)
    if not isinstance(node, dict):
        return 0
    here = str(node.get("function_name", "")).casefold() in EXTREMES
    return here + max(map(_depth_of_extremes, node.values()), default=0)


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
