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

  const CUT = (lat, lon) => Math.abs(lat) > 89.9 || Math.abs(Math.abs(lon) % 360 - 180) < 0.01;

  // The lines of a ring, without those along the ends of the map.
  function edges(ring) {
    const lines = [[]];
    ring.concat([ring[0]]).forEach(([lat, lon], i, all) => {
      const before = all[i - 1];
      if (before && CUT(...before) && CUT(lat, lon)) lines.push([]);
      lines[lines.length - 1].push([lat, lon]);
    });
    return lines.filter((line) => line.length > 1);
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

    // The ground stands on both sides of the end of the map; edges that only cut it there are no edges of the ground.
    paintReach(reach) {
      if (!reach) return;
      ["gone", "now"].forEach((part) => {
        [-360, 0, 360].forEach((turn) => {
          const polygons = reach[part].map((polygon) => polygon.map((ring) => ring.map(([lat, lon]) => [lat, lon + turn])));
          const shared = { renderer: this.ground, smoothFactor: 0.5, interactive: false };
          L.polygon(polygons, { ...shared, className: `reach ${part}` }).addTo(this.drawn);
          L.polyline(polygons.flat().flatMap(edges), { ...shared, className: `reach-edge ${part}` }).addTo(this.drawn);
        });
      });
    }
  };
})();
