import { Controller, Get, Query } from '@nestjs/common';
import { DevMailPage, DevMailQuery } from '@fingerpost/contracts/mail';
import { Public, Returns } from '../http/decorators.js';
import { TheViewer, type Viewer } from '../http/viewer.js';
import { DevMailbox } from './dev-mailbox.js';

@Controller()
export class DevMailController {
  constructor(private readonly mailbox: DevMailbox) {}

  @Get('api/dev/mail')
  @Public()
  @Returns(DevMailPage)
  list(@TheViewer() viewer: Viewer, @Query({ schema: DevMailQuery }) query: DevMailQuery) {
    return this.mailbox.page(viewer, query);
  }
}
