import { Injectable } from '@nestjs/common';

/** Rights that were just taken away, for whoever holds something open because of them. */
export interface Revocation {
  sessionIds: readonly number[];
  personId: number | null;
  spaceId: number | null;
}

/** Told in this process after the commit; other processes hear by the activity's job. */
@Injectable()
export class Revocations {
  private readonly listeners: ((revocation: Revocation) => void)[] = [];

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
