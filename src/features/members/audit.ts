import type { Language } from '../../core/language.js';
import { type AuditDetail, type AuditValue, actsOf, type Feature } from '../../feature-api/index.js';
import { isolate, type MessageKey, speaker, wordOf } from '../../language/index.js';
import { VERDICTS } from './import/run.js';

export const membersAuditActions: NonNullable<Feature['auditActions']> = {
  'member.role': 'members.act.role',
  'members.import': 'members.act.import',
  ...actsOf('member', 'people', 'link', 'unlink', 'sign-out', 'end', 'claim', 'different', 'same', 'part', 'claim-refused'),
  'organisation.add': 'members.act.organisation-add',
  'organisation.approve': 'members.act.organisation-approve',
  'organisation.merge': 'members.act.organisation-merge',
  'organisation.refuse': 'members.act.organisation-refuse',
};

const member: AuditDetail = (value, { actor, names }, language) =>
  value === actor ? undefined : isolate(names.member(Number(value)) ?? speaker(language).plain('members.audit.forgotten'));

const organisation: AuditDetail = (value, { names }, language) =>
  isolate(names.organisation(Number(value)) ?? speaker(language).plain('members.audit.organisation-gone'));

const verdicts = Object.fromEntries(
  VERDICTS.map((verdict): [string, AuditDetail] => [
    verdict,
    (value, _entry, language) => countText(`members.import.verdict.${verdict}`, value, language),
  ]),
);

export const membersAuditDetails: NonNullable<Feature['auditDetails']> = {
  member,
  added: member,
  parted: member,
  to: (value, _entry, language) => labelled('members.audit.role-now', roleName(value, language), language),
  from: (value, _entry, language) => labelled('members.audit.role-before', roleName(value, language), language),
  administrator: (_value, _entry, language) => speaker(language).plain('members.audit.administrator'),
  organisation,
  into: organisation,
  organisations: (value, _entry, language) => countText('members.imported.new-organisations', value, language),
  ...verdicts,
};

function countText(label: MessageKey, value: AuditValue, language: Language): string | undefined {
  return value === 0 ? undefined : labelled(label, String(value), language);
}

function labelled(label: MessageKey, shown: string, language: Language): string {
  return `${wordOf(label, label, language)}: ${shown}`;
}

function roleName(role: AuditValue, language: Language): string {
  return wordOf(`members.role.${String(role)}`, String(role), language);
}
