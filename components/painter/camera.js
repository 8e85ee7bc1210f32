// The camera: where the map is, who moved it there, and what is to stay in its middle.
(function () {
  "use strict";
  const foothold = window.foothold;
  const EDGE = -0.06; // how much of the map's sides counts as its edge
  const FLIGHT_S = 0.9; // how long the way to the next step of a briefing takes
  const NARROW_PX = 700; // on a map narrower than this a step is shown from farther away
  const MOVE_QUIET_MS = 350; // a map move is reported when nothing has moved for this long

  const isAlone = Boolean(foothold.embedded) || window.parent === window; // the one-file page: its address is no home for a place
  const page = isAlone ? window : window.parent;

  foothold.Camera = class {
    // `report` is told where the map is after the reader has moved it.
    constructor(map, report) {
      this.map = map;
      this.report = report;
      this.position = ""; // where the map is, as far as it was told
      this.isKept = false; // whether the address is to hold that
      this.moved = false; // whether the reader has moved the map
      this.goal = null; // where the map was last asked to be, until the reader touches it
      this.zooming = false; // whether a zoom is under way: whatever is asked of the map meanwhile, it ends where it was meant to
      this.arriving = false; // whether the move that goes on leads to a place that Python named, and knows
      this.isReady = false; // whether there is something on the map
      this.asked = ""; // what it was last asked for
      this.watch();
      page.footholdSettle = () => this.settle();
    }

    // Report where the map is after the reader moved it, and keep it in the address with no new step in the history.
    watch() {
      const { map } = this;
      let timer = 0;
      let touched = false;
      const touch = () => {
        touched = true;
        this.goal = null;
      };
      ["pointerdown", "wheel", "keydown"].forEach((kind) => map.getContainer().addEventListener(kind, touch, { capture: true, passive: true }));
      map.on("movestart", () => (this.moved ||= touched));
      map.on("zoomanim", () => (this.zooming = true));
      map.on("zoomend", () => (this.zooming = false));
      map.on("moveend", () => {
        if (this.arriving) this.position = this.read();
        this.arriving = false;
        window.clearTimeout(timer);
        timer = window.setTimeout(() => this.isReady && !this.arriving && this.tell(), MOVE_QUIET_MS);
      });
      new ResizeObserver(() => {
        map.invalidateSize({ animate: false });
        this.settle();
      }).observe(map.getContainer());
    }

    tell() {
      const text = this.read();
      if (text === this.position) return;
      this.position = text;
      this.isKept = true;
      remember(text);
      this.report("map", text);
    }

    // The place in the middle of what can be seen, and the scale, as an address writes them.
    read() {
      const { lat, lng } = this.shifted(this.map.getCenter(), this.map.getZoom(), 1);
      return `${lat.toFixed(2)},${lng.toFixed(2)},${Math.round(this.map.getZoom())}`;
    }

    // Put the place back into an address that was written without it.
    keep() {
      if (this.isKept && inAddress() !== this.position) remember(this.position);
    }

    // Move the map only when Python asks for a place it has not asked for before; say whether it did.
    travel(focus) {
      if (!focus || focus.key === this.asked) return false;
      const first = this.asked === "";
      this.asked = focus.key;
      this.isReady = true;
      if (first && (this.stayWithReader(focus.key) || this.goBack(focus.key))) return true;
      page.footholdFocus = focus.key;
      this.isKept = false;
      const still = first || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const width = this.map.getSize().x;
      const nearer = focus.fit ? (width > 1500 ? 1 : width < 500 ? -1 : 0) : 0;
      if (focus.sight) this.bringIntoSight(focus.sight, still);
      else this.goTo({ ...focus, zoom: focus.zoom + nearer }, still);
      if (first) this.position = this.read();
      return true;
    }

    // The map can be moved before there is anything on it; where the reader went then counts more than where it begins.
    stayWithReader(key) {
      if (!this.moved) return false;
      page.footholdFocus = key;
      this.tell();
      return true;
    }

    // A map that comes back after another part of the page was shown returns to where the reader left it.
    goBack(key) {
      const left = inAddress();
      if (page.footholdFocus !== key || !left) return false;
      const [lat, lng, zoom] = left.split(",").map(Number);
      this.position = left;
      this.isKept = true;
      this.map.setView([lat, lng], zoom, { animate: false });
      return true;
    }

    goTo(focus, still) {
      const { map } = this;
      this.goal = { focus, covered: this.covered(), width: map.getSize().x };
      if (!focus.centre) return void map.fitBounds(focus.bounds, { animate: !still, maxZoom: focus.max_zoom || 7, padding: [36, 36] });
      if (focus.step) this.flyTo(focus, still);
      else map.setView(focus.centre, focus.zoom, { animate: !still });
      this.arriving = !still;
      if (still) this.position = this.read();
    }

    // What the map was asked to show stays in its middle when the map, or what covers it, gets another size on the way.
    settle() {
      const { goal, map } = this;
      if (this.zooming) return void map.once("zoomend", () => this.settle());
      if (goal && (goal.width !== map.getSize().x || goal.covered !== this.covered())) this.goTo(goal.focus, true);
    }

    // Go where a step of a briefing wants the map, so that its centre is the middle of what the words leave free.
    flyTo(focus, still) {
      const zoom = focus.zoom - (this.map.getSize().x < NARROW_PX ? 1 : 0);
      const centre = this.shifted(L.latLng(focus.centre), zoom, -1);
      if (still) this.map.setView(centre, zoom, { animate: false });
      else this.map.flyTo(centre, zoom, { duration: FLIGHT_S });
    }

    // Move to a place only if it is out of sight or at the very edge, and keep the scale.
    bringIntoSight(place, still) {
      if (!this.map.getBounds().pad(EDGE).contains(place)) this.map.panTo(place, { animate: !still });
    }

    // How much of the map's left side lies under the words of a briefing, in pixels.
    covered() {
      const words = page.document.querySelector(".fh-brief");
      if (!words) return 0;
      const frame = (window.frameElement ?? this.map.getContainer()).getBoundingClientRect();
      const { right, top, bottom } = words.getBoundingClientRect();
      return top < frame.bottom && bottom > frame.top ? Math.max(0, right - frame.left) : 0;
    }

    // Where the middle of what can be seen would be, were the map's centre at a place; and, with -1, the other way round.
    shifted(place, zoom, sign) {
      return this.map.unproject(this.map.project(place, zoom).add([(sign * this.covered()) / 2, 0]), zoom);
    }
  };

  const inAddress = () => (isAlone ? null : new URLSearchParams(page.location.search).get("map"));

  function remember(text) {
    if (isAlone) return;
    const address = new URL(page.location.href);
    address.searchParams.set("map", text);
    page.history.replaceState(page.history.state, "", address.pathname + address.search.replaceAll("%2C", ","));
  }
})();
