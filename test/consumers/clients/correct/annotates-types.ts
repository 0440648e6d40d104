import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

const namespace = '#microsoft.graph.externalConnectors';

/** Says the type of the connection, and of each resolver, as the Graph SDKs do. */
export const client: Client = async (given) => {
  const { activitySettings, ...others } = given.connection;
  const resolvers = activitySettings?.urlToItemResolvers?.map((resolver) => ({
    ...resolver,
    '@odata.type': `${namespace}.itemIdResolver`,
  }));
  const annotated = {
    '@odata.type': `${namespace}.externalConnection`,
    ...others,
    ...(activitySettings && {
      activitySettings: { ...activitySettings, ...(resolvers && { urlToItemResolvers: resolvers }) },
    }),
  };
  return createdConnection(await postConnection(given, { body: JSON.stringify(annotated) }));
};
