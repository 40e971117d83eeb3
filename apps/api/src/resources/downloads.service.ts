import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { seesContent } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import type { FileRow } from '../files/file.rows.js';
import { FileSender } from '../files/send-file.js';
import { notFound, signInFirst } from '../http/problem.js';
import type { Viewer, ViewedRequest } from '../http/viewer.js';

interface Had extends FileRow {
  licence: string;
  link: string | null;
}

/** Hands over what is open, to who may have it. */
@Injectable()
export class Downloads {
  constructor(
    private readonly db: Database,
    private readonly sender: FileSender,
  ) {}

  /** The file, or the way to the page that a link leads to. Counts nothing (law 6). */
  async get(request: ViewedRequest, reply: FastifyReply, id: number, number?: number): Promise<void> {
    const had = await this.had(request.viewer, id, number);
    if (had.link !== null) return void reply.header('cache-control', 'no-store').redirect(had.link, 302);
    await this.sender.send(request, reply, had);
  }

  async thumbnail(request: ViewedRequest, reply: FastifyReply, id: number, number?: number): Promise<void> {
    await this.sender.sendThumbnail(request, reply, await this.had(request.viewer, id, number));
  }

  /** Somebody pressed the button of a page: counted, then the file. */
  async count(request: ViewedRequest, reply: FastifyReply, id: number, number?: number): Promise<void> {
    const had = await this.had(request.viewer, id, number);
    await this.db.query(COUNT, [id, number ?? null]);
    if (had.link !== null) return void reply.status(204).send();
    reply.redirect(`/api/resources/${id}/download${number === undefined ? '' : `?version=${number}`}`, 303);
  }

  private async had(viewer: Viewer, id: number, number?: number): Promise<Had> {
    const had = await this.db.one<Had>(HAD, [viewer.personId, id, number ?? null]);
    if (!had) throw notFound();
    if (had.licence === 'members' && viewer.personId === null) throw signInFirst();
    return had;
  }
}

const HAD = statement(
  'resource-download',
  `SELECT r.licence, v.link, f.id, f.key, f.name, f.format, f.size, f.state, f.sha256, f.thumbnail_key
  FROM resources r JOIN spaces s ON s.id = r.space_id JOIN resource_versions v ON v.resource_id = r.id AND v.number = coalesce($3::int, r.number)
  LEFT JOIN files f ON f.id = v.file_id
  WHERE r.id = $2 AND v.open AND (f.id IS NULL OR f.state = 'clean') AND ${seesContent('r', 's', '$1')}`,
);

const COUNT = statement(
  'resource-count-download',
  `WITH counted AS (UPDATE resources SET download_count = download_count + 1 WHERE id = $1 RETURNING number)
  UPDATE resource_versions SET download_count = download_count + 1
  WHERE resource_id = $1 AND number = coalesce($2::int, (SELECT number FROM counted))`,
);
