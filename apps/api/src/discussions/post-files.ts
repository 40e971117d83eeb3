import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FILE_ADDRESS, FORMATS, POST_FILES_MAX } from '@fingerpost/contracts/formats';
import { roleIn, seesContent } from '../access/predicate.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { FILE_COLUMNS, type FileRow } from '../files/file.rows.js';
import { Files, REFUSALS } from '../files/files.service.js';
import { FileSender } from '../files/send-file.js';
import { invalid, notFound } from '../http/problem.js';
import type { Viewer, ViewedRequest } from '../http/viewer.js';
import { NO_FILES, filesNamed, type FilesOfText } from '../text/files-of-text.js';

/** The files that a post names and its writer may show: for its HTML, and to stand on them with the post. */
export interface NamedFiles {
  shown: FilesOfText;
  ids: number[];
}
const NONE: NamedFiles = { shown: NO_FILES, ids: [] };

/** Pictures and files within posts. Who reads a post that names one may have it, and nobody else but who gave it. */
@Injectable()
export class PostFiles {
  constructor(
    private readonly db: Database,
    private readonly files: Files,
    private readonly sender: FileSender,
  ) {}

  /**
   * What a text names of the viewer's own files. Of others' files there is only a link, which asks for itself who may
   * follow it.
   * @throws DomainError 422 for too many, and for one that was refused.
   */
  async named(viewer: Viewer, body: string): Promise<NamedFiles> {
    const names = filesNamed(body);
    if (names.length === 0) return NONE;
    if (names.length > POST_FILES_MAX) throw invalid('body', `names more than ${POST_FILES_MAX} files`);
    const rows = await this.db.query<FileRow>(NAMED, [viewer.personId, names]);
    const refused = rows.find(({ state }) => state === 'refused');
    if (refused) throw invalid('body', `names a file that ${REFUSALS[refused.reason ?? 'damaged']}`);
    return {
      ids: rows.map(({ id }) => id),
      shown: new Map(
        rows.map((row) => [
          FILE_ADDRESS + row.address,
          { ...row, picture: FORMATS[row.format].make === 'picture' },
        ]),
      ),
    };
  }

  /** With the post, in its transaction: those that it names now, and no more those that only a former body named. */
  async attach(tx: Transaction, postId: number, { ids }: NamedFiles): Promise<void> {
    if (ids.length > 0) await tx.query(ATTACH, [postId, ids]);
  }
  async attachAnew(tx: Transaction, postId: number, named: NamedFiles): Promise<void> {
    await tx.query('UPDATE post_files SET present = false WHERE post_id = $1 AND present', [postId]);
    await this.attach(tx, postId, named);
  }

  async send(request: ViewedRequest, reply: FastifyReply, name: string): Promise<void> {
    const file = await this.db.one<FileRow>(SEEN, [request.viewer.personId, name]);
    if (!file) throw notFound();
    if (file.width === null) return this.sender.send(request, reply, file);
    return this.sender.sendShown(request, reply, file);
  }
}

const NAMED = statement(
  'post-files-named',
  `SELECT ${FILE_COLUMNS} FROM files WHERE owner_id = $1 AND address = ANY ($2::text[])`,
);

/** `$1` the post, `$2` the files. */
export const ATTACH_FILES = (post: string, files: string) => `
  INSERT INTO post_files (post_id, file_id) SELECT p.id, f.id FROM ${post} p, files f WHERE f.id = ANY (${files})
  ON CONFLICT (file_id, post_id) DO UPDATE SET present = true`;
export const KEEP_FILES = (files: string) =>
  `UPDATE files SET kept = true WHERE id = ANY (${files}) AND NOT kept`;

const ATTACH = `WITH kept AS (${KEEP_FILES('$2::bigint[]')}) ${ATTACH_FILES('(SELECT $1::bigint AS id)', '$2::bigint[]')}`;

/** Who looks after a space sees what former bodies and removed posts named, as they see those. */
const SEEN = statement(
  'post-file',
  `SELECT ${FILE_COLUMNS} FROM files f WHERE f.address = $2 AND f.state = 'clean' AND (f.owner_id = $1::bigint OR EXISTS (
     SELECT FROM post_files pf JOIN posts p ON p.id = pf.post_id JOIN discussions d ON d.id = p.discussion_id JOIN spaces s ON s.id = d.space_id
     WHERE pf.file_id = f.id AND ${seesContent('d', 's', '$1')}
       AND (pf.present AND p.state = 'published' OR ${roleIn('d.space_id', '$1')} IN ('owner', 'moderator'))))`,
);
