"""What search engines are told of a page, in the words of https://schema.org. A sentence that does not stand on the page is not told.

A made-up clinic is told of nowhere: whoever looks for a clinic must not find one that is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros.facts.guide import TreatmentGuide
from macros.facts.records import Clinic
from macros.pages.found.opening_hours import opening_hours
from macros.pages.found.trail import Trail
from macros.pages.page import address_of
from macros.pages.reviewed import Review
from macros.pages.safe_text import plain

Node = dict[str, Any]


def full_address(site: str, page: str) -> str:
    """The whole address of a page. That of the first page is the site's own."""
    return site if page == "index.md" else site + address_of(page)


def web_page(title: str, description: str, about: Sequence[Node], review: Review) -> Node:
    """The page itself. Who reviewed it, and when, stands there only while it reads as it was reviewed."""
    page: Node = {"@context": "https://schema.org", "@type": "MedicalWebPage" if about else "WebPage"}
    page |= {"name": title, "description": description, "inLanguage": "en"}
    if about:
        page["about"] = about[0] if len(about) == 1 else list(about)
    return page | (_reviewed(review) if review.state == "current" else {})


def _reviewed(review: Review) -> Node:
    assert review.reviewer
    person: Node = {"@type": "Person", "name": review.reviewer.name}
    if review.reviewer.qualification:
        person["hasCredential"] = {"@type": "EducationalOccupationalCredential", "name": review.reviewer.qualification}
    if registration := review.reviewer.registration:
        person["identifier"] = {"@type": "PropertyValue", "propertyID": registration.body, "value": registration.number}
    return {"lastReviewed": review.reviewed_on, "reviewedBy": person}


def procedure(treatment: TreatmentGuide, markdown: str) -> Node:
    """A treatment: its name, and how it works where the page says so."""
    node = {"@type": "MedicalProcedure", "name": treatment.record.name}
    how = [one.text for one in treatment.record.how_it_works]
    return node | ({"description": " ".join(how)} if all(_stands(text, markdown) for text in how) else {})


def clinic_of(clinic: Clinic, markdown: str) -> Node:
    """A clinic that is real: its name, and what the page says of how to reach it."""
    told = {"telephone": clinic.phone, "email": (clinic.email or "").removeprefix("mailto:"), "address": clinic.address}
    node = {"@type": "MedicalClinic", "name": clinic.name}
    node |= {name: value for name, value in told.items() if value and _stands(value, markdown)}
    hours = opening_hours(clinic.hours) if all(_stands(line, markdown) for line in clinic.hours) else []
    return node | ({"openingHours": hours} if hours else {})


def breadcrumbs(trail: Trail, site: str) -> Node:
    """The way to a page, without groups that have no page of their own."""
    steps = [(step.label, step.page) for step in trail if step.page]
    items = [
        {"@type": "ListItem", "position": number, "name": label, "item": full_address(site, page)}
        for number, (label, page) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _stands(text: str, markdown: str) -> bool:
    return plain(text) in markdown
