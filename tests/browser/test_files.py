"""Links to files that are made when asked for: what the page says meanwhile, and why it failed."""

from playwright.sync_api import Browser, Route, expect

from tests.browser.looking import show

FILES = "**/dashboard-pictures/**"


def test_a_link_says_that_its_file_is_being_made_and_asks_once(browser: Browser, server: str):
    with browser.new_context(base_url=server, viewport={"width": 390, "height": 844}) as context:
        page, held = context.new_page(), list[Route]()
        show(page, "/quoc-te")

        def hold(route: Route) -> None:
            held.append(route)

        page.route(FILES, hold)
        link, said = page.locator(".kd-links a", has_text="PDF"), page.get_by_role("status")
        link.click()
        expect(said.filter(has_text="Đang tạo tệp PDF …")).to_be_visible()
        link.click()
        with page.expect_download() as begun:
            held[0].continue_()
        assert begun.value.suggested_filename == "quoc-te.pdf" and len(held) == 1
        expect(page.locator(".kd-making")).to_have_text("")
        assert page.url.endswith("/quoc-te")


def test_why_there_is_no_file_is_told_as_text(browser: Browser, server: str):
    with browser.new_context(base_url=server, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        show(page, "/?lang=en&noi-dung=attention")  # a list: there is no picture of it
        page.locator(".kd-links a", has_text="SVG").click()
        reason = "The file SVG cannot be made: There is no picture of a table: take the PDF."
        expect(page.locator(".kd-making")).to_have_text(reason)
        page.route(FILES, lambda route: route.fulfill(status=404, body="<b>no</b>"))
        page.locator(".kd-links a", has_text="PNG").click()
        expect(page.locator(".kd-making")).to_contain_text("<b>no</b>")


def test_a_cards_link_brings_it_into_sight(browser: Browser, server: str):
    with browser.new_context(base_url=server, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        show(page, "/?noi-dung=dti_national")
        chosen = page.locator(".kd-chosen")
        expect(chosen).to_contain_text("DTI quốc gia")
        expect(chosen).to_be_in_viewport(ratio=0.9)
