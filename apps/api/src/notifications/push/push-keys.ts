import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import webPush from 'web-push';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';

export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const KEYS = statement(
  'push-keys',
  'UPDATE settings SET push_keys = coalesce(push_keys, $1) RETURNING push_keys AS keys',
);

/** The keys by which push services know this site (RFC 8292): made once, at the first start and not by whoever asks first, since every subscription hangs on them. */
@Injectable()
export class PushKeys implements OnApplicationBootstrap {
  private keys?: Promise<VapidKeys>;

  constructor(private readonly db: Database) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.pair();
  }

  async publicKey(): Promise<string> {
    return (await this.pair()).publicKey;
  }

  pair(): Promise<VapidKeys> {
    this.keys ??= this.db
      .one<{ keys: VapidKeys }>(KEYS, [webPush.generateVAPIDKeys()])
      .then((row) => row!.keys)
      .catch((fault: unknown) => {
        this.keys = undefined;
        throw fault;
      });
    return this.keys;
  }
}
