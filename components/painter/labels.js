// Labels that never touch: placed greedily by rank around their marks, the lesser dropped, again after every move.
(function () {
  "use strict";
  const foothold = window.foothold;
  const FONTS = { mark: "600 13.5px", country: "500 12.5px", sea: "italic 400 13px", city: "400 12px" };
  const LINE_PX = 18;
  const GAP_PX = 4;
  const MARK_PX = 11; // half a mark, kept free of other labels
  const FAMILY = '"Source Sans", "Source Sans Pro", "Noto Sans", "Segoe UI", system-ui, sans-serif';

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
      const taken = inView.filter(({ label }) => label.marked).map(({ label, at }) => ({ id: label.id, box: [at.x - MARK_PX, at.y - MARK_PX, at.x + MARK_PX, at.y + MARK_PX] }));
      const kept = new Set();
      inView.forEach(({ label, at }) => {
        const box = this.candidates(label, at).find((candidate) => this.free(candidate, taken, label.id, size));
        if (!box) return;
        taken.push({ id: label.id, box });
        kept.add(label.id);
        this.show(label, box);
      });
      this.nodes.forEach((node, id) => node.classList.toggle("off", !kept.has(id)));
    }

    candidates(label, at) {
      const width = this.width(label.text, label.sort);
      const reach = MARK_PX + GAP_PX;
      const middle = [at.x - width / 2, at.y - LINE_PX / 2, at.x + width / 2, at.y + LINE_PX / 2];
      if (!label.marked) return [middle];
      const shifted = (dx, dy) => [middle[0] + dx, middle[1] + dy, middle[2] + dx, middle[3] + dy];
      const side = width / 2 + reach;
      const lift = LINE_PX / 2 + MARK_PX + 1;
      return [shifted(side, 0), shifted(-side, 0), shifted(0, -lift), shifted(0, lift), shifted(side - 6, -lift + 4), shifted(side - 6, lift - 4), shifted(-side + 6, -lift + 4), shifted(-side + 6, lift - 4)];
    }

    free(box, taken, id, size) {
      if (box[0] < 2 || box[1] < 2 || box[2] > size.x - 2 || box[3] > size.y - 2) return false;
      return !taken.some((other) => other.id !== id && foothold.boxesMeet(box, other.box));
    }

    show(label, box) {
      let node = this.nodes.get(label.id);
      if (!node) {
        node = foothold.node("div", "", label.text);
        node.addEventListener("click", (event) => {
          event.stopPropagation();
          if (label.marked) this.onPick(label.id);
        });
        this.map.getPane("labels").appendChild(node);
        this.nodes.set(label.id, node);
      }
      if (node.textContent !== label.text) node.textContent = label.text;
      node.className = `label ${label.sort} ${label.state || ""}`;
      const corner = this.map.containerPointToLayerPoint([box[0], box[1]]);
      node.style.transform = `translate(${Math.round(corner.x)}px, ${Math.round(corner.y)}px)`;
    }
  };
})();
