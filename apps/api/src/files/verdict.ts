import type { FileReason } from '@fingerpost/contracts/files';

/** Why the bytes are not what their name says, or are not fit to be handed on; null when nothing speaks against them. */
export type Verdict = FileReason | null;
