import { alias, root } from '../projects.ts';
import { browserConfig } from './browser-config.ts';

/** A configuration of its own, so that the other tests need not look for a browser. */
export default await browserConfig(root, alias);
