import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { after, DAY } from '../../../src/core/time.js';
import { afterwardsCard } from '../../../src/features/events/afterwards/cards/afterwards.js';
import { certificatesCard, issuedCard, readyCard } from '../../../src/features/events/certificates/cards/organising.js';
import { deedsCard, ownCard } from '../../../src/features/events/certificates/cards/own.js';
import { certificatesControls as controls } from '../../../src/features/events/certificates/controls.js';
import type { CertificatesView } from '../../../src/features/events/certificates/organise.js';
import type { Certificate } from '../../../src/features/events/store/index.js';
import { speaker } from '../../../src/language/index.js';
import { exhibitedEvent, exhibitedSession } from './events.js';
import { type Exhibit, NOW, zainab } from './people.js';

const event = { ...exhibitedEvent, kind: 'training', certificate: true } as const;
const second = {
  ...exhibitedSession,
  position: 2,
  startsAt: after(exhibitedSession.startsAt, DAY),
  endsAt: after(exhibitedSession.endsAt, DAY),
};
const whole = { event, sessions: [exhibitedSession, second] };
const certificate: Certificate = {
  number: '7K3Q9-XFA2M',
  tokenHash: '',
  event: event.id,
  member: zainab.id,
  registration: null,
  role: 'attendee',
  name: zainab.name,
  language: 'en',
  issuedAt: NOW,
  withdrawnAt: null,
};
const spoke: Certificate = { ...certificate, number: 'ABCDE-23456', role: 'speaker', name: 'Zaynab' };
const view: CertificatesView = {
  ...whole,
  over: true,
  recipients: [
    { role: 'attendee', count: 12 },
    { role: 'speaker', count: 1 },
  ],
  issued: 1,
  guests: false,
  missing: 12,
};
const links = new Map([[certificate.number, 'https://mudhif.example.org/p/events/certificate/7K3Q9-XFA2M.0a1b2c']]);

/** What members and organisers see of certificates. */
export function certificateExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  return [
    card('an event’s certificates, some of them missing', certificatesCard(view, language)),
    card('all of them issued', certificatesCard({ ...view, issued: 13, missing: 0 }, language)),
    card(
      'only for those who spoke, and nobody did',
      certificatesCard({ ...view, event: { ...event, certificate: false }, recipients: [], issued: 0, missing: 0 }, language),
    ),
    card('before it is over', certificatesCard({ ...view, over: false, recipients: [], issued: 0, missing: 0 }, language)),
    card('issued', issuedCard({ ...whole, certificates: [certificate, spoke] }, language)),
    card('ready, in the thread', readyCard(event, false, language)),
    card('ready, for one person', readyCard(event, true, language)),
    card('thanks, with a certificate', afterwardsCard(event, 'attended', language, { certificate: true })),
    card(
      'thanks without questions, with a certificate',
      afterwardsCard({ ...event, feedback: false }, 'attended', language, { certificate: true }),
    ),
    card('thanks for a training, in the thread', afterwardsCard(event, 'thread', language)),
    card('one’s own', deedsCard([{ ...whole, roles: ['attendee', 'speaker'] }], language)),
    card('none of one’s own', deedsCard([], language)),
    card('one’s certificate', ownCard({ ...whole, certificates: [certificate], name: zainab.name }, links, language)),
    card(
      'two, one under another name, without a public address',
      ownCard({ ...whole, certificates: [certificate, spoke], name: zainab.name }, new Map(), language),
    ),
    card('a guest was erased', certificatesCard({ ...view, guests: true }, language, speaker(language)('events-certificates.erase.done'))),
    { name: 'a guest is erased (form)', form: controls['certificate-erase'].form(language, {}, { id: event.id }) },
    { name: 'a name is corrected (form)', form: controls['certificate-correct'].form(language, {}, { id: event.id }) },
  ];
}
