// Keeps what was marked until the portal has it: in order, and once. Storage, network, clock, seal and lock are
// handed in, so that all of it can be tried without any of them.
const ADDRESS = "/roll-calls/";
const BATCH = 10;
const PATIENCE = 15_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

export const WAITING = "waiting";
export const REFUSED = "refused";

// How a sending ended: nothing left, no network, signed out, somebody else signed in, or no answer of ours.
export const DONE = "done";
export const OFFLINE = "offline";
export const SIGNED_OUT = "signed-out";
export const SOMEBODY_ELSE = "somebody-else";
export const TROUBLE = "trouble";

const NOTE_LOST = "note-lost";
const SIGN_IN_FIRST = new Set([401, 403]);

const differing = (base, values) => Object.keys(values).filter((key) => values[key] !== base[key]).length;

const numberOf = (row) => Math.max(1, differing(row.base, row.values) + (row.noteChanged ? 1 : 0));

// What the first was based on, with what the second says.
const joined = (first, second) => ({
  ...first,
  base: { ...second.base, ...first.base },
  values: { ...first.values, ...second.values },
  note: second.note && { ...second.note, base: first.note?.base ?? second.note.base },
});

const sum = (rows) => rows.reduce((total, row) => total + row.number, 0);

// `owners` are the names of whoever is signed in, the present one first; entries of others stay untouched.
export const makeQueue = ({ store, fetch, clock, seal, lock, owners, csrf, online = () => true }) => {
  const isMine = (row) => owners.includes(row.owner);
  const waits = (row) => isMine(row) && row.state === WAITING;
  // After trouble one by one, to find the entry that cannot be answered.
  let most = BATCH;

  // The same page's last entry takes up what is changed since, unless the portal may have seen it already.
  const add = async ({ entry, session, page, base, values, note, tried = false }) => {
    const noteChanged = Boolean(note) && note.base !== note.value;
    const sealed = note && { token: note.token, base: await seal.close(note.base), value: await seal.close(note.value) };
    const fresh = { entry, owner: owners[0], session, page, base, values, note: sealed, noteChanged, tried, state: WAITING };
    return store.change((rows) => {
      const last = rows.filter((row) => row.session === session && row.page === page && waits(row)).at(-1);
      const whole = last && !last.tried && !tried ? joined(last, fresh) : fresh;
      whole.noteChanged ||= noteChanged;
      whole.number = numberOf(whole);
      return { put: [whole], result: whole.entry };
    });
  };

  // One after the other, in the order in which they were handed in.
  let line = Promise.resolve();
  const keep = (given) => {
    line = line.catch(() => {}).then(() => add(given));
    return line;
  };

  const counts = () =>
    store.change((rows) => ({
      result: {
        waiting: sum(rows.filter(waits)),
        elsewhere: sum(rows.filter((row) => !isMine(row))),
        refused: rows.filter((row) => isMine(row) && row.state === REFUSED),
      },
    }));

  const dismiss = (seq) => store.change((rows) => ({ drop: rows.filter((row) => row.seq === seq && isMine(row)).map((row) => row.seq) }));

  // What the person wrote in a note that could not be saved, or null where no key fits.
  const noteOf = (row) => (row.note ? seal.open(row.note.value) : null);

  const take = (stuck) =>
    store.change((rows) => {
      const ready = rows.filter((row) => waits(row) && !stuck.has(row.session));
      const batch = ready.slice(0, most).map((row) => ({ ...row, tried: true }));
      return { put: batch, result: batch };
    });

  // As the portal reads it. A note that no key opens is left out; it stays here and is told as not saved.
  const opened = async ({ entry, session, base, values, note }) => {
    const texts = note && [await seal.open(note.base), await seal.open(note.value)];
    if (!texts || texts.includes(null)) return { entry, session, base, values };
    return { entry, session, base: { ...base, [note.token]: texts[0] }, values: { ...values, [note.token]: texts[1] } };
  };

  const asked = async (batch, entries) => {
    const stop = new AbortController();
    const body = JSON.stringify({ owner: batch[0].owner, entries });
    const headers = { "content-type": "application/json", "x-csrftoken": csrf(), "hx-request": "true" };
    const asking = fetch(ADDRESS, { method: "POST", body, headers, credentials: "same-origin", redirect: "manual", signal: stop.signal });
    const tooLate = clock.wait(PATIENCE).then(() => {
      stop.abort();
      throw new Error("no answer in time");
    });
    return Promise.race([asking.then(async (response) => ({ response, text: await response.text() })), tooLate]);
  };

  const answersIn = (text) => {
    try {
      const { answers, at } = JSON.parse(text);
      return Array.isArray(answers) && typeof at === "string" ? { answers, at } : null;
    } catch {
      return null;
    }
  };

  const delivered = async (batch) => {
    const entries = await Promise.all(batch.map(opened));
    const unread = new Set(batch.filter((row, place) => row.note && !(row.note.token in entries[place].values)).map((row) => row.entry));
    let got;
    try {
      got = await asked(batch, entries);
    } catch {
      return { state: OFFLINE };
    }
    const { status } = got.response;
    if (SIGN_IN_FIRST.has(status)) return { state: SIGNED_OUT };
    if (status === 409) return { state: SOMEBODY_ELSE };
    // A 200 with a page of its own is what a network with a sign-in of its own answers.
    const said = status === 200 && answersIn(got.text);
    return said ? { state: DONE, unread, ...said } : { state: TROUBLE };
  };

  const settled = (batch, { answers, unread }) => {
    const whole = ({ entry, unsaved, ...rest }) => ({ entry, ...rest, unsaved: unread.has(entry) ? { ...unsaved, [NOTE_LOST]: 1 } : unsaved });
    const byEntry = new Map(answers.map((answer) => [answer.entry, whole(answer)]));
    return store.change((rows) => {
      const sent = new Set(batch.map((row) => row.seq));
      const answered = rows.filter((row) => sent.has(row.seq) && byEntry.has(row.entry));
      const unsaved = answered.filter((row) => Object.keys(byEntry.get(row.entry).unsaved).length);
      const kept = unsaved.map((row) => ({ ...row, state: REFUSED, why: byEntry.get(row.entry).unsaved }));
      const drop = answered.filter((row) => !unsaved.includes(row)).map((row) => row.seq);
      return { put: kept, drop, result: answered.map((row) => ({ session: row.session, ...byEntry.get(row.entry) })) };
    });
  };

  // What cannot be answered holds up the later entries of its own session, and no others.
  const sendAll = async () => {
    const answered = [];
    const stuck = new Set();
    let at = "";
    if (!online()) return { state: OFFLINE, answered, at };
    for (;;) {
      const batch = await take(stuck);
      if (!batch.length) return { state: stuck.size ? TROUBLE : DONE, answered, at };
      const reply = await delivered(batch);
      const known = reply.state === DONE ? await settled(batch, reply) : [];
      if (known.length) {
        most = BATCH;
        answered.push(...known);
        at = reply.at;
        continue;
      }
      most = 1;
      if (reply.state !== DONE && reply.state !== TROUBLE) return { state: reply.state, answered, at };
      if (batch.length === 1) stuck.add(batch[0].session);
    }
  };

  // One tab at a time: what one has sent, the next finds gone.
  const send = () => lock(sendAll);

  return { keep, counts, dismiss, noteOf, send };
};

// Sends until nothing is left, and again after a pause that grows while the network or the portal is away.
export const makeCourier = ({ queue, clock, tell }) => {
  let running = null;
  let again = false;
  let pause = FIRST_PAUSE;
  let hurry = () => {};

  const round = async () => {
    for (;;) {
      again = false;
      const ended = await queue.send();
      if (ended.answered.length) pause = FIRST_PAUSE;
      await tell(ended);
      if (again) continue;
      if (ended.state !== OFFLINE && ended.state !== TROUBLE) return;
      const waited = pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      await Promise.race([clock.wait(waited), new Promise((resolve) => (hurry = resolve))]);
    }
  };

  // To be called when something was kept, when the network is back, or when somebody looks at the page again. What
  // fails once more then, as a network does that is just back, is tried again soon.
  const wake = () => {
    again = true;
    pause = FIRST_PAUSE;
    hurry();
    running ??= round().finally(() => (running = null));
    return running;
  };

  return { wake };
};
