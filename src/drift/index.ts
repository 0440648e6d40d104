/** How the kit's rules and the world have drifted apart: Graph's metadata, or a tenant, held against the tables. */
export type { Attribution, Difference, Severity } from './difference.ts';
export { type MetadataReport, metadataDrift } from './metadata/metadata-drift.ts';
