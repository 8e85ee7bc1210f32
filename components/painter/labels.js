// Labels that never touch: placed greedily by rank around their marks, the lesser dropped, again after every move.
(function () {
  "use strict";
  const foothold = window.foothold;
  const FONTS = { mark: "600 13.5px", country: "500 12.5px", sea: "italic 400 13px", city: "400 12px" };
  const SAME_PLACE_PX = 16; // marks closer together than this count as one place
  const MOST_JOINED = 3;
  const CLEARLY_NEARER = 0.6;
  const LINE_PX = 17;
  const WRAP_AT = 24; // longer names take two lines
  const GAP_PX = 4;
  const FAR_RANK = 50; // labels of this rank and more may stand a little away from their mark
  const MARK_PX = 11; // half a mark, kept free of other labels
  const FAMILY = '"Source Sans", "Source Sans Pro", "Noto Sans", "Segoe UI", system-ui, sans-serif';

  // Break a long name at the space nearest to its middle.
  function wrap(text) {
    if (text.length <= WRAP_AT) return [text];
    const spaces = [...text.matchAll(/ /g)].map((match) => match.index);
    if (!spaces.length) return [text];
    const middle = spaces.reduce((best, at) => (Math.abs(at - text.length / 2) < Math.abs(best - text.length / 2) ? at : best));
    return [text.slice(0, middle), text.slice(middle + 1)];
  }

  // Lost facilities that lie in one place at this zoom share one label, so that none goes unnamed.
  function joinLost(inView) {
    const heads = [];
    return inView.flatMap(({ label, at }) => {
      if (!label.lost) return [{ label, at }];
      const head = heads.find((other) => other.at.distanceTo(at) < SAME_PLACE_PX && other.names.length < MOST_JOINED);
      if (head) {
        head.names.push(label.name);
        head.label.text = `${head.names.join(", ")} ${label.lost}`;
        return [];
      }
      heads.push({ at, names: [label.name], label: { ...label } });
      return [heads[heads.length - 1]];
    });
  }

  function markBox(label, at, far) {
    const small = label.scale ? label.scale < 1 : label.minor && far;
    const half = MARK_PX * (label.scale ?? (small ? 0.5 : 1));
    return { id: label.id, weight: small ? 0 : 1, box: [at.x - half, at.y - half, at.x + half, at.y + half] };
  }

  foothold.Labels = class {
    constructor(map, onPick) {
      this.map = map;
      this.onPick = onPick;
      this.pen = document.createElement("canvas").getContext("2d");
      this.nodes = new Map();
      this.widths = new Map();
      this.wanted = [];
      map.on("moveend zoomend resize", () => this.place());
    }

    // labels: [{id, text, lat, lon, rank, sort, state, marked}], higher ranks first when room is short.
    set(labels) {
      this.wanted = [...labels].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
      this.place();
    }

    width(text, sort) {
      const key = `${sort}|${text}`;
      if (!this.widths.has(key)) {
        this.pen.font = `${FONTS[sort] || FONTS.mark} ${FAMILY}`;
        this.widths.set(key, this.pen.measureText(text).width * (sort === "country" || sort === "sea" ? 1.14 : 1) + 2);
      }
      return this.widths.get(key);
    }

    place() {
      const size = this.map.getSize();
      const zoom = this.map.getZoom();
      const inView = this.wanted
        .filter((label) => !(label.min_zoom > zoom))
        .map((label) => ({ label, at: this.map.latLngToContainerPoint([label.lat, label.lon]) }))
        .filter(({ at }) => at.x > -20 && at.y > -20 && at.x < size.x + 20 && at.y < size.y + 20);
      const taken = this.controls().concat(inView.filter(({ label }) => label.marked).map(({ label, at }) => markBox(label, at, zoom < foothold.NEAR_ZOOM)));
      const kept = new Set();
      joinLost(inView).forEach(({ label, at }) => {
        const box = this.candidates(label, at).find((candidate) => this.free(candidate, taken, label, size) && this.isOwn(candidate, at, label, inView));
        if (!box) return;
        taken.push({ id: label.id, weight: 1, box });
        kept.add(label.id);
        this.show(label, box);
      });
      this.nodes.forEach((node, id) => !kept.has(id) && foothold.dress(node, "label off"));
    }

    // Where a label may stand: beside its mark first, then above and below, what matters most also a little further off.
    candidates(label, at) {
      const lines = wrap(label.text);
      const width = Math.max(...lines.map((line) => this.width(line, label.sort)));
      const height = lines.length * LINE_PX;
      const box = (dx, dy) => [at.x + dx - width / 2, at.y + dy - height / 2, at.x + dx + width / 2, at.y + dy + height / 2];
      if (!label.marked) return [box(0, 0)];
      const mark = MARK_PX * Math.max(1, label.scale ?? 1);
      const side = width / 2 + mark + GAP_PX;
      const lift = height / 2 + mark + 1;
      const near = [box(side, 0), box(-side, 0), box(0, -lift), box(0, lift), box(side - 6, 6 - lift), box(side - 6, lift - 6), box(6 - side, 6 - lift), box(6 - side, lift - 6)];
      if (label.rank < FAR_RANK) return near;
      return near.concat([-1, 1, -2, 2].flatMap((step) => [box(side, step * LINE_PX), box(-side, step * LINE_PX)]), [-1, 1].map((step) => box(0, step * (lift + LINE_PX))));
    }

    // A label that stands off must not seem to name another mark: none is clearly nearer to it than its own.
    isOwn(box, at, label, inView) {
      if (!label.marked) return true;
      const gap = (point) => Math.hypot(Math.max(box[0] - point.x, 0, point.x - box[2]), Math.max(box[1] - point.y, 0, point.y - box[3]));
      const own = gap(at);
      if (own <= MARK_PX * Math.max(1, label.scale ?? 1) + GAP_PX + 1) return true;
      const apart = (other) => other.label.marked && other.at.distanceTo(at) > SAME_PLACE_PX;
      return !inView.some((other) => apart(other) && gap(other.at) < own * CLEARLY_NEARER);
    }

    // What stands over the map: no label goes under it.
    controls() {
      const frame = this.map.getContainer().getBoundingClientRect();
      return [...this.map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
        const { left, top, right, bottom } = control.getBoundingClientRect();
        return { id: "", weight: Infinity, box: [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top] };
      });
    }

    // A label keeps clear of other labels and marks, but what matters most may cover the smallest marks.
    free(box, taken, label, size) {
      if (box[0] < 2 || box[1] < 2 || box[2] > size.x - 2 || box[3] > size.y - 2) return false;
      const minds = (other) => other.id !== label.id && (other.weight > 0 || label.rank < FAR_RANK);
      return !taken.some((other) => minds(other) && foothold.boxesMeet(box, other.box));
    }

    show(label, box) {
      let node = this.nodes.get(label.id);
      if (!node) {
        node = foothold.node("div", "", wrap(label.text).join("\n"));
        node.addEventListener("click", (event) => {
          event.stopPropagation();
          if (label.marked) this.onPick(label.id);
        });
        this.map.getPane("labels").appendChild(node);
        this.nodes.set(label.id, node);
      }
      const text = wrap(label.text).join("\n");
      if (node.textContent !== text) node.textContent = text;
      foothold.dress(node, `label ${label.sort} ${label.state || ""}`);
      const corner = this.map.containerPointToLayerPoint([box[0], box[1]]);
      const place = `translate(${Math.round(corner.x)}px, ${Math.round(corner.y)}px)`;
      if (node.style.transform !== place) node.style.transform = place;
    }
  };
})();
