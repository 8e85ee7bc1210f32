// Giving a briefing: keys and clicker from wherever the focus is, a blank screen, swipes, and the presenter's window.
import { areLettersKeys, commandOf, setLettersKeys, watchFocus } from "./keys.js";

const STIR_MS = 2600; // so long the controls stay after the pointer last moved
const LATE_MS = 3000; // a step that has not come by then will not: the one on screen counts
const SWIPE_PX = 50;
const DIGITS_MS = 4000; // a number that is not followed by Enter is forgotten
const SMALLEST = 0.6; // how far words shrink to fit

const now = { root: null, tell: null, brief: null, wanted: 1, asked: 0, digits: "", forget: 0, fresh: true, still: 0 };
const started = Date.now();
const channel = new BroadcastChannel(`foothold-brief-${tab()}`);
let isHeard = false;

// The name of this tab, which it keeps when it is loaded anew: its presenter's window speaks with it and no other.
function tab() {
  const name = sessionStorage.getItem("foothold-tab") ?? Math.random().toString(36).slice(2);
  sessionStorage.setItem("foothold-tab", name);
  return name;
}

// Called for each panel on each run; only that of a step, and the bar on top, have to do with briefings.
export function brief(root, data, tell) {
  if (!isHeard) listen();
  if (!data.brief) return;
  const entered = now.brief?.id !== data.brief.id || !now.root?.isConnected;
  Object.assign(now, { root, tell, brief: data.brief });
  if (entered) now.fresh = true;
  if (entered || data.brief.step === now.wanted || Date.now() - now.asked > LATE_MS) now.wanted = data.brief.step;
  dressTools(root);
  fit(root);
  settle();
  window.requestAnimationFrame(settle);
  inform();
}

// The map keeps its middle free of the words, wherever the page has come to lay them out.
const settle = () => window.footholdSettle?.();

// The keys of the page, and through these two names those of the map's frame, which would keep them to itself.
function listen() {
  isHeard = true;
  document.addEventListener("keydown", onKey, true);
  ["pointermove", "pointerdown"].forEach((kind) => document.addEventListener(kind, stir, { passive: true }));
  window.footholdKey = onKey;
  window.footholdStir = stir;
  window.footholdFocusBy = watchFocus;
  watchFocus(document);
  window.addEventListener("resize", () => now.root?.isConnected && fit(now.root));
  channel.onmessage = ({ data }) => (data.ask ? inform() : isOn() && data.do && obey(data.do, data));
}

const stage = () => document.querySelector(".fh-brief");
const isOn = () => stage() !== null;

function onKey(event) {
  const back = document.querySelector("[data-return]");
  if (!isOn() && !back) return;
  const command = commandOf(event);
  if (!command || !(isOn() ? canPresent(command) : ["start", "escape"].includes(command))) return;
  if (!isOn() && command === "escape" && isBusy(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.repeat) return;
  if (isOn()) obey(command, { digit: event.key });
  else comeBack(command, back);
}

// Enter is only ours behind a number.
const canPresent = (command) => command !== "enter" || now.digits !== "";

// An open list or dialogue has its own use for Esc.
const isBusy = (event) => Boolean(event.target.closest?.("[role=listbox], [role=combobox], [aria-expanded=true]"));

// Esc first closes a card that was opened after the step was left; that of the step itself is no reason to stay.
function comeBack(command, back) {
  const card = document.querySelector(".st-key-details [data-card]");
  const opened = command === "escape" && card && card.dataset.card !== back.dataset.return;
  (opened ? document.querySelector(".st-key-details [data-act=close]") : back).click();
}

const DOES = {
  next: () => go(now.wanted + 1),
  previous: () => go(now.wanted - 1),
  first: () => go(1),
  last: () => go(now.brief.count),
  enter: () => go(Number(take())),
  black: () => blank("black"),
  white: () => blank("white"),
  fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  side: () => stage().querySelector("[data-do=side]") && now.tell("side", ""),
  help: () => showHelp(),
  start: () => restart(),
  escape: () => escape(),
  speaker: () => window.open(`${new URL(now.brief.speaker, document.baseURI).href}#${tab()}`, `foothold-speaker-${tab()}`, "width=1000,height=680"),
};

function obey(command, more = {}) {
  const cover = document.querySelector(".fh-blank");
  if (cover && command !== "digit") return cover.remove(), inform();
  if (command !== "start") now.fresh = true;
  if (command === "digit") return note(more.digit);
  if (command === "goto") return go(more.step);
  DOES[command]?.();
}

// Ask for a step; several asked for quickly come to the last of them.
function go(number) {
  const step = Math.max(1, Math.min(number, now.brief.count));
  if (step === now.wanted) return;
  Object.assign(now, { wanted: step, asked: Date.now() });
  now.tell("step", String(step));
}

// A clicker's start button sends F5 and Esc in turn: the first F5 keeps the place, only a second one in a row restarts.
function restart() {
  if (now.fresh) now.fresh = false;
  else go(1);
}

function escape() {
  const help = stage().querySelector("[data-help]");
  const close = document.querySelector(".st-key-details [data-act=close]");
  if (help.open) help.close();
  else if (close) now.tell("close", "");
  else now.tell("leave", "");
}

function note(digit) {
  window.clearTimeout(now.forget);
  now.digits = (now.digits + digit).slice(-3);
  now.forget = window.setTimeout(() => take(), DIGITS_MS);
  count(`Go to ${now.digits} …`);
}

function take() {
  const { digits } = now;
  now.digits = "";
  count(`${now.brief.step} / ${now.brief.count}`);
  return digits || now.wanted;
}

const count = (text) => isOn() && (stage().querySelector("[data-count]").textContent = text);

function blank(colour) {
  const cover = Object.assign(document.createElement("div"), { className: `fh-blank ${colour}`, onclick: () => (cover.remove(), inform()) });
  cover.setAttribute("role", "img");
  cover.setAttribute("aria-label", "The screen is blank; press B to show the step again");
  document.body.append(cover);
  inform();
}

function showHelp() {
  const help = stage().querySelector("[data-help]");
  help.querySelector("[data-letters]").checked = areLettersKeys();
  if (help.open) help.close();
  else help.showModal();
}

// The controls come when the pointer moves or the focus is among them, and go when it rests.
function stir() {
  if (!isOn()) return;
  document.documentElement.classList.add("fh-stirred");
  window.clearTimeout(now.still);
  now.still = window.setTimeout(() => document.documentElement.classList.remove("fh-stirred"), STIR_MS);
}

function dressTools(root) {
  if (root.dataset.brief) return;
  root.dataset.brief = "on";
  new ResizeObserver(settle).observe(root);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) obey(button.dataset.do);
  });
  root.addEventListener("change", (event) => {
    if (event.target.dataset.goto !== undefined) go(Number(event.target.value));
    if (event.target.dataset.letters !== undefined) setLettersKeys(event.target.checked);
  });
  swipes(root);
}

// On a phone the words are swiped; the map keeps its own gestures.
function swipes(root) {
  let from = null;
  root.addEventListener("touchstart", ({ touches }) => (from = touches.length === 1 ? touches[0] : null), { passive: true });
  root.addEventListener("touchend", ({ changedTouches }) => {
    if (!from) return;
    const [x, y] = [changedTouches[0].clientX - from.clientX, changedTouches[0].clientY - from.clientY];
    if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 1.5 * Math.abs(y)) obey(x < 0 ? "next" : "previous");
  });
}

// Words that are too many for the window become smaller until they fit, down to a limit; then they scroll.
function fit(root) {
  const words = root.querySelector("[data-fit]");
  for (let size = 1; size >= SMALLEST; size -= 0.05) {
    words.style.setProperty("--fh-fit", size.toFixed(2));
    if (words.scrollHeight <= words.clientHeight + 1) break;
  }
}

// Tell the presenter's window where we are.
function inform() {
  if (!isOn()) return;
  channel.postMessage({ ...now.brief, started, blank: document.querySelector(".fh-blank") !== null });
}
