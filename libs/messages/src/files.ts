import files from '../en/files.json' with { type: 'json' };

/** Pictures and files within what somebody writes: loaded with the first of them. */
export const enFiles = { files };
