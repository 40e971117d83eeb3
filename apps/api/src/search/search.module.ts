import { Module } from '@nestjs/common';
import { SearchController } from './search.controller.js';
import { SearchIndexer } from './search.indexer.js';
import { Search } from './search.service.js';

@Module({ controllers: [SearchController], providers: [Search, SearchIndexer], exports: [Search] })
export class SearchModule {}
