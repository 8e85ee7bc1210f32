"""What only a real browser shows: the map, the address, the keyboard, and that nothing is asked of another machine."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Locator, Page, Route, WebSocketRoute, expect

from tests.browser import PAINT_MS, Selectors, Watch, early_map_frame, map_frame, open_app, wait_painted
from tests.server import Server

pytestmark = pytest.mark.browser

LOST = "With Khmeimim and Tartus lost on 26 Nov 2024"
NOTHING = "with nothing taken away"
SHAPES = re.compile("/basemap-")


@pytest.fixture
def go(page: Page, server: Server) -> Callable[[str], Page]:
    """Open the app at an address and wait until it is drawn."""

    def opened(query: str = "") -> Page:
        open_app(page, f"{server.url}/{query}")
        return page

    return opened


class SlowLine:
    """The line between page and server; what the server says can be held back."""

    def __init__(self) -> None:
        self.is_held = False
        self.held: list[tuple[WebSocketRoute, bytes | str]] = []

    def open(self, socket: WebSocketRoute) -> None:
        socket.connect_to_server().on_message(lambda message: self.say(socket, message))

    def say(self, socket: WebSocketRoute, message: bytes | str) -> None:
        if self.is_held:
            self.held.append((socket, message))
        else:
            socket.send(message)

    def release(self) -> None:
        self.is_held = False
        for socket, message in self.held:
            socket.send(message)


def headline(page: Page) -> Locator:
    return page.locator(Selectors.HEADLINE)


def switch_on_bases_lost(page: Page) -> None:
    page.locator(Selectors.SCENARIO).click()
    expect(headline(page)).to_contain_text(LOST)
    wait_painted(page)


def mark(frame: Frame, name: str) -> Locator:
    return frame.locator(f'.mark[data-id="{name}"]')


def position(frame: Frame) -> list[float]:
    return frame.evaluate(
        "(() => { const c = window.map.getCenter(); return [c.lat, c.lng, window.map.getZoom()]; })()"
    )


# ---- the headline scenario ----------------------------------------------------------------------------------------


def test_the_bare_address_shows_the_baseline_and_one_hint(go: Callable[[str], Page]) -> None:
    page = go()
    expect(headline(page)).to_contain_text(NOTHING)
    expect(page.get_by_text("Take something away to see what hangs on it")).to_be_visible()


def test_a_scenario_changes_the_words_and_the_marks_in_place(go: Callable[[str], Page]) -> None:
    page = go()
    frame = map_frame(page)
    frame.evaluate("window.untouched = true")
    switch_on_bases_lost(page)
    expect(mark(frame, "khmeimim")).to_have_class(re.compile(r"\blost\b"))
    expect(mark(frame, "op-syria-garrison")).to_have_class(re.compile(r"\blost\b"))
    expect(mark(frame, "mali-africa-corps")).to_have_class(re.compile(r"\bpaper\b"))
    expect(mark(frame, "belarus-strategic-sites")).to_have_class(re.compile(r"\bkept\b"))
    assert frame.evaluate("window.untouched"), "the map was built anew"


def test_lost_facilities_say_so_in_words(go: Callable[[str], Page]) -> None:
    frame = map_frame(go("?scenario=bases-lost"))
    expect(frame.locator(".label.lost.facility", has_text="Khmeimim")).to_contain_text("(lost)")
    expect(frame.locator(".label.lost.facility", has_text="Tartus")).to_contain_text("(lost)")


def test_the_first_four_operations_are_visible_without_scrolling(go: Callable[[str], Page]) -> None:
    page = go("?scenario=bases-lost")
    for i in range(4):
        expect(page.locator(".fh-card h3").nth(i)).to_be_in_viewport()
    expect(headline(page)).to_be_in_viewport()
    expect(page.locator(Selectors.MAP)).to_be_in_viewport(ratio=0.9)


def test_pan_and_zoom_survive_a_toggle(go: Callable[[str], Page]) -> None:
    page = go()
    frame = map_frame(page)
    frame.evaluate("window.map.setView([15, 5], 6, { animate: false })")
    expect(page).to_have_url(re.compile("map=15.00,5.00,6"), timeout=PAINT_MS)
    before = position(frame)
    switch_on_bases_lost(page)
    assert position(frame) == before


def test_labels_never_overlap(go: Callable[[str], Page]) -> None:
    frame = map_frame(go("?scenario=bases-lost"))
    for zoom in (3, 4, 5, 6, 7):
        frame.evaluate(f"window.map.setView([33, 36], {zoom}, {{ animate: false }})")
        overlaps = frame.evaluate("""() => {
          const boxes = [...document.querySelectorAll(".label:not(.off)")].map((n) => n.getBoundingClientRect());
          const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
            || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
          const meet = (a, b) => !apart(a, b);
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b))).length;
        }""")
        assert overlaps == 0, f"{overlaps} pairs of labels touch at zoom {zoom}"


# ---- on the map ---------------------------------------------------------------------------------------------------


def test_a_click_on_a_facility_opens_its_card_and_it_can_be_lost_and_given_back(go: Callable[[str], Page]) -> None:
    page = go("?map=31.5,20.5,8")
    frame = map_frame(page)
    mark(frame, "al-khadim").click()
    expect(page.locator("#details, .st-key-details").get_by_role("heading").first).to_contain_text("Al-Khadim")
    page.get_by_role("button", name="Take it away").click()
    expect(headline(page)).to_contain_text("lost")
    wait_painted(page)
    expect(mark(frame, "al-khadim")).to_have_class(re.compile(r"\blost\b"))
    expect(page).to_have_url(re.compile("lost=al-khadim"))
    page.get_by_role("button", name="Give it back").click()
    expect(headline(page)).to_contain_text(NOTHING)
    expect(page).not_to_have_url(re.compile("lost="))


def test_hovering_a_facility_previews_its_loss_with_no_round_trip(page: Page, go: Callable[[str], Page]) -> None:
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(len(data))))
    go("?map=35.4,35.9,9")
    frame = map_frame(page)
    before = len(sent)
    mark(frame, "khmeimim").hover()
    expect(frame.locator(Selectors.PREVIEW)).to_contain_text("Africa Corps")
    assert len(sent) == before
    mark(frame, "khmeimim").click()
    expect(page.locator(".st-key-details")).to_contain_text("Khmeimim")
    assert len(sent) > before


def test_marks_that_lie_together_offer_a_list(go: Callable[[str], Page]) -> None:
    page = go("?map=35.2,35.9,4")
    frame = map_frame(page)
    mark(frame, "tartus").click(force=True)
    expect(frame.locator(".choice-row").first).to_be_visible()
    frame.locator(".choice-row", has_text="Tartus").click()
    expect(page.locator(".st-key-details")).to_contain_text("Tartus")


def test_a_line_has_a_card_with_its_sources(go: Callable[[str], Page]) -> None:
    page = go("?scenario=bases-lost")
    frame = map_frame(page)
    frame.locator(".line-casing").first.dispatch_event("click")
    expect(page.locator(".st-key-details")).to_be_visible()
    expect(page.locator(".st-key-details .fh-sources li").first).to_be_attached()


def test_a_closed_sky_has_a_card(go: Callable[[str], Page]) -> None:
    page = go("?layers=regions,lines,operations,closures&map=52.0,19.0,6")
    frame = map_frame(page)
    frame.locator("#map_div").click(position={"x": 300, "y": 300})
    expect(page.locator(".st-key-details")).to_contain_text(re.compile("closed", re.IGNORECASE))


def test_the_legend_shows_only_what_is_on_the_map(go: Callable[[str], Page]) -> None:
    page = go()
    frame = map_frame(page)
    expect(frame.locator(".legend")).not_to_contain_text("lost in the scenario")
    switch_on_bases_lost(page)
    expect(frame.locator(".legend")).to_contain_text("lost in the scenario")


# ---- the address --------------------------------------------------------------------------------------------------


def test_a_link_shows_the_same_picture_in_a_new_browser(
    go: Callable[[str], Page], browser: Browser, server: Server
) -> None:
    page = go()
    switch_on_bases_lost(page)
    page.get_by_role("button", name="Africa Corps in Niger", exact=False).first.click()
    expect(page).to_have_url(re.compile("sel=niger-africa-corps"))
    context = browser.new_context(viewport={"width": 1400, "height": 850})
    other = context.new_page()
    open_app(other, page.url)
    assert headline(other).inner_text() == headline(page).inner_text()
    expect(other.locator(".st-key-details")).to_contain_text("Niger")
    context.close()


def test_back_and_forward_step_through_choices(go: Callable[[str], Page]) -> None:
    page = go()
    switch_on_bases_lost(page)
    page.locator('[data-testid="stButtonGroup"] button:has-text("Syria withdraws consent")').click()
    expect(page).to_have_url(re.compile("syria-withdraws-consent"))
    page.go_back()
    expect(headline(page)).to_contain_text(LOST)
    expect(page.locator(Selectors.SCENARIO)).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(headline(page)).to_contain_text(NOTHING)
    page.go_forward()
    expect(headline(page)).to_contain_text(LOST)


def test_moving_the_map_is_kept_in_the_address_but_is_no_step_back(go: Callable[[str], Page]) -> None:
    page = go()
    frame = map_frame(page)
    switch_on_bases_lost(page)
    frame.evaluate("window.map.setView([15, 5], 6, { animate: false })")
    expect(page).to_have_url(re.compile("map=15.00,5.00,6"), timeout=PAINT_MS)
    page.go_back()
    expect(headline(page)).to_contain_text(NOTHING)


def test_the_map_comes_back_where_it_was_left_after_the_sources(go: Callable[[str], Page]) -> None:
    page = go("?scenario=bases-lost")
    map_frame(page).evaluate("window.map.setView([15, 5], 6, { animate: false })")
    expect(page).to_have_url(re.compile("map=15.00,5.00,6"), timeout=PAINT_MS)
    page.get_by_role("button", name="Sources").click()
    expect(page.locator(Selectors.MAP)).to_have_count(0)
    page.get_by_role("button", name="Explore").click()
    expect(page.locator(Selectors.MAP)).to_have_count(1)
    wait_painted(page)
    assert position(map_frame(page)) == [pytest.approx(15, abs=0.02), pytest.approx(5, abs=0.02), 6]


def test_a_move_made_before_the_shapes_arrive_is_kept(page: Page, server: Server) -> None:
    held: list[Route] = []
    page.route(SHAPES, lambda route: held.append(route))
    with page.expect_request(SHAPES):
        page.goto(f"{server.url}/")
    frame = early_map_frame(page)
    frame.locator("#map_div").focus()
    page.keyboard.press("ArrowRight")
    frame.wait_for_function("() => Math.abs(window.map.getCenter().lng - 24) > 1")
    frame.evaluate("window.map.setView([15, 5], 6, { animate: false })")
    for route in held:
        route.continue_()
    wait_painted(page)
    assert position(frame) == [pytest.approx(15, abs=0.02), pytest.approx(5, abs=0.02), 6]
    expect(page).to_have_url(re.compile("map=15.00,5.00,6"), timeout=PAINT_MS)


def test_a_choice_that_overtakes_a_move_leaves_the_position_in_the_address(page: Page, server: Server) -> None:
    line = SlowLine()
    page.route_web_socket(re.compile("_stcore/stream"), line.open)
    open_app(page, f"{server.url}/")
    frame = map_frame(page)
    line.is_held = True
    page.locator(Selectors.SCENARIO).click()
    frame.evaluate("window.map.setView([15, 5], 6, { animate: false })")
    expect(page).to_have_url(re.compile("map=15.00,5.00,6"), timeout=PAINT_MS)
    line.release()
    expect(headline(page)).to_contain_text(LOST)
    wait_painted(page)
    expect(page).to_have_url(re.compile("scenario=bases-lost.*map=15.00,5.00,6"), timeout=PAINT_MS)


def test_a_reload_keeps_the_position(go: Callable[[str], Page]) -> None:
    page = go("?scenario=bases-lost")
    map_frame(page).evaluate("window.map.setView([15, 5], 6, { animate: false })")
    expect(page).to_have_url(re.compile("map=15.00,5.00,6"), timeout=PAINT_MS)
    page.reload()
    wait_painted(page)
    assert position(map_frame(page)) == [pytest.approx(15, abs=0.02), pytest.approx(5, abs=0.02), 6]


def test_a_bad_link_says_what_was_left_out_and_the_rest_works(go: Callable[[str], Page]) -> None:
    page = go("?scenario=bases-lost,no-such&lost=%3Cscript%3E&zoom=9")
    expect(headline(page)).to_contain_text(LOST)
    notice = page.locator(".fh-notice")
    for word in ("no-such", "<script>", "zoom"):
        expect(notice).to_contain_text(word)
    notice.get_by_role("button", name="Dismiss").click()
    expect(notice).to_have_count(0)


def test_undo_and_reset_bring_back_what_was(go: Callable[[str], Page]) -> None:
    page = go()
    switch_on_bases_lost(page)
    page.get_by_role("button", name="Undo").click()
    expect(headline(page)).to_contain_text(NOTHING)
    switch_on_bases_lost(page)
    page.get_by_role("button", name="Reset").click()
    expect(headline(page)).to_contain_text(NOTHING)
    expect(page).not_to_have_url(re.compile(r"scenario="))


# ---- getting around -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "found"), [("Хмеймим", "Khmeimim"), ("Hmeymim", "Khmeimim"), ("lome", "Lomé")])
def test_search_finds_a_place_in_any_script_and_flies_there(go: Callable[[str], Page], typed: str, found: str) -> None:
    page = go()
    frame = map_frame(page)
    before = position(frame)
    box = page.get_by_role("combobox", name="Search for a place or an operation")
    box.fill(typed)
    expect(page.locator("#fh-found [role=option]").first).to_contain_text(found)
    box.press("Enter")
    expect(page.locator(".st-key-details")).to_contain_text(found)
    wait_painted(page)
    frame.wait_for_function("before => window.map.getZoom() > before", arg=before[2])


def test_panels_can_be_hidden_so_that_the_map_fills_the_window(go: Callable[[str], Page]) -> None:
    page = go()
    page.get_by_role("button", name="Hide panels").click()
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    page.wait_for_function("document.querySelector('iframe').getBoundingClientRect().width > innerWidth - 4")
    page.get_by_role("button", name="Show panels").click()
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible()


def test_a_scenario_can_be_switched_on_with_the_keyboard_alone(go: Callable[[str], Page]) -> None:
    page = go()
    scenario = page.locator(Selectors.SCENARIO)
    for _ in range(40):
        page.keyboard.press("Tab")
        if scenario.evaluate("node => node === document.activeElement"):
            break
    else:
        pytest.fail("Tab never came to the scenario")
    page.keyboard.press("Enter")
    expect(headline(page)).to_contain_text(LOST)


def test_a_typed_date_counts_when_it_is_whole(go: Callable[[str], Page]) -> None:
    page = go()
    field = page.locator("#fh-day")
    field.press_sequentially("12312025")
    expect(headline(page)).to_contain_text("26 Nov 2024")
    field.press("Enter")
    expect(headline(page)).to_contain_text("31 Dec 2025")


def test_a_choice_is_announced_and_the_focus_is_never_lost(go: Callable[[str], Page]) -> None:
    page = go("?sel=khmeimim")
    switch_on_bases_lost(page)
    expect(page.locator("#fh-live")).to_contain_text(LOST)
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".fh-details")).to_have_count(0)
    expect(headline(page)).to_be_focused()


@pytest.mark.parametrize("view", ["compare", "timeline", "reach", "findings", "sources"])
def test_every_part_of_the_page_draws_without_an_error(go: Callable[[str], Page], watch: Watch, view: str) -> None:
    page = go(f"?view={view}&scenario=bases-lost")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    assert watch.errors == []


def test_before_and_after_switch_the_map_in_place(go: Callable[[str], Page]) -> None:
    page = go("?view=compare&scenario=bases-lost")
    frame = map_frame(page)
    expect(mark(frame, "khmeimim")).to_have_class(re.compile(r"\blost\b"))
    page.get_by_role("button", name="Before", exact=True).click()
    expect(mark(frame, "khmeimim")).not_to_have_class(re.compile(r"\blost\b"))


# ---- closed skies, reach and findings -----------------------------------------------------------------------------


def test_a_sky_taken_away_by_hand_is_shaded_and_turns_the_way_of_an_operation(go: Callable[[str], Page]) -> None:
    page = go("?sel=mali-africa-corps")
    frame = map_frame(page)
    expect(frame.locator(".way.before")).to_have_count(0)
    page.get_by_role("combobox", name="Taken away").click()
    page.get_by_role("combobox", name="Taken away").fill("The sky of Turkey")
    page.get_by_role("option", name="The sky of Turkey").click()
    expect(headline(page)).to_contain_text("With the sky of Turkey closed")
    wait_painted(page)
    expect(page).to_have_url(re.compile("lost=over(:|%3A)TUR"))
    expect(frame.locator(".legend")).to_contain_text("closed in the scenario")
    expect(frame.locator(".way.before")).not_to_have_count(0)
    expect(page.locator(".st-key-details")).to_contain_text("The way left")


def test_the_reach_tool_answers_its_fields_and_keeps_them_in_the_link(go: Callable[[str], Page]) -> None:
    page = go("?view=reach")
    frame = map_frame(page)
    expect(headline(page)).to_contain_text("From Khmeimim, 20 t go ")
    ground = frame.locator("path.reach.now").nth(1)  # the middle one of the map's three copies
    before = ground.get_attribute("d")
    page.get_by_label("Load, tonnes").fill("40")
    page.get_by_label("Load, tonnes").press("Enter")
    expect(headline(page)).to_contain_text("40 t go ")
    page.locator("[data-act=aircraft]").select_option("an-124-100")
    expect(page).to_have_url(re.compile("aircraft=an-124-100"))
    page.locator("[data-act=origin]").select_option("chkalovsky")
    expect(headline(page)).to_contain_text("From Chkalovsky")
    expect(page).to_have_url(re.compile("origin=chkalovsky"))
    wait_painted(page)
    assert ground.get_attribute("d") != before


def test_an_assumption_out_of_bounds_is_refused_by_the_page_and_by_the_server(go: Callable[[str], Page]) -> None:
    page = go()
    page.get_by_role("heading", name="How routes are computed").click()
    field = page.get_by_label("Fuel reserve")
    field.fill("90")
    field.press("Enter")
    assert field.evaluate("node => node.validity.rangeOverflow")
    expect(page).not_to_have_url(re.compile("reserve="))
    field.evaluate("node => { node.max = 100; }")
    field.fill("91")
    field.press("Enter")
    expect(page.locator(".fh-refused")).to_contain_text("write a number from 0 to 30 %")
    field.fill("20")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"reserve=0\.2\b"))
    expect(page.locator(".fh-refused")).to_have_count(0)


def test_a_link_with_a_bad_assumption_says_so_and_the_rest_of_it_works(go: Callable[[str], Page]) -> None:
    page = go("?reserve=0.9&block_kmh=700&scenario=bases-lost")
    expect(headline(page)).to_contain_text(LOST)
    expect(page.locator(".fh-notice")).to_contain_text("write a number from 0 to 0.3")
    expect(page.locator(".fh-assumed")).to_contain_text("1 changed")


# ---- no network, phones, readers ----------------------------------------------------------------------------------


def test_nothing_is_asked_of_another_machine(go: Callable[[str], Page], watch: Watch) -> None:
    page = go("?scenario=bases-lost&sel=khmeimim")
    for view in ("Compare", "Timeline", "Reach", "Findings", "Sources"):
        page.get_by_role("navigation").get_by_role("button", name=view).click()
        expect(page.get_by_role("navigation").get_by_role("button", name=view)).to_have_attribute(
            "aria-current", "page"
        )
    assert watch.blocked == []
    assert watch.errors == []


def test_tiles_that_cannot_be_reached_are_told_and_the_embedded_map_stays(
    go: Callable[[str], Page], watch: Watch
) -> None:
    page = go("?base=osm")
    expect(page.locator(".fh-notice")).to_contain_text("cannot be reached")
    assert watch.blocked
    page.get_by_role("button", name="Events").click()
    expect(page).to_have_url(re.compile("layers="))
    wait_painted(page)
    frame = map_frame(page)
    assert frame.locator(".leaflet-basemap-pane canvas").count() > 0
    expect(frame.locator(".label.country").first).to_be_visible()
    page.get_by_role("button", name="Use the embedded map").click()
    expect(page.locator(".fh-notice")).to_have_count(0)


def test_a_phone_shows_sentence_map_and_operations_in_order_with_no_sideways_scroll(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    open_app(page, f"{server.url}/?scenario=bases-lost")
    tops = [page.locator(what).first.bounding_box()["y"] for what in (Selectors.HEADLINE, Selectors.MAP, ".fh-card")]
    assert tops == sorted(tops)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize("query", ["?view=reach&scenario=turkey-closes-its-sky", "?view=findings"])
def test_reach_and_findings_fit_a_phone(browser: Browser, server: Server, query: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    open_app(page, f"{server.url}/{query}")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    assert (
        page.locator("input, select").evaluate_all(
            "nodes => nodes.filter((node) => node.getBoundingClientRect().right > innerWidth).length"
        )
        == 0
    )
    if "findings" in query:
        expect(page.locator(".fh-claim .fh-verdict")).to_have_count(22)
    context.close()


def test_the_drawer_of_a_phone_opens_and_closes(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    open_app(page, f"{server.url}/?scenario=bases-lost")
    opener, closer = (page.get_by_test_id(name) for name in ("stExpandSidebarButton", "stSidebarCollapseButton"))
    expect(opener).to_be_in_viewport(ratio=1)
    opener.click()
    expect(page.locator(Selectors.SCENARIO)).to_be_in_viewport()
    expect(closer).to_be_in_viewport(ratio=1)
    closer.locator("button").click()
    expect(page.locator(Selectors.SCENARIO)).not_to_be_in_viewport()
    context.close()


@pytest.mark.parametrize(
    "query",
    [
        "?scenario=bases-lost&sel=khmeimim",
        "?view=compare&scenario=bases-lost",
        "?view=timeline",
        "?view=sources",
        "?theme=dark",
        "?view=reach&scenario=turkey-closes-its-sky",
        "?view=findings",
        "?scenario=turkey-closes-its-sky&sel=mali-africa-corps",
    ],
)
def test_axe_finds_nothing_in_our_own_content(go: Callable[[str], Page], query: str) -> None:
    page = go(query)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context=".fh-panel", options=options).response["violations"]
    if page.locator(Selectors.MAP).count():
        found += Axe().run(map_frame(page), options=options).response["violations"]
    assert [(row["id"], [node["html"][:160] for node in row["nodes"]][:3]) for row in found] == []


def test_hostile_text_in_a_link_never_becomes_markup(go: Callable[[str], Page], watch: Watch) -> None:
    page = go("?sel=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&scenario=%22%3E%3Csvg/onload%3Dalert(1)%3E")
    assert page.locator(".fh-notice img, .fh-notice svg").count() == 0
    assert watch.errors == []
