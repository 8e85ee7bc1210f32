// What stands beside the map: prepared HTML, put into its places by the page's own script.
(function () {
  "use strict";
  const foothold = window.foothold;

  // Put HTML into a place, or take what is there away; `tell` hears what is clicked in it.
  foothold.fill = function (place, html, stamp, { tell, ...extra }) {
    if (!html) return place.replaceChildren();
    if (!place.firstElementChild) place.append(foothold.node("div", "fh-panel"));
    const told = { html, stamp, ...extra };
    const hear = (_, { events }) => tell(events.at(-1).act, events.at(-1).value);
    foothold.modules["panel.js"].default({ data: told, parentElement: place, setStateValue: hear });
    dress(place);
    return place.firstElementChild;
  };

  // Styles that elements carry: the policy of the file forbids them in HTML, so they are set here.
  function dress(place) {
    place.querySelectorAll("[data-style]").forEach((element) => {
      element.style.cssText = element.dataset.style;
      element.removeAttribute("data-style");
    });
  }

  foothold.press = function (selector, isOn) {
    document.querySelectorAll(selector).forEach((button) => button.setAttribute("aria-pressed", String(isOn(button.dataset.value))));
  };
})();
