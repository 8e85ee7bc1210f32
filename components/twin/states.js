// How everything looks for what is chosen: the states that the painter gets, put together from what was worked out.
(function () {
  "use strict";
  const foothold = window.foothold;
  const OPEN = { countries: {}, passages: {} };
  const NOTHING = { chain: { links: [], places: [] }, ways: [] };
  const DAY_MARK = "\u0001";
  let painted = 0;

  // A record with what a case changes in it; what the case takes out of it is null there.
  function changed(before, other) {
    const found = { ...before };
    Object.entries(other).forEach(([name, value]) => {
      const isRecord = value !== null && typeof value === "object" && !Array.isArray(value) && found[name] !== undefined;
      if (value === null) delete found[name];
      else found[name] = isRecord && !Array.isArray(found[name]) ? changed(found[name], value) : value;
    });
    return found;
  }

  foothold.Twin = class {
    constructor(record, geometry) {
      this.record = record;
      this.kinds = new Map(geometry.facilities.map((facility) => [facility.id, facility.kind]));
      this.links = new Map(geometry.links.map((link) => [link.id, link]));
      this.regions = geometry.area_region;
    }

    day(name) {
      return this.record.days[this.record.cases[name].day];
    }

    bare(name) {
      return `${this.record.cases[name].day}:`;
    }

    // HTML by its number; what is said of a case has a mark where its day stands.
    html(number, name) {
      const { values } = this.record;
      const text = values[number].flatMap((part) => values[part].map((piece) => values[piece])).join("");
      return name === undefined ? text : text.replaceAll(DAY_MARK, this.day(name).spoken);
    }

    // The card of a record in a case, empty if it has none.
    card(name, id) {
      const [found, day] = [this.record.cases[name], this.day(name)];
      const number = found.cards[id] ?? (found.tokens.length ? day.beside[id] : undefined) ?? day.cards[id];
      return number === undefined ? "" : this.html(number, name);
    }

    has(id) {
      return this.record.days[0].cards[id] !== undefined;
    }

    pick(name, id) {
      const number = this.record.cases[name].picks[id] ?? this.day(name).picks[id];
      return number === undefined ? NOTHING : this.record.values[number];
    }

    statuses(name) {
      return changed(this.day(name).looks, this.record.cases[name].looks).operations;
    }

    // The same record that the server would send for the same choice, but for its stamp and its wish to move the map.
    states(name, { sel, layers, borders, theme, focus }) {
      const looks = changed(this.day(name).looks, this.record.cases[name].looks);
      const { chain, ways } = this.pick(name, sel);
      const shades = layers.has("closures") || ways.length > 0 || this.closes(name);
      painted += 1;
      return {
        facilities: this.among(looks.facilities, (id) => layers.has(this.kinds.get(id))),
        operations: layers.has("operations") ? looks.operations : {},
        links: layers.has("lines") ? this.among(looks.links, (id) => this.isDrawn(id, layers, ways)) : {},
        areas: layers.has("regions") ? this.areas(looks.areas, sel) : {},
        held: borders === "de_facto" ? looks.held : [],
        events: layers.has("events") ? looks.events : [],
        closures: shades ? looks.closures : OPEN,
        ways,
        reach: null,
        sizes: null,
        selected: sel,
        chain,
        worsened: looks.worsened,
        single: this.day(name).single,
        theme,
        base: "embedded",
        focus,
        foot: this.record.foot[borders],
        stamp: String(painted),
      };
    }

    among(record, isShown) {
      return Object.fromEntries(Object.entries(record).filter(([id]) => isShown(id)));
    }

    // A line is shown with both its ends, and not where a computed way is drawn in its place.
    isDrawn(id, layers, ways) {
      const { origin, target } = this.links.get(id);
      const isShown = (end) => (this.kinds.has(end) ? layers.has(this.kinds.get(end)) : layers.has("operations"));
      return isShown(origin) && isShown(target) && !ways.some((way) => way.select === id);
    }

    areas(areas, sel) {
      return Object.fromEntries(Object.entries(areas).map(([id, look]) => [id, this.regions[id] === sel ? `${look} selected` : look]));
    }

    closes(name) {
      return this.record.cases[name].tokens.some((token) => token.startsWith("over:") || token.startsWith("passage:"));
    }

    // The case with one thing more or less taken away: the same case with that change, or the loss alone, or none.
    turned(name, token, isLost) {
      const { day, tokens } = this.record.cases[name];
      const named = (list, on) => `${on}:${[...list].sort().join(",")}`;
      const others = tokens.filter((other) => other !== token);
      const wanted = named(isLost ? [...others, token] : others, day);
      if (this.record.cases[wanted]) return { name: wanted, isAlone: false };
      const alone = named([token], this.record.cases[this.record.start.case].day);
      return isLost && this.record.cases[alone] ? { name: alone, isAlone: true } : null;
    }
  };
})();
