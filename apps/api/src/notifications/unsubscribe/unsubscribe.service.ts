import { Injectable } from '@nestjs/common';
import { seesContent } from '../../access/predicate.js';
import { Database, type Transaction } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import { notFound } from '../../http/problem.js';
import type { Viewer } from '../../http/viewer.js';
import { UnsubscribeLinks, type Matter } from './unsubscribe-links.js';

/** What a link stops, as its page names it: no address, and no title that whoever looks at the page may not see. */
export interface Unsubscribing {
  what: Matter['what'];
  title: string | null;
}

const TITLE = statement(
  'unsubscribe-title',
  `SELECT d.title FROM discussions d JOIN spaces s ON s.id = d.space_id WHERE d.id = $2 AND ${seesContent('d', 's', '$1')}`,
);
const DISCUSSION = `
  INSERT INTO watches (person_id, subject_kind, subject_id, level) SELECT id, 'discussion', $2, 'nothing' FROM people WHERE id = $1
  ON CONFLICT (person_id, subject_kind, subject_id) DO UPDATE SET level = 'nothing'`;
/** Whatever would come in a digest comes to the inbox alone. */
const DIGEST = `
  INSERT INTO notification_settings AS ns (person_id, rest) SELECT id, 'never' FROM people WHERE id = $1
  ON CONFLICT (person_id) DO UPDATE SET rest = CASE ns.rest WHEN 'digest' THEN 'never' ELSE ns.rest END,
    personal = CASE ns.personal WHEN 'digest' THEN 'never' ELSE ns.personal END,
    reasons = (SELECT coalesce(jsonb_object_agg(key, CASE value WHEN 'digest' THEN 'never' ELSE value END), '{}') FROM jsonb_each_text(ns.reasons)),
    version = ns.version + 1`;
const REASON = `
  INSERT INTO notification_settings AS ns (person_id, reasons) SELECT id, jsonb_build_object($2::text, 'never') FROM people WHERE id = $1
  ON CONFLICT (person_id) DO UPDATE SET reasons = ns.reasons || excluded.reasons, version = ns.version + 1`;
const ALL = `
  INSERT INTO notification_settings AS ns (person_id, personal, rest) SELECT id, 'never', 'never' FROM people WHERE id = $1
  ON CONFLICT (person_id) DO UPDATE SET personal = 'never', rest = 'never', reasons = '{}', version = ns.version + 1`;

/** Stops mail for whoever holds one, without signing in. */
@Injectable()
export class Unsubscribe {
  constructor(
    private readonly db: Database,
    private readonly links: UnsubscribeLinks,
  ) {}

  /** Reads alone: gateways open every link of a mail. @throws DomainError 404 for a link that was not made here. */
  async look(viewer: Viewer, token: string): Promise<Unsubscribing> {
    const { matter } = await this.read(token);
    return this.named(viewer, matter);
  }

  /** Does it, and comes to the same when done again. @throws DomainError 404 as `look`. */
  async stop(viewer: Viewer, token: string): Promise<Unsubscribing> {
    const { personId, matter } = await this.read(token);
    await this.db.transaction((tx) => this.write(tx, personId, matter));
    return this.named(viewer, matter);
  }

  private write(tx: Transaction, personId: number, matter: Matter): Promise<unknown> {
    if (matter.what === 'discussion') return tx.query(DISCUSSION, [personId, matter.id]);
    if (matter.what === 'reason') return tx.query(REASON, [personId, matter.reason]);
    return tx.query(matter.what === 'digest' ? DIGEST : ALL, [personId]);
  }

  private async read(token: string) {
    const read = await this.links.read(token);
    if (!read) throw notFound();
    return read;
  }

  private async named({ personId }: Viewer, matter: Matter): Promise<Unsubscribing> {
    if (matter.what !== 'discussion') return { what: matter.what, title: null };
    const row = await this.db.one<{ title: string }>(TITLE, [personId, matter.id]);
    return { what: 'discussion', title: row?.title ?? null };
  }
}
