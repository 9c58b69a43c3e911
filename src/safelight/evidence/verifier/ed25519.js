/* Ed25519 (RFC 8032, section 5.1) */

const PRIME = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (number) => ((number % PRIME) + PRIME) % PRIME;
const power = (base, exponent) => {
  let result = 1n;
  for (let square = mod(base); exponent > 0n; exponent >>= 1n, square = (square * square) % PRIME)
    if (exponent & 1n) result = (result * square) % PRIME;
  return result;
};
const CURVE = mod(-121665n * power(121666n, PRIME - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (PRIME - 1n) / 4n);

const pointOf = (encoded) => {
  const number = littleEndian(encoded);
  const sign = number >> 255n;
  const y = number & (2n ** 255n - 1n);
  if (encoded.length !== 32 || y >= PRIME) return null;
  const above = mod(y * y - 1n);
  const below = mod(CURVE * y * y + 1n);
  const square = mod(above * power(below, PRIME - 2n));
  let x = power(square, (PRIME + 3n) / 8n);
  if (mod(x * x - square) !== 0n) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(x * x - square) !== 0n || (x === 0n && sign === 1n)) return null;
  if ((x & 1n) !== sign) x = PRIME - x;
  return { x, y, z: 1n, t: mod(x * y) };
};
const plus = (p, q) => {
  const a = mod((p.y - p.x) * (q.y - q.x));
  const b = mod((p.y + p.x) * (q.y + q.x));
  const c = mod(2n * p.t * q.t * CURVE);
  const d = mod(2n * p.z * q.z);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h) };
};
const times = (number, point) => {
  let total = { x: 0n, y: 1n, z: 1n, t: 0n };
  for (; number > 0n; number >>= 1n, point = plus(point, point)) if (number & 1n) total = plus(total, point);
  return total;
};

const isSigned = async (publicKey, signature, message) => {
  if (signature.length !== 64) return false;
  const key = pointOf(publicKey);
  const r = pointOf(signature.slice(0, 32));
  const s = littleEndian(signature.slice(32));
  if (key === null || r === null || s >= ORDER) return false;
  const hashed = await digest("SHA-512", joined(signature.slice(0, 32), publicKey, message));
  const left = times(s, pointOf(joined([0x58], new Array(31).fill(0x66))));
  const right = plus(r, times(littleEndian(hashed) % ORDER, key));
  return mod(left.x * right.z - right.x * left.z) === 0n && mod(left.y * right.z - right.y * left.z) === 0n;
};
