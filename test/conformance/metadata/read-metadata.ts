import sax from 'sax';
import { typeNamespace } from '../../../src/rules/index.ts';
import { baseNamespace, type DeclaredProperty, type DeclaredType, type Metadata } from './metadata.ts';

type Attributes = Readonly<Record<string, string>>;

/** A type of which not all is read yet. */
interface OpenType extends Omit<DeclaredType, 'enumMembers'> {
  readonly properties: Map<string, DeclaredProperty>;
  readonly navigation: Map<string, DeclaredProperty>;
  readonly values: (readonly [name: string, value: number])[];
}

/**
 * Reads CSDL as it comes in, for the real files are of several MB; keeps the types that are wanted and those of the
 * kit's namespace.
 *
 * @param chunks a text in parts, such as a stream of a file.
 * @param wanted names, without namespace, of types to keep in whatever namespace they are.
 * @throws SyntaxError saying where the text stops being XML; TypeError when it is XML without a schema of OData.
 */
export async function readMetadata(
  chunks: AsyncIterable<string> | Iterable<string>,
  wanted: ReadonlySet<string>,
): Promise<Metadata> {
  const reader = createReader(wanted);
  const parser = sax.parser(true);
  parser.onopentag = ({ name, attributes }) => reader.open(name, attributes as Attributes);
  parser.onclosetag = (name) => reader.close(name);
  parser.onerror = ({ message }) => {
    const [reason = ''] = message.split('\n');
    throw new SyntaxError(`it is not XML from line ${parser.line + 1}, column ${parser.column + 1} on (${reason})`);
  };
  for await (const chunk of chunks) parser.write(chunk);
  parser.close();
  if (reader.metadata.namespaces.size === 0) throw new TypeError('it declares no schema: <Schema Namespace="…">');
  return reader.metadata;
}

function createReader(wanted: ReadonlySet<string>) {
  const namespaces = new Set<string>();
  const types = new Map<string, DeclaredType>();
  const computed = new Set<string>();
  /** Cut files use the alias of Graph without declaring it. */
  const aliases = new Map([['graph', baseNamespace]]);
  let namespace: string | undefined;
  let type: OpenType | undefined;
  let target: string | undefined;

  const opened: Readonly<Record<string, (attributes: Attributes) => void>> = {
    Schema({ Namespace = '', Alias }) {
      namespace = Namespace;
      namespaces.add(Namespace);
      if (Alias !== undefined) aliases.set(Alias, Namespace);
    },
    EnumType: (attributes) => openType('EnumType', attributes),
    ComplexType: (attributes) => openType('ComplexType', attributes),
    EntityType: (attributes) => openType('EntityType', attributes),
    Property: (attributes) => type?.properties.set(attributes.Name ?? '', propertyOf(attributes)),
    NavigationProperty: (attributes) => type?.navigation.set(attributes.Name ?? '', propertyOf(attributes)),
    // Without values, OData counts from 0.
    Member: ({ Name = '', Value }) => type?.values.push([Name, Number(Value ?? type.values.length)]),
    Annotations: ({ Target }) => {
      target = Target === undefined ? undefined : fullName(Target);
    },
    Annotation({ Term = '', Bool = 'true' }) {
      if (target !== undefined && /(^|\.)Computed$/.test(Term) && Bool === 'true') computed.add(target);
    },
  };

  function openType(kind: DeclaredType['kind'], attributes: Attributes): void {
    const { Name = '', BaseType } = attributes;
    if (namespace === undefined || !(namespace === typeNamespace || wanted.has(Name))) return;
    type = {
      name: `${namespace}.${Name}`,
      kind,
      baseType: BaseType === undefined ? undefined : fullName(BaseType),
      isAbstract: attributes.Abstract === 'true',
      isOpen: attributes.OpenType === 'true',
      isFlags: attributes.IsFlags === 'true',
      properties: new Map(),
      navigation: new Map(),
      values: [],
    };
  }

  function propertyOf({ Type = '', Nullable }: Attributes): DeclaredProperty {
    const [, element] = /^Collection\((.*)\)$/.exec(Type) ?? [];
    return { type: fullName(element ?? Type), collection: element !== undefined, nullable: Nullable !== 'false' };
  }

  /** The name with its namespace in the place of an alias. */
  function fullName(name: string): string {
    const [alias = '', ...rest] = name.split('.');
    return [aliases.get(alias) ?? alias, ...rest].join('.');
  }

  return {
    metadata: { namespaces, types, computed } satisfies Metadata,
    open: (name: string, attributes: Attributes) => opened[name]?.(attributes),
    close(name: string): void {
      if (name === 'Schema') namespace = undefined;
      if (name === 'Annotations') target = undefined;
      if (!type || name !== type.kind) return;
      const { values, ...declared } = type;
      const enumMembers = values.toSorted(([, one], [, other]) => one - other).map(([member]) => member);
      types.set(type.name, { ...declared, enumMembers });
      type = undefined;
    },
  };
}
