import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Signals } from '../database/signals.js';

/** Rights that were just taken away, for whoever holds something open because of them. */
export interface Revocation {
  sessionIds: readonly number[];
  personId: number | null;
  spaceId: number | null;
}

/** Told in this process after the commit; the others hear by a signal sent in the transaction that took the rights away. */
@Injectable()
export class Revocations implements OnModuleInit {
  private readonly listeners: ((revocation: Revocation) => void)[] = [];

  constructor(private readonly signals: Signals) {}

  onModuleInit(): void {
    this.signals.on('revoked', (revocation) => this.tell(revocation));
  }

  on(listener: (revocation: Revocation) => void): void {
    this.listeners.push(listener);
  }

  sessionsEnded(sessionIds: readonly number[]): void {
    this.tell({ sessionIds, personId: null, spaceId: null });
  }

  membershipChanged(personId: number, spaceId: number): void {
    this.tell({ sessionIds: [], personId, spaceId });
  }

  private tell(revocation: Revocation): void {
    for (const listener of this.listeners) listener(revocation);
  }
}
