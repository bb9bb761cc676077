const KNOWN: Readonly<Record<string, string>> = {
  EACCES: "permission denied", EPERM: "permission denied", ENOENT: "there is no such file", EISDIR: "it is a folder", ENOTDIR: "a part of its path is not a folder",
  EROFS: "the file system is read-only", ENOSPC: "no space is left", ELOOP: "its links lead in a circle", EEXIST: "a file with that name is there",
};

/** What went wrong with a file, in words. */
export function readable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return (code === undefined ? undefined : KNOWN[code]) ?? (error instanceof Error ? error.message : String(error));
}
