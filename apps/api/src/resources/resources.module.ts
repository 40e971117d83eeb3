import { Module } from '@nestjs/common';
import { DiscussionsModule } from '../discussions/discussions.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { CollectionQueries } from './collections/collections.queries.js';
import { Collections } from './collections/collections.service.js';
import { CollectionsController } from './collections/collections.controller.js';
import { Downloads } from './downloads.service.js';
import { Reviews } from './reviews.js';
import { ResourcesController } from './resources.controller.js';
import { ResourceQueries } from './resources.queries.js';
import { Resources } from './resources.service.js';
import { Settling } from './settling.js';
import { ResourceUses } from './uses.service.js';

@Module({
  imports: [DiscussionsModule, SettingsModule],
  controllers: [ResourcesController, CollectionsController],
  providers: [
    Resources,
    ResourceQueries,
    ResourceUses,
    Downloads,
    Settling,
    Reviews,
    Collections,
    CollectionQueries,
  ],
  exports: [Resources, ResourceQueries, ResourceUses, Collections, CollectionQueries],
})
export class ResourcesModule {}
