import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DevMail } from '@fingerpost/contracts/mail';
import { Config } from '../config/settings.js';
import type { Mail } from './letter.js';

/** Readable by who runs the server alone: there are codes in them. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Mail as files: the message itself (`.eml`), and beside it what the development mailbox lists (`.json`).
 * A name is the time, the id and a mark of the recipient, so that a sorted folder is the newest-first list.
 */
@Injectable()
export class MailFiles {
  private readonly folder: string;

  constructor(config: Config) {
    this.folder = join(config.dataDir, 'mail');
  }

  async keep(mail: Mail, message: Buffer, sentAt: Date): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: PRIVATE_FOLDER });
    const at = sentAt.toISOString();
    const name = `${stampOf(sentAt)}-${paddedId(mail.id)}-${markOf(mail.to)}`;
    const listed: DevMail = {
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: headersOf(message),
      sentAt: at,
    };
    await this.put(`${name}.eml`, message);
    await this.put(`${name}.json`, JSON.stringify(listed));
  }

  /** Newest first, older than `before` when that is given. */
  async list(
    to: string | undefined,
    limit: number,
    before?: string,
  ): Promise<{ name: string; mail: DevMail }[]> {
    const wanted = to === undefined ? '.json' : `-${markOf(to)}.json`;
    const names = (await this.names()).filter(
      (name) => name.endsWith(wanted) && (before === undefined || name < before),
    );
    const newest = names.toSorted().toReversed().slice(0, limit);
    return Promise.all(
      newest.map(async (name) => ({
        name,
        mail: JSON.parse(await readFile(join(this.folder, name), 'utf8')) as DevMail,
      })),
    );
  }

  /** Takes away every file but those of these mails. */
  async keepOnly(ids: readonly number[]): Promise<void> {
    const kept = new Set(ids.map(paddedId));
    await this.remove((name) => !kept.has(name.split('-').at(-2) ?? ''));
  }

  async forgetBefore(time: Date): Promise<void> {
    await this.remove((name) => name < stampOf(time));
  }

  private async remove(goes: (name: string) => boolean): Promise<void> {
    const gone = (await this.names()).filter(goes);
    await Promise.all(gone.map((name) => rm(join(this.folder, name), { force: true })));
  }

  private async names(): Promise<string[]> {
    return readdir(this.folder).catch(() => []);
  }

  /** Whole or not at all: a list never finds half a file. */
  private async put(name: string, content: string | Buffer): Promise<void> {
    const path = join(this.folder, name);
    await writeFile(`${path}.part`, content, { mode: PRIVATE_FILE });
    await rename(`${path}.part`, path);
  }
}

const stampOf = (time: Date) => time.toISOString().replace(/[:.]/g, '-');
const paddedId = (id: number) => String(id).padStart(10, '0');
const markOf = (address: string) =>
  createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 16);

function headersOf(message: Buffer): Record<string, string> {
  const head = message.toString('utf8', 0, message.indexOf('\r\n\r\n'));
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
}
