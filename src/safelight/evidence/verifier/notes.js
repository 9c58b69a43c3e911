/* Keys, notes, checkpoints */

const keyOf = async (text, kind) => {
  const [, name, id, encoded] = /^([^+]*)\+?([^+]*)\+?(.*)$/s.exec(text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""));
  const raw = base64(encoded, "The key", 33);
  const own = (await sha256(joined(bytesOf(name), [10], raw))).slice(0, 4);
  const good = /^[!-*,-~]+$/.test(name) && id === hex(own) && raw[0] === kind;
  demand(good, "The key is not written as it should be.");
  return { text: `${name}+${id}+${encoded}`, name, kind, publicKey: raw.slice(1), id: own };
};

const opened = async (note, key, what) => {
  const end = note.lastIndexOf("\n\n");
  const lines = note.slice(end + 2).split("\n");
  const isNote = end >= 0 && lines.length > 1 && lines.pop() === "" && lines.length <= 64;
  demand(isNote && !/[\0-\x09\x0b-\x1f\x7f]/.test(note), `${what} is not a signed note.`);
  const found = [];
  for (const parts of lines.map((line) => line.split(" "))) {
    const good = parts.length === 3 && parts[0] === "\u2014" && parts[1] !== "";
    demand(good, `A signature of ${what} cannot be read.`);
    const raw = base64(parts[2], `A signature of ${what}`);
    if (parts[1] === key.name && same(raw.slice(0, 4), key.id)) found.push(raw.slice(4));
  }
  demand(found.length === 1, `${what} is signed ${found.length ? "twice" : "not at all"} by ${key.name}.`);
  const text = note.slice(0, end);
  const isWitness = key.kind === WITNESS;
  const seconds = isWitness ? wholeNumber(found[0].slice(0, 8)) : 0n;
  const message = isWitness ? `cosignature/v1\ntime ${seconds}\n${text}\n` : `${text}\n`;
  const signature = isWitness ? found[0].slice(8) : found[0];
  const good = seconds < 2n ** 37n && (await isSigned(key.publicKey, signature, bytesOf(message)));
  demand(good, `${what} is not what ${key.name} signed.`);
  return { lines: text.split("\n"), seconds };
};

const headOf = async (note, key, what) => {
  const { lines } = await opened(note, key, what);
  const good = lines.length === 3 && lines[0] === key.name && NUMBER.test(lines[1]);
  demand(good, `${what} is not a checkpoint of the ledger ${key.name}.`);
  return { size: BigInt(lines[1]), root: base64(lines[2], `The root in ${what}`, 32) };
};

/* The tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2) */

const EMPTY_ROOT = () => sha256(new Uint8Array());
const nodeOf = (left, right) => sha256(joined([1], left, right));

const climbed = async (place, last, value, steps) => {
  let endsHere = value;
  let whole = value;
  for (const step of steps) {
    if (last === 0n) return null;
    if (place % 2n === 1n || place === last) {
      [endsHere, whole] = [await nodeOf(step, endsHere), await nodeOf(step, whole)];
      while (place % 2n === 0n && place !== 0n) [place, last] = [place / 2n, last / 2n];
    } else {
      whole = await nodeOf(whole, step);
    }
    [place, last] = [place / 2n, last / 2n];
  }
  return last === 0n ? { endsHere, whole } : null;
};

const isConsistent = async (earlier, later, steps) => {
  if (earlier.size === later.size) return steps.length === 0 && same(earlier.root, later.root);
  if (earlier.size === 0n) return steps.length === 0 && same(earlier.root, await EMPTY_ROOT());
  let place = earlier.size - 1n;
  let last = later.size - 1n;
  while (place % 2n === 1n) [place, last] = [place / 2n, last / 2n];
  const all = place === 0n ? [earlier.root, ...steps] : steps;
  const ends = all.length ? await climbed(place, last, all[0], all.slice(1)) : null;
  return ends !== null && same(ends.endsHere, earlier.root) && same(ends.whole, later.root);
};
