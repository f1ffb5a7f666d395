// Starts the worker that reads articles (see src/web/worker.rs).
importScripts("worker.js");
wasm_bindgen({ module_or_path: "worker_bg.wasm" });
