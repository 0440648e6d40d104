/** What the link of a pact remembers of the run that it was handed out for. */
export function metadataOf(consumerVersion: string, wip: boolean): string {
  return Buffer.from(new URLSearchParams({ cvn: consumerVersion, w: String(wip) }).toString()).toString('base64url');
}

/** Whether the link was handed out for work in progress. */
export function isWip(metadata: string): boolean {
  return new URLSearchParams(Buffer.from(metadata, 'base64url').toString()).get('w') === 'true';
}
