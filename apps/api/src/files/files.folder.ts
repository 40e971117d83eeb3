import { join } from 'node:path';
import type { Config } from '../config/settings.js';

/** Where files are on this machine, when they are not in a bucket. */
export const filesFolder = (config: Config): string => join(config.dataDir, 'files');
