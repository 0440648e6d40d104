/** The handlers and the guard for a page: all is loaded at once, for the guard would refuse a module that comes later. */
import { responding } from './handlers.ts';
import * as loaded from './respond.ts';

responding.loaded = loaded;

export * from './index.ts';
