// The painter: puts the constant map together once, then restyles it from small records of states by id.
(function () {
  "use strict";
  const foothold = window.foothold;
  const PANES = { basemap: 150, ground: 320, lines: 410, routes: 420, labels: 640, marks: 620, cards: 700 };
  const TILE_SOURCES = {
    osm: { url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png", by: "© OpenStreetMap contributors" },
    light: { url: "https://basemaps.cartocdn.com/light_nolabels/{z}/{x}/{y}.png", by: "© OpenStreetMap contributors, © CARTO" },
  };

  let stage = null; // everything that is on the map, once the shapes have arrived
  let waiting = null; // the newest states, if they came before that
  let camera = null; // what moves the map, and knows where it is
  const outbox = [];
  let serial = 0; // when an event happened, as for those of the page; no two have the same

  // Tell Python what the reader did; several things done at once all arrive.
  function report(kind, value) {
    serial = Math.max(Date.now(), serial + 1);
    outbox.push({ n: serial, kind, value });
    if (foothold.onEvent) foothold.onEvent(kind, value);
    else window.Streamlit.setComponentValue({ events: outbox.slice(-8) });
  }

  foothold.start = async function (map, addresses) {
    prepare(map);
    const [topology, geometry] = await Promise.all([addresses.basemap, addresses.geometry].map(fetchJson));
    const shapes = foothold.readBasemap(topology);
    stage = build(map, shapes, geometry);
    if (waiting) foothold.paint(waiting);
  };

  // The one-file page holds the shapes itself; the server's page says where they are.
  async function fetchJson(address) {
    if (foothold.embedded) return (await foothold.embedded)[address];
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`The map shapes could not be fetched (${answer.status}); reload the page.`);
    return answer.json();
  }

  function prepare(map) {
    Object.entries(PANES).forEach(([name, level]) => (map.createPane(name).style.zIndex = level));
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", "Map. The list beside it says the same in words.");
    document.documentElement.lang = "en";
    document.querySelectorAll("meta[name=viewport]").forEach((meta) => meta.setAttribute("content", "width=device-width, initial-scale=1"));
    if (window.frameElement) window.frameElement.title = "Map of facilities and operations";
    map.attributionControl.setPrefix(false);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    map.zoomControl.setPosition("topright");
    const far = () => container.classList.toggle("far", map.getZoom() < foothold.NEAR_ZOOM);
    map.on("zoomend", far);
    far();
    camera = new foothold.Camera(map, report);
    document.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
    bridge();
  }

  // A frame keeps the keys that are pressed in it: while a briefing is given the page wants them.
  function bridge() {
    if (foothold.embedded || window.parent === window) return;
    document.addEventListener("keydown", (event) => window.parent.footholdKey?.(event), true);
    ["pointermove", "pointerdown"].forEach((kind) => document.addEventListener(kind, () => window.parent.footholdStir?.(), { passive: true }));
    window.parent.footholdFocusBy?.(document);
  }

  function build(map, shapes, geometry) {
    const select = (id) => report("select", id);
    const places = new Map([...geometry.facilities, ...geometry.operations].map((record) => [record.id, [record.lat, record.lon]]));
    const base = new foothold.Basemap(shapes, geometry.colours.light);
    base.addTo(map);
    const built = {
      map,
      geometry,
      places,
      base,
      ground: new foothold.Ground(map, geometry),
      lines: new foothold.Lines(map, geometry, places, select),
      routes: new foothold.Routes(map, select),
      marks: new foothold.Marks(map, geometry, { select }),
      labels: new foothold.Labels(map, select),
      legend: new foothold.Legend(map, geometry.words),
      tiles: null,
      passages: L.layerGroup().addTo(map),
    };
    map.on("click", (event) => clickGround(built, event));
    watchSky(built);
    return built;
  }

  // Say who closed the sky under the pointer, and since when.
  function watchSky(built) {
    const tip = L.tooltip({ className: "hint", direction: "top", offset: [0, -8], pane: "cards" });
    let said = null;
    const say = (code, latlng) => {
      const words = code && built.states?.closures.countries[code]?.words;
      if (words) tip.setLatLng(latlng);
      if (words === said) return;
      said = words;
      if (words) built.map.openTooltip(tip.setContent(foothold.node("span", "", words)));
      else built.map.closeTooltip(tip);
    };
    const onGround = (event) => event.originalEvent.target.closest?.(".mark, .label, .line-casing, .way-casing, .passage") === null;
    built.map.on("mousemove", (event) => {
      const any = built.states && Object.keys(built.states.closures.countries).length && onGround(event);
      say(any ? built.base.countryAt(event.latlng) : null, event.latlng);
    });
    built.map.on("mouseout", () => say(null));
  }

  // A click on the ground opens one card: that of a closed sky, if closures are shown, else that of the region.
  function clickGround(built, event) {
    const countries = built.states?.closures.countries ?? {};
    const code = Object.keys(countries).length ? built.base.countryAt(event.latlng) : null;
    const chosen = countries[code]?.act ?? event.originalEvent.ground;
    if (chosen) report("select", chosen);
  }

  foothold.paint = function (states) {
    waiting = states;
    if (!stage) return;
    stage.states = states;
    wear(states.theme);
    paintCanvas(states);
    const chain = new Set([...states.chain.links, ...states.chain.places]);
    stage.ground.paint(states.areas, states.held);
    stage.lines.paint(states.links, chain, chain.size > 0);
    stage.routes.paint(states.ways, states.reach);
    stage.map.getContainer().classList.toggle("reaching", Boolean(states.reach));
    stage.marks.paintEvents(states.events);
    stage.marks.paint({ ...states.facilities, ...states.operations, ...Object.fromEntries(states.events.map((event) => [event.id, "on"])) }, { selected: states.selected, chain, single: states.single, sizes: states.sizes });
    stage.labels.set(labelsOf(states));
    stage.legend.paint(states);
    if (!camera.travel(states.focus)) camera.keep();
    document.documentElement.dataset.painted = states.stamp;
  };

  // The palette has its home in Python; here it becomes CSS variables.
  function wear(theme) {
    if (document.body.dataset.theme === theme) return;
    document.body.dataset.theme = theme;
    Object.entries(stage.geometry.colours[theme]).forEach(([name, colour]) => document.documentElement.style.setProperty(`--${name}`, colour));
  }

  function paintCanvas(states) {
    const colours = stage.geometry.colours[states.theme];
    stage.base.setClosed(states.closures.countries);
    paintTiles(states.base);
    stage.base.setLook(colours, isEmbedded());
    stage.passages.clearLayers();
    Object.values(states.closures.passages).forEach((passage) => {
      L.polyline(passage.line, { className: `passage ${passage.cls} leaflet-interactive`, pane: "lines", bubblingMouseEvents: false })
        .bindTooltip(foothold.node("span", "", passage.words), { className: "hint" })
        .on("click", () => passage.act && report("select", passage.act))
        .addTo(stage.passages);
    });
  }

  // Online tiles, only when the reader asked for them; if they cannot be reached the embedded map comes back and says so.
  function paintTiles(base) {
    if (stage.tiles && stage.tiles.base === base) return;
    if (stage.tiles) stage.tiles.layer.remove();
    stage.tiles = null;
    const source = TILE_SOURCES[base];
    if (!source) return;
    const layer = L.tileLayer(source.url, { attribution: source.by, maxZoom: 12, pane: "tilePane" });
    stage.tiles = { base, layer: layer.addTo(stage.map), failed: false };
    layer.once("tileerror", () => {
      if (stage.tiles?.layer !== layer) return;
      stage.tiles.failed = true;
      layer.remove();
      foothold.paint(stage.states);
      report("tiles", "unreachable");
    });
  }

  // Whether the embedded map is what lies under everything: it was chosen, or the tiles did not come.
  const isEmbedded = () => !stage.tiles || stage.tiles.failed;

  const RANK_BY_STATE = { lost: 60, paper: 55, strained: 50, unknown: 22, planned: 20, agreed: 20, kept: 34 };

  const SIZED_RANK = 70; // how much a facility's label matters where facilities are drawn by size, for each size more

  function labelsOf(states) {
    const marks = [...stage.marks.items.values()].filter((item) => item.shown && item.sort !== "event");
    const chain = new Set(states.chain.places);
    const labels = marks.map((item) => {
      const { record } = item;
      const gone = item.sort === "facility" && item.state.includes("lost");
      let rank = item.sort === "operation" ? RANK_BY_STATE[item.state] || 20 : gone ? 95 : stage.geometry.words.role_rank[record.role] * 8;
      if (states.worsened.includes(record.id)) rank += 15;
      if (chain.has(record.id)) rank += 80;
      const scale = states.sizes && item.sort === "facility" ? (states.sizes[record.id] ?? foothold.SMALLEST) : null;
      if (scale) rank = SIZED_RANK * (scale - foothold.SMALLEST);
      if (record.id === states.selected) rank += 200;
      const faded = chain.size > 0 && !chain.has(record.id) && record.id !== states.selected ? " faded" : "";
      const lost = gone ? stage.geometry.words.lost_mark : "";
      const text = gone ? `${record.short} ${lost}` : record.short;
      return { id: record.id, text, lat: record.lat, lon: record.lon, rank, sort: item.sort, state: item.state + faded, marked: true, lost, name: record.short, minor: stage.marks.isMinor(item), scale };
    });
    const backdrop = stage.geometry.labels.map((label, i) => ({ ...label, id: `place-${i}`, text: label.name, rank: label.kind === "country" ? 5 - i / 1000 : 4 - i / 1000, sort: label.kind, marked: false }));
    return labels.concat(isEmbedded() ? backdrop : []);
  }
})();
