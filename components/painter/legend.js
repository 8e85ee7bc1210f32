// The legend: only what is on the map, with the same shapes as the map.
(function () {
  "use strict";
  const foothold = window.foothold;

  foothold.Legend = class {
    constructor(map, words) {
      this.words = words;
      this.box = foothold.node("details", "legend");
      const size = map.getSize();
      this.box.open = size.x > 600 && size.y > 420;
      const control = L.control({ position: "bottomright" });
      control.onAdd = () => this.box;
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      control.addTo(map);
      this.foot = L.control({ position: "bottomleft" });
      this.note = foothold.node("div", "foot");
      this.foot.onAdd = () => this.note;
      this.foot.addTo(map);
    }

    rows(states) {
      const seen = (values, word) => values.some((value) => value.split(" ").includes(word));
      const [facilities, operations, links] = [states.facilities, states.operations, states.links].map(Object.values);
      const rows = [];
      ["kept", "weakened", "lost"].forEach((word) => seen(links, word) && rows.push(["line", word]));
      if (facilities.length) rows.push(["facility", "any"]);
      if (facilities.some((state) => /reduced|contested/.test(state))) rows.push(["facility", "reduced"]);
      if (seen(facilities, "lost")) rows.push(["facility", "lost"]);
      if (seen(facilities, "cut")) rows.push(["facility", "cut"]);
      if (facilities.some((state) => /evacuated|closed/.test(state))) rows.push(["facility", "closed"]);
      if (seen(facilities, "planned")) rows.push(["facility", "planned"]);
      ["kept", "strained", "paper", "lost", "unknown", "planned"].forEach((word) => seen(operations, word) && rows.push(["operation", word]));
      if (Object.keys(states.areas).length) rows.push(["area", "any"]);
      if (states.held.length) rows.push(["held", "any"]);
      ["day", "some", "scenario"].forEach((word) => {
        if (seen(Object.values(states.closures.countries).map((sky) => sky.cls), word)) rows.push(["sky", word]);
        if (seen(Object.values(states.closures.passages).map((passage) => passage.cls), word)) rows.push(["passage", word]);
      });
      const drawn = new Set(states.ways.map((way) => (way.cls === "after" ? way.mode : way.cls)));
      ["air", "sea", "before", "beyond", "paper"].forEach((word) => drawn.has(word) && rows.push(["way", word]));
      if (states.reach) ["now", "gone"].forEach((word) => states.reach[word].length && rows.push(["reach", word]));
      if (states.sizes) rows.push(["facility", "sized"]);
      if (states.events.length) rows.push(["event", "any"]);
      return rows;
    }

    paint(states) {
      const title = foothold.node("summary", "", this.words.legend_title);
      const list = foothold.node("ul");
      this.rows(states).forEach(([sort, word]) => {
        const row = foothold.node("li");
        row.appendChild(foothold.node("span", `key ${sort} ${word}`));
        row.appendChild(foothold.node("span", "", this.words.legend[`${sort} ${word}`]));
        list.appendChild(row);
      });
      const caution = foothold.node("p", "quiet", this.words.legend_caution);
      this.box.replaceChildren(title, list, caution);
      this.note.textContent = states.foot;
    }
  };
})();
