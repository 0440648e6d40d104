/** A fenced block of a Markdown document. */
export interface MarkdownBlock {
  readonly language: string;
  /** The name behind the language, as in ```` ```ts contract.test.ts ````: the block is this file. */
  readonly file: string | undefined;
  readonly code: string;
}

/** The fenced blocks of a Markdown document, in order. */
export function blocksIn(markdown: string): MarkdownBlock[] {
  const fences = /^( *)```(\w*)(?: (\S+))?\n(.*?)^ *```$/gms;
  return [...markdown.matchAll(fences)].map(([, indent = '', language = '', file, code = '']) => ({
    language,
    file,
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}
/** The targets of the links and pictures of a Markdown document, without those in code. */
export function linksIn(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)].map(([, target = '']) => target);
}

/** The anchors of a Markdown document: those of its headings, as GitHub makes them, and those of `<a id>`. */
export function anchorsIn(markdown: string): string[] {
  const headings = [...withoutFences(markdown).matchAll(/^#{1,6} (.*)$/gm)].map(([, text = '']) => anchorOf(text));
  const numbered = headings.map((anchor, index) => {
    const earlier = headings.slice(0, index).filter((other) => other === anchor).length;
    return earlier === 0 ? anchor : `${anchor}-${earlier}`;
  });
  return [...numbered, ...[...markdown.matchAll(/<a id="([^"]*)">/g)].map(([, id = '']) => id)];
}

function anchorOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

function withoutCode(markdown: string): string {
  return withoutFences(markdown).replaceAll(/`+[^`\n]*`+/g, 'code');
}

function withoutFences(markdown: string): string {
  return markdown.replaceAll(/^ *```.*?^ *```$/gms, '');
}
