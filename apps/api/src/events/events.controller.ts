import { Body, Controller, Delete, Get, Header, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { PathId } from '@fingerpost/contracts/common';
import { EventMonth, EventMonthQuery } from '@fingerpost/contracts/event-months';
import {
  AttendeePage,
  AttendeeQuery,
  CallOff,
  ChangeEvent,
  CreateEvent,
  Event,
  EventPage,
  EventQuery,
  GiveRsvp,
  RemoveEvent,
  Rsvp,
} from '@fingerpost/contracts/events';
import { Can, Limited, Public, Returns, ReturnsNothing } from '../http/decorators.js';
import { TheViewer, type Viewer } from '../http/viewer.js';
import { PartOf } from '../settings/module.guard.js';
import { AttendeeQueries } from './attendees.queries.js';
import { AttendeeTable } from './attendees.csv.js';
import { EventQueries } from './events.queries.js';
import { Events } from './events.service.js';
import { Rsvps } from './rsvps.service.js';

const Id = { schema: PathId };

@Controller('api/events')
@PartOf('events')
export class EventsController {
  constructor(
    private readonly events: Events,
    private readonly queries: EventQueries,
    private readonly attendees: AttendeeQueries,
    private readonly table: AttendeeTable,
    private readonly rsvps: Rsvps,
  ) {}

  @Get()
  @Public()
  @Returns(EventPage)
  list(@TheViewer() viewer: Viewer, @Query({ schema: EventQuery }) query: EventQuery) {
    return this.queries.page(viewer, query);
  }

  @Get('month')
  @Public()
  @Returns(EventMonth)
  month(@TheViewer() viewer: Viewer, @Query({ schema: EventMonthQuery }) query: EventMonthQuery) {
    return this.queries.month(viewer, query);
  }

  @Post()
  @Can('event.list')
  @Limited('list-event', 30, 3600)
  @Returns(Event, 201)
  create(@TheViewer() viewer: Viewer, @Body({ schema: CreateEvent }) input: CreateEvent) {
    return this.events.create(viewer, input);
  }

  @Get(':id')
  @Public()
  @Returns(Event)
  detail(@TheViewer() viewer: Viewer, @Param('id', Id) id: number) {
    return this.events.detail(viewer, id);
  }

  @Patch(':id')
  @Can('event.change')
  @Returns(Event)
  change(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: ChangeEvent }) input: ChangeEvent,
  ) {
    return this.events.change(viewer, id, input);
  }

  @Delete(':id')
  @Can('event.change')
  @ReturnsNothing()
  remove(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Query({ schema: RemoveEvent }) { later }: RemoveEvent,
  ) {
    return this.events.remove(viewer, id, later === 'true');
  }

  @Post(':id/cancellation')
  @Can('event.change')
  @Returns(Event)
  callOff(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: CallOff }) input: CallOff,
  ) {
    return this.events.callOff(viewer, id, input);
  }

  @Put(':id/rsvp')
  @Can('event.rsvp')
  @Limited('rsvp', 60, 600)
  @Returns(Rsvp)
  rsvp(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Body({ schema: GiveRsvp }) input: GiveRsvp,
  ) {
    return this.rsvps.answer(viewer, id, input);
  }

  @Get(':id/attendees')
  @Can('event.rsvp')
  @Returns(AttendeePage)
  listAttendees(
    @TheViewer() viewer: Viewer,
    @Param('id', Id) id: number,
    @Query({ schema: AttendeeQuery }) query: AttendeeQuery,
  ) {
    return this.attendees.page(viewer, id, query);
  }

  @Get(':id/attendees.csv')
  @Can('event.change')
  @ApiResponse({ status: 200, content: { 'text/csv': { schema: { type: 'string' } } } })
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="attendees.csv"')
  attendeesCsv(@TheViewer() viewer: Viewer, @Param('id', Id) id: number): Promise<string> {
    return this.table.of(viewer, id);
  }
}
