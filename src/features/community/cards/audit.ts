import type { Actor } from '../../../core/access.js';
import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import type { FeatureSet } from '../../../feature-api/index.js';
import { cardIn, formatInstant, speaker } from '../../../language/index.js';
import { type AuditPage, auditAction, auditDetails } from '../audit.js';
import { communityControls as controls } from '../controls.js';

/** A page of what organisers did. `page` counts from 0. */
export function auditCard(
  { entries, names, more }: AuditPage,
  page: number,
  features: Pick<FeatureSet, 'all' | 'sections'>,
  viewer: Actor,
  language: Language,
): Card {
  return cardIn(language, (say) => [
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
        [entry.actor === null ? say.plain('community.audit.nobody') : (names.member(entry.actor) ?? say.plain('community.audit.nobody'))],
        actionText(entry.action, features, language),
        [auditDetails(entry, names, features, language)],
      ]),
    },
    (page > 0 || more) &&
      actions(
        ...(page > 0 ? [controls.audit.button(say.plain('community.audit.newer'), { id: page - 1 })] : []),
        ...(more ? [controls.audit.button(say.plain('community.audit.older'), { id: page + 1 })] : []),
      ),
    note(say('community.audit.note')),
  ]);
}

function actionText(action: string, features: Pick<FeatureSet, 'all' | 'sections'>, language: Language): Text {
  const key = auditAction(action, features);
  return key === undefined ? [{ type: 'code', text: action }] : speaker(language).phrase({ key });
}
