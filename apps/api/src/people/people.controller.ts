import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { PageQuery, PathId } from '@fingerpost/contracts/common';
import {
  Conversation,
  DirectoryPerson,
  Message,
  MessagePage,
  PeoplePage,
  PeopleQuery,
  WriteMessage,
} from '@fingerpost/contracts/people';
import { Can, Limited, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer } from '../http/viewer.js';
import { PartOf } from '../settings/module.guard.js';
import { MessageQueries } from './messages.queries.js';
import { Messages } from './messages.service.js';
import { PeopleQueries } from './people.queries.js';

const Id = { schema: PathId };

@Controller('api')
@PartOf('partnerships')
export class PeopleController {
  constructor(
    private readonly people: PeopleQueries,
    private readonly messages: Messages,
    private readonly sent: MessageQueries,
  ) {}

  @Get('people')
  @Can('people.find')
  @Returns(PeoplePage)
  list(@TheViewer() viewer: MemberViewer, @Query({ schema: PeopleQuery }) query: PeopleQuery) {
    return this.people.page(viewer, query);
  }

  @Get('people/:id')
  @Can('people.find')
  @Returns(DirectoryPerson)
  person(@TheViewer() viewer: MemberViewer, @Param('id', Id) id: number) {
    return this.people.writable(viewer, id);
  }

  @Post('people/:id/messages')
  @Can('people.write-to')
  @Limited('message', 30, 3600)
  @Returns(Message, 201)
  write(
    @TheViewer() viewer: MemberViewer,
    @Param('id', Id) id: number,
    @Body({ schema: WriteMessage }) input: WriteMessage,
  ) {
    return this.messages.write(viewer, id, input);
  }

  @Get('messages')
  @Can('people.write-to')
  @Returns(MessagePage)
  mine(@TheViewer() viewer: MemberViewer, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.sent.page(viewer, query);
  }

  @Get('messages/:id')
  @Can('people.write-to')
  @Returns(Conversation)
  conversation(@TheViewer() viewer: MemberViewer, @Param('id', Id) id: number) {
    return this.messages.conversation(viewer, id);
  }

  @Post('messages/:id/answers')
  @Can('people.write-to')
  @Limited('message', 30, 3600)
  @Returns(Message, 201)
  answer(
    @TheViewer() viewer: MemberViewer,
    @Param('id', Id) id: number,
    @Body({ schema: WriteMessage }) input: WriteMessage,
  ) {
    return this.messages.answer(viewer, id, input);
  }
}
