// What the file holds: unpacked once, for the painter and for the rest of the page.
(function () {
  "use strict";
  const foothold = (window.foothold = window.foothold || {});

  async function unpack(text) {
    if (!window.DecompressionStream) throw new Error("This browser is too old for this file: it needs one from 2023 or later.");
    const packed = Uint8Array.from(window.atob(text), (sign) => sign.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new window.DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  const element = document.getElementById("twin-data");
  foothold.embedded = unpack(element.textContent);
  element.remove();
})();
