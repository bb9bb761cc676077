/** A table that is asked for the words of somebody else's code. It has what is written in it, and no `constructor` and `toString`, which every object has. */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}
