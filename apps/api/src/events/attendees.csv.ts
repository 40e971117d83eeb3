import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { t } from '@fingerpost/messages';
import { forbidden } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { AttendeeQueries } from './attendees.queries.js';
import { Events } from './events.service.js';

/** The organiser's list as a table for their own programs. */
@Injectable()
export class AttendeeTable {
  constructor(
    private readonly events: Events,
    private readonly attendees: AttendeeQueries,
  ) {}

  /** @throws DomainError 404 unseen, 403 for who does not organise it. */
  async of(viewer: Viewer, id: number): Promise<string> {
    const event = await this.events.detail(viewer, id);
    if (!event.can.attendees) throw forbidden();
    const rows = await this.attendees.all(viewer, id);
    const { questions } = event;
    const columns = ['name', 'sector', 'organisation', 'answer', 'position', 'since'] as const;
    return stringify(
      rows.map(({ person, status, position, at, answers }) => [
        person.name || t('common.person.former'),
        person.sector ? t(`common.sector.${person.sector}`) : '',
        person.organisation ?? '',
        t(`events.csv.${status}`),
        position ?? '',
        at,
        ...questions.map((asked) => answers.find(({ questionId }) => questionId === asked.id)?.text ?? ''),
      ]),
      {
        header: true,
        columns: [
          ...columns.map((column) => ({ key: column, header: t(`events.csv.${column}`) })),
          ...questions.map(({ id: key, text: header }) => ({ key: String(key), header })),
        ],
        // A name that begins as a formula must stay a name in a spreadsheet, and an accent an accent.
        escape_formulas: true,
        bom: true,
        record_delimiter: 'windows',
      },
    );
  }
}
