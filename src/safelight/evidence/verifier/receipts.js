/* Receipts (C2SP tlog-proof) */

const proved = async (text, key, what) => {
  const end = text.indexOf("\n\n");
  const lines = (end < 0 ? text : text.slice(0, end)).split("\n");
  const note = end < 0 ? "" : text.slice(end + 2);
  const [first, extra, place] = lines;
  const good = lines.length >= 3 && lines.length <= 66 && first === "c2sp.org/tlog-proof@v1";
  const hasParts = good && extra.startsWith("extra ") && place.startsWith("index ");
  demand(hasParts && NUMBER.test(place.slice(6)), `${what} is not a receipt.`);
  const leaf = base64(extra.slice(6), `The entry in ${what}`);
  const index = BigInt(place.slice(6));
  const head = await headOf(note, key, `The checkpoint in ${what}`);
  const steps = lines.slice(3).map((line) => base64(line, `A step in ${what}`, 32));
  const start = await sha256(joined([0], leaf));
  const ends = index < head.size ? await climbed(index, head.size - 1n, start, steps) : null;
  const holds = ends !== null && same(ends.whole, head.root);
  demand(holds, `${what} does not hold: its entry is not in its place in the signed ledger.`);
  const entry = entryOf(leaf, index);
  demand(entry, `${what} does not hold: its entry cannot be read, or names another place.`);
  return { entry, note, head };
};

const entryOf = (leaf, index) => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(leaf);
    const { at, event } = JSON.parse(text);
    const { act, actor, subject } = event;
    const good = [at, act, actor, subject].every((each) => typeof each === "string");
    return good && text.endsWith(`,"index":${index}}`) ? { index, at, act, actor, subject } : null;
  } catch {
    return null;
  }
};

const told = ({ index, at, act, actor, subject }) => {
  const about = subject ? `, about ${shown(subject)}` : "";
  return `Entry ${index}, ${shown(at)}: ${shown(act)} by ${shown(actor)}${about}.`;
};

async function* checkReceipt([receipt, ...others], key) {
  const text = await textOf(new Map([[receipt.name, receipt.blob]]), receipt.name);
  const { entry, note, head } = await proved(text, key, "The receipt");
  yield told(entry);
  yield `It is in the ledger ${key.name} of ${head.size} entries, which its key signed.`;
  for (const { name, blob } of others) {
    const found = await measured(blob, shown(name));
    demand(found === entry.subject, `${shown(name)} is not what the receipt is for: it has ${found}.`);
    yield `${shown(name)} (${blob.size} bytes) is what the receipt is for, unchanged.`;
  }
  return note;
}

/* Two checkpoints; the later one may come with a proof (the request of C2SP tlog-witness) */

async function* checkPair(given, key) {
  const files = new Map(given.map(({ name, blob }, place) => [`${place}/${name}`, blob]));
  const names = [...files.keys()];
  const whole = `\n\n${await textOf(files, names[names.length - 1])}`;
  const cut = Math.max(0, whole.lastIndexOf(`\n\n${key.name}`));
  const [first, ...lines] = whole.slice(2, Math.max(2, cut)).split("\n");
  const note = whole.slice(cut + 2);
  const earlier = await headOf(await textOf(files, names[0]), key, "The earlier checkpoint");
  const later = await headOf(note, key, "The later checkpoint");
  const [old, now] = [earlier.size, later.size];
  demand(old <= now, `The ledger was cut off: it had ${old} entries once and ${now} later.`);
  const oneHistory = old < now || same(earlier.root, later.root);
  demand(oneHistory, `The ledger was rebuilt: ${old} entries have two histories.`);
  const steps = lines.slice(0, 64).map((line) => base64(line, "A step of the proof", 32));
  const holds = ["", `old ${old}`].includes(first) && (await isConsistent(earlier, later, steps));
  demand(holds, `Nothing here shows that the first ${old} entries are unchanged. If nothing can, they are not.`);
  yield `The first ${old} entries of the ledger ${key.name} are unchanged among its ${now} entries.`;
  return note;
}
