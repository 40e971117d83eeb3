import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { PathId, Slug } from '@fingerpost/contracts/common';
import { SetWatch, Watch } from '@fingerpost/contracts/notifications';
import { Can, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer } from '../http/viewer.js';
import { Watches } from './watches.service.js';

@Controller('api')
export class WatchesController {
  constructor(private readonly watches: Watches) {}

  @Get('discussions/:id/watch')
  @Can('watch.choose')
  @Returns(Watch)
  ofDiscussion(@TheViewer() viewer: MemberViewer, @Param('id', { schema: PathId }) id: number) {
    return this.watches.ofDiscussion(viewer, id);
  }

  @Put('discussions/:id/watch')
  @Can('watch.choose')
  @Returns(Watch)
  chooseForDiscussion(
    @TheViewer() viewer: MemberViewer,
    @Param('id', { schema: PathId }) id: number,
    @Body({ schema: SetWatch }) input: SetWatch,
  ) {
    return this.watches.chooseForDiscussion(viewer, id, input);
  }

  @Get('spaces/:slug/watch')
  @Can('watch.choose')
  @Returns(Watch)
  ofSpace(@TheViewer() viewer: MemberViewer, @Param('slug', { schema: Slug }) slug: string) {
    return this.watches.ofSpace(viewer, slug);
  }

  @Put('spaces/:slug/watch')
  @Can('watch.choose')
  @Returns(Watch)
  chooseForSpace(
    @TheViewer() viewer: MemberViewer,
    @Param('slug', { schema: Slug }) slug: string,
    @Body({ schema: SetWatch }) input: SetWatch,
  ) {
    return this.watches.chooseForSpace(viewer, slug, input);
  }
}
