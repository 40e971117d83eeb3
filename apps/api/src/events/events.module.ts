import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { AttendeeQueries } from './attendees.queries.js';
import { AttendeeTable } from './attendees.csv.js';
import { CalendarQueries } from './calendar/calendars.queries.js';
import { CalendarsController } from './calendar/calendars.controller.js';
import { Calendars } from './calendar/calendars.service.js';
import { EventChanges } from './event-changes.js';
import { EventQueries } from './events.queries.js';
import { EventsController } from './events.controller.js';
import { EventsRealtime } from './events.realtime.js';
import { Events } from './events.service.js';
import { Forgetting } from './forgetting.js';
import { FreedSeats } from './freed-seats.js';
import { Reminders } from './reminders.js';
import { Rsvps } from './rsvps.service.js';
import { Series } from './series.js';

@Module({
  imports: [SettingsModule],
  controllers: [CalendarsController, EventsController],
  providers: [
    AttendeeQueries,
    AttendeeTable,
    CalendarQueries,
    Calendars,
    EventChanges,
    EventQueries,
    Events,
    EventsRealtime,
    Forgetting,
    FreedSeats,
    Reminders,
    Rsvps,
    Series,
  ],
  exports: [AttendeeQueries, CalendarQueries, EventQueries, Events],
})
export class EventsModule {}
