import { privately } from '../../src/core/message.js';
import { member } from '../../src/feature-api/index.js';
import { certificatesCard } from '../../src/features/events/certificates/cards/organising.js';
import { deedsCard } from '../../src/features/events/certificates/cards/own.js';
import { viewCertificates } from '../../src/features/events/certificates/organise.js';
import { deedsOf } from '../../src/features/events/certificates/own.js';
import { aboutEvent } from './about-event.js';

/** Certificates: members take theirs, organisers issue those of an event. */
export const certificatesSubcommands = {
  certificate: member.shows('events-certificates.command.certificate', async (context, { actor, language }) =>
    deedsCard(await deedsOf(context, actor.id), language),
  ),
  certificates: aboutEvent('organiser', 'events-certificates.command.certificates', async (context, { actor, language }, event) =>
    privately(certificatesCard(await viewCertificates(context, actor, event.id), language)),
  ),
} as const;
