"""Points that are no change: what one thing adds to another, 拉动增长2.5个百分点."""

from extractor.late import late

_DRIVES = ("拉动", "带动", "贡献", "推动", "撬动", "拉低", "拉高", "推高", "下拉", "上拉")
_AFFECTS = late("影响(?!因素)[^，。；、的]{2,14}$")
_DRIVEN = late(f"(?:{'|'.join(_DRIVES)})[^，。；、0-9]{{0,14}}$")
_DRIVE = late(f"(?:{'|'.join(_DRIVES)})(?![率度])")  # not 贡献率提高4.8个百分点
_REACH = 16  # characters before the word of change in which the driving word may stand


def pace(text: str, start: int) -> bool:
    """Tell whether it is a pace that is driven: 上拉全市增速10.6个百分点."""
    return _DRIVEN.search(text, max(0, start - _REACH), start) is not None


def change(text: str, start: int, sign: int) -> bool:
    """Tell whether it is a change that is driven: 拉动增长2.5个百分点, 影响总水平下降0.57个百分点."""
    low = max(0, start - _REACH)
    return bool(_AFFECTS.search(text, low, start) or (sign > 0 and _DRIVE.search(text, low, start)))
