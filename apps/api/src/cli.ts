import { parseSettings } from './config/settings.js';
import { migrate } from './database/migrate.js';

/** `node dist/cli.js migrate` */
const [command] = process.argv.slice(2);
if (command !== 'migrate') throw new Error(`Unknown command ${command ?? '(none)'}: migrate`);
await migrate(parseSettings(process.env).databaseUrl);
