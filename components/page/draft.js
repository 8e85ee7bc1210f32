// Keeps a copy of the reader's own briefing in this browser, and hands it to a session that has none yet.
const KEY = "foothold-draft";

// All tabs share the copy, and each has a session with a draft of its own: the one that was changed last counts. A draft
// that was put away leaves its time behind, so that a tab that still has it does not bring it back.
export default function ({ data, setTriggerValue }) {
  try {
    const copy = read();
    if (data.ask && copy.text) setTriggerValue("found", copy);
    else if (!data.ask && data.changed_ms > copy.changed_ms) {
      localStorage.setItem(KEY, JSON.stringify({ text: data.text ?? "", changed_ms: data.changed_ms }));
    }
  } catch {
    // A browser that keeps nothing for pages: the draft lasts as long as the session.
  }
}

// What is no such copy counts as none, and is written over.
function read() {
  try {
    const { text, changed_ms } = JSON.parse(localStorage.getItem(KEY));
    if (typeof text === "string" && Number.isFinite(changed_ms)) return { text, changed_ms };
  } catch {
    // Nothing is kept, or something else.
  }
  return { text: "", changed_ms: 0 };
}
