/** What the shells are told about a command. */
export interface CommandShape {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionShape[];
  /** What an argument can be; null for files. */
  readonly argument: readonly string[] | null;
}

export interface OptionShape {
  /** `--format`, and `-o` where there is one. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Null where it takes no value; an empty list for a file, or anything. */
  readonly values: readonly string[] | null;
}

/** Makes the script of one shell for the program and its commands. The program's own arguments are files. */
export type CompletionScript = (program: CommandShape, commands: readonly CommandShape[]) => string;

/** Where nothing is offered, `-o default` completes files; `-o filenames` makes folders go on. */
const bash: CompletionScript = (program, commands) => `# bash completion for prs-upgrade
_prs_upgrade() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= IFS=$'\\n'
  if [ "$COMP_CWORD" -gt 1 ]; then
    case \${COMP_WORDS[1]} in ${commands.map((c) => c.name).join("|")}) command=\${COMP_WORDS[1]} ;; esac
  fi
  COMPREPLY=()
  case "$command $prev" in
${[program, ...commands].flatMap((c) => c.options.filter((o) => o.values).map((o) => `    ${o.flags.map((flag) => `"${c === program ? "" : c.name} ${flag}"`).join("|")}) ${bashWords(o.values!)}return ;;`)).join("\n")}
  esac
  case "$command $cur" in
${[program, ...commands].map((c) => `    "${c === program ? "" : c.name} "-*) ${bashWords(c.options.flatMap((o) => o.flags))};;`).join("\n")}
${commands.filter((c) => c.argument).map((c) => `    "${c.name} "*) ${bashWords(c.argument!)};;`).join("\n")}
    " "*) [ "$COMP_CWORD" -ne 1 ] || COMPREPLY=($(compgen -W $'${commands.map((c) => c.name).join("\\n")}' -- "$cur"; compgen -f -- "$cur")) ;;
  esac
}
complete -o filenames -o default -F _prs_upgrade prs-upgrade
`;

function bashWords(words: readonly string[]): string {
  return words.length === 0 ? "" : `COMPREPLY=($(compgen -W $'${words.join("\\n")}' -- "$cur")); `;
}

/** Works when it is sourced, and as a file `_prs-upgrade` in a folder of `fpath`. */
const zsh: CompletionScript = (program, commands) => `#compdef prs-upgrade
# zsh completion for prs-upgrade
_prs_upgrade() {
  local -a commands=(${commands.map((c) => quoted(`${c.name.replaceAll(":", "\\:")}:${c.description}`)).join(" ")})
  if (( CURRENT > 2 )); then
    case $words[2] in
${commands.map((c) => `      ${c.name}) shift words; (( CURRENT-- )); _arguments -S ${[...c.options.map(zshOption), zshArgument(c)].join(" ")}; return ;;`).join("\n")}
    esac
  fi
  _arguments -S ${program.options.map(zshOption).join(" ")} '1: :_prs_upgrade_first' '*:path:_files'
}
_prs_upgrade_first() {
  _describe -t commands command commands
  _files
}
if [ "$funcstack[1]" = _prs-upgrade ]; then _prs_upgrade "$@"; else compdef _prs_upgrade prs-upgrade; fi
`;

function zshOption({ flags, description, values }: OptionShape): string {
  const text = description.replace(/[[\]:\\]/g, "\\$&");
  const value = values === null ? "" : values.length === 0 ? ":value:_files" : `:value:(${values.join(" ")})`;
  // An option may stand once, and neither of its two names twice.
  return flags.length === 1 ? quoted(`${flags[0]!}[${text}]${value}`) : `${quoted(`(${flags.join(" ")})`)}{${flags.join(",")}}${quoted(`[${text}]${value}`)}`;
}

function zshArgument({ argument }: CommandShape): string {
  return argument ? quoted(`1:value:(${argument.join(" ")})`) : quoted("*:file:_files");
}

const fish: CompletionScript = (program, commands) => {
  const seen = `__fish_seen_subcommand_from ${commands.map((c) => c.name).join(" ")}`;
  const options = (c: CommandShape, when: string): string[] => c.options.map((o) => ["complete -c prs-upgrade", `-n ${quoted(when)}`, ...o.flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)),
    ...(o.values === null ? [] : o.values.length === 0 ? ["-r"] : ["-x", `-a ${quoted(o.values.join(" "))}`]), `-d ${quoted(o.description)}`].join(" "));
  return `${[
    "# fish completion for prs-upgrade",
    ...commands.map((c) => `complete -c prs-upgrade -n '__fish_is_first_arg' -a ${c.name} -d ${quoted(c.description)}`),
    ...options(program, `not ${seen}`),
    ...commands.flatMap((c) => [...options(c, `__fish_seen_subcommand_from ${c.name}`),
      ...(c.argument ? [`complete -c prs-upgrade -n ${quoted(`__fish_seen_subcommand_from ${c.name}`)} -f -a ${quoted(c.argument.join(" "))}`] : [])]),
  ].join("\n")}\n`;
};

/** In single quotes, for each of the shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export const SHELLS: Readonly<Record<"bash" | "zsh" | "fish", CompletionScript>> = { bash, zsh, fish };
