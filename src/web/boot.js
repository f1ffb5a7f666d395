// Starts the page. A file of its own, so that the Content-Security-Policy needs no inline script.
const own = document.querySelector("script[data-wasm]");
const app = await import(new URL(own.dataset.js, document.baseURI).href);
await app.default({ module_or_path: new URL(own.dataset.wasm, document.baseURI).href });
