import { MODULES, type ModuleName } from '@fingerpost/contracts/modules';
import type { Settings, Site } from '@fingerpost/contracts/settings';
import { t } from '@fingerpost/messages';
import type { Config } from '../config/settings.js';
import { DEMO_MEMBERS } from './demo-members.js';

export interface SettingsRow {
  version: number;
  site_name: string;
  run_by: string;
  contact: string;
  joining: Settings['joining'];
  house_rules: string;
  modules_off: string[];
  demonstration: boolean;
  first_operator_hash: Buffer | null;
  started_at: Date | null;
}

/** What is not switched off is on, also what comes with a later version. */
const modulesOf = ({ modules_off: off }: SettingsRow): ModuleName[] =>
  MODULES.filter((name) => !off.includes(name));

export const presentSettings = (row: SettingsRow): Settings => ({
  version: row.version,
  siteName: row.site_name,
  runBy: row.run_by,
  contact: row.contact,
  joining: row.joining,
  houseRules: row.house_rules,
  modules: modulesOf(row),
  demonstration: row.demonstration,
});

export function presentSite(row: SettingsRow, config: Config, host: string | undefined): Site {
  const demonstration = row.demonstration && config.demo;
  return {
    name: row.site_name,
    runBy: row.run_by,
    contact: row.contact,
    joining: row.joining,
    houseRules: row.house_rules,
    modules: modulesOf(row),
    demonstration,
    secondAddress: demonstration && !config.publicUrl ? secondAddress(config.port, host) : null,
    demoMembers: demonstration
      ? DEMO_MEMBERS.map(({ handle, email, name }) => ({ email, name, hint: t(`starting.hint.${handle}`) }))
      : [],
  };
}

/** Browsers keep the sign-ins of the two local names apart. */
const secondAddress = (port: number, host = '') =>
  `http://${host.startsWith('127.0.0.1') ? 'localhost' : '127.0.0.1'}:${port}`;
