/* Bundles */

const byCodePoint = (a, b) => {
  const [one, other] = [Array.from(a), Array.from(b)];
  const place = one.findIndex((each, n) => each !== other[n]);
  if (place < 0) return one.length - other.length;
  return place in other ? one[place].codePointAt(0) - other[place].codePointAt(0) : 1;
};

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort(byCodePoint);
    return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  const text = JSON.stringify(value);
  demand(typeof value !== "number" || (Number.isInteger(value) && text.length <= 15), "a number");
  demand(typeof value !== "string" || !/\p{Surrogate}/u.test(value), "half a character");
  return text;
};

const contentsOf = async (raw) => {
  const text = (value) => {
    demand(typeof value === "string", "no text");
    return value;
  };
  try {
    const made = JSON.parse(raw);
    const listed = new Map(made.files.map((each) => [each.path, { sha256: text(each.sha256), size: each.size }]));
    const proofs = made.ledger.entries.map((index) => [`ledger/${index}.tlog-proof`, index]);
    const exhibits = made.exhibits.map(({ reference, sha256: seal, path }) => [text(reference), text(seal), path]);
    demand([...listed.keys()].every((path) => PATH.test(text(path))) && listed.size === made.files.length, "paths");
    demand(canonical(made) === raw && made.format === "safelight-bundle/1", "spelling");
    return { own: await keyOf(text(made.ledger.key), LEDGER), listed, proofs: new Map(proofs), exhibits };
  } catch (problem) {
    const expected = [Refused, TypeError, SyntaxError, RangeError].some((kind) => problem instanceof kind);
    throw expected ? new Refused("bundle.json is not a list of contents as it should be.") : problem;
  }
};

const differences = async (files, listed, proofs) => {
  const frame = ["bundle.json", "bundle.note", "ledger/bundle.tlog-proof", "ledger/checkpoint"];
  const wanted = new Set([...frame, ...listed.keys(), ...proofs.keys()]);
  const extra = [...files.keys()].filter((name) => !wanted.has(name)).sort(byCodePoint);
  const missing = [...wanted].filter((name) => !files.has(name)).sort(byCodePoint);
  const changed = [];
  for (const name of [...listed.keys()].sort(byCodePoint).filter((each) => files.has(each))) {
    const { sha256: seal, size } = listed.get(name);
    const good = files.get(name).size === size && (await measured(files.get(name), name)) === seal;
    if (!good) changed.push(`${name} was changed.`);
  }
  return [
    ...extra.map((name) => `${shown(name)} does not belong to the bundle.`),
    ...missing.map((name) => `${name} is missing.`),
    ...changed,
  ];
};

async function* checkBundle(files, key) {
  const raw = await textOf(files, "bundle.json");
  const { own, listed, proofs, exhibits } = await contentsOf(raw);
  const isIts = key === null || key.text === own.text;
  demand(isIts, `The bundle names the key of ${own.name}, which is not the key that you gave.`);
  const digestOfList = hex(await sha256(bytesOf(raw)));
  const { lines } = await opened(await textOf(files, "bundle.note"), own, "bundle.note");
  const good = lines.join("\n") === `safelight/bundle/v1\nsha256 ${digestOfList}`;
  demand(good, "bundle.json is not the one that was signed.");
  yield `The list of contents is the one that ${own.name} signed.`;
  const wrong = await differences(files, listed, proofs);
  demand(wrong.length === 0, wrong.slice(0, MOST_LISTED).join("\n"));
  yield `All ${listed.size} files are there and unchanged, and there is no other.`;
  const checkpoint = await textOf(files, "ledger/checkpoint");
  const sealed = new Map();
  let said = 0;
  for (const [name, index] of [["ledger/bundle.tlog-proof", null], ...proofs]) {
    const { entry, note } = await proved(await textOf(files, name), own, name);
    demand(note === checkpoint, `${name} is proved by another checkpoint than the one of the bundle.`);
    const right = index === null ? entry.subject === digestOfList : String(entry.index) === String(index);
    demand(right, `${name} proves another entry than it should.`);
    if (entry.act === "exhibit.sealed") sealed.set(entry.subject, index);
    if (said++ < MOST_LISTED) yield told(entry);
  }
  yield `The signed checkpoint proves these ${proofs.size + 1} entries. The first of them is about this bundle.`;
  for (const [reference, seal, path] of exhibits) {
    const right = path === undefined || path === null || listed.get(path)?.sha256 === seal;
    demand(right, `${shown(reference)} is another exhibit.`);
    const where = sealed.has(seal) ? `sealed in entry ${sealed.get(seal)}` : "no entry of its sealing here";
    yield `Exhibit ${shown(reference)}: ${where}, SHA-256 ${shown(seal)}.`;
  }
  if (key === null)
    yield `You gave no key. Compare this one with what the ledger's keepers publish: ${own.text}`;
  return checkpoint;
}

/* What is called from outside */

const isZip = async (blob) => same(await part(blob, 0, 2), [0x50, 0x4b]);
const isReceipt = async (blob) => same(await part(blob, 0, 9), bytesOf("c2sp.org/"));

/** Sentences that hold, one after the other; raises an error whose message says what does not.
    `given`: either `{folder: Map of path to Blob}` or `{files: [{name, blob}]}`; keys as published. */
async function* sentences(given, keyText, witnessTexts) {
  const key = keyText ? await keyOf(keyText, LEDGER) : null;
  const witnesses = [];
  for (const text of witnessTexts) witnesses.push(await keyOf(text, WITNESS));
  const [first] = given.files ?? [];
  let note;
  if (given.folder) note = yield* checkBundle(given.folder, key);
  else if (await isZip(first.blob)) note = yield* checkBundle(await fromZip(first.blob, first.name), key);
  else {
    demand(key !== null, "Give the ledger's key: without it nothing can be checked.");
    note = yield* ((await isReceipt(first.blob)) ? checkReceipt : checkPair)(given.files, key);
  }
  for (const witness of witnesses) {
    const { seconds } = await opened(note, witness, "The checkpoint");
    const at = new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
    yield `The witness ${witness.name} saw this checkpoint at ${at}.`;
  }
}

/** The whole answer: `{holds, sentences, problem}`. */
const check = async (given, keyText = "", witnessTexts = []) => {
  const said = [];
  try {
    for await (const sentence of sentences(given, keyText, witnessTexts)) said.push(sentence);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return { holds: false, sentences: said, problem: problem.message };
  }
  return { holds: true, sentences: said, problem: "" };
};
