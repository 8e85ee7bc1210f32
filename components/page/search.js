// The search box: names and aliases in any script, matched in the browser, no round trip until one is chosen.
const MOST = 8;
let index = null;

// Cyrillic as it sounds, so that a Russian or Ukrainian spelling finds the Latin names of the data.
const CYRILLIC = Object.fromEntries(
  "а:a б:b в:v г:g ґ:g д:d е:e ё:e є:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sh ъ: ы:i ь: э:e ю:iu я:ia"
    .split(" ")
    .map((pair) => pair.split(":")),
);

// What spellings of one name have in common: no case, marks or hyphens, and `kh` and `h`, `y` and `i` alike.
function plain(text) {
  const sounds = [...text.toLowerCase().normalize("NFC")].map((char) => CYRILLIC[char] ?? char).join("");
  return sounds.normalize("NFD").replace(/\p{M}/gu, "").replace(/['’`ʿ]/g, "").replace(/[-/]/g, " ").replace(/kh/g, "h").replace(/y/g, "i").replace(/(.)\1/g, "$1");
}

export function search(root, data, tell) {
  const box = root.querySelector("input[type=search]");
  if (!box || box.dataset.ready) return;
  box.dataset.ready = "1";
  const list = root.querySelector("[role=listbox]");
  box.addEventListener("focus", () => load(data.search_index));
  box.addEventListener("input", async () => {
    await load(data.search_index);
    show(box, list, find(box.value));
  });
  box.addEventListener("keydown", (event) => onKey(event, box, list, tell));
  box.addEventListener("blur", () => window.setTimeout(() => show(box, list, []), 150));
  list.addEventListener("mousedown", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) choose(row, box, list, tell);
  });
}

// The one-file page holds the index itself and gives the rows; the server's page says where they are.
async function load(rowsOrAddress) {
  if (Array.isArray(rowsOrAddress)) index ??= rowsOrAddress;
  if (!index) index = fetch(new URL(rowsOrAddress, document.baseURI)).then((answer) => answer.json());
  const rows = await index;
  rows.forEach((row) => (row.plain ??= [row.name, ...row.also].map(plain)));
  index = rows;
}

function find(text) {
  const wanted = plain(text.trim());
  if (wanted.length < 2) return [];
  const score = (row) => Math.min(...row.plain.map((name, i) => (name.startsWith(wanted) ? 0 : name.includes(` ${wanted}`) ? 1 : name.includes(wanted) ? 2 : 9) + (i ? 0.5 : 0)));
  return index
    .map((row) => ({ row, score: score(row) }))
    .filter((hit) => hit.score < 9)
    .sort((a, b) => a.score - b.score || a.row.name.localeCompare(b.row.name))
    .slice(0, MOST)
    .map((hit) => hit.row);
}

function show(box, list, rows) {
  list.replaceChildren(
    ...rows.map((row, i) => {
      const option = document.createElement("div");
      option.setAttribute("role", "option");
      option.id = `found-${i}`;
      option.dataset.id = row.id;
      const also = row.plain[0].includes(plain(box.value.trim())) ? "" : row.also.find((name) => plain(name).includes(plain(box.value.trim()))) || "";
      option.append(Object.assign(document.createElement("span"), { textContent: row.name }), Object.assign(document.createElement("small"), { textContent: also ? `${row.what} · ${also}` : row.what }));
      return option;
    }),
  );
  const empty = !rows.length && box.value.trim().length > 1 && document.activeElement === box;
  if (empty) list.append(Object.assign(document.createElement("div"), { textContent: "Nothing by that name in the data.", className: "none" }));
  list.hidden = !rows.length && !empty;
  box.setAttribute("aria-expanded", String(!list.hidden));
  mark(box, list, rows.length ? 0 : -1);
}

function mark(box, list, at) {
  [...list.querySelectorAll("[role=option]")].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
  if (at < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", `found-${at}`);
}

function onKey(event, box, list, tell) {
  const options = [...list.querySelectorAll("[role=option]")];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") show(box, list, []);
  if (!options.length) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark(box, list, (at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
  }
  if (event.key === "Enter") choose(options[Math.max(0, at)], box, list, tell);
}

function choose(option, box, list, tell) {
  box.value = "";
  show(box, list, []);
  tell("find", option.dataset.id);
}
