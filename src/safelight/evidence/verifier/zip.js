/* A zip that holds nothing but its files: stored one after the other, each header as it must be */

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const crc32 = (bytes) => {
  let value = 0xffffffff;
  for (const each of bytes) value = CRC_TABLE[(value ^ each) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};
const packed = (...fields) => {
  const bytes = [];
  for (const [width, value] of fields)
    for (let place = 0; place < width; place += 1) bytes.push(Math.floor(value / 256 ** place) % 256);
  return Uint8Array.from(bytes);
};
const part = async (blob, start, size) => new Uint8Array(await blob.slice(start, start + size).arrayBuffer());

const fromZip = async (blob, name) => {
  const sentence = `${shown(name)} is not a zip as Safelight writes it: it may hide something.`;
  demand(blob.size >= 22, sentence);
  const end = await part(blob, blob.size - 22, 22);
  const view = new DataView(end.buffer);
  const listed = await part(blob, view.getUint32(16, true), Math.min(view.getUint32(12, true), LONGEST_TEXT));
  const files = new Map();
  const sums = new Map();
  let place = 0;
  let at = 0;
  for (; at < listed.length; at += 46 + new DataView(listed.buffer, at).getUint16(28, true)) {
    demand(at + 46 <= listed.length, sentence);
    const fields = new DataView(listed.buffer, at, 46);
    const [crc, size, width] = [fields.getUint32(16, true), fields.getUint32(20, true), fields.getUint16(28, true)];
    const raw = listed.slice(at + 46, at + 46 + width);
    const core = packed([2, 20], [2, 0], [2, 0], [2, 0], [2, 33], [4, crc], [4, size], [4, size], [2, width], [2, 0]);
    const rest = packed([2, 0], [2, 0], [2, 0], [4, 0o100644 * 65536], [4, place]);
    const central = joined([0x50, 0x4b, 1, 2, 20, 3], core, rest, raw);
    const local = joined([0x50, 0x4b, 3, 4], core, raw);
    const path = String.fromCharCode(...raw);
    const good = same(central, listed.slice(at, at + 46 + width)) && !files.has(path);
    demand(good && same(local, await part(blob, place, 30 + width)), sentence);
    files.set(path, blob.slice(place + 30 + width, place + 30 + width + size));
    sums.set(path, crc);
    place += 30 + width + size;
  }
  const count = files.size;
  const last = joined([0x50, 0x4b, 5, 6], packed([2, 0], [2, 0], [2, count], [2, count], [4, at], [4, place], [2, 0]));
  demand(same(end, last) && blob.size === place + at + 22, sentence);
  for (const [path, each] of files) {
    demand(each.size <= LONGEST_FILE, `${shown(path)} is too large for this page. Use verify.py instead.`);
    const found = crc32(new Uint8Array(await each.arrayBuffer()));
    demand(found === sums.get(path), `${shown(name)} holds a file with a wrong checksum.`);
  }
  return files;
};
