import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ModuleGuard } from './module.guard.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';

@Module({
  controllers: [SettingsController],
  providers: [SettingsService, { provide: APP_GUARD, useClass: ModuleGuard }],
  exports: [SettingsService],
})
export class SettingsModule {}
