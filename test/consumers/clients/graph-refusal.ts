/** Graph's refusal of a request: its status, and the code and message of its error envelope. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly status: number;
  /** Such as `InvalidRequest`; `Unknown` where the response has no error envelope. */
  readonly code: string;

  constructor(status: number, { code = 'Unknown', message = 'The response explains nothing.' }: ErrorDetails = {}) {
    super(`Microsoft Graph answered ${status} ${code}: ${message}`);
    this.status = status;
    this.code = code;
  }
}

/** The refusal that a response is, whatever its body holds. */
export async function refusalOf(response: Response): Promise<GraphRefusal> {
  return refusalFrom(response.status, await response.text());
}

/** The refusal that a status and the text of a body make. */
export function refusalFrom(status: number, text: string): GraphRefusal {
  return new GraphRefusal(status, parsed(text)?.error ?? {});
}

interface ErrorDetails {
  readonly code?: string;
  readonly message?: string;
}

function parsed(text: string): { readonly error?: ErrorDetails } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
