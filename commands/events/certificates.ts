import type { Option } from '../../src/core/command.js';
import { privately } from '../../src/core/message.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { certificatesCard } from '../../src/features/events/certificates/cards/organising.js';
import { deedsCard } from '../../src/features/events/certificates/cards/own.js';
import { viewCertificates } from '../../src/features/events/certificates/organise.js';
import { deedsOf } from '../../src/features/events/certificates/own.js';
import { eventByText } from '../../src/features/events/find.js';

/** Certificates: members take theirs, organisers issue those of an event. */
export const certificatesSubcommands = (event: Option<Context> & { readonly type: 'text'; readonly required: true }) => ({
  certificate: defineSubcommand({
    description: 'events-certificates.command.certificate',
    access: 'member',
    options: {},
    run: async (context, { actor, language }) => privately(deedsCard(await deedsOf(context, actor.id), language)),
  }),
  certificates: defineSubcommand({
    description: 'events-certificates.command.certificates',
    access: 'organiser',
    options: { event },
    async run(context, { actor, language }, { event: typed }) {
      const found = await eventByText(context, typed, actor);
      return privately(certificatesCard(await viewCertificates(context, actor, found.event.id), language));
    },
  }),
});
