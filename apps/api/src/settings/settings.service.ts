import { Injectable } from '@nestjs/common';
import { MODULES } from '@fingerpost/contracts/modules';
import { canOperate } from '@fingerpost/contracts/permissions';
import type { ChangeSettings, Settings, Site } from '@fingerpost/contracts/settings';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { forbidden, stale } from '../http/problem.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { presentSettings, presentSite, type SettingsRow } from './settings.presenter.js';

/** Every page needs them; another process may show former ones for this long. */
const KEPT_FOR = 2_000;

/** What the operator decides of the whole site. */
@Injectable()
export class SettingsService {
  private kept: { row: SettingsRow; at: number } | null = null;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
  ) {}

  async settings(viewer: Viewer): Promise<Settings> {
    if (!canOperate(viewer)) throw forbidden();
    return presentSettings(await this.read());
  }

  async change(viewer: MemberViewer, input: ChangeSettings): Promise<Settings> {
    if (!canOperate(viewer)) throw forbidden();
    const { version, ...wanted } = input;
    const changed = await this.db.writeAnswer(viewer, async (tx) => {
      const present = await this.lock(tx);
      if (present.version !== version) throw stale(presentSettings(present));
      await tx.query(
        `UPDATE settings SET version = version + 1, site_name = coalesce($1, site_name), run_by = coalesce($2, run_by), contact = coalesce($3, contact),
           joining = coalesce($4, joining), house_rules = coalesce($5, house_rules), modules_off = coalesce($6, modules_off)`,
        [
          wanted.siteName ?? null,
          wanted.runBy ?? null,
          wanted.contact ?? null,
          wanted.joining ?? null,
          wanted.houseRules ?? null,
          wanted.modules ? MODULES.filter((name) => !wanted.modules?.includes(name)) : null,
        ],
      );
      await audit(tx, viewer, {
        kind: 'settings.changed',
        spaceId: null,
        subjectKind: 'site',
        subjectId: 1,
        data: { fields: Object.keys(wanted) },
        at: this.clock.now(),
      });
      return presentSettings(await this.lock(tx));
    });
    this.forgetSite();
    return changed;
  }

  /** What anybody may know of the site; `host` is the name under which this request came. */
  async site(host?: string): Promise<Site> {
    return presentSite(await this.fresh(), this.config, host);
  }

  /** The settings under their lock, for what sets up or ends a site. */
  async lock(tx: Transaction): Promise<SettingsRow> {
    const [row] = await tx.query<SettingsRow[]>(`${READ.text} FOR UPDATE`);
    if (!row) throw new Error('the settings row is missing');
    return row;
  }

  /** After a change, so that the next page shows it. */
  forgetSite(): void {
    this.kept = null;
  }

  private async fresh(): Promise<SettingsRow> {
    const now = performance.now();
    if (!this.kept || now - this.kept.at > KEPT_FOR) this.kept = { row: await this.read(), at: now };
    return this.kept.row;
  }

  /** The settings as they stand, for what changes nothing. */
  async read(): Promise<SettingsRow> {
    const row = await this.db.one<SettingsRow>(READ);
    if (!row) throw new Error('the settings row is missing');
    return row;
  }
}

const READ = statement(
  'settings-read',
  'SELECT version, site_name, run_by, contact, joining, house_rules, modules_off, demonstration, first_operator_hash, started_at FROM settings',
);
