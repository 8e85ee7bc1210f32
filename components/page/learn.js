// The classroom: dotted words open their meaning, and the glossary is searched as one types.

// A meaning belongs to the word before it, whatever else of that name is on the page.
export function learn(root) {
  goToTop(root);
  root.querySelectorAll("button.fh-term").forEach((word) => (word.popoverTargetElement = word.nextElementSibling));
  const field = root.querySelector("[data-filter]");
  if (!field) return;
  field.oninput = () => filter(field, root);
  filter(field, root);
}

// What is new begins at its top: another question, or the answer in the place of the marks.
function goToTop(root) {
  const top = root.querySelector("[data-top]")?.dataset.top ?? "";
  const before = root.dataset.top;
  root.dataset.top = top;
  if (before === undefined || before === top || !top) return;
  document.querySelector(".st-key-list-area")?.parentElement.scrollTo(0, 0);
  root.scrollIntoView({ block: "start" });
}

// Keep to the entries that hold every word typed; a heading with none left goes, too.
function filter(field, root) {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = [...root.querySelectorAll(field.dataset.filter)];
  entries.forEach((entry) => (entry.hidden = !words.every((word) => entry.textContent.toLowerCase().includes(word))));
  root.querySelectorAll("[data-group]").forEach((group) => (group.hidden = !group.querySelector(`${field.dataset.filter}:not([hidden])`)));
  const found = entries.filter((entry) => !entry.hidden).length;
  root.querySelector("[data-filtered]").textContent = words.length ? `${found} of ${entries.length}` : "";
}

// Everything that is marked: one event holds it all, so that one that is late takes none away.
export function marksIn(root) {
  return [...root.querySelectorAll("[data-marks]:checked")].map((box) => box.value).join(" ");
}

// Escape closes an open meaning and nothing else.
export function isMeaningOpen(root) {
  return root.querySelector(".fh-term-box:popover-open") !== null;
}
