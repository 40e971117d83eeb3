import { Injectable } from '@nestjs/common';

/** The only source of now. Tests move it with `offset`. */
@Injectable()
export class Clock {
  /** Milliseconds that tests add to the real time. */
  offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  minutesFromNow(minutes: number): Date {
    return new Date(this.now().getTime() + minutes * 60_000);
  }
}
