import { parseSettings, type Config } from './settings.js';

/** What the environment of this process says. @throws Error that names every fault. */
export const processSettings = (): Config => parseSettings(process.env);
