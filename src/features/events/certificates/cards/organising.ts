import { actions, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn } from '../../../../language/index.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent } from '../../types.js';
import { certificatesControls as controls } from '../controls.js';
import type { CertificatesView, IssuedCertificates } from '../organise.js';

/** An event's certificates, for organisers. `lead` is said first. */
export function certificatesCard(view: CertificatesView, language: Language, lead?: Text): Card {
  const { event, over, recipients, issued, missing } = view;
  const { id } = event;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('events-certificates.title')),
    paragraph([titleIn(event, language)]),
    note(event.certificate ? say('events-certificates.rule', { share: event.requiredShare }) : say('events-certificates.rule-roles')),
    !over && paragraph(say('events-certificates.error.not-over')),
    over && recipients.length === 0 && paragraph(say('events-certificates.none')),
    recipients.length > 0 && {
      type: 'facts',
      items: [
        ...recipients.map(({ role, count }) => ({
          label: say(`events-certificates.role.${role}`),
          value: say('events-certificates.people', { count }),
        })),
        { label: say('events-certificates.issued'), value: say('events-certificates.issued-value', { issued, missing }) },
      ],
    },
    recipients.length + issued > 0 &&
      actions(
        controls['certificates-issue'].button(say.plain(`events-certificates.button.${missing > 0 ? 'issue' : 'print'}`), {
          id,
          style: 'primary',
        }),
        ...(issued > 0 ? [controls['certificate-correct'].button(say.plain('events-certificates.button.correct'), { id })] : []),
        ...(view.guests ? [controls['certificate-erase'].button(say.plain('events-certificates.button.erase'), { id })] : []),
      ),
  ]);
}

/** What comes with certificates that an organiser issued. */
export function issuedCard({ event, certificates }: IssuedCertificates, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-certificates.done', { title: titleIn(event, language), count: certificates.length })),
    note(say('events-certificates.done-hint', { command: '/events certificate' })),
    actions(controls.certificates.button(say.plain('events-certificates.button.certificates'), { id: event.id })),
  ]);
}

/** Certificates are there: in the thread for all, and to one person with a button. */
export function readyCard(event: CommunityEvent, own: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(
      own
        ? say('events-certificates.ready-own', { title: titleIn(event, language) })
        : say('events-certificates.ready', { title: titleIn(event, language), command: '/events certificate' }),
    ),
    own && actions(controls.certificate.button(say.plain('events-certificates.button.take'), { id: event.id, style: 'primary' })),
  ]);
}
