import { Injectable } from '@nestjs/common';
import type { Reason } from '@fingerpost/contracts/notifications';
import type { Transaction } from '../../database/database.service.js';

/** Turns notifications into mails, in the transaction that wrote them. */
@Injectable()
export class NotificationMail {
  async write(
    _tx: Transaction,
    _rows: readonly { personId: number; number: number; activityId: number; reason: Reason }[],
  ): Promise<void> {}

  wake(): void {}
}
