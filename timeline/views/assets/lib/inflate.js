// How is DEFLATE (RFC 1951) unpacked where the browser cannot do it itself, as those from before 2023?

const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MOST_BITS = 15;

/** @typedef {{bytes: Uint8Array, at: number, held: number, count: number, out: Uint8Array, length: number}} Packed */
/** @typedef {{counts: Uint16Array, symbols: Uint16Array}} Table */

/**
 * Unpack raw DEFLATE data; throws RangeError when they are damaged.
 * @param {Uint8Array} bytes
 */
export function inflate(bytes) {
  const io = { bytes, at: 0, held: 0, count: 0, out: new Uint8Array(Math.max(1024, bytes.length * 4)), length: 0 };
  let last = 0;
  while (!last) {
    last = bits(io, 1);
    const kind = bits(io, 2);
    if (kind === 0) stored(io);
    else if (kind === 1) block(io, fixedTables());
    else if (kind === 2) block(io, dynamicTables(io));
    else throw new RangeError("the packed data are damaged");
  }
  return io.out.subarray(0, io.length);
}

/**
 * @param {Packed} io
 * @param {number} need
 */
function bits(io, need) {
  while (io.count < need) {
    if (io.at >= io.bytes.length) throw new RangeError("the packed data end too soon");
    io.held |= io.bytes[io.at] << io.count;
    io.at += 1;
    io.count += 8;
  }
  const value = io.held & ((1 << need) - 1);
  io.held >>>= need;
  io.count -= need;
  return value;
}

/**
 * @param {Packed} io
 * @param {number} more
 */
function room(io, more) {
  if (io.length + more <= io.out.length) return;
  const larger = new Uint8Array(Math.max(io.out.length * 2, io.length + more));
  larger.set(io.out);
  io.out = larger;
}

/** @param {Packed} io */
function stored(io) {
  io.held = 0;
  io.count = 0;
  const length = io.bytes[io.at] | (io.bytes[io.at + 1] << 8);
  room(io, length);
  io.out.set(io.bytes.subarray(io.at + 4, io.at + 4 + length), io.length);
  io.at += 4 + length;
  io.length += length;
}

/**
 * Make a table of a canonical Huffman code: how many codes of each length, and the symbols in their order.
 * @param {number[]} lengths
 */
function tableOf(lengths) {
  const counts = new Uint16Array(MOST_BITS + 1);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  const starts = new Uint16Array(MOST_BITS + 2);
  for (let length = 1; length <= MOST_BITS; length += 1) starts[length + 1] = starts[length] + counts[length];
  const symbols = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    if (lengths[symbol]) symbols[starts[lengths[symbol]]++] = symbol;
  }
  return { counts, symbols };
}

/**
 * @param {Packed} io
 * @param {Table} table
 */
function nextSymbol(io, { counts, symbols }) {
  let [code, first, index] = [0, 0, 0];
  for (let length = 1; length <= MOST_BITS; length += 1) {
    code |= bits(io, 1);
    const count = counts[length];
    if (code - count < first) return symbols[index + (code - first)];
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new RangeError("the packed data are damaged");
}

function fixedTables() {
  const lengths = Array.from({ length: 288 }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  );
  return { literal: tableOf(lengths), distance: tableOf(new Array(30).fill(5)) };
}

/** @param {Packed} io */
function dynamicTables(io) {
  const [literals, distances, codes] = [bits(io, 5) + 257, bits(io, 5) + 1, bits(io, 4) + 4];
  const codeLengths = new Array(19).fill(0);
  for (let at = 0; at < codes; at += 1) codeLengths[CODE_ORDER[at]] = bits(io, 3);
  const table = tableOf(codeLengths);
  /** @type {number[]} */
  const lengths = [];
  while (lengths.length < literals + distances) {
    const symbol = nextSymbol(io, table);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) repeat(lengths, lengths[lengths.length - 1], 3 + bits(io, 2));
    else repeat(lengths, 0, symbol === 17 ? 3 + bits(io, 3) : 11 + bits(io, 7));
  }
  return { literal: tableOf(lengths.slice(0, literals)), distance: tableOf(lengths.slice(literals)) };
}

/**
 * @param {number[]} list
 * @param {number} value
 * @param {number} times
 */
function repeat(list, value, times) {
  for (let time = 0; time < times; time += 1) list.push(value);
}

/**
 * @param {Packed} io
 * @param {{literal: Table, distance: Table}} tables
 */
function block(io, { literal, distance }) {
  for (;;) {
    const symbol = nextSymbol(io, literal);
    if (symbol === 256) return;
    if (symbol < 256) {
      room(io, 1);
      io.out[io.length] = symbol;
      io.length += 1;
    } else copy(io, LENGTHS[symbol - 257] + bits(io, LENGTH_BITS[symbol - 257]), nextSymbol(io, distance));
  }
}

/**
 * Copy earlier output; the two stretches may overlap, which repeats a pattern.
 * @param {Packed} io
 * @param {number} length
 * @param {number} code
 */
function copy(io, length, code) {
  const extra = code < 2 ? 0 : (code >> 1) - 1;
  const base = code < 2 ? code + 1 : ((2 + (code & 1)) << extra) + 1;
  const from = io.length - base - bits(io, extra);
  if (from < 0) throw new RangeError("the packed data are damaged");
  room(io, length);
  for (let at = 0; at < length; at += 1) io.out[io.length + at] = io.out[from + at];
  io.length += length;
}
