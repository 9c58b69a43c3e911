"use strict";
/* The checks of verify.py once more, written apart, so that a fault of one shows against the other.
   Formats: C2SP signed-note, tlog-checkpoint, tlog-proof, tlog-cosignature; RFC 6962, 8032 and 9162. */
class Refused extends Error {}

const LONGEST_TEXT = 2 ** 26;
const LONGEST_FILE = 2 ** 30;
const MOST_LISTED = 100;
const PATH = /^(?=.{1,200}$)([A-Za-z0-9_][A-Za-z0-9._-]*\/)*[A-Za-z0-9_][A-Za-z0-9._-]*$/;
const NUMBER = /^(0|[1-9][0-9]{0,17})$/;
const LEDGER = 1;
const WITNESS = 4;

const demand = (condition, sentence) => {
  if (!condition) throw new Refused(sentence);
};
const shown = (text) =>
  Array.from(text, (each) => (each >= " " && each <= "~" ? each : "?")).slice(0, 200).join("");

const bytesOf = (text) => new TextEncoder().encode(text);
const joined = (...parts) => new Uint8Array(parts.flatMap((part) => Array.from(part)));
const same = (a, b) => a.length === b.length && a.every((each, place) => each === b[place]);
const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
const digest = async (kind, bytes) => {
  demand(globalThis.crypto?.subtle, "This browser cannot take digests here. Use verify.py instead.");
  return new Uint8Array(await crypto.subtle.digest(kind, bytes));
};
const sha256 = (bytes) => digest("SHA-256", bytes);
const wholeNumber = (bytes) => BigInt("0x" + (hex(bytes) || "0"));
const littleEndian = (bytes) => wholeNumber(Uint8Array.from(bytes).reverse());

const base64 = (text, what, size = 0) => {
  let value = "";
  if (/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) value = atob(text);
  const good = value !== "" && btoa(value) === text && (size === 0 || size === value.length);
  demand(good, `${what} is not written as it should be.`);
  return Uint8Array.from(value, (each) => each.charCodeAt(0));
};

const measured = async (blob, name) => {
  demand(blob.size <= LONGEST_FILE, `${name} is too large for this page. Use verify.py instead.`);
  return hex(await sha256(await blob.arrayBuffer()));
};

const textOf = async (files, name) => {
  demand(files.has(name), `${shown(name)} is missing.`);
  const sentence = `${shown(name.split("/").pop())} is too long, or no text.`;
  demand(files.get(name).size <= LONGEST_TEXT, sentence);
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(await files.get(name).arrayBuffer());
  } catch (problem) {
    if (problem instanceof TypeError) throw new Refused(sentence);
    throw problem;
  }
};
