import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ClaimQueries } from './claims.queries.js';
import { DirectoryFilesController } from './files/directory-files.controller.js';
import { PartnershipCsv } from './files/partnership.csv.js';
import { PartnershipJson } from './files/partnership.json.js';
import { PartnershipRevisions } from './history.service.js';
import { PartnershipMap } from './map/map.service.js';
import { Pins } from './map/pins.js';
import { Merging } from './merging.service.js';
import { PartnershipsController } from './partnerships.controller.js';
import { PartnershipQueries } from './partnerships.queries.js';
import { PartnershipReviews } from './reviews.js';
import { Partnerships } from './partnerships.service.js';
import { Stewards } from './stewards.service.js';

@Module({
  imports: [OrganisationsModule, SettingsModule],
  controllers: [PartnershipsController, DirectoryFilesController],
  providers: [
    Partnerships,
    PartnershipQueries,
    PartnershipRevisions,
    PartnershipCsv,
    PartnershipJson,
    PartnershipMap,
    Pins,
    Stewards,
    ClaimQueries,
    PartnershipReviews,
    Merging,
  ],
  exports: [Partnerships, PartnershipQueries, PartnershipMap],
})
export class PartnershipsModule {}
