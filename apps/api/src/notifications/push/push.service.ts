import { Injectable } from '@nestjs/common';
import type { PushSubscriptionInput } from '@fingerpost/contracts/notifications';
import { Clock } from '../../config/clock.js';
import { Database } from '../../database/database.service.js';
import type { MemberViewer } from '../../http/viewer.js';
import { checkEndpoint } from './push-endpoint.js';

/** More browsers than anybody uses; the oldest goes. */
const BROWSERS = 10;

/** The browsers of a member that take web push. */
@Injectable()
export class Push {
  constructor(
    private readonly clock: Clock,
    private readonly db: Database,
  ) {}

  async add(viewer: MemberViewer, { endpoint, keys }: PushSubscriptionInput): Promise<void> {
    checkEndpoint(endpoint);
    await this.db.write(viewer, async (tx) => {
      await tx.query(
        `INSERT INTO push_subscriptions (person_id, endpoint, p256dh, auth, session_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (endpoint) DO UPDATE SET person_id = $1, p256dh = $3, auth = $4, session_id = $5, created_at = $6`,
        [viewer.personId, endpoint, keys.p256dh, keys.auth, viewer.sessionId, this.clock.now()],
      );
      await tx.query(
        `DELETE FROM push_subscriptions WHERE person_id = $1 AND id NOT IN (
           SELECT id FROM push_subscriptions WHERE person_id = $1 ORDER BY created_at DESC, id DESC LIMIT ${BROWSERS})`,
        [viewer.personId],
      );
      await this.switch(tx, viewer.personId);
    });
  }

  async remove(viewer: MemberViewer, { endpoint }: PushSubscriptionInput): Promise<void> {
    await this.db.write(viewer, async (tx) => {
      await tx.query('DELETE FROM push_subscriptions WHERE person_id = $1 AND endpoint = $2', [
        viewer.personId,
        endpoint,
      ]);
      await this.switch(tx, viewer.personId);
    });
  }

  /** Push is on while there is a browser that takes it. */
  private async switch(
    tx: { query(sql: string, values: unknown[]): Promise<unknown> },
    personId: number,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO notification_settings (person_id, push, version)
       SELECT $1, EXISTS (SELECT 1 FROM push_subscriptions WHERE person_id = $1), 1
       ON CONFLICT (person_id) DO UPDATE SET push = excluded.push`,
      [personId],
    );
  }
}
