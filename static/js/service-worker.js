// Stands before the pages of the portal and keeps one page for when there is no network, with its few files.
// `KEPT` comes from the server: version, page, files, and the addresses that are left alone.
const NAME = `samklang-${KEPT.version}`;
const CACHED = new Set(KEPT.files);

// Whoever is sent elsewhere, as to sign in, gets no page to keep: what was kept before stays.
const keep = async (cache, address) => {
  const answer = await fetch(address, { cache: "reload" });
  if (!answer.ok || answer.redirected) throw new Error(`nothing to keep at ${address}`);
  await cache.put(address, answer);
};

self.addEventListener("install", (event) => {
  const keepAll = async () => {
    const cache = await caches.open(NAME);
    await Promise.all([KEPT.page, ...KEPT.files].map((address) => keep(cache, address)));
    await self.skipWaiting();
  };
  event.waitUntil(keepAll());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("samklang-") && name !== NAME);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

const kept = async (address) => (await (await caches.open(NAME)).match(address)) ?? Response.error();

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (KEPT.left_alone.some((path) => pathname.startsWith(path))) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => kept(KEPT.page)));
  } else if (CACHED.has(pathname)) {
    event.respondWith(fetch(request).catch(() => kept(pathname)));
  }
});
