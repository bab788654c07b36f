"""What an entry of each file may say. Files without a schema of their own have the common one and may say more."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

Word = Annotated[str, StringConstraints(min_length=1)]
Words = list[Word]


class Example(BaseModel):
    """A text, what shall be found in it, and any fields that the find shall have."""

    model_config = ConfigDict(extra="allow", frozen=True)
    text: Word
    find: Word | None = None

    def fields(self) -> dict[str, Any]:
        """Return the fields to compare."""
        return dict(self.model_extra or {})


class Entry(BaseModel):
    """The common part: an id, what the entry is about in Chinese, examples of both kinds."""

    model_config = ConfigDict(extra="allow", frozen=True)
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    about: Word
    group: str | None = None
    positive: list[Example] = Field(default_factory=list)
    negative: list[Word | Example] = Field(default_factory=list)


class Strict(Entry):
    """An entry whose fields are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class UnitEntry(Strict):
    """units.toml."""

    kind: Literal["ratio", "money", "measure", "time", "count"]
    unit: Word | None = None
    factor: Decimal = Decimal(1)
    whole_from: int | None = None
    words: Words = Field(default_factory=list)
    aliases: dict[Word, Word] = Field(default_factory=dict)
    not_before: Words = Field(default_factory=list)
    arabic_only: bool = False
    before: Words = Field(default_factory=list)
    before_aliases: dict[Word, Word] = Field(default_factory=dict)


class BoundEntry(Strict):
    """bounds.toml."""

    place: Literal["before", "after", "inside"]
    bound: Literal["approx", "ge", "le"]
    words: Words
    not_words: Words = Field(default_factory=list)


class ChangeEntry(Strict):
    """changes.toml."""

    kind: Literal["verb", "noun", "filler", "arrive", "whole", "turn", "basis", "compare"]
    sign: Literal[1, -1] = 1
    words: Words = Field(default_factory=list)
    not_words: Words = Field(default_factory=list)
    not_before: Words = Field(default_factory=list)
    compared: bool = False
    gap: bool = False
    not_counts: bool = False
    rates: dict[Word, Decimal] = Field(default_factory=dict)
    basis: Literal["yoy", "mom", "qoq", "avg", "other"] | None = None
    objects: Words = Field(default_factory=list)


class NotNumberEntry(Strict):
    """not_numbers.toml."""

    words: Words = Field(default_factory=list)
    before: Words = Field(default_factory=list)
    before_not: Words = Field(default_factory=list)
    after: Words = Field(default_factory=list)
    after_not: Words = Field(default_factory=list)
    list_heads: Words = Field(default_factory=list)
    list_ends: Words = Field(default_factory=list)
    regexes: Words = Field(default_factory=list)


SCHEMAS: dict[str, type[Entry]] = {
    "units": UnitEntry,
    "bounds": BoundEntry,
    "changes": ChangeEntry,
    "not_numbers": NotNumberEntry,
}

_SAYINGS = {
    "missing": "缺少字段",
    "extra_forbidden": "不认识的字段",
    "string_pattern_mismatch": "只能用小写字母、数字、点和连字符",
    "string_too_short": "不能为空",
    "string_type": "要写成带引号的文字",
    "list_type": "要写成列表 [ … ]",
    "dict_type": "要写成表 { … }",
    "bool_parsing": "只能是 true 或 false",
    "bool_type": "只能是 true 或 false",
    "decimal_parsing": "要写成数字",
    "decimal_type": "要写成数字",
}


def faults(section: str, entry: Any) -> list[str]:
    """Say in Chinese what is wrong with the form of an entry."""
    try:
        SCHEMAS.get(section, Entry).model_validate(entry)
    except ValidationError as e:
        return [_say(dict(error)) for error in e.errors()]
    return []


def _say(error: dict[str, Any]) -> str:
    place = ".".join(str(x) for x in error["loc"] if not (isinstance(x, str) and x[:1].isupper()))
    if error["type"] == "literal_error":
        return f"{place}：只能是 {error['ctx']['expected']}".replace(" or ", " 或 ")
    return f"{place}：{_SAYINGS.get(error['type'], error['msg'])}"
