// Ways that were computed, and the ground within reach: drawn from points, for they change with every choice.
(function () {
  "use strict";
  const foothold = window.foothold;

  // The points of a way: great circles between the turning points in the air, straight pieces between those at sea.
  function along(way) {
    if (way.mode === "sea") return way.points;
    const path = [];
    way.points.slice(1).forEach((point, i) => {
      const piece = foothold.greatCircle(way.points[i], point);
      const shift = path.length ? 360 * Math.round((path[path.length - 1][1] - piece[0][1]) / 360) : 0;
      piece.slice(path.length ? 1 : 0).forEach(([lat, lon]) => path.push([lat, lon + shift]));
    });
    return path;
  }

  foothold.Routes = class {
    constructor(map, onSelect) {
      this.map = map;
      this.onSelect = onSelect;
      this.renderer = L.svg({ pane: "routes", padding: 0.5 });
      this.ground = L.svg({ pane: "ground", padding: 0.5 });
      this.drawn = L.layerGroup().addTo(map);
      this.shown = "";
    }

    paint(ways, reach) {
      const wanted = JSON.stringify([ways, reach]);
      if (wanted === this.shown) return;
      this.shown = wanted;
      this.drawn.clearLayers();
      this.paintReach(reach);
      ways.forEach((way) => this.paintWay(way));
    }

    paintWay(way) {
      const path = along(way);
      const shared = { renderer: this.renderer, smoothFactor: 0.5, bubblingMouseEvents: false };
      L.polyline(path, { ...shared, className: `way-casing ${way.cls}` })
        .bindTooltip(foothold.node("span", "", way.label), { sticky: true, className: "hint" })
        .on("click", () => way.select && this.onSelect(way.select))
        .addTo(this.drawn);
      L.polyline(path, { ...shared, className: `way ${way.cls} ${way.mode}`, interactive: false }).addTo(this.drawn);
      way.stops.forEach((stop) => L.circleMarker(stop, { renderer: this.renderer, radius: 5, className: `way-stop ${way.cls}`, interactive: false }).addTo(this.drawn));
    }

    paintReach(reach) {
      if (!reach) return;
      ["gone", "now"].forEach((part) => {
        L.polygon(reach[part], { renderer: this.ground, smoothFactor: 0.5, className: `reach ${part}`, interactive: false }).addTo(this.drawn);
      });
    }
  };
})();
