import type { FileReason, FileState, StoredFile } from '@fingerpost/contracts/files';
import type { FileFormat } from '@fingerpost/contracts/formats';

export interface FileRow {
  id: number;
  owner_id: number | null;
  key: string | null;
  name: string;
  format: FileFormat;
  size: number;
  state: FileState;
  reason: FileReason | null;
  scanned: boolean;
  sha256: Buffer | null;
  pages: number | null;
  thumbnail_key: string | null;
  kept: boolean;
  /** What posts name it by, below `FILE_ADDRESS`; null for what stands by itself. */
  address: string | null;
  /** Of a picture as it is shown, in pixels. */
  width: number | null;
  height: number | null;
}

/** Everything but its words, which are long. */
export const FILE_COLUMNS =
  'id, owner_id, key, name, format, size, state, reason, scanned, sha256, pages, thumbnail_key, kept, address, width, height';

export const toStoredFile = (row: FileRow): StoredFile => ({
  id: row.id,
  name: row.name,
  format: row.format,
  size: row.size,
  state: row.state,
  reason: row.reason,
  scanned: row.scanned,
  pages: row.pages,
});
