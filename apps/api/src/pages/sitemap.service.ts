import { Injectable } from '@nestjs/common';
import { seesContent } from '../access/predicate.js';
import { kindsOf, subjectPaths } from '../access/subjects.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { SettingsService } from '../settings/settings.service.js';

const PAGES = ['/', '/discussions', '/spaces', '/rules', '/privacy', '/accessibility'];
/** The format allows 50,000 addresses in one file; the newest are what is looked for. */
const DISCUSSIONS_MAX = 30_000;
const THINGS_MAX = 4_000;

/** What a guest may read: `$1` is null. */
const PUBLIC = statement(
  'sitemap',
  `
  (SELECT '/spaces/' || s.slug AS path, NULL::timestamptz AS changed FROM spaces s WHERE s.visibility = 'public' AND $1::bigint IS NULL ORDER BY s.id)
  UNION ALL
  (SELECT '/discussions/' || d.id || '-' || d.slug, d.last_activity_at FROM discussions d JOIN spaces s ON s.id = d.space_id
   WHERE ${seesContent('d', 's', '$1')} AND d.state = 'published' ORDER BY d.last_activity_at DESC LIMIT ${DISCUSSIONS_MAX})
  UNION ALL
  SELECT path, NULL FROM (${subjectPaths('$2::text[]', '$1', THINGS_MAX)}) things`,
);

@Injectable()
export class Sitemap {
  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly settings: SettingsService,
  ) {}

  /** Slugs hold nothing that XML would read otherwise. */
  async xml(): Promise<string> {
    const { modules } = await this.settings.site();
    const rows = await this.db.query<{ path: string; changed: Date | null }>(PUBLIC, [
      null,
      kindsOf(modules),
    ]);
    const lists = [
      ...modules,
      ...(modules.includes('events') ? ['campaigns'] : []),
      ...(modules.includes('resources') ? ['collections'] : []),
    ].map((name) => `/${name}`);
    const urls = [...[...PAGES, ...lists].map((path) => ({ path, changed: null })), ...rows].map(
      ({ path, changed }) =>
        `<url><loc>${this.config.address}${path}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}</url>`,
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
  }

  async robots(): Promise<string> {
    const { demonstration } = await this.settings.site();
    // Nobody should find an example and take it for somebody's words.
    if (demonstration) return 'User-agent: *\nDisallow: /\n';
    const hidden = ['/api/', '/search', '/sign-in', '/sign-up', '/me', '/admin', '/posts/'];
    return `User-agent: *\n${hidden.map((path) => `Disallow: ${path}`).join('\n')}\nSitemap: ${this.config.address}/sitemap.xml\n`;
  }
}
