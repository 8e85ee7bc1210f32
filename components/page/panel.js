// Puts prepared HTML on the page, keeps what the reader had open, and tells Python what was clicked.
import { brief } from "./brief.js";
import { oneStop, stepInGrid } from "./grid.js";
import { isMeaningOpen, learn, marksIn } from "./learn.js";
import { tellWith } from "./outbox.js";
import { search } from "./search.js";

const playing = new Map(); // timers of running play buttons, by panel
let chosen = null; // what the last click chose in a list

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".fh-panel");
  const tell = tellWith(root, setStateValue);
  if (root.dataset.shown !== data.stamp) refill(root, data);
  root.querySelectorAll("table[data-grid]").forEach(oneStop);
  goToDate(root);
  goToCard(root);
  showPanelState(root);
  root.onclick = (event) => onClick(event, root, tell);
  root.onkeydown = (event) => onKey(event, tell);
  listenOnce(root, tell);
  root.onchange = (event) => onChange(event, root, tell);
  root.oninput = (event) => event.target.dataset.stops !== undefined && showStop(event.target, root);
  search(root, data, tell);
  play(root, data, tell);
  learn(root);
  brief(root, data, tell);
  follow(data);
}

// What has no property to set is listened to once; `root.tell` is always that of the latest run.
function listenOnce(root, tell) {
  const known = root.tell !== undefined;
  root.tell = tell;
  if (known) return;
  root.addEventListener("focusout", (event) => event.target.type === "date" && sendDate(event.target, root.tell));
  if (root.querySelector(".fh-header")) new ResizeObserver(() => measureTop(root)).observe(root);
}

// The map takes the height that the bar on top leaves, with a notice below it or not.
function measureTop(root) {
  document.documentElement.style.setProperty("--fh-top", `${root.closest(".st-key-top").offsetHeight}px`);
}

// Replace the content, but keep open sections open and the focus where it was, or else at the heading of what is new.
function refill(root, data) {
  const open = new Map([...root.querySelectorAll("details[id]")].map((part) => [part.id, part.open]));
  const inside = root.contains(document.activeElement);
  const focused = inside ? document.activeElement.dataset.focus : null;
  const typed = root.querySelector("input[type=search]")?.value;
  root.innerHTML = data.html;
  root.dataset.shown = data.stamp;
  root.querySelectorAll("details[id]").forEach((part) => open.has(part.id) && (part.open = open.get(part.id)));
  if (typed) root.querySelector("input[type=search]").value = typed;
  if (inside) (root.querySelector(`[data-focus="${CSS.escape(focused ?? "")}"]`) ?? heading(root))?.focus({ preventScroll: true });
  announce(root.querySelector("[data-announce]")?.textContent);
}

function heading(root) {
  const first = root.querySelector("h1, h2, h3");
  first?.setAttribute("tabindex", "-1");
  return first;
}

// Tell screen readers: the region stays while its text changes, for one that comes with its text is not read out.
function announce(text) {
  if (!text) return;
  let region = document.getElementById("fh-live");
  if (!region) {
    region = Object.assign(document.createElement("div"), { id: "fh-live", className: "fh-sr" });
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  if (region.textContent !== text.trim()) region.textContent = text.trim();
}

// A new card begins at its top. One that stands above the list it was chosen in comes into sight, and the focus goes with it.
function goToCard(root) {
  const card = root.querySelector("[data-card]");
  if (!card || root.dataset.card === card.dataset.card) return;
  root.dataset.card = card.dataset.card;
  const inList = card.matches(".fh-one");
  if (inList && chosen === card.dataset.card) readOn(root, card);
  else if (window.matchMedia("(min-width: 901px)").matches) (inList ? heading(card) : root).scrollIntoView({ block: "nearest" });
}

function readOn(root, card) {
  const title = heading(card);
  const show = () => title.scrollIntoView({ block: "start" });
  if (document.activeElement === document.body || root.contains(document.activeElement)) title.focus({ preventScroll: true });
  show();
  afterRun(show);
}

// Bring the present date of a long list into view when it is another one than before; not on a phone, where the page scrolls.
function goToDate(root) {
  const here = root.querySelector("#fh-here");
  const date = root.querySelector("[data-now]")?.dataset.now;
  if (!here || root.dataset.date === date) return;
  root.dataset.date = date;
  if (!window.matchMedia("(min-width: 901px)").matches) return;
  here.scrollIntoView({ block: "center" });
  afterRun(() => here.scrollIntoView({ block: "center" }));
}

// What Streamlit takes off the page once the script has ended moves what was scrolled to before.
function afterRun(act) {
  const app = document.querySelector('[data-testid="stApp"]');
  const isOver = () => app?.dataset.testScriptState === "notRunning";
  const settled = () => window.requestAnimationFrame(() => window.requestAnimationFrame(act));
  if (isOver()) return settled();
  return new MutationObserver((_, watch) => {
    if (!isOver()) return;
    watch.disconnect();
    settled();
  }).observe(app, { attributeFilter: ["data-test-script-state"] });
}

function onClick(event, root, tell) {
  const target = event.target.closest("[data-act], [data-copy], [data-panels], [data-skip], th[data-sort] button");
  if (!target || !root.contains(target) || target.matches("select, input")) return;
  if (target.dataset.copy !== undefined) return copyAddress(target, root);
  if (target.dataset.panels !== undefined) return togglePanels(root);
  if (target.dataset.skip !== undefined) return document.querySelector(BEHIND_THE_MAP)?.focus();
  if (target.closest("th[data-sort]")) return sortBy(target.closest("th"));
  if (target.dataset.act) {
    event.preventDefault();
    chosen = target.dataset.act === "go" ? target.dataset.value : null;
    if (target.dataset.act === "close" || target.dataset.leaves !== undefined) refocusWhenGone(root);
    tell(target.dataset.act, target.dataset.value || "");
  }
}

// Where the focus goes on when what it was in has left the page.
const HEADED = [".st-key-answer-area", ".st-key-reading", ".st-key-handout"].map((area) => `${area} .fh-panel`).join(", ");

// When a closed card or a list that was left is gone, the focus goes on at the heading of what is there, not nowhere.
function refocusWhenGone(root) {
  new MutationObserver((_, watch) => {
    const next = document.querySelector(HEADED);
    if (root.isConnected || !next?.querySelector("h1, h2, h3")) return;
    watch.disconnect();
    if (document.activeElement === document.body) heading(next).focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}

// A date that is typed is sent when it is whole: on Enter, or when the field is left; one from the calendar at once.
function sendDate(field, tell) {
  if (!field.dataset.typed || !field.value) return;
  delete field.dataset.typed;
  if (field.reportValidity()) tell(field.dataset.act, field.value);
}

function onChange(event, root, tell) {
  const { target } = event;
  if (target.dataset.typed) return;
  if (target.dataset.marks !== undefined) return tell("marks", marksIn(root));
  if (["date", "number"].includes(target.type) && !target.reportValidity()) return;
  if (target.dataset.stops !== undefined) sendStop(target, root);
  else if (target.dataset.act) tell(target.dataset.act, target.value);
}

// A slider over stops: its list says what each position means.
function stopOf(slider, root) {
  return root.querySelector(`#${slider.dataset.stops} option[value="${slider.value}"]`);
}

// Keys held on the slider are sent as one choice, when they rest.
const SLIDER_QUIET_MS = 250;
let sliding = 0;

function sendStop(slider, root) {
  const { day } = stopOf(slider, root).dataset;
  window.clearTimeout(sliding);
  sliding = window.setTimeout(() => root.tell("date", day), SLIDER_QUIET_MS);
}

function showStop(slider, root) {
  const { label } = stopOf(slider, root);
  root.querySelector("output").textContent = label;
  slider.setAttribute("aria-valuetext", label);
}

function onKey(event, tell) {
  if (event.target.type === "date") {
    if (event.key === "Enter") sendDate(event.target, tell);
    else event.target.dataset.typed = "1";
  }
  stepInGrid(event);
  if (event.key === "Escape" && !isMeaningOpen(event.currentTarget)) {
    const close = event.currentTarget.querySelector("[data-act=close]");
    if (close) tell("close", "");
  }
}

// Where the Tab key goes on for those who skip the many marks of the map.
const BEHIND_THE_MAP = [".fh-panel button", ".fh-panel select", ".fh-panel summary"].map((what) => `.st-key-list-area ${what}`).join(", ");

async function copyAddress(button, root) {
  const say = (text) => (root.querySelector("[data-said]").textContent = text);
  try {
    await navigator.clipboard.writeText(window.location.href);
    say("Link copied");
  } catch {
    const field = root.querySelector("[data-address]");
    field.hidden = false;
    field.value = window.location.href;
    field.select();
    say("Press Ctrl+C to copy the link");
  }
}

function togglePanels(root) {
  document.documentElement.classList.toggle("fh-map-only");
  showPanelState(root);
  window.dispatchEvent(new Event("resize"));
}

function showPanelState(root) {
  const button = root.querySelector("[data-panels]");
  if (button) button.textContent = document.documentElement.classList.contains("fh-map-only") ? "Show panels" : "Hide panels";
}

// Sort a table by a column; a second time turns the order round.
function sortBy(head) {
  const table = head.closest("table");
  const column = [...head.parentElement.children].indexOf(head);
  const rising = head.getAttribute("aria-sort") !== "ascending";
  [...head.parentElement.children].forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", rising ? "ascending" : "descending");
  const key = (row) => row.children[column].dataset.key ?? row.children[column].textContent.trim();
  const order = (a, b) => key(a).localeCompare(key(b), "en", { numeric: true }) * (rising ? 1 : -1);
  const body = table.tBodies[0];
  body.append(...[...body.rows].sort(order));
}

// A play button steps through its stops until it is pressed again, the stops end, or the panel goes away.
function play(root, data, tell) {
  const button = root.querySelector("[data-play]");
  if (!button) return stopPlaying(root);
  const show = () => {
    const on = playing.has(root);
    button.textContent = on ? "Stop" : "Play";
  };
  button.onclick = () => {
    if (playing.has(root)) stopPlaying(root);
    else playing.set(root, window.setInterval(() => step(root, tell), 2200));
    show();
  };
  show();
}

function step(root, tell) {
  const button = root.querySelector("[data-play]");
  if (!root.isConnected || !button) return stopPlaying(root);
  const stops = button.dataset.play.split(" ");
  const next = stops.find((stop) => stop > button.dataset.now);
  if (!next) {
    stopPlaying(root);
    button.textContent = "Play";
    return undefined;
  }
  return tell("date", next);
}

function stopPlaying(root) {
  window.clearInterval(playing.get(root));
  playing.delete(root);
}

// The theme that the page is drawn in: on a slow start Python may not have been told it yet.
function shownTheme() {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && window.getComputedStyle(app).colorScheme;
}

// Follow the theme of the link: Streamlit keeps its own choice, so it is set there and the page is read again, once,
// and not before the address names the theme.
function follow(data) {
  if (!data.theme || data.theme === data.theme_now || data.theme === shownTheme()) return;
  const named = new URLSearchParams(window.location.search).get("theme") ?? "light";
  if (named !== data.theme) return void window.requestAnimationFrame(() => follow(data));
  const tried = `foothold-theme-${data.theme}`;
  const key = `stActiveTheme-${window.location.pathname}-v2`;
  const wanted = JSON.stringify(data.theme === "dark" ? "Dark" : "Light");
  if (localStorage.getItem(key) === wanted && sessionStorage.getItem(tried)) return;
  localStorage.setItem(key, wanted);
  sessionStorage.setItem(tried, "1");
  window.location.reload();
}
