// Support lines and filled ground: created when first shown, afterwards only restyled.
(function () {
  "use strict";
  const foothold = window.foothold;
  const SHOWN = ["kept", "weakened", "lost"];
  const CLASS = { casing: "line-casing leaflet-interactive", line: "line", arrow: "line-arrow" };
  const BOW_SHARE = 0.035; // sideways bow of lines that join the same two places, as a share of their length

  const pairOf = (link) => [link.origin, link.target].sort().join(" ");

  foothold.Lines = class {
    constructor(map, geometry, places, onSelect) {
      this.map = map;
      this.links = new Map(geometry.links.map((link) => [link.id, link]));
      this.places = places;
      this.onSelect = onSelect;
      this.drawn = new Map();
      this.renderer = L.svg({ pane: "lines", padding: 0.5 });
      this.renderer.addTo(map);
      this.addArrows();
    }

    addArrows() {
      const defs = L.SVG.create("defs");
      SHOWN.forEach((state) => {
        const marker = L.SVG.create("marker");
        const head = L.SVG.create("path");
        const settings = { id: `arrow-${state}`, viewBox: "0 0 8 8", refX: 5, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" };
        Object.entries(settings).forEach(([name, value]) => marker.setAttribute(name, value));
        head.setAttribute("d", "M0.5 0.5 L7.5 4 L0.5 7.5 Z");
        head.setAttribute("class", `arrow ${state}`);
        marker.appendChild(head);
        defs.appendChild(marker);
      });
      this.renderer._container.insertBefore(defs, this.renderer._rootGroup);
    }

    // Give lines that join the same two places their own sides, in the order of the data.
    sides(ids) {
      const pairs = new Map();
      ids.forEach((id) => {
        const pair = pairOf(this.links.get(id));
        pairs.set(pair, [...(pairs.get(pair) || []), id]);
      });
      const sides = new Map();
      pairs.forEach((group, pair) =>
        group.forEach((id, i) => {
          const flip = this.links.get(id).origin === pair.split(" ")[0] ? 1 : -1;
          sides.set(id, flip * (i - (group.length - 1) / 2));
        }),
      );
      return sides;
    }

    create(id, side) {
      const link = this.links.get(id);
      const path = foothold.bow(foothold.greatCircle(this.places.get(link.origin), this.places.get(link.target)), side * BOW_SHARE);
      const shared = { renderer: this.renderer, smoothFactor: 0, noClip: false, bubblingMouseEvents: false };
      const middle = Math.max(1, Math.floor(path.length * 0.55));
      const parts = {
        casing: L.polyline(path, { ...shared, className: "line-casing" }),
        line: L.polyline(path, { ...shared, className: "line", interactive: false }),
        arrow: L.polyline([path[middle - 1], path[middle]], { ...shared, noClip: true, className: "line-arrow", interactive: false }),
        side,
      };
      parts.casing.on("click", () => this.onSelect(id));
      parts.casing.bindTooltip(foothold.node("span", "", link.label), { sticky: true, className: "hint" });
      this.drawn.set(id, parts);
      return parts;
    }

    paint(states, chain, faded) {
      const sides = this.sides(Object.keys(states));
      this.drawn.forEach((parts, id) => {
        if (states[id] && parts.side === sides.get(id)) return;
        ["casing", "line", "arrow"].forEach((part) => parts[part].remove());
        if (states[id]) this.drawn.delete(id);
      });
      Object.entries(states).forEach(([id, state]) => {
        const parts = this.drawn.get(id) || this.create(id, sides.get(id));
        const strength = chain.has(id) ? "strong" : faded ? "faded" : "";
        ["casing", "line", "arrow"].forEach((part) => {
          parts[part].addTo(this.map);
          foothold.dress(parts[part].getElement(), `${CLASS[part]} ${state} ${strength}`);
        });
        if (strength === "strong") ["casing", "line", "arrow"].forEach((part) => parts[part].bringToFront());
      });
    }
  };

  // Regions of influence and ground under de facto control.
  foothold.Ground = class {
    constructor(map, geometry) {
      this.map = map;
      this.renderer = L.svg({ pane: "ground", padding: 0.5 });
      this.renderer.addTo(map);
      this.addHatch();
      this.areas = this.shapes(geometry.areas, "area", (id) => geometry.area_region[id]);
      this.held = this.shapes(geometry.de_facto, "held", (id) => id);
    }

    addHatch() {
      const defs = L.SVG.create("defs");
      defs.innerHTML =
        '<pattern id="held-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" class="held-line"/></pattern>';
      this.renderer._container.insertBefore(defs, this.renderer._rootGroup);
    }

    shapes(collection, className, recordOf) {
      const layers = new Map();
      collection.features
        .filter((feature) => feature.geometry)
        .forEach((feature) => {
          const sketch = feature.properties.sketch ? " sketch" : "";
          const layer = L.geoJSON(feature, { renderer: this.renderer, smoothFactor: 0.6, className, bubblingMouseEvents: true });
          layer.on("click", (event) => (event.originalEvent.ground ??= recordOf(feature.id)));
          layers.set(feature.id, { layer, sketch });
        });
      return layers;
    }

    paint(states, held) {
      this.restyle(this.areas, states, "area");
      this.restyle(this.held, Object.fromEntries(held.map((id) => [id, "on"])), "held");
    }

    restyle(layers, states, className) {
      layers.forEach(({ layer, sketch }, id) => {
        if (!states[id]) return layer.remove();
        layer.addTo(this.map);
        layer.eachLayer((part) => part.getElement() && foothold.dress(part.getElement(), `${className}${sketch} ${states[id]} leaflet-interactive`));
      });
    }
  };
})();
