/** A property as a metadata file declares it. */
export interface DeclaredProperty {
  /** The full name, such as `Edm.String`; of a collection, that of its elements. */
  readonly type: string;
  readonly collection: boolean;
  readonly nullable: boolean;
}

/** A type as a metadata file declares it. */
export interface DeclaredType {
  /** The full name, such as `microsoft.graph.externalConnectors.label`. */
  readonly name: string;
  readonly kind: 'EnumType' | 'ComplexType' | 'EntityType';
  readonly baseType: string | undefined;
  readonly isAbstract: boolean;
  readonly isOpen: boolean;
  readonly isFlags: boolean;
  /** Its own properties by name; inherited ones are not among them. */
  readonly properties: ReadonlyMap<string, DeclaredProperty>;
  readonly navigation: ReadonlyMap<string, DeclaredProperty>;
  /** Names of an enum, in the order of their values. */
  readonly enumMembers: readonly string[];
}

/** What a metadata file declares of the types that the kit is about. */
export interface Metadata {
  /** Every namespace of the file. */
  readonly namespaces: ReadonlySet<string>;
  /** By full name: every type of the kit's namespace, and those of its base namespace and of others with a name of ours. */
  readonly types: ReadonlyMap<string, DeclaredType>;
  /** Paths annotated as computed by the service, such as `microsoft.graph.externalConnectors.externalConnection/state`. */
  readonly computed: ReadonlySet<string>;
}

/** The namespace of what all of Graph shares. */
export const baseNamespace = 'microsoft.graph';
