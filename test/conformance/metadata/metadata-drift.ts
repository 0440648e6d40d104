import { createReadStream } from 'node:fs';
import { type KitDifference, worstFirst } from '../../../src/drift/difference.ts';
import { type ApiVersion, enumMembers } from '../../../src/rules/index.ts';
import { compareMetadata } from './compare-metadata.ts';
import { structuredTypes } from './kit-metadata.ts';
import { readMetadata } from './read-metadata.ts';

/** How a metadata file differs from the kit. */
export interface MetadataReport {
  readonly mode: 'metadata';
  readonly file: string;
  readonly version: ApiVersion;
  /** The worst first. */
  readonly differences: readonly KitDifference[];
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
}

const wanted = new Set([...structuredTypes, ...Object.keys(enumMembers), 'entity', 'external']);

/**
 * Compares the tables of the kit with a metadata file of Graph: a whole one, such as `schemas/beta-Prod.csdl` of
 * microsoftgraph/msgraph-metadata, or one cut down to the namespace.
 *
 * @param file path of a CSDL file in XML.
 * @throws Error of the system when the file cannot be read; SyntaxError, or TypeError, when it is not CSDL.
 */
export async function metadataDrift(file: string, version: ApiVersion): Promise<MetadataReport> {
  const metadata = await readMetadata(createReadStream(file, 'utf8'), wanted);
  const { differences, notes } = compareMetadata(metadata, version);
  return { mode: 'metadata', file, version, differences: worstFirst(differences), notes };
}
