import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import type { MemberViewer } from '../http/viewer.js';
import { Revocations } from './revocations.js';

/** Rights end within five seconds everywhere; another process that ends a session is believed after this. */
const REMEMBERED_MS = 2_000;
const MOST = 10_000;

/**
 * Who is behind a token, remembered for two seconds: a page asks several things at once,
 * and each would read the same row. What this process ends is forgotten at once.
 */
@Injectable()
export class SessionMemory implements OnModuleInit {
  private readonly viewers = new Map<string, { viewer: MemberViewer; until: number }>();
  /** Goes up when sessions end: what was read before is not remembered after. */
  epoch = 0;

  constructor(
    private readonly clock: Clock,
    private readonly revocations: Revocations,
  ) {}

  onModuleInit(): void {
    this.revocations.on(({ sessionIds }) => {
      this.epoch += 1;
      if (sessionIds.length > 0)
        for (const [key, { viewer }] of this.viewers)
          if (sessionIds.includes(viewer.sessionId)) this.viewers.delete(key);
    });
  }

  get(key: string): MemberViewer | undefined {
    const kept = this.viewers.get(key);
    return kept && kept.until > this.clock.now().getTime() ? kept.viewer : undefined;
  }

  /** Keeps who was read in `epoch`. */
  keep(key: string, viewer: MemberViewer, epoch: number): void {
    if (epoch !== this.epoch) return;
    if (this.viewers.size >= MOST) this.viewers.clear();
    this.viewers.set(key, { viewer, until: this.clock.now().getTime() + REMEMBERED_MS });
  }
}
