import type { Me } from '@fingerpost/contracts/accounts';
import {
  NATIONAL_SLUG,
  canCreateSpace,
  canLookAfterPartnerships,
  canModerate,
  canOperate,
} from '@fingerpost/contracts/permissions';

export interface MeRow {
  id: number;
  name: string;
  email: string;
  sector: Me['sector'];
  organisation: string | null;
  can_help_with: string;
  place: string;
  in_directory: boolean;
  has_password: boolean;
  needs_profile: boolean;
  operator: boolean;
  mail_stopped_at: Date | null;
  mail_stopped_reason: string | null;
  dismissed: string[];
  spaces: Me['spaces'];
}

export function presentMe(row: MeRow): Me {
  const standing = (role: Me['spaces'][number]['role'] | null) => ({
    personId: row.id,
    operator: row.operator,
    role,
  });
  const national = standing(row.spaces.find(({ slug }) => slug === NATIONAL_SLUG)?.role ?? null);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    sector: row.sector,
    organisation: row.organisation,
    canHelpWith: row.can_help_with,
    place: row.place,
    inDirectory: row.in_directory,
    hasPassword: row.has_password,
    needsProfile: row.needs_profile,
    operator: row.operator,
    mailStopped: row.mail_stopped_at && {
      at: row.mail_stopped_at.toISOString(),
      reason: row.mail_stopped_reason ?? '',
    },
    spaces: row.spaces,
    dismissed: row.dismissed,
    can: {
      createSpace: canCreateSpace(national),
      lookAfterDirectory: canLookAfterPartnerships(national),
      moderate: row.spaces.some(({ role }) => canModerate(standing(role))),
      administer: canOperate(standing(null)),
    },
  };
}
