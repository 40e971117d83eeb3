import { z } from 'zod';
import { Id } from './common.js';
import { FILE_FORMATS } from './formats.js';

export const FileFormat = z.enum(FILE_FORMATS);

/**
 * *scanning*: being looked at. *clean*: others may have it. *refused*: its bytes are gone. *held*: nobody else sees it
 * until the scanner answers again, or can take it.
 */
export const FILE_STATES = ['scanning', 'clean', 'refused', 'held'] as const;
export const FileState = z.enum(FILE_STATES);
export type FileState = z.infer<typeof FileState>;

/** Why a file was refused or is held. */
export const FILE_REASONS = [
  'empty',
  'not_what_it_says',
  'two_in_one',
  'macros',
  'locked',
  'damaged',
  'unpacks_too_large',
  'too_many_pixels',
  'virus',
  'scanner_away',
  'too_large_to_scan',
  'lost',
] as const;
export const FileReason = z.enum(FILE_REASONS);
export type FileReason = z.infer<typeof FileReason>;

/** A file as who may see it sees it. `scanned` says whether a scanner looked at it; where none is set up, none did. */
export const StoredFile = z
  .object({
    id: Id,
    name: z.string(),
    format: FileFormat,
    size: z.number().int(),
    state: FileState,
    reason: FileReason.nullable(),
    scanned: z.boolean(),
    pages: z.number().int().nullable(),
  })
  .meta({ id: 'StoredFile' });
export type StoredFile = z.infer<typeof StoredFile>;

/** How far an upload of mine came; `file` once all of it is here. The id is the last part of its tus address. */
export const UploadId = z.string().regex(/^[0-9a-f]{32}$/, 'is not an upload');
export const Upload = z
  .object({
    id: z.string(),
    name: z.string(),
    size: z.number().int(),
    file: StoredFile.nullable(),
    /** What a post names it by, where it was given for one. */
    address: z.string().nullable(),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;
