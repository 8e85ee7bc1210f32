// Shapes on the map: TopoJSON arcs, great circles and Mercator, all in plain numbers.
(function () {
  "use strict";
  const foothold = (window.foothold = window.foothold || {});

  // Leaflet then moves marks by flat transforms: by 3D ones each of some 200 marks would be a layer of its own to compose.
  L.Browser.ie3d = true;

  foothold.NEAR_ZOOM = 6; // below this, lesser facilities are drawn small
  const RAD = Math.PI / 180;
  const MAX_LAT = 85.0511;

  // World units: x and y from 0 to 1 over the whole Mercator square, so that a tile only scales and shifts.
  foothold.worldX = (lon) => (lon + 180) / 360;
  foothold.worldY = (lat) => {
    const clipped = Math.max(-MAX_LAT, Math.min(MAX_LAT, lat));
    return 0.5 - Math.log(Math.tan(Math.PI / 4 + (clipped * RAD) / 2)) / (2 * Math.PI);
  };

  // Decode the delta-encoded arcs of a TopoJSON file (format: TopoJSON 1.0, section 4.1.2) into world units.
  foothold.decodeArcs = function (topology) {
    const [kx, ky] = topology.transform.scale;
    const [dx, dy] = topology.transform.translate;
    return topology.arcs.map((arc) => {
      const points = new Float64Array(arc.length * 2);
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      let x = 0;
      let y = 0;
      arc.forEach(([stepX, stepY], i) => {
        x += stepX;
        y += stepY;
        const px = (points[2 * i] = foothold.worldX(x * kx + dx));
        const py = (points[2 * i + 1] = foothold.worldY(y * ky + dy));
        grow(box, px, py);
      });
      return { points, box };
    });
  };

  function grow(box, x, y) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }

  foothold.boxOf = function (boxes) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    boxes.forEach((b) => {
      grow(box, b[0], b[1]);
      grow(box, b[2], b[3]);
    });
    return box;
  };

  foothold.boxesMeet = (a, b) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

  // Points along the great circle between two places, about one every 150 km, as [lat, lon] with no jump at 180 degrees.
  foothold.greatCircle = function (from, to) {
    const [a, b] = [unit(from), unit(to)];
    const angle = Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
    const steps = Math.max(2, Math.min(96, Math.ceil((angle * 6371) / 150)));
    if (angle < 1e-6) return [from, to];
    const path = [];
    for (let i = 0; i <= steps; i += 1) {
      const t = i / steps;
      const p = Math.sin((1 - t) * angle) / Math.sin(angle);
      const q = Math.sin(t * angle) / Math.sin(angle);
      const [x, y, z] = [0, 1, 2].map((k) => p * a[k] + q * b[k]);
      let lon = Math.atan2(y, x) / RAD;
      if (i) lon += 360 * Math.round((path[i - 1][1] - lon) / 360);
      path.push([Math.atan2(z, Math.hypot(x, y)) / RAD, lon]);
    }
    return path;
  };

  function unit([lat, lon]) {
    return [Math.cos(lat * RAD) * Math.cos(lon * RAD), Math.cos(lat * RAD) * Math.sin(lon * RAD), Math.sin(lat * RAD)];
  }

  // Bow a path sideways by a share of its length, so that lines that join the same two places lie side by side.
  foothold.bow = function (path, share) {
    if (!share || path.length < 3) return path;
    const world = path.map(([lat, lon]) => [foothold.worldX(lon), foothold.worldY(lat)]);
    const [first, last] = [world[0], world[world.length - 1]];
    const [ux, uy] = [last[0] - first[0], last[1] - first[1]];
    return world.map(([x, y], i) => {
      const lift = share * 4 * (i / (path.length - 1)) * (1 - i / (path.length - 1));
      return [latitude(y + ux * lift), (x - uy * lift) * 360 - 180];
    });
  };

  function latitude(worldY) {
    return (2 * Math.atan(Math.exp((0.5 - worldY) * 2 * Math.PI)) - Math.PI / 2) / RAD;
  }
})();
