import { type MemberId, type OrganisationId, toId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { type AuditDetail, type AuditValue, actsOf, type Context, type Feature, type FeatureSet } from '../../feature-api/index.js';
import { agendaLabel, type MessageKey } from '../../language/index.js';
import type { AuditEntry } from '../../ports/agenda.js';
import { findMembers, findOrganisations } from '../members/public.js';

const ROWS = 10;

/** How the community's own entries of the audit log are shown. */
export const communityAuditActions: NonNullable<Feature['auditActions']> = {
  'settings.change': 'community.act.settings',
  'community.setup': 'community.act.setup',
  ...actsOf('agenda', 'community', 'retry', 'arrived', 'send-again', 'go'),
  'community.beginning-away': 'community.act.beginning-away',
};

const agendaKind =
  (type: 'job' | 'message'): AuditDetail =>
  (value, _entry, language) =>
    agendaLabel({ type, kind: String(value) }, language);

export const communityAuditDetails: NonNullable<Feature['auditDetails']> = {
  /** A number of ours, which says nothing to a reader. */
  row: () => undefined,
  job: agendaKind('job'),
  message: agendaKind('message'),
};

/** Names of members and organisations that still exist, by their numbers. */
export interface AuditNames {
  readonly member: (id: number) => string | undefined;
  readonly organisation: (id: number) => string | undefined;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly names: AuditNames;
  readonly more: boolean;
}

type Worded = Pick<FeatureSet, 'all' | 'sections'>;

/** A page of the audit log, newest first. `page` counts from 0. */
export async function auditPage(context: Context, page: number): Promise<AuditPage> {
  const read = await context.audit.list({ offset: page * ROWS, limit: ROWS + 1 });
  const entries = read.slice(0, ROWS);
  const ids = namedIn(entries, context.features);
  const members = ids.members.length === 0 ? [] : await findMembers(context, ids.members);
  const organisations = ids.organisations.length === 0 ? [] : await findOrganisations(context, ids.organisations);
  const byId = (named: readonly { readonly id: number; readonly name: string }[]) => {
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return (id: number) => names.get(id);
  };
  return { entries, names: { member: byId(members), organisation: byId(organisations) }, more: read.length > ROWS };
}

/** The numbers that the wording of these entries asks names for. Each feature alone knows which of its details hold numbers. */
function namedIn(entries: readonly AuditEntry[], features: Worded) {
  const members = new Set<number>(entries.flatMap(({ actor }) => actor ?? []));
  const organisations = new Set<number>();
  const noting = (ids: Set<number>) => (id: number) => {
    if (Number.isSafeInteger(id) && id > 0) ids.add(id);
    return undefined;
  };
  const names: AuditNames = { member: noting(members), organisation: noting(organisations) };
  for (const entry of entries) auditDetails(entry, names, features, 'en');
  return {
    members: [...members].map((id) => toId<MemberId>(id)),
    organisations: [...organisations].map((id) => toId<OrganisationId>(id)),
  };
}

/** The words of an action; undefined for one that no feature of this version knows. */
export function auditAction(action: string, { all }: Worded): MessageKey | undefined {
  for (const { auditActions } of all) if (auditActions && Object.hasOwn(auditActions, action)) return auditActions[action];
  return undefined;
}

/** What an action was done to and what it changed, in words: the log itself holds ids and codes only. */
export function auditDetails(entry: AuditEntry, names: AuditNames, features: Worded, language: Language): string {
  const isChange = SETTINGS_ACTIONS.includes(entry.action);
  const parts = Object.entries(entry.details).flatMap(([key, value]) => {
    const changed = isChange ? settingInWords(key, value, entry, features, language) : undefined;
    if (changed !== undefined) return changed;
    for (const { auditDetails: details } of features.all) {
      const detail = details && Object.hasOwn(details, key) ? details[key] : undefined;
      if (detail) return detail(value, { ...entry, names }, language) ?? [];
    }
    // A detail of a feature that this version does not have is shown as it is.
    return value === true ? key : `${key}: ${String(value)}`;
  });
  return parts.length > 0 ? parts.join(' · ') : '—';
}

const SETTINGS_ACTIONS: readonly string[] = ['settings.change', 'community.setup'];

/** `area` names the section whose fields the entry holds; an entry without it may hold fields of any. */
function settingInWords(
  key: string,
  value: AuditValue,
  { details: { area } }: AuditEntry,
  { sections }: Worded,
  language: Language,
): string | undefined {
  const own =
    area === undefined ? sections.toSorted((a, b) => a.name.length - b.name.length) : sections.filter(({ name }) => name === area);
  for (const section of own) {
    const words = section.describeChange(key, value, language);
    if (words !== undefined) return words;
  }
  return key === 'area' ? String(value) : undefined;
}
