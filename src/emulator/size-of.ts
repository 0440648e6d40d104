/** What a value takes beside its text: a rough figure for an object or for an entry of one. */
const overhead = 48;

/** About how many bytes of memory a JSON value takes, rather too many than too few. Each string counts where it stands. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return overhead + 2 * value.length;
  if (typeof value !== 'object' || value === null) return overhead / 4;
  let bytes = overhead;
  if (Array.isArray(value)) for (const item of value) bytes += sizeOf(item);
  else for (const [name, property] of Object.entries(value)) bytes += overhead + 2 * name.length + sizeOf(property);
  return bytes;
}
