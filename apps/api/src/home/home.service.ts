import { Injectable } from '@nestjs/common';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { Home } from '@fingerpost/contracts/home';
import { isMember, type Viewer } from '../http/viewer.js';
import { Inbox } from '../notifications/inbox.service.js';
import { Partnerships } from '../partnerships/partnerships.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { ComingUpService } from './coming-up.service.js';
import { HomeQueries, PART_ROWS } from './home.queries.js';

/** What needs somebody is read at a glance; the inbox has the rest. */
const MENTIONS = 10;

@Injectable()
export class HomeService {
  constructor(
    private readonly queries: HomeQueries,
    private readonly inbox: Inbox,
    private readonly soon: ComingUpService,
    private readonly settings: SettingsService,
    private readonly partnerships: Partnerships,
  ) {}

  /** A guest sees what is alive; a member what needs them. */
  async home(viewer: Viewer): Promise<Home> {
    if (!isMember(viewer)) {
      const [live, comingUp, nations] = await Promise.all([
        this.queries.live(viewer),
        this.soon.next(viewer),
        this.nations(viewer),
      ]);
      return { ...NOTHING, live, comingUp, nations };
    }
    const [needsYou, mentions, waiting, inYourSpaces, comingUp, counts] = await Promise.all([
      this.queries.needsYou(viewer),
      this.inbox.mentions(viewer, MENTIONS),
      this.queries.waiting(viewer),
      this.queries.inYourSpaces(viewer),
      this.soon.next(viewer),
      this.queries.counts(viewer),
    ]);
    // What stands further up is said once: of a discussion in two parts each would be read twice.
    const said = new Set(needsYou.map(({ id }) => id));
    const named = mentions.filter(({ thread }) => !thread || !said.has(thread.discussionId));
    for (const { thread } of named) if (thread) said.add(thread.discussionId);
    const unsaid = (rows: DiscussionSummary[]) => rows.filter(({ id }) => !said.has(id));
    const unanswered = unsaid(waiting);
    for (const { id } of unanswered) said.add(id);
    return {
      ...NOTHING,
      needsYou,
      mentions: named,
      waiting: unanswered,
      inYourSpaces: unsaid(inYourSpaces).slice(0, PART_ROWS),
      comingUp,
      unansweredCount: counts.unanswered,
      newcomer: counts.newcomer,
      saidHello: counts.said_hello,
    };
  }

  private async nations(viewer: Viewer): Promise<Home['nations']> {
    const { modules } = await this.settings.site();
    return modules.includes('partnerships') ? this.partnerships.byNation(viewer) : [];
  }
}

const NOTHING: Home = {
  live: [],
  needsYou: [],
  mentions: [],
  waiting: [],
  inYourSpaces: [],
  comingUp: [],
  nations: [],
  unansweredCount: 0,
  newcomer: false,
  saidHello: false,
};
