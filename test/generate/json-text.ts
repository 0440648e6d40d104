/** The longest line; as the sources have it. */
const width = 120;

/** A value as JSON, each part of it on one line where it fits there: a third of the lines that one member each takes. */
export function jsonText(value: unknown, indent = '', before = 0): string {
  const line = oneLine(value);
  if (typeof value !== 'object' || value === null || indent.length + before + line.length < width) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((element) => typeof element !== 'object')) return line;
    return `[\n${value.map((element) => deeper + jsonText(element, deeper)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([name, member]) => {
    const key = `${JSON.stringify(name)}: `;
    return deeper + key + jsonText(member, deeper, key.length);
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${oneLine(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
