"""A ministry's pages in a browser: whole and readable, reached from the ranking, and back."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import crowded, cut, settled, show, too_wide
from tests.browser.test_screens import KNOWN, SIZES, violations

pytestmark = pytest.mark.browser
PAGES = (
    "/tinh-thanh?dia-gioi=bo",
    "/tinh-thanh?dia-gioi=bo&tinh=VNM-bo-cong-an&lang=en",
    "/tinh-thanh?dia-gioi=bo&bo-so-lieu=practice",
    "/so-sanh?dia-gioi=bo&muc=tuong-quan&lang=en",
    "/xep-hang?dia-gioi=bo&chi-so=full_process_dossier_rate",
    "/cong-bang?dia-gioi=bo",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_they_are_whole_and_accessible(
    browser: Browser, server: str, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    with browser.new_context(
        base_url=server, viewport={"width": width, "height": height}, color_scheme=scheme
    ) as context:
        tab = context.new_page()
        for address in PAGES:
            show(tab, address)
            assert (too_wide(tab), cut(tab), crowded(tab)) == ([], [], []), address
            found = {rule: where for rule, where in violations(tab).items() if rule not in KNOWN}
            assert found == {}, address


def test_a_name_in_the_ranking_leads_to_the_profile_and_its_verdict_to_the_reasons(page: Page):
    show(page, "/xep-hang?dia-gioi=bo&chi-so=full_process_dossier_rate&lang=en")
    page.get_by_role("row", name="Ministry of Justice").get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Where does Ministry of Justice stand?")
    settled(page)
    expect(page.locator(".kd-profile svg")).to_have_count(1)  # the line of its PAR rank
    page.get_by_role("link", name="past the deadline").click()
    expect(page).to_have_url(re.compile(r"/xu-huong\?.*so-sanh=VNM-bo-tu-phap"))
    settled(page)
    expect(page.locator(".kd-answer")).to_contain_text("77.66%")


def test_a_ministry_is_chosen_and_stays_in_the_address(page: Page):
    show(page, "/tinh-thanh?lang=en")
    page.get_by_role("radio", name="Ministries", exact=True).click()
    expect(page.locator("h1")).to_have_text("Where does Ministry of Finance stand?")
    expect(page).to_have_url(re.compile(r"dia-gioi=bo"))
    page.get_by_role("radio", name="34 provinces", exact=True).click()
    expect(page.locator("h1")).to_have_text("Where does Hanoi stand?")
