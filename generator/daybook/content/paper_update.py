"""The changes of a paper by digests: the values of the fields that they fill."""

from collections.abc import Container, Mapping

from msgspec import Struct, field
from msgspec.structs import fields

from daybook.model import Appearance, Facts, Origin

FACTS = tuple(fact.name for fact in fields(Facts))
FIELDS = ("title", "abstract", *FACTS)

FieldValue = str | tuple[str, ...]


def in_order(names: Container[str]) -> list[str]:
    """Return names of `FIELDS` in their order."""
    return [name for name in FIELDS if name in names]


class PaperUpdate(Struct, frozen=True):
    """The changes of a paper by digests."""

    address: str
    appearances: tuple[Appearance, ...]
    """All of the paper's."""
    values: Mapping[str, FieldValue]
    """By name of `FIELDS`, in their order, the values that digests give now; none is empty."""
    sources: Mapping[str, str]
    """The digest of each of ``values``, as its path below ``digests/``."""
    titles: tuple[str, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """The origin of each of ``values``."""
    citation_key: str = ""
    """Of a new paper; a known one keeps what its page has."""
