import { Body, Controller, Delete, Put } from '@nestjs/common';
import { PushSubscriptionInput } from '@fingerpost/contracts/notifications';
import { Can, ReturnsNothing } from '../../http/decorators.js';
import { TheViewer, type MemberViewer } from '../../http/viewer.js';
import { Push } from './push.service.js';

@Controller('api/me/push-subscription')
export class PushController {
  constructor(private readonly push: Push) {}

  @Put()
  @Can('inbox.read')
  @ReturnsNothing()
  add(
    @TheViewer() viewer: MemberViewer,
    @Body({ schema: PushSubscriptionInput }) input: PushSubscriptionInput,
  ) {
    return this.push.add(viewer, input);
  }

  @Delete()
  @Can('inbox.read')
  @ReturnsNothing()
  remove(
    @TheViewer() viewer: MemberViewer,
    @Body({ schema: PushSubscriptionInput }) input: PushSubscriptionInput,
  ) {
    return this.push.remove(viewer, input);
  }
}
