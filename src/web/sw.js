// Keeps the page's own files so that it works without a network. The list is written in by .ci/offline.sh when the page is built.
const VERSION = "@VERSION@";
const FILES = {
// @FILES@
};
const CACHE = `hashiya-${VERSION}`;
const scope = new URL(self.registration.scope);
// A file is kept under its name and its hash: what has not changed is not fetched again.
const key = (path) => new URL(`${path}?${FILES[path]}`, scope).href;
const integrity = (hex) => `sha256-${btoa(String.fromCharCode(...hex.match(/../g).map((byte) => parseInt(byte, 16))))}`;

async function keep(cache, path) {
  const known = await caches.match(key(path));
  const file = known ?? (await fetch(new URL(path, scope), { cache: "no-cache", integrity: integrity(FILES[path]) }));
  if (!file.ok) throw new Error(`${path}: ${file.status}`);
  await cache.put(key(path), file);
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.all(Object.keys(FILES).map((path) => keep(cache, path)))));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("hashiya-") && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// A new version waits until the person says so in the page.
self.addEventListener("message", (event) => {
  if (event.data === "use") self.skipWaiting();
  if (event.data === "version") event.ports[0]?.postMessage(VERSION);
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = url.pathname.slice(scope.pathname.length) || "index.html";
  if (!Object.hasOwn(FILES, path)) return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(key(path))) ?? fetch(event.request)));
});
