import { DEMO_DOMAIN } from '../settings/demo-members.js';
import type { StartingMember } from './content/index.js';
import { insertAll, takeIds, type Run } from './rows.js';

/** Members with their organisations and accounts; gives the person of each handle. */
export async function loadPeople(
  run: Run,
  members: readonly StartingMember[],
  passwordHash: string,
  at: Date,
): Promise<Map<string, number>> {
  const organisations = await loadOrganisations(run, members, at);
  const ids = await takeIds(run, 'people', members.length);
  const people = members.map((member, i) => ({
    ...member,
    id: ids[i]!,
    organisationId: organisations.get(member.organisation)!,
  }));
  await insertAll(
    run,
    'people',
    people.map((one) => ({
      id: one.id,
      kind: 'member',
      name: one.displayName,
      sector: one.sector,
      organisation_id: one.organisationId,
      can_help_with: one.canHelpWith,
      place: one.place,
      in_directory: one.canHelpWith !== '',
      created_at: at,
    })),
  );
  await insertAll(
    run,
    'affiliations',
    people.map((one) => ({ person_id: one.id, organisation_id: one.organisationId, since: at })),
  );
  await insertAll(
    run,
    'accounts',
    people.map((one) => ({
      email: `${one.handle}@${DEMO_DOMAIN}`,
      person_id: one.id,
      password_hash: passwordHash,
      confirmed_at: at,
      operator: one.handle === 'operator',
      demonstration: true,
      dismissed: [],
      created_at: at,
      needs_profile: false,
    })),
  );
  return new Map(people.map((one) => [one.handle, one.id]));
}

async function loadOrganisations(
  run: Run,
  members: readonly StartingMember[],
  at: Date,
): Promise<Map<string, number>> {
  const sectors = new Map(members.map((member) => [member.organisation, member.sector]));
  const names = [...sectors.keys()];
  const ids = await takeIds(run, 'organisations', names.length);
  await insertAll(
    run,
    'organisations',
    names.map((name, i) => ({ id: ids[i]!, name, sector: sectors.get(name)!, listed: true, created_at: at })),
  );
  return new Map(names.map((name, i) => [name, ids[i]!]));
}
