import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { SearchController } from './search.controller.js';
import { SearchIndexer } from './search.indexer.js';
import { Search } from './search.service.js';

@Module({
  imports: [SettingsModule],
  controllers: [SearchController],
  providers: [Search, SearchIndexer],
  exports: [Search],
})
export class SearchModule {}
