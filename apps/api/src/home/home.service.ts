import { Injectable } from '@nestjs/common';
import type { Home } from '@fingerpost/contracts/home';
import { isMember, type Viewer } from '../http/viewer.js';
import { HomeQueries } from './home.queries.js';

@Injectable()
export class HomeService {
  constructor(private readonly queries: HomeQueries) {}

  /** A guest sees what is alive; a member what needs them. */
  async home(viewer: Viewer): Promise<Home> {
    if (!isMember(viewer)) return { ...NOTHING, live: await this.queries.live(viewer) };
    const [needsYou, waiting, inYourSpaces, { unanswered, newcomer }] = await Promise.all([
      this.queries.needsYou(viewer),
      this.queries.waiting(viewer),
      this.queries.inYourSpaces(viewer),
      this.queries.counts(viewer),
    ]);
    return { ...NOTHING, needsYou, waiting, inYourSpaces, unansweredCount: unanswered, newcomer };
  }
}

const NOTHING: Home = {
  live: [],
  needsYou: [],
  waiting: [],
  inYourSpaces: [],
  unansweredCount: 0,
  newcomer: false,
};
