"""What a paper's page holds to cite it."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.citations.citation import citation_of
from daybook.model import Facts
from daybook.pages.parts.citation import citation_view, day_files
from tests.made import paper


@pytest.mark.parametrize(("authors", "labels"), [(300, ["BibTeX", "RIS", "CSL-JSON"]), (301, ["BibTeX"])])
def test_a_page_holds_all_names_in_few_forms(authors: int, labels: list[str]) -> None:
    facts = Facts(authors=tuple(f"Ada Mill{number}" for number in range(authors)))
    view = citation_view(citation_of(paper(facts=facts), "https://reader.example/"))
    assert [file.label for file in view.downloads] == labels
    assert f"Mill{authors - 1}" in view.downloads[0].href


def test_a_page_leads_to_the_files_of_its_day() -> None:
    citation, files = (
        citation_of(paper(), "https://reader.example/"),
        day_files(date(2025, 3, 18), "../../../"),
    )
    view = citation_view(citation, files)
    assert view.downloads == ()
    assert [(link.label, link.href) for link in view.of_day] == [
        ("BibTeX", "#bibtex"),
        ("RIS", "../../../dates/2025-03-18/2025-03-18.ris"),
        ("CSL-JSON", "../../../dates/2025-03-18/2025-03-18.json"),
    ]
