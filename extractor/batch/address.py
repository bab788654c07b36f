"""Where a database server is. A password in the address is for the server alone: it is never shown."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from extractor.errors import InputError

if TYPE_CHECKING:
    import psycopg

_WRONG = (
    "-o: not the address of a PostgreSQL database, as postgresql://USER:PASSWORD@HOST:PORT/DATABASE; "
    "in a password, write %40 for @, %2F for /, %3A for :, %23 for #, %3F for ?, %25 for %"
)


class Address:
    """Where a server is; shows itself without user and password."""

    def __init__(self, url: str) -> None:
        try:
            import psycopg
            from psycopg.conninfo import conninfo_to_dict
        except ImportError as e:
            raise InputError("writing to PostgreSQL needs an extra: pip install 'zhibiao[postgres]'") from e
        try:
            parts = {k: str(v) for k, v in conninfo_to_dict(url).items() if v}
        except psycopg.ProgrammingError:
            # Whatever libpq says of an address that it cannot take apart may hold the password.
            raise InputError(_WRONG) from None
        host, port, base = (parts.get(k, "") for k in ("host", "port", "dbname"))
        if "@" in host + base or not (port or "0").replace(",", "").isdecimal():
            raise InputError(_WRONG)
        self.url = url
        secrets = [parts[k] for k in ("password", "sslpassword") if k in parts]
        self._secrets = [*secrets, *(quote(s, safe="") for s in secrets)]
        self.shown = f"postgresql://{'' if host.startswith('/') else host}{port and f':{port}'}/{base}"

    def __repr__(self) -> str:
        return self.shown

    def hide(self, error: Exception) -> str:
        """Say what went wrong without the password."""
        said = str(error).strip()
        for secret in self._secrets:
            said = said.replace(secret, "***")
        return said

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """Open a connection."""
        import psycopg

        try:
            return psycopg.connect(
                self.url, autocommit=True, cursor_factory=psycopg.RawCursor, application_name="zhibiao"
            )
        except psycopg.Error as e:
            raise InputError(f"{self.shown}: cannot be reached: {self.hide(e)}") from None
