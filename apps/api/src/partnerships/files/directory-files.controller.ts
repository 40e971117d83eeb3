import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { PartnershipRecords } from '@fingerpost/contracts/partnerships';
import {
  PartnershipFeatures,
  PartnershipFileQuery,
  PartnershipMapQuery,
} from '@fingerpost/contracts/partnership-files';
import { Public, Returns } from '../../http/decorators.js';
import { TheViewer, type Viewer } from '../../http/viewer.js';
import { PartOf } from '../../settings/module.guard.js';
import { PartnershipMap } from '../map/map.service.js';
import { PartnershipCsv } from './partnership.csv.js';
import { PartnershipJson } from './partnership.json.js';

/** The directory as files, with the filters of its list: for spreadsheets, and for maps of others. */
@Controller('api')
@PartOf('partnerships')
export class DirectoryFilesController {
  constructor(
    private readonly map: PartnershipMap,
    private readonly csv: PartnershipCsv,
    private readonly json: PartnershipJson,
  ) {}

  @Get('partnerships.geojson')
  @Public()
  @Returns(PartnershipFeatures)
  geojson(@TheViewer() viewer: Viewer, @Query({ schema: PartnershipMapQuery }) query: PartnershipMapQuery) {
    return this.map.features(viewer, query);
  }

  @Get('partnerships.json')
  @Public()
  @ApiResponse({ status: 200, standardSchema: PartnershipRecords as never })
  records(@TheViewer() viewer: Viewer, @Query({ schema: PartnershipFileQuery }) query: PartnershipFileQuery) {
    return new StreamableFile(this.json.write(viewer, query), {
      type: 'application/json; charset=utf-8',
      disposition: 'attachment; filename="partnerships.json"',
    });
  }

  @Get('partnerships.csv')
  @Public()
  @ApiResponse({
    status: 200,
    description: 'A table for spreadsheets: UTF-8 with a byte order mark',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  table(@TheViewer() viewer: Viewer, @Query({ schema: PartnershipFileQuery }) query: PartnershipFileQuery) {
    return new StreamableFile(this.csv.write(viewer, query), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="partnerships.csv"',
    });
  }
}
