// Facilities (rounded squares), operations (discs) and events (diamonds): created once, restyled by state.
(function () {
  "use strict";
  const foothold = window.foothold;
  const SVG = "http://www.w3.org/2000/svg";
  const SIZE_PX = 26;
  foothold.SMALLEST = 0.5; // of facilities drawn by what hangs on them, one that nothing does
  const STEP = 100; // by how many pixels a rank lifts a mark above those that lie further south
  const SIZED_STEP = 100000; // by so many where sizes count that the least difference between two that touch decides
  const REACH_PX = 17; // marks closer together than this offer a list instead of a guess

  function svg(name, attributes) {
    const node = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    return node;
  }

  foothold.node = function (name, className, text) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  // Give an element its classes, and say whether they are others than before: what did not change costs nothing.
  foothold.dress = function (element, classes) {
    if (element.getAttribute("class") === classes) return false;
    element.setAttribute("class", classes);
    return true;
  };

  function picture(shape, glyph) {
    const root = svg("svg", { viewBox: "0 0 26 26", width: SIZE_PX, height: SIZE_PX, "aria-hidden": "true" });
    root.appendChild(shape);
    root.appendChild(svg("path", { class: "glyph", d: glyph }));
    root.appendChild(svg("path", { class: "crossed", d: "M5 5 L21 21 M21 5 L5 21" }));
    root.appendChild(svg("path", { class: "slashed", d: "M5 21 L21 5" }));
    return root;
  }

  const SHAPES = {
    facility: () => svg("rect", { class: "body", x: 4, y: 4, width: 18, height: 18, rx: 4.5 }),
    operation: () => svg("circle", { class: "body", cx: 13, cy: 13, r: 10.5 }),
    event: () => svg("path", { class: "body", d: "M13 4 L22 13 L13 22 L4 13 Z" }),
  };

  foothold.Marks = class {
    constructor(map, geometry, handlers) {
      this.map = map;
      this.words = geometry.words;
      this.glyphs = geometry.glyphs;
      this.handlers = handlers;
      this.items = new Map();
      this.single = {};
      this.tip = L.tooltip({ className: "preview", direction: "top", offset: [0, -10], opacity: 1, pane: "cards" });
      geometry.facilities.forEach((facility) => this.add("facility", facility, this.glyphs[facility.kind]));
      geometry.operations.forEach((operation) => this.add("operation", operation, this.glyphs.unknown));
    }

    add(sort, record, glyph) {
      const icon = foothold.node("div", "");
      icon.appendChild(picture(SHAPES[sort](), glyph));
      const marker = L.marker([record.lat, record.lon], {
        icon: L.divIcon({ html: icon, className: `mark ${sort}`, iconSize: [SIZE_PX, SIZE_PX] }),
        keyboard: false,
        pane: "marks",
        bubblingMouseEvents: false,
      });
      const item = { sort, record, marker, state: "", shown: false };
      marker.on("click", () => this.pick(item));
      marker.on("mouseover", () => this.preview(item));
      marker.on("mouseout", () => this.map.closeTooltip(this.tip));
      this.items.set(record.id, item);
      return item;
    }

    // Show, hide and restyle; `states` says by id how a mark looks, and what it does not name is not drawn.
    paint(states, { selected, chain, single, sizes }) {
      this.single = single;
      this.items.forEach((item, id) => {
        const state = states[id];
        if (item.shown !== Boolean(state)) this.toggle(item, Boolean(state));
        if (!state) return;
        item.state = state;
        const faded = chain.size && !chain.has(id) && id !== selected;
        const element = item.marker.getElement();
        const sized = this.resize(item, element, sizes);
        const look = `mark ${item.sort} ${state} ${this.isMinor(item) ? "minor" : ""} ${id === selected ? "selected" : ""} ${faded ? "faded" : ""} ${sized}`;
        this.lift(item, Math.round((id === selected ? 30 : this.rank(item, sizes)) * (sizes ? SIZED_STEP : STEP)));
        if (!foothold.dress(element, `${look} leaflet-marker-icon leaflet-interactive leaflet-zoom-animated`)) return;
        element.dataset.id = id;
        if (item.sort === "operation") element.querySelector(".glyph").setAttribute("d", this.glyphs[state] || this.glyphs.unknown);
      });
    }

    // Put a mark above or below others; its size can change this where its look stays.
    lift(item, level) {
      if (item.level === level) return;
      item.level = level;
      item.marker.setZIndexOffset(level);
    }

    // Facilities can be drawn the bigger the more hangs on them; those that no size is given for are drawn smallest.
    resize(item, element, sizes) {
      if (!sizes || item.sort !== "facility") return "";
      element.style.setProperty("--size", sizes[item.record.id] ?? foothold.SMALLEST);
      return "sized";
    }

    // A place that is only known roughly gets a dashed ring of that size on the ground.
    toggle(item, shown) {
      const { record, marker } = item;
      if (record.vague_km && !item.ring) {
        item.ring = L.circle([record.lat, record.lon], { radius: record.vague_km * 1000, className: "vague-ring", interactive: false, pane: "ground" });
      }
      [marker, item.ring].filter(Boolean).forEach((layer) => (shown ? layer.addTo(this.map) : layer.remove()));
      item.shown = shown;
    }

    // What neither passes support on nor changed: drawn small while the map is far out.
    isMinor(item) {
      return item.sort === "facility" && !item.state.includes("lost") && (item.record.role === "outpost" || !item.state.startsWith("active"));
    }

    // Replace the event marks, of which there are few and never many at once.
    paintEvents(events) {
      this.items.forEach((item, id) => {
        if (item.sort !== "event") return;
        item.marker.remove();
        this.items.delete(id);
      });
      events.forEach((event) => {
        const item = this.add("event", event, "");
        item.marker.addTo(this.map);
        item.shown = true;
        item.marker.getElement().dataset.id = event.id;
      });
    }

    // What matters more lies higher; but of facilities drawn by size the smaller, which a bigger one would hide. Those that no
    // size is given for cost nothing: above the others they would only be in the way.
    rank(item, sizes) {
      const size = item.sort === "facility" && sizes?.[item.record.id];
      if (size) return 8 - size / 10;
      if (item.state.includes("lost")) return 9;
      if (item.sort === "operation") return 7;
      if (item.sort === "event") return 8;
      return sizes ? 6 : this.words.role_rank[item.record.role];
    }

    near(point) {
      return [...this.items.values()].filter((item) => item.shown && this.map.latLngToContainerPoint(item.marker.getLatLng()).distanceTo(point) < REACH_PX);
    }

    pick(item) {
      const together = this.near(this.map.latLngToContainerPoint(item.marker.getLatLng()));
      if (together.length < 2) return this.handlers.select(item.record.id);
      const list = foothold.node("div", "choice");
      list.appendChild(foothold.node("strong", "", this.words.several));
      together
        .sort((a, b) => this.rank(b) - this.rank(a))
        .forEach((other) => {
          const button = foothold.node("button", `choice-row ${other.sort} ${other.state}`, other.record.name);
          button.type = "button";
          button.onclick = () => {
            this.map.closePopup();
            this.handlers.select(other.record.id);
          };
          list.appendChild(button);
        });
      this.popup(item.marker.getLatLng(), list);
    }

    popup(latlng, content) {
      L.popup({ className: "card", closeButton: true, autoPanPadding: [24, 24], maxHeight: 300, pane: "cards" }).setLatLng(latlng).setContent(content).openOn(this.map);
    }

    name(id) {
      const item = this.items.get(id);
      return item ? item.record.name : id;
    }

    preview(item) {
      const box = foothold.node("div");
      box.appendChild(foothold.node("strong", "", item.record.name));
      if (item.record.detail) box.appendChild(foothold.node("div", "quiet", item.record.detail));
      if (item.record.vague_km) box.appendChild(foothold.node("div", "quiet", this.words.vague.replace("{}", Math.round(item.record.vague_km))));
      if (item.sort === "facility") this.addConsequences(box, item);
      if (item.sort === "operation") box.appendChild(foothold.node("div", item.state, this.words.status[item.state] || item.state));
      this.tip.setLatLng(item.marker.getLatLng()).setContent(box);
      this.map.openTooltip(this.tip);
    }

    addConsequences(box, item) {
      const words = this.words.state;
      item.state.split(" ").forEach((code) => words[code] && box.appendChild(foothold.node("div", "quiet", words[code])));
      const effect = this.single[item.record.id];
      if (!effect) return;
      if (effect.every((ids) => !ids.length)) return box.appendChild(foothold.node("div", "quiet", this.words.alone_nothing));
      box.appendChild(foothold.node("div", "quiet", this.words.alone));
      ["lost", "paper", "strained"].forEach((state, i) => effect[i].forEach((id) => box.appendChild(foothold.node("div", `row ${state}`, this.name(id)))));
    }
  };
})();
