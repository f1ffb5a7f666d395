
// What follows starts the page from the blocks packed into it; the app's own module stands above.
async function unpacked(id) {
  const block = document.getElementById(id);
  if (!block) return null;
  const bytes = Uint8Array.from(atob(block.textContent), (c) => c.charCodeAt(0));
  block.remove();
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

// The worker is a program of its own: its bytes travel inside a blob that only this page can read.
function base64(bytes) {
  let out = "";
  for (let at = 0; at < bytes.length; at += 0x8000) out += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(out);
}
const [app, workerJs, worker, model] = await Promise.all(["packed-app", "packed-worker-js", "packed-worker", "packed-model"].map(unpacked));
const loader = `
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
self.hashiyaModel = ${model ? `bytes("${base64(model)}")` : "null"};
wasm_bindgen({ module_or_path: bytes("${base64(worker)}") });
`;
document.documentElement.dataset.worker = URL.createObjectURL(new Blob([workerJs, loader], { type: "text/javascript" }));
await __wbg_init({ module_or_path: app });
