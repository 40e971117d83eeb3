import { Injectable } from '@nestjs/common';
import type { PartnershipFileQuery } from '@fingerpost/contracts/partnership-files';
import { Readable } from 'node:stream';
import type { Viewer } from '../../http/viewer.js';
import { PartnershipQueries } from '../partnerships.queries.js';

/** What a filter finds with all that its records say, written as it is read: for programs, and to take elsewhere. */
@Injectable()
export class PartnershipJson {
  constructor(private readonly queries: PartnershipQueries) {}

  write(viewer: Viewer, filter: PartnershipFileQuery): Readable {
    return Readable.from(this.text(viewer, filter));
  }

  private async *text(viewer: Viewer, filter: PartnershipFileQuery): AsyncGenerator<string> {
    let before = '{"items":[';
    for await (const piece of this.queries.allRecords(viewer, filter)) {
      yield before + piece.map((record) => JSON.stringify(record)).join(',\n');
      before = ',\n';
    }
    yield before.startsWith('{') ? `${before}]}` : ']}';
  }
}
