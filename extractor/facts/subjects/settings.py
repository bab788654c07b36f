"""Places that only say where something is done, or who has granted what is counted: 某公司在乙园区斥资2亿元."""

from dataclasses import dataclass

from extractor.facts.model import SubjectType
from extractor.facts.skeleton import Clause, Name, Skeleton
from extractor.facts.subjects.roles import is_class, is_firm, is_site, lies_within
from extractor.facts.subjects.wholes import Wholes
from extractor.mentions.model import Organization


@dataclass(slots=True)
class Settings(Wholes):
    """What a place is beside the names that are spoken of."""

    def _is_site(self, place: Name, clause: Clause) -> bool:
        """Tell whether it is only where the firm that the clause opens with does something: 某公司在乙园区斥资2亿元."""
        if not is_site(self.view, place, clause):
            return False
        firms = (n for n in clause.names if is_firm(n) and n.span.end < place.span.start)
        return any(self.is_able(n, clause) and self.comes_first(n, clause) for n in firms)

    def _is_granted(self, place: Name, skeleton: Skeleton) -> bool:
        """Tell whether one who may lie in the place, and have its honours, is spoken of: 新区有江苏省瞪羚企业12家."""
        named = [(n, c) for c in skeleton.clauses for n in c.names]
        if place.kind != "generic" and len({self._key(n) for n, _ in named if n.kind == place.kind}) > 1:
            return False  # 浙江省高新技术企业4万家，江苏省5万家
        before = ((n, c) for n, c in named if n.span.end <= place.span.start)
        opens = (n for n, c in before if self.stands_first(n, c))
        opening = next(opens, self.current or self.main)
        return opening is not None and lies_within(opening, place)


def sort_of(name: Name) -> SubjectType:
    """Return what sort of subject a name is."""
    if isinstance(name, Organization):
        return "organization"
    return "industry" if is_class(name) else "region"
