/** Where the client of orval sends its requests. */
export const server = { url: '' };

/** The fetch of the client of orval: on the server, with a token. */
export async function sendToServer<Result>(path: string, init: RequestInit): Promise<Result> {
  const headers = { ...init.headers, Authorization: 'Bearer any-access-token' };
  const response = await fetch(new URL(path, server.url), { ...init, headers });
  // What orval expects of its fetch; the types come from the document.
  return { data: await response.json(), status: response.status, headers: response.headers } as Result;
}
