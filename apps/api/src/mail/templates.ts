import { Injectable } from '@nestjs/common';
import type { Letter, Unsent } from './letter.js';

/** The site as a letter names it. */
export interface Sender {
  site: string;
  address: string;
  /** The host of the address, which Message-IDs and lists are named after. */
  host: string;
}

/** Writes a letter when it is about to go, so that it tells what is so then; may find that it must not go at all. */
export type Compose<Data = never> = (
  data: Data,
  recipient: string,
  sender: Sender,
) => Promise<Letter | Unsent>;

interface Template {
  compose: Compose;
  /** Somebody waits for it, to get in: it goes before others, and also to an address that stopped taking mail. */
  waitedFor: boolean;
}

/** What features can mail. They register their letters here; mail knows no feature. */
@Injectable()
export class MailTemplates {
  private readonly templates = new Map<string, Template>();

  add<Data>(name: string, compose: Compose<Data>, { waitedFor = false } = {}): void {
    if (this.templates.has(name)) throw new Error(`Two letters are called ${name}`);
    this.templates.set(name, { compose: compose as Compose, waitedFor });
  }

  get names(): string[] {
    return [...this.templates.keys()];
  }

  get(name: string): Template | undefined {
    return this.templates.get(name);
  }
}
