import { Module } from '@nestjs/common';
import { PushController } from './push.controller.js';
import { PushKeys } from './push-keys.js';
import { PushSender } from './push.sender.js';
import { Push } from './push.service.js';

@Module({
  controllers: [PushController],
  providers: [Push, PushKeys, PushSender],
  exports: [PushKeys, PushSender],
})
export class PushModule {}
