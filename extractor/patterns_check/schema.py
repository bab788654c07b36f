"""What an entry of each file may say, and nothing else."""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from extractor.late import late

Word = Annotated[str, StringConstraints(min_length=1)]
Words = list[Word]
Listed = Annotated[str, StringConstraints(pattern=r"\S")]  # words with blanks between them
_Guarded = Annotated[
    str, StringConstraints(pattern=r"^\S+ \S+$")
]  # a word, and the characters that must not be there


class Example(BaseModel):
    """A text, what shall be found in it, and any fields that the find shall have."""

    model_config = ConfigDict(extra="allow", frozen=True)
    text: Word
    find: Word | None = None

    def fields(self) -> dict[str, Any]:
        """Return the fields to compare."""
        return dict(self.model_extra or {})


class Group(BaseModel):
    """Examples of both kinds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    positive: list[Example] = Field(default_factory=list)
    negative: list[Word | Example] = Field(default_factory=list)


class Entry(Group):
    """The common part: an id, what the entry is about in Chinese, examples."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    about: Word
    group: str | None = None


class UnitEntry(Entry):
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
    same: dict[Word, Word] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _own(self) -> "UnitEntry":
        """Only a unit of the entry can be said to be another by another name."""
        own = {*self.aliases.values(), *([self.unit] if self.unit else self.words)}
        if strange := [unit for unit in self.same if unit not in own]:
            raise PydanticCustomError("incomplete", f"same：“{strange[0]}”不是这个条目的标准单位")
        return self


class BoundEntry(Entry):
    """bounds.toml."""

    place: Literal["before", "after", "inside"]
    bound: Literal["approx", "ge", "le"]
    words: Words
    not_words: Words = Field(default_factory=list)


class ChangeEntry(Entry):
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


class NotNumberEntry(Entry):
    """not_numbers.toml."""

    words: Words = Field(default_factory=list)
    before: Words = Field(default_factory=list)
    before_not: Words = Field(default_factory=list)
    after: Words = Field(default_factory=list)
    after_not: Words = Field(default_factory=list)
    list_heads: Words = Field(default_factory=list)
    list_ends: Words = Field(default_factory=list)
    regexes: Words = Field(default_factory=list)


class PeriodEntry(Entry):
    """periods.toml: a word alone, or with what it means behind it."""

    words: Words = Field(default_factory=list)
    spoken: Words = Field(default_factory=list)
    after_not: list[_Guarded] = Field(default_factory=list)
    before_not: list[_Guarded] = Field(default_factory=list)

    @model_validator(mode="after")
    def _told(self) -> "PeriodEntry":
        """What a word means stands behind it, in the way of its list."""
        for of, (shape, example) in _MEANINGS.items():
            if re.fullmatch(of, self.id):
                for word in self.words:
                    if not re.fullmatch(shape, word):
                        raise PydanticCustomError("incomplete", f"words：“{word}”要写成“{example}”的样子")
        return self


_DAYS = r"\S+ (?:0\d|1[0-2])-[0-3]\d (?:0\d|1[0-2])-[0-3]\d"
_MEANINGS = {
    r"(?:year|month|quarter|half|week|day)\..*": (r"\S+ -?\d+", "去年 -1"),
    r"(?:holiday|feast)(?:\..*)?": (_DAYS, "国庆节 10-01 10-07"),
    r"festival(?:\..*)?": (r"\S+ \S+", "端午节 端午"),
}


class RegionEntry(Entry):
    """regions.toml."""

    kind: Literal[
        "country",
        "province",
        "city",
        "county",
        "zone",
        "generic",
        "class",
        "suffix",
        "bare",
        "abbreviation",
        "stop",
        "none",
    ]
    names: Listed
    suffix: list[str] = Field(default_factory=list)
    soft: bool = False
    rail: bool = False
    timed: bool = False
    before: Listed | None = None
    full: dict[Word, Listed] = Field(default_factory=dict)


class CueEntry(Entry):
    """cues.toml."""

    kind: Literal[
        "target", "forecast", "share", "contribution", "rank", "comparison", "completion", "among", "respectively",
        "none",
    ]  # fmt: skip
    words: Listed


class ListEntry(Entry):
    """indicators.toml, vocabulary.toml, page.toml: a list of words, named by its use."""

    words: Listed


class NameEntry(Entry):
    """names.toml."""

    name: Word
    aliases: Words
    units: Words = Field(default_factory=list)
    source: Word | None = None


class OrganizationEntry(Entry):
    """organizations.toml."""

    role: Literal[
        "name", "name_weak", "head", "function", "trade", "trade_weak", "utility", "level", "heading",
        "affair",
        "rank", "lead", "cut",
        "common", "stop", "same",
    ]  # fmt: skip
    type: (
        Literal[
            "company", "government", "university", "institute", "hospital", "bank", "association", "media", "other"
        ]
        | None
    ) = None  # fmt: skip
    needs: Literal["any", "core", "proper", "tight", "function", "place", "listed"] | None = None
    words: Listed | Words
    not_before: dict[Word, Listed] = Field(default_factory=dict)
    source: Word | None = None

    @model_validator(mode="after")
    def _complete(self) -> "OrganizationEntry":
        """A name needs its type; a head also what must stand before it."""
        if self.role in ("name", "name_weak", "head") and self.type is None:
            raise PydanticCustomError("incomplete", "type：缺少字段")
        if self.role == "head" and self.needs is None:
            raise PydanticCustomError("incomplete", "needs：缺少字段")
        return self


NAMED_BY_USE = frozenset({"periods", "indicators", "vocabulary", "page"})  # an id says what the words are for
SCHEMAS: dict[str, type[Entry]] = {
    "units": UnitEntry,
    "bounds": BoundEntry,
    "changes": ChangeEntry,
    "not_numbers": NotNumberEntry,
    "periods": PeriodEntry,
    "regions": RegionEntry,
    "cues": CueEntry,
    "indicators": ListEntry,
    "vocabulary": ListEntry,
    "page": ListEntry,
    "names": NameEntry,
    "organizations": OrganizationEntry,
}

_SAYINGS = {
    "missing": "缺少字段",
    "extra_forbidden": "不认识的字段",
    "string_too_short": "不能为空",
    "string_type": "要写成带引号的文字",
    "list_type": "要写成列表 [ … ]",
    "dict_type": "要写成表 { … }",
    "bool_parsing": "只能是 true 或 false",
    "bool_type": "只能是 true 或 false",
    "decimal_parsing": "要写成数字",
    "decimal_type": "要写成数字",
    "int_parsing": "要写成整数",
    "int_type": "要写成整数",
    "int_from_float": "要写成整数",
    "model_type": "要写成 { text = …, find = … }",
}


_SHAPES = {
    "id": "只能用小写字母、数字、点和连字符",
    "after_not": "要写成“词 字”，例如“上年 以”",
    "before_not": "要写成“词 字”，例如“今年 龄”",
}


def faults(section: str, entry: Any, fields: frozenset[str]) -> list[str]:
    """Say in Chinese what is wrong with the form of an entry."""
    return _faults(SCHEMAS[section], entry, fields)


def group_faults(group: Any, fields: frozenset[str]) -> list[str]:
    """Say in Chinese what is wrong with the form of a group."""
    return _faults(Group, group, fields)


def _faults(model: type[Group], given: Any, fields: frozenset[str]) -> list[str]:
    try:
        valid = model.model_validate(given)
    except ValidationError as e:
        return list(dict.fromkeys(_say(dict(error)) for error in e.errors()))
    # An unknown field never fits, so that a negative example with one would hold whatever is found.
    examples = [x for x in (*valid.positive, *valid.negative) if isinstance(x, Example)]
    return [
        f"例句“{x.text}”：不认识的字段 {key}" for x in examples for key in x.fields() if key not in fields
    ]


# Where a field may be of two kinds, its place also names the kind that was tried.
_KIND = late(r"[A-Z]|constrained-str|list\[")


def _say(error: dict[str, Any]) -> str:
    place = ".".join(str(x) for x in error["loc"] if not _KIND.match(str(x)))
    if error["type"] == "literal_error":
        return f"{place}：只能是 {error['ctx']['expected']}".replace(" or ", " 或 ")
    if error["type"] == "string_pattern_mismatch":
        return f"{place}：{_SHAPES.get(place.partition('.')[0], '不能只有空白')}"
    if error["type"] == "incomplete":
        return str(error["msg"])
    return f"{place}：{_SAYINGS.get(error['type'], error['msg'])}"
