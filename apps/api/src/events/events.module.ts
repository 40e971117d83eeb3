import { Module } from '@nestjs/common';
import { AttendeeQueries } from './attendees.queries.js';
import { AttendeeTable } from './attendees.csv.js';
import { EventQueries } from './events.queries.js';
import { EventsController } from './events.controller.js';
import { EventsRealtime } from './events.realtime.js';
import { Events } from './events.service.js';
import { Rsvps } from './rsvps.service.js';

@Module({
  controllers: [EventsController],
  providers: [AttendeeQueries, AttendeeTable, EventQueries, Events, EventsRealtime, Rsvps],
  exports: [AttendeeQueries, EventQueries, Events],
})
export class EventsModule {}
