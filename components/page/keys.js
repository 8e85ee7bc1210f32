// What a key means while a briefing is given: what clickers send, and what slide programs are used to.

const BY_CODE = { KeyB: "b", KeyF: "f", KeyN: "n", KeyP: "p", KeyS: "s", KeyW: "w", Period: ".", Comma: "," };
const COMMANDS = {
  PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next", n: "next",
  PageUp: "previous", ArrowLeft: "previous", ArrowUp: "previous", p: "previous",
  Home: "first", End: "last", Enter: "enter",
  b: "black", ".": "black", w: "white", ",": "white",
  F5: "start", Escape: "escape", f: "fullscreen", s: "side", "?": "help",
};
const LETTERS = "foothold-letters";
const TYPED = "input:not([type]), input[type=text], input[type=search], input[type=number], input[type=date], input[type=url], textarea, [contenteditable=true]";
const PRESSED = "button, a[href], summary, label, input[type=checkbox], input[type=radio], [role=button], [role=checkbox], [role=switch], [role=option]";
const MOVED = "select, input[type=range], input[type=radio], [role=slider], [role=listbox], [role=option], [role=tab], [data-grid], .leaflet-container";

export const areLettersKeys = () => localStorage.getItem(LETTERS) !== "off";
export const setLettersKeys = (on) => localStorage.setItem(LETTERS, on ? "on" : "off");

let byTab = false; // whether the focus came where it is by keyboard: then a control keeps the keys that work it

// Note how the focus moves; called for the page, and for the map's frame.
export function watchFocus(place) {
  place.addEventListener("keydown", (event) => event.key === "Tab" && (byTab = true), true);
  place.addEventListener("pointerdown", () => (byTab = false), true);
}

// The key as people know it: on another keyboard layout a clicker's B or full stop is still one.
function nameOf(event) {
  if (event.key.length > 1 || /^[a-z0-9 .,?]$/i.test(event.key)) return event.key.length > 1 ? event.key : event.key.toLowerCase();
  return BY_CODE[event.code] ?? event.key;
}

// Return what a key asks for ("next", "digit" ...), or null where it is none of ours.
export function commandOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
  const key = nameOf(event);
  const turn = key === "PageDown" || key === "PageUp";
  if (isTyping(event.target) && !(turn && event.target.matches("input"))) return null;
  if (!turn && isWorked(event.target, key)) return null;
  if (key.length === 1 && key !== " " && !areLettersKeys()) return null;
  if (key === " " && event.shiftKey) return "previous";
  return /^[0-9]$/.test(key) ? "digit" : (COMMANDS[key] ?? null);
}

const isTyping = (target) => Boolean(target.matches?.(TYPED));

function isWorked(target, key) {
  if (!byTab || !target.closest) return false;
  const presses = key === " " || key === "Enter";
  const moves = key.startsWith("Arrow") || key === "Home" || key === "End";
  return (presses && Boolean(target.closest(PRESSED))) || (moves && Boolean(target.closest(MOVED)));
}
