import type { Actor } from '../../core/access.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Text } from '../../core/text.js';
import { formatInstant, type MessageKey, speaker } from '../../language/index.js';
import { auditDetails, type NamedAuditEntry } from './audit-details.js';
import { button, card, heading, note, paragraph } from './cards.js';

/** The acts that have a name of their own; what features add later is shown by its code. */
const ACTIONS: Readonly<Record<string, MessageKey>> = {
  'settings.change': 'community.act.settings',
  'community.setup': 'community.act.setup',
  'member.role': 'community.act.role',
  'members.import': 'community.act.import',
  'member.link': 'people.act.link',
  'member.unlink': 'people.act.unlink',
  'member.claim': 'people.act.claim',
  'member.claim-refused': 'people.act.claim-refused',
  'organisation.add': 'community.act.organisation-add',
  'organisation.approve': 'community.act.organisation-approve',
  'organisation.merge': 'community.act.organisation-merge',
  'organisation.refuse': 'community.act.organisation-refuse',
  'agenda.retry': 'community.act.retry',
  'agenda.arrived': 'community.act.arrived',
  'agenda.send-again': 'community.act.send-again',
  'agenda.go': 'community.act.go',
};

export function auditCard(
  { entries, more }: { readonly entries: readonly NamedAuditEntry[]; readonly more: boolean },
  page: number,
  viewer: Actor,
  language: Language,
): Card {
  const say = speaker(language);
  return card(
    language,
    heading(say('community.audit.title')),
    entries.length === 0 && paragraph(say('community.audit.none')),
    entries.length > 0 && {
      type: 'table',
      caption: say.plain('community.audit.title'),
      columns: [
        [say.plain('community.agenda.when')],
        [say.plain('community.audit.who')],
        [say.plain('community.audit.what')],
        [say.plain('community.audit.details')],
      ],
      rows: entries.map((entry): Text[] => [
        [formatInstant(entry.at, viewer.timezone, language, 'short-date-time')],
        [
          entry.actor === null
            ? say.plain('community.audit.nobody')
            : (entry.members.get(entry.actor) ?? say.plain('community.audit.nobody')),
        ],
        actText(entry.action, language),
        [auditDetails(entry, language)],
      ]),
    },
    (page > 0 || more) && {
      type: 'actions',
      controls: [
        ...(page > 0 ? [button('audit', say.plain('community.audit.newer'), { id: page - 1 })] : []),
        ...(more ? [button('audit', say.plain('community.audit.older'), { id: page + 1 })] : []),
      ],
    },
    note(say('community.audit.note')),
  );
}

function actText(action: string, language: Language): Text {
  const key = ACTIONS[action];
  return key === undefined ? [{ type: 'code', text: action }] : speaker(language).phrase({ key });
}
