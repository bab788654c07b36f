"""How a result is written: JSON with exact numbers, and which version of the contract it keeps.

Apart from the models of the contract, which take longer to make than a short article to read.
"""

from decimal import Decimal
from typing import Any, Final

import msgspec

SCHEMA_VERSION: Final = "1.0"


def plain(number: Decimal | None) -> Decimal | None:
    """Return the number without exponent and without trailing zeros, as it shall stand in JSON."""
    if number is None:
        return None
    if not number:
        return Decimal(0)
    number = number.normalize()
    return Decimal(int(number)) if number == number.to_integral_value() else number


_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(float_hook=Decimal)


def dumps(value: Any) -> str:
    """Write JSON with exact decimals and unescaped Chinese."""
    return _encoder.encode(value).decode()


def loads(line: str | bytes) -> Any:
    """Read JSON; a number with a point comes back as the Decimal that was written."""
    return _decoder.decode(line)
