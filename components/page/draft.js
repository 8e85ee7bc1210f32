// Keeps a copy of the reader's own briefing in this browser, and hands it to a session that has none yet.
const KEY = "foothold-draft";

export default function ({ data, setTriggerValue }) {
  try {
    if (data.text) localStorage.setItem(KEY, data.text);
    else if (data.forget) localStorage.removeItem(KEY);
    else if (data.ask && localStorage.getItem(KEY)) setTriggerValue("found", localStorage.getItem(KEY));
  } catch {
    // A browser that keeps nothing for pages: the draft lasts as long as the session.
  }
}
