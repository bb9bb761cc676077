/** A command that a CI service takes from a line of a log. */
export interface LogCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What the runner of GitHub Actions does with a log: `::name key=value,...::data` at the start of a line, else `##[name key=value;...]data` anywhere. */
export function githubCommands(log: string): LogCommand[] {
  return log.split(/\r\n|\n|\r/).flatMap((line) => {
    const text = line.trimStart();
    const end = text.startsWith("::") ? text.indexOf("::", 2) : -1;
    if (end >= 0) {
      const { name, rest } = split(text.slice(2, end));
      const unescape = (value: string): string => value.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
      return [{ name, properties: propertiesOf(rest, ",", unescape), data: unescape(text.slice(end + 2)) }];
    }
    const old = /##\[([^\]]*)\](.*)/.exec(line);
    return old ? [{ name: split(old[1]!).name, properties: {}, data: old[2]! }] : [];
  });
}

/** What the agent of Azure Pipelines does with a log: `##vso[area.action key=value;...]data` anywhere in a line. */
export function azureCommands(log: string): LogCommand[] {
  return log.split(/\r\n|\n|\r/).flatMap((line) => {
    const match = /##vso\[([^\]]*)\](.*)/i.exec(line);
    if (!match) return [];
    const { name, rest } = split(match[1]!);
    const unescape = (value: string): string => value.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%5D", "]").replaceAll("%3B", ";").replaceAll("%AZP25", "%");
    return [{ name, properties: propertiesOf(rest, ";", unescape), data: unescape(match[2]!) }];
  });
}

function split(text: string): { name: string; rest: string } {
  const space = text.indexOf(" ");
  return space < 0 ? { name: text, rest: "" } : { name: text.slice(0, space), rest: text.slice(space + 1) };
}

function propertiesOf(text: string, separator: string, unescape: (value: string) => string): Record<string, string> {
  return Object.fromEntries(text.split(separator).filter((part) => part.includes("=")).map((part) => [part.slice(0, part.indexOf("=")).trim(), unescape(part.slice(part.indexOf("=") + 1))]));
}
