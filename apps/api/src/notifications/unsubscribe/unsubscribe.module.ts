import { Module } from '@nestjs/common';
import { UnsubscribeLinks } from './unsubscribe-links.js';

@Module({ providers: [UnsubscribeLinks], exports: [UnsubscribeLinks] })
export class UnsubscribeModule {}
