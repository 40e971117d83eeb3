import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { DevMailPage, DevMailQuery } from '@fingerpost/contracts/mail';
import { Public, Returns } from '../http/decorators.js';
import { DevMailbox } from './dev-mailbox.js';
import { mailboxPage } from './dev-mail.page.js';

@Controller()
export class DevMailController {
  constructor(private readonly mailbox: DevMailbox) {}

  @Get('api/dev/mail')
  @Public()
  @Returns(DevMailPage)
  list(@Query({ schema: DevMailQuery }) query: DevMailQuery) {
    return this.mailbox.page(query);
  }

  @Get('dev/mail')
  @Public()
  @ApiResponse({
    status: 200,
    description: 'The mailbox as a page',
    content: { 'text/html': { schema: { type: 'string' } } },
  })
  @Header('content-type', 'text/html; charset=utf-8')
  page(@Query({ schema: DevMailQuery }) query: DevMailQuery): Promise<string> {
    return this.mailbox.page(query).then((page) => mailboxPage(page, query));
  }
}
