import { Injectable } from '@nestjs/common';
import type { PartnershipFileQuery } from '@fingerpost/contracts/partnership-files';
import type { PartnershipRecord } from '@fingerpost/contracts/partnerships';
import { t } from '@fingerpost/messages';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import { Config } from '../../config/settings.js';
import type { Viewer } from '../../http/viewer.js';
import { PartnershipQueries } from '../partnerships.queries.js';

const COLUMNS = [
  'name',
  'address',
  'area',
  'scale',
  'nation',
  'sectors',
  'formality',
  'formalityBasis',
  'lifecycle',
  'activities',
  'members',
  'latitude',
  'longitude',
  'checked',
  'verifiedAt',
  'asOf',
  'sources',
] as const;
type Column = (typeof COLUMNS)[number];
/** A number stays one: as text the sign of what lies west of Greenwich would be taken for the beginning of a formula. */
type Cell = string | number;

/** What a filter finds as a table for a spreadsheet, row by row as it is read. */
@Injectable()
export class PartnershipCsv {
  constructor(
    private readonly config: Config,
    private readonly queries: PartnershipQueries,
  ) {}

  write(viewer: Viewer, filter: PartnershipFileQuery): Readable {
    const csv = stringify({
      header: true,
      columns: COLUMNS.map((key) => ({ key, header: t(`partnerships.csv.${key}`) })),
      // A name that begins with = must stay a name in a spreadsheet, and one with an accent must keep it.
      escape_formulas: true,
      bom: true,
      record_delimiter: 'windows',
    });
    return Readable.from(this.rows(viewer, filter)).pipe(csv);
  }

  private async *rows(viewer: Viewer, filter: PartnershipFileQuery): AsyncGenerator<Record<Column, Cell>> {
    for await (const piece of this.queries.allRecords(viewer, filter))
      for (const partnership of piece) yield row(partnership, this.config.address);
  }
}

const row = (it: PartnershipRecord, site: string): Record<Column, Cell> => ({
  name: it.name,
  address: `${site}/partnerships/${it.slug}`,
  area: it.area,
  scale: t(`partnerships.scale.${it.scale}`),
  nation: t(`partnerships.nation.${it.nation}`),
  sectors: it.sectors.map((sector) => t(`common.sector.${sector}`)).join('; '),
  formality: t(`partnerships.formality.${it.formality}`),
  formalityBasis: it.formalityBasis,
  lifecycle: t(`partnerships.lifecycle.${it.lifecycle}`),
  activities: it.activities.map((kind) => t(`partnerships.activity.${kind}`)).join('; '),
  members: it.memberCount,
  latitude: it.pin?.lat ?? '',
  longitude: it.pin?.lon ?? '',
  checked: t(`partnerships.freshness.${it.freshness}`),
  verifiedAt: it.verifiedAt?.slice(0, 10) ?? '',
  asOf: it.asOf ?? '',
  // Where each fact is from; an address tells more than the title of a page.
  sources: it.sources.map(({ title, url }) => url ?? title).join('; '),
});
