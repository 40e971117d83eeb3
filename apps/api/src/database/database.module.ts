import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/settings.js';
import { dataSourceOptions } from './data-source.js';
import { Database } from './database.service.js';
import { Pulse } from './pulse.js';
import { migrate } from './migrate.js';
import { Signals } from './signals.js';
import { assertDurable } from './durability.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: async (config: Config) => {
        // First, so that nothing is written to one that is refused.
        await assertDurable(config.databaseUrl);
        await migrate(config.databaseUrl);
        return { ...dataSourceOptions(config.databaseUrl, config.databasePool), autoLoadEntities: true };
      },
    }),
  ],
  providers: [Database, Pulse, Signals],
  exports: [Database, Signals],
})
export class DatabaseModule {}
