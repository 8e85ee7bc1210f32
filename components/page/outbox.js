// What panels told Python lately. All of it goes with every request, so that one that another overtakes loses nothing; and
// what was clicked while the server was out of reach is told again once it is back.
const MOST = 32;
const outboxes = new WeakMap(); // by panel: what it told, and how it tells
let serial = 0;
let watch = null;

export function tellWith(root, setStateValue) {
  watchConnection();
  const send = (events) => setStateValue("did", { events });
  outboxes.set(root, { events: outboxes.get(root)?.events ?? [], send });
  return (act, value) => {
    serial = Math.max(Date.now(), serial + 1);
    const events = [...outboxes.get(root).events, { act, value, n: serial }].slice(-MOST);
    outboxes.set(root, { events, send });
    send(events);
  };
}

// Python does each thing once, however often it hears of it.
function watchConnection() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (watch || !app) return;
  let before = app.dataset.testConnectionState;
  watch = new MutationObserver(() => {
    const now = app.dataset.testConnectionState;
    if (now === "CONNECTED" && before !== now) document.querySelectorAll(".fh-panel").forEach(tellAgain);
    before = now;
  });
  watch.observe(app, { attributeFilter: ["data-test-connection-state"] });
}

function tellAgain(root) {
  const told = outboxes.get(root);
  if (told?.events.length) told.send(told.events);
}
