import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Passwords } from '../accounts/passwords.js';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database, type Transaction } from '../database/database.service.js';
import { Signals } from '../database/signals.js';
import { statement } from '../database/sql.js';
import { DEMO_PASSWORD } from '../settings/demo-members.js';
import { Storage } from '../files/storage.js';
import { SettingsService } from '../settings/settings.service.js';
import { startingDiscussions, startingEvents, startingMembers, startingSpaces } from './content/index.js';
import { hashOfToken, newToken } from './first-operator-token.js';
import { loadDiscussions } from './load-discussions.js';
import { loadEvents } from './load-events.js';
import { startingCollections } from './content/collections.js';
import { startingResources } from './content/resources.js';
import { loadCollections } from './load-collections.js';
import { loadResources } from './load-resources.js';
import { loadPeople } from './load-people.js';
import { StartingDirectoryLoader } from './load-directory.js';
import { loadSpaces } from './load-spaces.js';

const DAY = 86_400_000;
/** The demonstration has been there a little longer than its oldest discussion. */
const OPENED = 75 * DAY;

/** What an empty database begins with: the demonstration, or the one-time address that makes the first operator. */
@Injectable()
export class StartingContent implements OnApplicationBootstrap {
  private readonly log = new Logger('starting');
  /** Printed at the start while nobody runs this site. */
  firstOperatorAddress: string | null = null;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly settings: SettingsService,
    private readonly passwords: Passwords,
    private readonly signals: Signals,
    private readonly storage: Storage,
    private readonly directory: StartingDirectoryLoader,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demo) await this.db.query(END_DEMONSTRATION_SESSIONS);
    const mints = this.config.servesPeople && (await this.signals.isFirst('first-operator'));
    const token = await this.db.transaction(async (tx) => {
      // Processes that start together wait here for the first, however slow its machine.
      await tx.query(
        'SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
      );
      const { started_at } = await this.settings.lock(tx);
      // A site that began before there was a directory gets it now.
      if (started_at !== null) return this.directory.begin(tx);
      if (this.config.demo && !this.config.startEmpty) return this.load(tx);
      // Of processes that start together one prints an address; a second would make the first worthless.
      return mints ? mint(tx) : null;
    });
    this.settings.forgetSite();
    if (token) this.firstOperatorAddress = `${this.config.address}/first-operator?token=${token}`;
  }

  /** All of the demonstration or, should anything fail, nothing of it. */
  private async load(tx: Transaction): Promise<null> {
    const run = (sql: string, params: unknown[]) => tx.query(sql, params);
    const now = this.clock.now();
    const opened = new Date(now.getTime() - OPENED);
    const people = await loadPeople(run, startingMembers, await this.passwords.hash(DEMO_PASSWORD), opened);
    const spaces = await loadSpaces(run, startingSpaces, people, opened);
    await loadDiscussions(run, startingDiscussions, { spaces, people }, now);
    await loadEvents(tx, startingEvents, { spaces, people }, now);
    const resources = await loadResources(run, this.storage, startingResources, { spaces, people }, now);
    await loadCollections(run, startingCollections, { spaces, people, resources }, now);
    await run(
      'UPDATE settings SET run_by = $1, demonstration = true, first_operator_hash = NULL, started_at = $2',
      ['Example partnership (demonstration)', now],
    );
    await this.directory.begin(tx);
    this.log.log(`${startingDiscussions.length} demonstration discussions are in`);
    return null;
  }
}

/** A new address at each start: the former one was perhaps read by somebody else. */
async function mint(tx: Transaction): Promise<string> {
  const token = newToken();
  await tx.query('UPDATE settings SET first_operator_hash = $1', [hashOfToken(token)]);
  return token;
}

/** Their password is known to everybody, so they end with the demonstration mode. */
const END_DEMONSTRATION_SESSIONS = statement(
  'end-demonstration-sessions',
  'DELETE FROM sessions s USING accounts a WHERE s.account_id = a.id AND a.demonstration',
);
