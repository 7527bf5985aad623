// Where entries wait on the phone: one table of IndexedDB, in the order in which they came.
const NAME = "samklang";
const TABLE = "entries";

const opened = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "seq", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("the storage is blocked"));
  });

// Reads all entries and writes what `decide` makes of them, in one transaction: no other tab comes between.
// `decide` gives { put, drop, result }: what is put without `seq` comes last.
const change = async (decide) => {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, "readwrite", { durability: "strict" });
      const table = transaction.objectStore(TABLE);
      let result;
      const all = table.getAll();
      all.onsuccess = () => {
        const decided = decide(all.result);
        (decided.put ?? []).forEach((row) => table.put(row));
        (decided.drop ?? []).forEach((seq) => table.delete(seq));
        ({ result } = decided);
      };
      transaction.oncomplete = () => resolve(result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error ?? new Error("nothing was stored"));
    });
  } finally {
    database.close();
  }
};

export const store = { change };
