/** A file's text with what is needed to write it back as it was. */
export interface DecodedText {
  /** Without the byte-order mark. */
  readonly text: string;
  readonly bom: boolean;
  readonly encoding: "utf-8" | "latin1";
}

/** A file that can't be decoded; the message says what to do. */
export class DecodeError extends Error {}

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/**
 * Decodes Python source as PEP 263 says: UTF-8 unless a coding cookie in the first two lines names something else.
 *
 * @throws DecodeError for bytes that are not of that encoding, or an encoding that is not supported
 */
export function decode(bytes: Buffer): DecodedText {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = bom ? bytes.subarray(3) : bytes;
  const cookie = bom ? undefined : cookieOf(body);
  if (cookie !== undefined && /^(latin-?1|iso-?8859-?1|l1)$/.test(cookie)) return { text: body.toString("latin1"), bom, encoding: "latin1" };
  if (cookie !== undefined && !/^(utf-?8|ascii|us-ascii)$/.test(cookie)) throw new DecodeError(`its coding cookie says ${cookie}, which is not supported; save it as UTF-8`);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body), bom, encoding: "utf-8" };
  } catch {
    throw new DecodeError("it is not UTF-8, and no coding cookie says what it is; save it as UTF-8 or add a cookie");
  }
}

function cookieOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 1000).toString("latin1").split(/\r\n|\n|\r/, 2);
  for (const [i, line] of head.entries()) {
    const match = COOKIE.exec(line);
    if (match) return match[1]!.toLowerCase().replace(/_/g, "-");
    if (i === 0 && !/^[ \t\f]*(#|$)/.test(line)) return undefined;
  }
  return undefined;
}

/**
 * The bytes of a text in the encoding that its file had.
 *
 * @throws DecodeError when the encoding can't hold the text
 */
export function encode(text: string, as: Pick<DecodedText, "bom" | "encoding">): Buffer {
  if (as.encoding === "latin1" && /[^\x00-\xff]/.test(text)) throw new DecodeError("the upgraded text does not fit its Latin-1 encoding; save it as UTF-8");
  const body = Buffer.from(text, as.encoding);
  return as.bom ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) : body;
}
