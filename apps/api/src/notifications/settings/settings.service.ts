import { Injectable } from '@nestjs/common';
import type { ChangeNotificationSettings, NotificationSettings } from '@fingerpost/contracts/notifications';
import { Clock } from '../../config/clock.js';
import { Database } from '../../database/database.service.js';
import { invalid, stale } from '../../http/problem.js';
import type { MemberViewer } from '../../http/viewer.js';
import { ASK_ANEW } from '../mail/notification-mail.js';
import { PushKeys } from '../push/push-keys.js';
import { CHANGE, KNOWN_ZONE, OF_MEMBER, RECKON_ANEW } from './settings.statements.js';

interface Row {
  [column: string]: unknown;
  personal: NotificationSettings['personal'];
  rest: NotificationSettings['rest'];
  reasons: NotificationSettings['reasons'];
  digest_days: NotificationSettings['digest']['days'];
  digest_weekday: number;
  digest_hour: number;
  time_zone: string;
  quiet_from: number | null;
  quiet_to: number | null;
  push: boolean;
  version: number;
  mail_stopped_at: Date | null;
  mail_stopped_reason: string | null;
  spaces: NotificationSettings['spaces'];
}

/** What reaches a member outside of the site, and when. */
@Injectable()
export class NotificationSettingsService {
  constructor(
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly keys: PushKeys,
  ) {}

  async of(viewer: MemberViewer): Promise<NotificationSettings> {
    const row = (await this.db.one<Row>(OF_MEMBER, [viewer.personId]))!;
    return {
      personal: row.personal,
      rest: row.rest,
      reasons: row.reasons,
      digest: { days: row.digest_days, weekday: row.digest_weekday, hour: row.digest_hour },
      timeZone: row.time_zone,
      quiet:
        row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to },
      push: row.push,
      version: row.version,
      pushKey: await this.keys.publicKey(),
      mailStopped: row.mail_stopped_at && {
        at: row.mail_stopped_at.toISOString(),
        reason: row.mail_stopped_reason ?? '',
      },
      spaces: row.spaces,
    };
  }

  /** @throws DomainError 409 with the present settings on a stale version, 422 for a time zone that nobody knows. */
  async change(viewer: MemberViewer, input: ChangeNotificationSettings): Promise<NotificationSettings> {
    await this.checkZone(input.timeZone);
    await this.db.write(viewer, async (tx) => {
      const changed = await tx.query<unknown[]>(CHANGE, [
        viewer.personId,
        input.version,
        input.personal,
        input.rest,
        input.reasons,
        input.digest.days,
        input.digest.weekday,
        input.digest.hour,
        input.timeZone,
        input.quiet?.from ?? null,
        input.quiet?.to ?? null,
      ]);
      if (changed.length === 0) throw stale(await this.of(viewer));
      await tx.query(RECKON_ANEW, [viewer.personId]);
      await tx.query(ASK_ANEW, [viewer.personId, this.clock.now()]);
    });
    return this.of(viewer);
  }

  /** The database reckons with it, so the database must know it; and a name, since an offset forgets summer. */
  private async checkZone(zone: string): Promise<void> {
    const named = zone === 'UTC' || /^[A-Z][\w+-]*(?:\/[\w+-]+)+$/.test(zone);
    const known = named && (await this.db.one(KNOWN_ZONE, [zone]).catch(() => undefined));
    if (!known) throw invalid('timeZone', 'is not a time zone, such as Europe/London');
  }
}
