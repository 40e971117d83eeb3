import { readPidFile } from '../postgres/postmaster.mjs';

/** The number of the server that works in that folder, or null while there is none. */
export const postgresPid = (cluster) => readPidFile(cluster)?.pid || null;
