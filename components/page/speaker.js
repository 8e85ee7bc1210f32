// The presenter's window: notes, the next step and a clock, in step with the window that shows the briefing.
import { commandOf, watchFocus } from "./keys.js";

const channel = new BroadcastChannel(`foothold-brief-${window.location.hash.slice(1)}`);
const find = (name) => document.querySelector(`[data-${name}]`);
let began = 0;

channel.onmessage = ({ data }) => data.count && show(data);
channel.postMessage({ ask: true });

function show(brief) {
  began ||= brief.started;
  const next = brief.next[0];
  document.title = `${brief.step}/${brief.count} ${brief.briefing}`;
  find("what").textContent = brief.briefing;
  find("count").textContent = `${brief.step} of ${brief.count}`;
  find("title").textContent = brief.title;
  find("notes").innerHTML = brief.notes || "<p class='none'>No notes for this step.</p>";
  find("next-title").textContent = next ? next.title : "This is the last step.";
  find("next").innerHTML = next ? next.words : "";
  find("blank").setAttribute("aria-pressed", String(brief.blank));
}

const send = (command, more) => channel.postMessage({ do: command, ...more });

document.addEventListener("click", ({ target }) => {
  if (target.dataset.do) send(target.dataset.do);
  if (target.dataset.reset !== undefined) began = Date.now();
});

// The keys of this window do what they do in the other one; F5 must not reload it, and Esc must not end the briefing.
document.addEventListener("keydown", (event) => {
  const command = commandOf(event);
  if (!command) return;
  event.preventDefault();
  if (!event.repeat && !["escape", "help", "fullscreen"].includes(command)) send(command, { digit: event.key });
}, true);
watchFocus(document);

function tick() {
  const seconds = Math.floor((Date.now() - (began || Date.now())) / 1000);
  find("ran").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  find("now").textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
tick();
window.setInterval(tick, 1000);
