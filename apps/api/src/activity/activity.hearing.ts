import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Config } from '../config/settings.js';
import { Signals } from '../database/signals.js';
import { Redis } from '../redis/redis.service.js';
import type { Activity, ActivityKind } from './activity.js';
import { Activities } from './activity.service.js';
import { AfterCommit } from './after-commit.js';

/** The process that wrote is about to tell everybody; after this it must have died in between. */
const PATIENCE = 1_000;

/** What a worker took up, heard in every process; a hint, which may be missed or come twice. */
@Injectable()
export class ActivityHearing implements OnModuleInit {
  private readonly log = new Logger('activity');

  constructor(
    private readonly config: Config,
    private readonly redis: Redis,
    private readonly signals: Signals,
    private readonly activities: Activities,
    private readonly afterCommit: AfterCommit,
  ) {}

  onModuleInit(): void {
    if (!this.config.servesPeople) return;
    this.signals.on('activities', ({ ids }) => {
      this.tellMissed(ids).catch((fault) => this.log.warn(fault, 'a hint was not told'));
    });
  }

  /** `listener` also runs when some may have been missed. */
  hear(kinds: readonly ActivityKind[] | 'every', listener: () => void): void {
    this.signals.on('activities', (heard) => {
      if (kinds === 'every' || kinds.some((kind) => heard.kinds.includes(kind))) listener();
    });
    this.signals.onGap(listener);
  }

  /** `listener` gets each activity of these kinds itself. What was missed while signals were cut does not come. */
  hearEach(kinds: readonly ActivityKind[], listener: (activity: Activity) => Promise<void>): void {
    this.signals.on('activities', (heard) => {
      if (!kinds.some((kind) => heard.kinds.includes(kind))) return;
      this.each(heard.ids, kinds, listener).catch((fault) =>
        this.log.warn(fault, 'activities were not read'),
      );
    });
  }

  private async each(
    ids: readonly number[],
    kinds: readonly ActivityKind[],
    listener: (activity: Activity) => Promise<void>,
  ): Promise<void> {
    for (const activity of await this.activities.find(ids))
      if (kinds.includes(activity.kind)) await listener(activity);
  }

  private async tellMissed(ids: readonly number[]): Promise<void> {
    const unknown = () => ids.filter((id) => !this.afterCommit.knows(id));
    if (this.redis.isConnected && unknown().length > 0) await sleep(PATIENCE, undefined, { ref: false });
    const missed = unknown();
    if (missed.length === 0) return;
    for (const activity of await this.activities.find(missed)) await this.afterCommit.tellHere(activity);
  }
}
