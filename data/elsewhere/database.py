"""Rows of a database server, by a query of the mapping's: through ADBC, in a session that can only read.

Where the server is and who reads is told on the command line, never by a mapping: that may be somebody else's. The password
comes from the environment (PGPASSWORD, a password file) or from the keyring, and stands in no file and no command.
"""

from __future__ import annotations

import importlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urlsplit, urlunsplit

from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    import pyarrow as pa

SCHEMES = ("postgresql", "postgres")
SERVICE = "transfer-impact"  # under which a keyring knows the password
_READ_ONLY = quote("-c default_transaction_read_only=on")


def check_address(address: str) -> None:
    """Refuse the address of a database that is none, or bears a password: others would read it."""
    try:
        parts = urlsplit(address)
        password = parts.password
    except ValueError:
        raise InputError.one("database-address", known=SCHEMES) from None
    if parts.scheme not in SCHEMES:
        raise InputError.one("database-address", known=SCHEMES)
    if password is not None or "password" in parts.query.casefold():
        raise InputError.one("database-password", service=SERVICE)


@contextmanager
def asked(address: str, query: str, where: str, most_rows: int | None = None) -> Iterator[pa.RecordBatchReader]:
    """Yield what a database answers to a query, as a stream; InputError in the server's own words where it refuses."""
    driver = _module("adbc_driver_postgresql.dbapi")
    if driver is None:
        raise InputError.one("database-driver")
    limited = f"select * from ({query.rstrip().rstrip(';')}\n) as asked limit {most_rows}" if most_rows else query
    try:
        with driver.connect(_with_password(address)) as connection, connection.cursor() as cursor:
            cursor.execute(limited)
            yield cursor.fetch_record_batch()
    except driver.Error as error:
        reason = next(iter(str(error).splitlines()), "")[:300]
        raise InputError.one("database-refused", where=where, reason=reason) from error


def _with_password(address: str) -> str:
    """Return the address as the driver takes it: only to read, and with the keyring's password where the environment has none."""
    parts = urlsplit(address)
    options = "&".join(filter(None, [parts.query, f"options={_READ_ONLY}"]))
    host = parts.netloc
    keyring = None if "PGPASSWORD" in os.environ else _module("keyring")
    if keyring is not None and parts.username:
        ask = cast("Callable[[str, str], str | None]", keyring.get_password)
        password = ask(SERVICE, f"{parts.username}@{parts.hostname}")
        host = host.replace("@", f":{quote(password, safe='')}@", 1) if password else host
    return urlunsplit((parts.scheme, host, parts.path, options, ""))


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
