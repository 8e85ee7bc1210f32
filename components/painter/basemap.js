// The embedded base map: land, coast and borders drawn on canvas tiles from one TopoJSON file, sharp at any zoom.
(function () {
  "use strict";
  const foothold = window.foothold;
  const TILE_PX = 512;
  const SKIP_PX = 0.4; // points closer together than this on the screen are not drawn

  // Read a topology into countries (rings of arcs) and lines (arcs by what they part).
  foothold.readBasemap = function (topology) {
    const arcs = foothold.decodeArcs(topology);
    const uses = arcs.map(() => []);
    const read = (name) =>
      (topology.objects[name] ? topology.objects[name].geometries : []).map((geometry) => {
        const rings = (geometry.type === "MultiPolygon" ? geometry.arcs : [geometry.arcs || []]).flat();
        const properties = geometry.properties || {};
        rings.flat().forEach((ref) => uses[ref < 0 ? ~ref : ref].push(properties));
        return { properties, rings, box: foothold.boxOf(rings.flat().map((ref) => arcs[ref < 0 ? ~ref : ref].box)) };
      });
    const countries = read("countries");
    const kinds = uses.map((sides) => (sides.length < 2 ? "coast" : sides.some((p) => p.undetermined) ? "undetermined" : "border"));
    return { arcs, countries, kinds, lakes: read("lakes") };
  };

  // Trace rings or arcs of a shape as a canvas path.
  function trace(context, points, reversed, view, joined) {
    const count = points.length / 2;
    let [lastX, lastY] = [NaN, NaN];
    for (let k = 0; k < count; k += 1) {
      const i = reversed ? count - 1 - k : k;
      const x = (points[2 * i] - view.x) * view.scale;
      const y = (points[2 * i + 1] - view.y) * view.scale;
      const ends = k === 0 || k === count - 1;
      if (!ends && Math.abs(x - lastX) < SKIP_PX && Math.abs(y - lastY) < SKIP_PX) continue;
      if (k === 0 && !joined) context.moveTo(x, y);
      else context.lineTo(x, y);
      [lastX, lastY] = [x, y];
    }
  }

  function fillShape(context, shape, arcs, view) {
    context.beginPath();
    shape.rings.forEach((ring) => {
      ring.forEach((ref, k) => trace(context, arcs[ref < 0 ? ~ref : ref].points, ref < 0, view, k > 0));
      context.closePath();
    });
    context.fill("evenodd");
  }

  function hatch(context, colour) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 10;
    const pen = tile.getContext("2d");
    pen.strokeStyle = colour;
    pen.lineWidth = 1.6;
    [-10, 0, 10].forEach((shift) => {
      pen.beginPath();
      pen.moveTo(shift, 10);
      pen.lineTo(shift + 10, 0);
      pen.stroke();
    });
    return context.createPattern(tile, "repeat");
  }

  const STROKES = {
    coast: { width: 0.9, dash: [] },
    border: { width: 1, dash: [] },
    undetermined: { width: 1.1, dash: [5, 4] },
  };

  // The colour of the hatch by who closes a sky: somebody did on the day, to all or to some, or the scenario does.
  const SKIES = { some: "closed-some", day: "closed", scenario: "closed-now" };

  foothold.Basemap = L.GridLayer.extend({
    options: { tileSize: TILE_PX, pane: "basemap", updateWhenZooming: false, keepBuffer: 2, noWrap: false },

    initialize: function (shapes, colours) {
      L.GridLayer.prototype.initialize.call(this, {});
      this.shapes = shapes;
      this.colours = colours;
      this.closed = new Map();
      this.showLand = true;
    },

    // Shade the countries that close their sky, redrawing only if they are others than before.
    setClosed: function (countries) {
      const next = new Map(Object.entries(countries).map(([code, sky]) => [code, sky.cls]));
      if (next.size === this.closed.size && [...next].every(([code, cls]) => this.closed.get(code) === cls)) return;
      this.closed = next;
      this.redraw();
    },

    setLook: function (colours, showLand) {
      if (this.colours === colours && this.showLand === showLand) return;
      this.colours = colours;
      this.showLand = showLand;
      this.redraw();
    },

    createTile: function (coords) {
      const tile = document.createElement("canvas");
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      tile.width = tile.height = TILE_PX * ratio;
      const context = tile.getContext("2d");
      context.scale(ratio, ratio);
      this.draw(context, coords);
      return tile;
    },

    draw: function (context, coords) {
      const count = Math.pow(2, coords.z) * (256 / TILE_PX);
      const wrapped = ((coords.x % count) + count) % count;
      const view = { x: wrapped / count, y: coords.y / count, scale: TILE_PX * count };
      const margin = 4 / view.scale;
      const box = [view.x - margin, view.y - margin, view.x + 1 / count + margin, view.y + 1 / count + margin];
      const { arcs, countries, kinds, lakes } = this.shapes;
      const near = countries.filter((country) => foothold.boxesMeet(country.box, box));
      context.fillStyle = this.colours.land;
      if (this.showLand) near.forEach((country) => fillShape(context, country, arcs, view));
      context.fillStyle = this.colours.sea;
      if (this.showLand) lakes.filter((lake) => foothold.boxesMeet(lake.box, box)).forEach((lake) => fillShape(context, lake, arcs, view));
      Object.entries(SKIES).forEach(([cls, colour]) => {
        context.fillStyle = hatch(context, this.colours[colour]);
        near.filter((country) => this.closed.get(country.properties.iso) === cls).forEach((country) => fillShape(context, country, arcs, view));
      });
      Object.entries(STROKES).forEach(([kind, stroke]) => {
        context.beginPath();
        arcs.forEach((arc, i) => {
          if (kinds[i] === kind && foothold.boxesMeet(arc.box, box)) trace(context, arc.points, false, view, false);
        });
        context.setLineDash(stroke.dash);
        context.lineWidth = stroke.width;
        context.strokeStyle = this.colours.border;
        context.stroke();
      });
    },

    // The code of the country at a place, or null at sea: even-odd over the rings, in world units.
    countryAt: function (latlng) {
      const [x, y] = [foothold.worldX(latlng.lng), foothold.worldY(latlng.lat)];
      const found = this.shapes.countries.find((country) => foothold.boxesMeet(country.box, [x, y, x, y]) && this.inside(country, x, y));
      return found ? found.properties.iso : null;
    },

    inside: function (country, x, y) {
      let odd = false;
      country.rings.flat().forEach((ref) => {
        const { points } = this.shapes.arcs[ref < 0 ? ~ref : ref];
        for (let i = 2; i < points.length; i += 2) {
          const [x1, y1, x2, y2] = [points[i - 2], points[i - 1], points[i], points[i + 1]];
          if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) odd = !odd;
        }
      });
      return odd;
    },
  });
})();
