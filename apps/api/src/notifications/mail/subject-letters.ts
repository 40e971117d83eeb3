import { Injectable } from '@nestjs/common';
import type { Reason } from '@fingerpost/contracts/notifications';
import type { Letter, Unsent } from '../../mail/letter.js';
import type { Sender } from '../../mail/templates.js';

/** A notification about a thing, as its feature writes the letter of it. */
export interface Told {
  personId: number;
  activityId: number;
  kind: string;
  reason: Reason;
  subjectId: number;
  title: string;
  /** From the root of the site. */
  path: string;
  /** What the activity recorded. */
  data: Record<string, unknown>;
  /** Who did it, as letters name them. */
  name: string;
}

/** What a feature says in place of the usual words; why it came and how to stop it are added. */
export type Said = Pick<Letter, 'subject' | 'blocks' | 'calendar'>;

type Write = (told: Told, sender: Sender) => Promise<Said | Unsent | null>;

/** Letters about things that are no discussions. A feature registers how it tells of its own; null leaves the usual words. */
@Injectable()
export class SubjectLetters {
  private readonly writers = new Map<string, Write>();

  add(kind: string, write: Write): void {
    if (this.writers.has(kind)) throw new Error(`Two write letters about ${kind}`);
    this.writers.set(kind, write);
  }

  async write(subjectKind: string, told: Told, sender: Sender): Promise<Said | Unsent | null> {
    return (await this.writers.get(subjectKind)?.(told, sender)) ?? null;
  }
}
