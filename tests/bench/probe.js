// Notes when the pointer or a key did something and when the browser had drawn the last change, in a page and in its frames.
(() => {
  const CANVAS_VERBS = ["clearRect", "drawImage", "fill", "stroke"];
  const STARTS = ["pointerdown", "pointerover", "keydown"];
  const ALL = { subtree: true, childList: true, attributes: true, characterData: true };

  // A frame's window outlives its first, empty document, so a probe belongs to a document.
  function install(view) {
    const { document } = view;
    if (view.__probe?.document === document) return;
    const now = () => view.performance.timeOrigin + view.performance.now();
    const probe = (view.__probe = { document, drawn: 0 });

    // Drawn: one task after the frame in which the change is rendered.
    const rendered = new view.MessageChannel();
    let asked = false;
    rendered.port1.onmessage = () => {
      asked = false;
      probe.drawn = now();
    };
    function changed() {
      if (asked) return;
      asked = true;
      view.requestAnimationFrame(() => rendered.port2.postMessage(0));
    }

    const isSeen = (change) => !(change.attributeName || "").startsWith("data-");
    const watch = new view.MutationObserver((changes) => changes.some(isSeen) && changed());
    watch.observe(document, ALL);
    const { attachShadow } = view.Element.prototype;
    view.Element.prototype.attachShadow = function (...given) {
      const root = attachShadow.apply(this, given);
      watch.observe(root, ALL);
      return root;
    };
    for (const verb of CANVAS_VERBS) {
      const draw = view.CanvasRenderingContext2D.prototype[verb];
      view.CanvasRenderingContext2D.prototype[verb] = function (...given) {
        changed();
        return draw.apply(this, given);
      };
    }
    for (const kind of STARTS) document.addEventListener(kind, () => (probe[kind] = now()), true);
    document.addEventListener("load", (event) => event.target.contentWindow && install(event.target.contentWindow), true);
  }

  install(window);
})();
