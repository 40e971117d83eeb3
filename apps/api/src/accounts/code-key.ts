import { Injectable, type OnModuleInit } from '@nestjs/common';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../config/settings.js';

/** A secret that is not in the database, without which its hashes of six digits cannot be tried out. */
@Injectable()
export class CodeKey implements OnModuleInit {
  private key: Buffer;

  constructor(private readonly config: Config) {}

  async onModuleInit(): Promise<void> {
    const path = join(this.config.dataDir, 'code.key');
    await mkdir(this.config.dataDir, { recursive: true });
    // Processes that start together on one folder must agree: the first file stays.
    await writeFile(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(
      (fault: NodeJS.ErrnoException) => {
        if (fault.code !== 'EEXIST') throw fault;
      },
    );
    this.key = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
    if (this.key.length < 32)
      throw new Error(`${path} is damaged. Delete it; codes under way will have to be asked for again.`);
  }

  mac(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.key).update(parts.join('\n')).digest();
  }
}
