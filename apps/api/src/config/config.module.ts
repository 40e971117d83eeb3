import { Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { Config, parseSettings } from './settings.js';

@Global()
@Module({
  providers: [{ provide: Config, useFactory: () => parseSettings(process.env) }, Clock],
  exports: [Config, Clock],
})
export class ConfigModule {}
