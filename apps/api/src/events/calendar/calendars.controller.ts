import { Controller, Delete, Get, Header, Param, Post, Query, applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { PathId, Slug } from '@fingerpost/contracts/common';
import { CalendarAddress } from '@fingerpost/contracts/calendars';
import { z } from 'zod';
import { Can, Limited, Public, Returns } from '../../http/decorators.js';
import { TheViewer, type MemberViewer, type Viewer } from '../../http/viewer.js';
import { PartOf } from '../../settings/module.guard.js';
import { Calendars } from './calendars.service.js';

const AnswersCalendar = () =>
  applyDecorators(
    Public(),
    ApiResponse({ status: 200, content: { 'text/calendar': { schema: { type: 'string' } } } }),
    Header('content-type', 'text/calendar; charset=utf-8'),
  );
const OfSpace = z.strictObject({ space: Slug.optional() });
/** What is not a token is asked for as little as what is none of ours. */
const Token = z.string().max(100);

@Controller('api')
@PartOf('events')
export class CalendarsController {
  constructor(private readonly calendars: Calendars) {}

  @Get('events/:id.ics')
  @AnswersCalendar()
  one(@TheViewer() viewer: Viewer, @Param('id', { schema: PathId }) id: number): Promise<string> {
    return this.calendars.one(viewer, id);
  }

  @Get('spaces/:slug/events.ics')
  @AnswersCalendar()
  ofSpace(@TheViewer() viewer: Viewer, @Param('slug', { schema: Slug }) slug: string): Promise<string> {
    return this.calendars.ofSpace(viewer, slug);
  }

  @Get('calendar/:token.ics')
  @AnswersCalendar()
  ofHolder(
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: OfSpace }) { space }: z.infer<typeof OfSpace>,
  ): Promise<string> {
    return this.calendars.ofHolder(token, space);
  }

  @Get('me/calendar')
  @Can('calendar.own')
  @Returns(CalendarAddress)
  address(@TheViewer() viewer: MemberViewer) {
    return this.calendars.address(viewer);
  }

  @Post('me/calendar')
  @Can('calendar.own')
  @Limited('calendar', 20, 3600)
  @Returns(CalendarAddress, 201)
  make(@TheViewer() viewer: MemberViewer) {
    return this.calendars.make(viewer);
  }

  @Delete('me/calendar')
  @Can('calendar.own')
  @Returns(CalendarAddress)
  stop(@TheViewer() viewer: MemberViewer) {
    return this.calendars.stop(viewer);
  }
}
