"""Topics: what the papers of an archive are about, in the archive's own words."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field


class TopicName(Struct, frozen=True, array_like=True):
    """A topic as pages of papers show it."""

    slug: str
    """Of its address."""
    name: str


class Topic(Struct, frozen=True, array_like=True):
    slug: str
    name: str
    short: str
    """Its acronym, mostly empty."""
    papers: tuple[str, ...]
    """Addresses, from the newest paper: by the day that lists it first, then by address."""
    related: tuple[TopicName, ...] = ()
    """The topics that belong to it most come first."""
    spellings: tuple[str, ...] = ()
    """Every way to write it, as `words` fold them."""
    former: tuple[str, ...] = ()
    """Slugs of what people renamed to it, or merged into it."""


class Topics(Struct, frozen=True):
    topics: tuple[Topic, ...] = ()
    """Those of most papers first."""
    of_paper: Mapping[str, tuple[TopicName, ...]] = field(default_factory=dict)
    """By the paper's address, from the one that it is most about; papers without topics are not here."""


NO_TOPIC = -1
"""The number of a topic where there is none: of a paper, or of a subject that too few papers are about."""


class CatalogueTopic(Struct, frozen=True, array_like=True):
    slug: str
    name: str
    short: str
    """Its acronym, mostly empty."""
    related: tuple[int, ...] = ()
    """The topics that belong to it most come first."""
    former: tuple[str, ...] = ()
    """Slugs of what people renamed to it, or merged into it."""


class Catalogue(Struct, frozen=True):
    """The topics of an archive, and which phrases name them."""

    topics: Sequence[CatalogueTopic] = ()
    phrases: Mapping[str, int] = field(default_factory=dict)
    """The subject that each phrase names."""
    wider: Sequence[Sequence[int]] = ()
    """For each subject the wider ones that it belongs to."""
    topic_of: Sequence[int] = ()
    """For each subject its topic, or `NO_TOPIC`."""


class TopicMemory(Struct, frozen=True):
    """The topics of an archive, and which papers they have."""

    key: bytes = b""
    """Of the texts that chose them, and of what people decided."""
    catalogue: Catalogue = Catalogue()
    of_text: Mapping[bytes, tuple[int, ...]] = field(default_factory=dict)
    """The topics of each paper, by the hash of what it says."""
