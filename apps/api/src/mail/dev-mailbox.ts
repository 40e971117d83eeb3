import { Injectable } from '@nestjs/common';
import type { DevMail, DevMailQuery } from '@fingerpost/contracts/mail';
import type { Page } from '@fingerpost/contracts/common';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { invalid, notFound } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { MailFiles } from './mail-files.js';

/** What was mailed, for a demonstration whose mail leaves this machine nowhere else. */
@Injectable()
export class DevMailbox {
  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly files: MailFiles,
  ) {}

  /** @throws DomainError 404 where mail is really sent, and for all but operators where the site is no demonstration any more. */
  async page(viewer: Viewer, query: DevMailQuery): Promise<Page<DevMail>> {
    if (!this.config.devMailbox || !(await this.isFor(viewer))) throw notFound();
    if (query.before !== undefined) throw invalid('before', 'this list is read forwards');
    const found = await this.files.list(query.to, query.limit + 1, query.after && nameOf(query.after));
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ mail }) => mail),
      next: last && found.length > query.limit ? cursorOf(last.name) : null,
      previous: null,
    };
  }

  private async isFor(viewer: Viewer): Promise<boolean> {
    return (
      viewer.operator ||
      Boolean((await this.db.one<{ demonstration: boolean }>(DEMONSTRATION, []))?.demonstration)
    );
  }
}

/** Codes to sign in are among the mail: on a site that somebody runs, whoever reads them is anybody. */
const DEMONSTRATION = statement('mailbox-demonstration', 'SELECT demonstration FROM settings');

const cursorOf = (name: string) => Buffer.from(name).toString('base64url');
const nameOf = (cursor: string): string => {
  const name = Buffer.from(cursor, 'base64url').toString();
  if (!/^[\dTZ-]+-[0-9a-f]{16}\.json$/.test(name)) throw invalid('after', 'is not a cursor of this list');
  return name;
};
