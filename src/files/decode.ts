/** A file's text with what is needed to write it back as it was. */
export interface DecodedText {
  /** Without the byte-order mark. */
  readonly text: string;
  readonly bom: boolean;
  /** `utf-8`, or the name of an encoding with one byte a character, as the coding cookie gives it. */
  readonly encoding: string;
}

/** A text that can't be decoded, or not be encoded again; the message says what to do. */
export class EncodingError extends Error {}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const UTF_8 = "utf-8";

/**
 * Decodes Python source as PEP 263 says: UTF-8 unless a coding cookie in the first two lines names something else.
 *
 * @param hasCookie whether a cookie means something there: in a YAML file or a notebook it is a comment like any other
 * @throws EncodingError for bytes that are not of that encoding, or an encoding that is not supported
 */
export function decode(bytes: Buffer, hasCookie = true): DecodedText {
  if (UTF_16.some((mark) => bytes.subarray(0, 2).equals(mark))) throw new EncodingError("it is UTF-16; save it as UTF-8");
  const bom = bytes.subarray(0, 3).equals(BOM);
  const body = bom ? bytes.subarray(3) : bytes;
  const encoding = (hasCookie ? cookieOf(body) : undefined) ?? UTF_8;
  if (bom && encoding !== UTF_8) throw new EncodingError(`its byte-order mark says UTF-8 and its coding cookie says ${encoding}; mend one of them`);
  return { text: encoding === UTF_8 ? decodeUtf8(body) : decodeSingleByte(body, encoding), bom, encoding };
}

/**
 * The bytes of a text in the encoding that its file had, with its byte-order mark.
 *
 * @throws EncodingError when the encoding can't hold the text
 */
export function encode(text: string, as: Pick<DecodedText, "bom" | "encoding">): Buffer {
  if (as.encoding === UTF_8) return Buffer.concat([as.bom ? BOM : Buffer.alloc(0), Buffer.from(text, "utf8")]);
  const byteOf = new Map(Array.from(tableOf(as.encoding), (character, byte) => [character, byte]));
  return Buffer.from(Array.from(text, (character) => {
    const byte = character === UNKNOWN ? undefined : byteOf.get(character);
    if (byte === undefined) throw new EncodingError(`the upgraded text does not fit its encoding ${as.encoding}: ${JSON.stringify(character)}; save it as UTF-8`);
    return byte;
  }));
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder(UTF_8, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EncodingError("it is not UTF-8, and no coding cookie says what it is; save it as UTF-8 or add a cookie");
  }
}

function decodeSingleByte(bytes: Buffer, encoding: string): string {
  const table = tableOf(encoding);
  const text = Array.from(bytes, (byte) => table[byte]).join("");
  if (text.includes(UNKNOWN)) throw new EncodingError(`it holds bytes that its coding cookie ${encoding} does not know; save it as UTF-8`);
  return text;
}

const UNKNOWN = "\ufffd";
const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** Bytes 0x80 to 0x9f of windows-1252. */
const WINDOWS_1252 = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ";

/**
 * The character of each byte. TextDecoder knows most encodings, but takes Latin-1 and ASCII for windows-1252 as the web does, and
 * in some releases of Node 20 to 23 windows-1252 for Latin-1: these three are made here.
 */
function tableOf(encoding: string): string {
  const latin1 = Buffer.from(ALL_BYTES).toString("latin1");
  if (encoding === "iso-8859-1") return latin1;
  if (encoding === "windows-1252") return latin1.slice(0, 0x80) + WINDOWS_1252 + latin1.slice(0xa0);
  if (encoding === "ascii") return latin1.slice(0, 0x80) + UNKNOWN.repeat(0x80);
  const unsupported = new EncodingError(`its coding cookie says ${encoding}, which is not supported; save it as UTF-8`);
  try {
    const table = new TextDecoder(encoding, { ignoreBOM: true }).decode(ALL_BYTES);
    if (table.length === 256) return table;
  } catch {
    throw unsupported;
  }
  throw unsupported;
}

/** The encoding that the coding cookie names, under the name that `tableOf` knows. */
function cookieOf(bytes: Buffer): string | undefined {
  const head = firstLines(bytes);
  for (const [i, line] of head.entries()) {
    const match = COOKIE.exec(line);
    if (match) return nameOf(match[1]!.toLowerCase().replaceAll("_", "-"));
    if (i === 0 && !/^[ \t\f]*(#|$)/.test(line)) return undefined;
  }
  return undefined;
}

/** The first two lines, however long they are. */
function firstLines(bytes: Buffer): string[] {
  for (let size = 1000; ; size *= 10) {
    const lines = bytes.subarray(0, size).toString("latin1").split(/\r\n|\n|\r/, 3);
    if (lines.length > 2 || size >= bytes.length) return lines.slice(0, 2);
  }
}

/** Python's spellings of an encoding. Editors append line ends, as in `utf-8-unix`. */
function nameOf(cookie: string): string {
  if (/^utf-?8($|-)/.test(cookie)) return UTF_8;
  if (/^(latin-?1|iso-?8859-1|iso-latin-1|l1)($|-(unix|dos|mac)$)/.test(cookie)) return "iso-8859-1";
  if (/^(us-)?ascii$/.test(cookie)) return "ascii";
  if (/^(cp|windows-)1252$/.test(cookie)) return "windows-1252";
  return cookie === "mac-roman" ? "macintosh" : cookie;
}
