/**
 * The smallest part of an input that still fails: chunks are taken away as long as it does, half as long each time (ddmin).
 *
 * @param fails whether a smaller input fails in the same way
 */
export async function minimise(bytes: Buffer, fails: (bytes: Buffer) => Promise<boolean>): Promise<Buffer> {
  let units = bytes.toString("latin1").split(/(?<=\n)/);
  for (const split of [(text: string) => text.split(/(?<=\n)/), (text: string) => (text.length < 2000 ? text.split("") : [text])]) {
    units = split(units.join(""));
    for (let size = Math.ceil(units.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < units.length;) {
        const fewer = [...units.slice(0, at), ...units.slice(at + size)];
        if (await fails(Buffer.from(fewer.join(""), "latin1"))) units = fewer;
        else at += size;
      }
    }
  }
  return Buffer.from(units.join(""), "latin1");
}
