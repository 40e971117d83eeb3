import { Module } from '@nestjs/common';
import { UnsubscribeLinks } from './unsubscribe-links.js';
import { Unsubscribe } from './unsubscribe.service.js';

@Module({ providers: [UnsubscribeLinks, Unsubscribe], exports: [UnsubscribeLinks, Unsubscribe] })
export class UnsubscribeModule {}
