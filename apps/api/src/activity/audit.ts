import type { Transaction } from '../database/database.service.js';
import type { Viewer } from '../http/viewer.js';
import type { SubjectKind } from './activity.js';

/** Keeps who changed a role, approved somebody or moderated something. In the transaction of the change. */
export async function audit(
  tx: Transaction,
  viewer: Viewer,
  entry: {
    kind: string;
    spaceId: number | null;
    subjectKind: SubjectKind;
    subjectId: number;
    data?: object;
    at: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO audit (kind, actor_id, space_id, subject_kind, subject_id, data, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      entry.kind,
      viewer.personId,
      entry.spaceId,
      entry.subjectKind,
      entry.subjectId,
      entry.data ?? {},
      entry.at,
    ],
  );
}
