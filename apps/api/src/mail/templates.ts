import { Injectable } from '@nestjs/common';
import type { Letter, Unsent } from './letter.js';

/** The site as a letter names it. */
export interface Sender {
  site: string;
  address: string;
}

/** Writes a letter when it is about to go, so that it tells what is so then; may find that it must not go at all. */
export type Compose<Data = never> = (
  data: Data,
  recipient: string,
  sender: Sender,
) => Promise<Letter | Unsent>;

/** What features can mail. They register their letters here; mail knows no feature. */
@Injectable()
export class MailTemplates {
  private readonly templates = new Map<string, Compose>();

  add<Data>(name: string, compose: Compose<Data>): void {
    if (this.templates.has(name)) throw new Error(`Two letters are called ${name}`);
    this.templates.set(name, compose as Compose);
  }

  get(name: string): Compose | undefined {
    return this.templates.get(name);
  }
}
