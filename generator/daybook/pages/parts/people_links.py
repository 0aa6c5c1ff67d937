"""Links to people: to their pages, else to the search for their names."""

from collections.abc import Sequence

from daybook.insights.people import Named, People
from daybook.pages.base.links import LinkView
from daybook.text import addresses


def author_addresses(people: People | None, paper: str, authors: Sequence[str]) -> tuple[str, ...]:
    """Return where the name of each author of a paper leads, from the site's root.

    An empty one leads to the search for the name itself.
    """
    if people is None:
        return ()
    slugs, joined = people.slugs, people.joined
    if people.exceptions:
        slugs = {name: people.slug_of(paper, name) for name in authors}
    return tuple(
        [
            addresses.person(slug)
            if (slug := slugs.get(name))
            else addresses.author_search(joined[name])
            if name in joined
            else ""
            for name in authors
        ]
    )


def author_links(authors: Sequence[str], addressed: Sequence[str], root: str) -> tuple[LinkView, ...]:
    """Return the links of the names of authors; a script makes those without an address lead to the search.

    The search needs scripts too, and in the page such links were 55 bytes an author.
    """
    addressed = addressed or [""] * len(authors)
    hrefs = [root + address if address else "" for address in addressed]
    return tuple(map(LinkView, authors, hrefs))


def person_link(person: Named, root: str) -> LinkView:
    """Return the link to a person, with the number of papers in common."""
    address = addresses.person(person.slug) if person.slug else addresses.author_search(person.names)
    return LinkView(person.name, root + address, str(person.papers))
