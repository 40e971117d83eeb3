import { Module, type DynamicModule } from '@nestjs/common';
import { Clock } from './clock.js';
import { Config } from './settings.js';

@Module({})
export class ConfigModule {
  static with(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: Config, useValue: config }, Clock],
      exports: [Config, Clock],
    };
  }
}
