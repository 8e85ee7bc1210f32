// The page in one file: what was chosen, what that shows, and what a click or a key chooses next.
(function () {
  "use strict";
  const foothold = window.foothold;
  const MOST_PAST = 60;
  const PLACES = { answer: "twin-answer", card: "twin-card", list: "twin-list", words: "twin-words", taken: "twin-taken" };
  const element = (id) => document.getElementById(id);

  let twin = null;
  let choice = null; // the case, what is selected and shown, and the step that is on
  let wishes = 0; // how often the map was asked to move
  const past = [];

  // ---- what is chosen ------------------------------------------------------------------------------------------------

  function begin(record) {
    const { start, steps } = record;
    const look = { layers: new Set(start.look.layers), borders: start.look.borders, theme: start.look.theme };
    choice = { name: start.case, sel: start.sel, ...look, focus: wish(start.focus), step: 0, left: 0, isBefore: false, withTable: false };
    if (steps.length) choice = at(stepInAddress(steps.length));
  }

  const wish = (focus) => ({ ...focus, key: `twin-${(wishes += 1)}` });

  function choose(changes) {
    past.push(choice);
    if (past.length > MOST_PAST) past.shift();
    choice = { ...choice, ...changes };
    show();
  }

  function undo() {
    if (past.length) choice = { ...past.pop(), focus: choice.focus };
    show();
  }

  // Where the map is to go for a record.
  function near(name, sel) {
    const { focus } = twin.pick(name, sel);
    return focus ? wish(focus) : choice.focus;
  }

  function go(sel) {
    if (twin.has(sel)) choose({ sel, focus: near(shownCase(), sel) });
  }

  function scenario(id) {
    const found = twin.record.scenarios.find((row) => row.id === id);
    choose({ name: found ? found.case : twin.bare(twin.record.start.case), isBefore: false });
  }

  function take(token, isLost) {
    const found = twin.turned(shownCase(), token, isLost);
    if (!found) return;
    choose({ name: found.name, isBefore: false });
    if (found.isAlone) say(`Taken away alone, as of ${twin.day(found.name).spoken}: this file holds it beside nothing else.`);
  }

  function toggle(layer) {
    const layers = new Set(choice.layers);
    if (!layers.delete(layer)) layers.add(layer);
    choose({ layers });
  }

  const shownCase = () => {
    const step = choice.step && twin.record.steps[choice.step - 1];
    if (!choice.isBefore) return choice.name;
    return step && step.before ? step.before.case : twin.bare(choice.name);
  };

  // ---- the briefing --------------------------------------------------------------------------------------------------

  // What is chosen at a step.
  function at(number) {
    const step = twin.record.steps[number - 1];
    const look = { layers: new Set(step.look.layers), borders: step.look.borders };
    return { ...choice, name: step.case, sel: step.sel, ...look, focus: wish(step.focus), step: number, left: 0, isBefore: false };
  }

  function present(number) {
    choice = at(Math.max(1, Math.min(number, twin.record.steps.length)));
    past.length = 0;
    show();
  }

  // What is on the map stays on it, to be explored.
  function leave() {
    choice = { ...choice, name: shownCase(), isBefore: false, left: choice.step, step: 0 };
    past.length = 0; // what was chosen at the step is no way back into it
    show();
  }

  const stepInAddress = (count) => Math.max(1, Math.min(Number(window.location.hash.match(/^#step=(\d{1,3})$/)?.[1] ?? 1), count));

  // A reload keeps the step; a file has no other address to keep it in.
  function rememberStep() {
    if (choice.step) window.history.replaceState(null, "", `#step=${choice.step}`);
  }

  // ---- what is shown -------------------------------------------------------------------------------------------------

  function show() {
    const name = shownCase();
    showAnswer(name);
    showCard(name);
    const found = twin.record.cases[name];
    foothold.fill(element(PLACES.list), choice.step ? "" : twin.html(found.list, name), `${name}|${choice.withTable}`, { tell });
    showTable();
    showControls(name);
    mark();
    rememberStep();
    foothold.paint(twin.states(name, choice)); // last: the map keeps clear of the words that now stand there
  }

  function showAnswer(name) {
    const place = element(PLACES.answer);
    const step = choice.step && twin.record.steps[choice.step - 1];
    if (place.dataset.kind !== (step ? "step" : "answer")) place.replaceChildren();
    place.dataset.kind = step ? "step" : "answer";
    if (!step) return foothold.fill(place, twin.html(twin.record.cases[name].answer, name), name, { tell });
    const words = choice.isBefore && step.before ? step.before.words : step.words;
    return foothold.fill(place, twin.html(words), `${choice.step}|${words}`, { tell, brief: step.told });
  }

  // While a step is on, only what the presenter chose beside it has a card.
  function showCard(name) {
    const place = element(PLACES.card);
    const own = choice.step ? twin.record.steps[choice.step - 1].sel : null;
    const html = choice.sel && choice.sel !== own ? twin.card(name, choice.sel) : "";
    place.className = html ? "st-key-details" : "";
    const root = foothold.fill(place, html, `${name}|${choice.sel}`, { tell });
    root?.querySelectorAll("[data-act=lose], [data-act=restore]").forEach((button) => offer(button, name));
  }

  // A button offers what the file holds: the same case with that change, else the loss alone; what it does not is gone.
  function offer(button, name) {
    const found = twin.turned(name, button.dataset.value, button.dataset.act === "lose");
    button.hidden = !found;
    if (found?.isAlone && !button.dataset.alone) {
      button.dataset.alone = "1";
      button.append(" (alone)");
    }
  }

  function showTable() {
    const button = element(PLACES.list).querySelector("[data-act=table]");
    if (!button) return;
    button.textContent = choice.withTable ? "Hide the table" : "Show as a table";
    button.setAttribute("aria-expanded", String(choice.withTable));
    element(PLACES.list).querySelector(".fh-scroll").hidden = !choice.withTable;
  }

  function showControls(name) {
    const { tokens } = twin.record.cases[name];
    const chosen = twin.record.scenarios.find((row) => row.case === name);
    foothold.press("[data-twin=scenario]", (id) => (id ? chosen?.id === id : !tokens.length));
    foothold.press("[data-twin=layer]", (layer) => choice.layers.has(layer));
    foothold.press("[data-twin=borders]", (borders) => choice.borders === borders);
    foothold.press("[data-twin=theme]", (theme) => choice.theme === theme);
    foothold.press("[data-twin=before]", () => choice.isBefore);
    document.querySelector("[data-twin=before]").disabled = !choice.isBefore && !tokens.length;
    document.querySelector("[data-twin=undo]").disabled = !past.length;
    document.querySelector("[data-day]").textContent = `as of ${twin.day(name).spoken}`;
    foothold.fill(element(PLACES.words), chosen ? twin.html(chosen.words) : "", chosen?.id, { tell });
    const taken = foothold.fill(element(PLACES.taken), tokens.length ? twin.html(twin.record.cases[name].taken) : "", name, { tell });
    taken?.querySelectorAll("[data-act=restore]").forEach((button) => (button.disabled = !twin.turned(name, button.dataset.value, false)));
    showLeft();
    say("");
  }

  function showLeft() {
    const left = element("twin-left");
    if (!left) return;
    left.hidden = !choice.left;
    if (!choice.left) return left.querySelector("button").removeAttribute("data-return");
    left.querySelector("[data-left]").textContent = `step ${choice.left} of ${twin.record.steps.length}`;
    return left.querySelector("button").setAttribute("data-return", twin.record.steps[choice.left - 1].sel ?? "");
  }

  function mark() {
    element(PLACES.list).querySelectorAll(".fh-card").forEach((card) => card.classList.toggle("chosen", card.querySelector("[data-act=go]").dataset.value === choice.sel));
  }

  const say = (text) => (element("twin-said").textContent = text);

  // ---- what is done --------------------------------------------------------------------------------------------------

  const DOES = {
    go,
    find: go,
    zoom: () => choose({ focus: near(shownCase(), choice.sel) }),
    close: () => choose({ sel: choice.step ? twin.record.steps[choice.step - 1].sel : null }),
    lose: (token) => take(token, true),
    restore: (token) => take(token, false),
    scenario,
    table: () => choose({ withTable: !choice.withTable }),
    step: (number) => present(Number(number)),
    side: () => choose({ isBefore: !choice.isBefore }),
    before: () => choose({ isBefore: !choice.isBefore }),
    leave,
    return: () => present(choice.left),
    layer: toggle,
    borders: (borders) => choose({ borders }),
    theme: (theme) => choose({ theme }),
    undo,
    panels: (_, button) => (button.textContent = document.documentElement.classList.toggle("fh-map-only") ? "Show panels" : "Hide panels"),
    every: (_, button) => {
      const every = element("twin-scenarios").classList.toggle("every");
      button.setAttribute("aria-expanded", String(every));
      [button.textContent, button.dataset.other] = [button.dataset.other ?? "Show fewer scenarios", button.textContent];
    },
    drawer: (_, button) => button.setAttribute("aria-expanded", String(document.documentElement.classList.toggle("twin-open"))),
    about: () => (element("twin-about").open ? element("twin-about").close() : element("twin-about").showModal()),
  };

  const tell = (act, value) => DOES[act]?.(value);

  function onClick(event) {
    const button = event.target.closest("[data-twin]");
    if (button) DOES[button.dataset.twin](button.dataset.value, button);
  }

  // S turns to before and back also where no step is on; while one is, the keys of the briefing come first.
  function onKey(event) {
    const typing = event.target.closest?.("input, select, textarea");
    if (choice.step || typing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key.toLowerCase() === "s" && (choice.isBefore || twin.record.cases[choice.name].tokens.length)) DOES.before();
    if (event.key === "Escape" && choice.sel && !choice.left) DOES.close();
  }

  // A word opens the meaning behind it, whatever else of that name is in the file.
  function ownMeaning(event) {
    const word = event.target.closest("button.fh-term");
    if (word) word.popoverTargetElement = word.nextElementSibling;
  }

  // The map takes the height that the bar on top leaves.
  const measureTop = () => document.documentElement.style.setProperty("--fh-top", `${document.querySelector(".st-key-top").offsetHeight}px`);

  async function open() {
    const { record, geometry, search } = await foothold.embedded;
    twin = foothold.twin = new foothold.Twin(record, geometry);
    begin(record);
    foothold.modules["search.js"].search(element("twin-search"), { search_index: search }, tell);
    document.addEventListener("click", ownMeaning, true);
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    new ResizeObserver(measureTop).observe(document.querySelector(".st-key-top"));
    show();
    element("twin-wait").remove();
  }

  foothold.onEvent = function (kind, value) {
    if (kind === "select" && twin.has(value)) choose({ sel: value });
  };

  open().catch((error) => (element("twin-wait").textContent = error.message));
})();
