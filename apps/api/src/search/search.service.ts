import { Injectable } from '@nestjs/common';
import type { Page } from '@fingerpost/contracts/common';
import { SEARCH_KINDS, searchKinds, type SearchKind } from '@fingerpost/contracts/modules';
import type { SearchHit, SearchQuery, Suggestions } from '@fingerpost/contracts/search';
import { Database } from '../database/database.service.js';
import { cursorOf, readingOf, toPage, whole } from '../http/paging.js';
import type { Viewer } from '../http/viewer.js';
import { SettingsService } from '../settings/settings.service.js';
import { presentHit, presentSuggestion, type FoundRow, type HitRow } from './search.presenter.js';
import { SEARCH_ASC, SEARCH_DESC, SUGGEST } from './search.statements.js';
import { anyOf, termsOf } from './search.terms.js';

@Injectable()
export class Search {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsService,
  ) {}

  /** Titles and posts with the words, best first, among what the viewer sees. */
  async find(viewer: Viewer, query: SearchQuery): Promise<Page<SearchHit>> {
    const reading = readingOf(query, 'desc');
    const { acronyms, excludes } = termsOf(query.q);
    const cursor = cursorOf(reading, ['number', 'number', 'number'] as const) ?? [null, null, null];
    const rows = await this.db.query<HitRow>(reading.descending ? SEARCH_DESC : SEARCH_ASC, [
      viewer.personId,
      query.q,
      acronyms,
      excludes,
      query.kind ?? null,
      query.space ?? null,
      ...cursor,
      reading.limit + 1,
      await this.kindsOff(),
    ]);
    return toPage(rows, reading, (row) => [row.score, row.opens, row.subject_id], presentHit);
  }

  private async kindsOff(): Promise<SearchKind[]> {
    const { modules } = await this.settings.site();
    const on = searchKinds(modules);
    return SEARCH_KINDS.filter((kind) => !on.includes(kind));
  }

  /** Discussions whose titles are like the one being typed. */
  async suggest(viewer: Viewer, q: string): Promise<Suggestions> {
    const rows = await this.db.query<FoundRow>(SUGGEST, [viewer.personId, anyOf(q)]);
    return whole(rows.map(presentSuggestion));
  }
}
