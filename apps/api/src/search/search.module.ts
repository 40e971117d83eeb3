import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { SearchController } from './search.controller.js';
import { SearchFigures } from './search.figures.js';
import { SearchIndexer } from './search.indexer.js';
import { Search } from './search.service.js';

@Module({
  imports: [HealthModule, SettingsModule],
  controllers: [SearchController],
  providers: [Search, SearchFigures, SearchIndexer],
  exports: [Search],
})
export class SearchModule {}
