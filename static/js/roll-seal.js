// Notes wait encrypted. The keys come with the page, the present one first, and stay in its memory.
const ALGORITHM = "AES-GCM";

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

export const makeSeal = (crypto, keys) => {
  const imported = keys.map((key) =>
    crypto.subtle.importKey("raw", bytes(key), ALGORITHM, false, ["encrypt", "decrypt"]),
  );

  const close = async (text) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, await imported[0], new TextEncoder().encode(text));
    return { iv, data: new Uint8Array(data) };
  };

  // The text, or null where none of the keys fits.
  const open = async ({ iv, data }) => {
    for (const key of imported) {
      try {
        return new TextDecoder().decode(await crypto.subtle.decrypt({ name: ALGORITHM, iv }, await key, data));
      } catch {
        continue;
      }
    }
    return null;
  };

  return { close, open };
};
