import { Controller, Get, Query } from '@nestjs/common';
import { SearchPage, SearchQuery, SuggestQuery, Suggestions } from '@fingerpost/contracts/search';
import { Public, Returns } from '../http/decorators.js';
import { TheViewer, type Viewer } from '../http/viewer.js';
import { Search } from './search.service.js';

@Controller('api/search')
export class SearchController {
  constructor(private readonly search: Search) {}

  @Get()
  @Public()
  @Returns(SearchPage)
  find(@TheViewer() viewer: Viewer, @Query({ schema: SearchQuery }) query: SearchQuery) {
    return this.search.find(viewer, query);
  }

  @Get('suggest')
  @Public()
  @Returns(Suggestions)
  suggest(@TheViewer() viewer: Viewer, @Query({ schema: SuggestQuery }) query: { q: string }) {
    return this.search.suggest(viewer, query.q);
  }
}
