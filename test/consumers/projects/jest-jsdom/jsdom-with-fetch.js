import { TestEnvironment } from 'jest-environment-jsdom';

/** The globals of Node that MSW needs and jest-environment-jsdom hides. */
const names = [
  ...['fetch', 'Request', 'Response', 'Headers', 'FormData', 'Blob', 'File', 'AbortController', 'AbortSignal'],
  ...['TextEncoder', 'TextDecoder', 'ReadableStream', 'WritableStream', 'TransformStream', 'BroadcastChannel'],
  ...['CompressionStream', 'DecompressionStream', 'structuredClone', 'setImmediate', 'clearImmediate', 'crypto'],
];

// biome-ignore lint/style/noDefaultExport: jest takes the default export.
export default class JsdomWithFetch extends TestEnvironment {
  constructor(...given) {
    super(...given);
    for (const name of names) {
      Object.defineProperty(this.global, name, { value: globalThis[name], writable: true, configurable: true });
    }
  }
}
