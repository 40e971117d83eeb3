import { Module } from '@nestjs/common';
import { DiscussionsModule } from '../discussions/discussions.module.js';
import { Downloads } from './downloads.service.js';
import { Reviews } from './reviews.js';
import { ResourcesController } from './resources.controller.js';
import { ResourceQueries } from './resources.queries.js';
import { Resources } from './resources.service.js';
import { Settling } from './settling.js';
import { ResourceUses } from './uses.service.js';

@Module({
  imports: [DiscussionsModule],
  controllers: [ResourcesController],
  providers: [Resources, ResourceQueries, ResourceUses, Downloads, Settling, Reviews],
  exports: [Resources, ResourceQueries, ResourceUses],
})
export class ResourcesModule {}
