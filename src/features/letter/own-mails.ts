import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { LANGUAGES, type Language } from '../../core/language.js';
import { DAY, periodAt } from '../../core/time.js';
import { type Context, defineJob, idSchema, withinDays } from '../../feature-api/index.js';
import { speaker, withoutDirectionControls } from '../../language/index.js';
import { findMember, findMembers } from '../members/public.js';
import { pageAddress } from './address.js';
import { drafted } from './content.js';
import { CONFIRM_PAGE } from './names.js';
import { consentFor } from './recipients.js';
import { htmlLetter } from './render/html.js';
import { textLetter } from './render/text.js';
import { lettersStore } from './store/index.js';
import { tokenOf } from './tokens.js';
import type { Consent, ConsentId, LetterId } from './types.js';

/** Mails a draft to the organiser who asked for it, in one language. */
export const testMail = defineJob(
  {
    kind: 'letter.test',
    class: 'heavy',
    lateness: withinDays(1),
    payload: z.object({ letter: idSchema<LetterId>(), member: idSchema<MemberId>(), language: z.enum(LANGUAGES) }),
  },
  async (context, { letter: id, member: to, language }) => {
    const store = lettersStore(context.tx);
    const letter = await store.find(id);
    const member = await findMember(context, to);
    if (!letter || !member || member.email === null) return { type: 'dropped', reason: 'gone' };
    if (!context.mail) return { type: 'failed', reason: 'no-mail' };
    const written = await drafted(context, letter, await store.edits(id), language);
    const { name: community } = await context.community.settings();
    await context.mail.send({
      to: { name: member.name, address: member.email },
      subject: withoutDirectionControls(speaker(language).plain('letter.test.subject', { subject: written.subject })),
      text: textLetter(written, { community, stop: undefined }),
      html: htmlLetter(written, { community, stop: undefined }),
    });
    return { type: 'done', effects: async () => {} };
  },
);

/** Asks the owner of an address, at that address, whether they want no more letters. */
export const confirmMail = defineJob(
  { kind: 'letter.confirm', class: 'heavy', lateness: withinDays(1), payload: z.object({ consent: idSchema<ConsentId>() }) },
  async (context, { consent: id }) => {
    const consent = await lettersStore(context.tx).consent(id);
    const [member] = consent ? await findMembers(context, [consent.member]) : [];
    if (!consent || !member || member.email === null || !(await consentFor(member, [consent]))) return { type: 'dropped', reason: 'gone' };
    const page = pageAddress(context, CONFIRM_PAGE, await tokenOf(context, 'confirm', consent));
    if (!context.mail || page === undefined) return { type: 'failed', reason: 'no-mail' };
    const { name: community } = await context.community.settings();
    await context.mail.send(confirmation({ name: member.name, address: member.email, language: member.language }, { community, page }));
    return { type: 'done', effects: async () => {} };
  },
);

function confirmation(
  { name, address, language }: { readonly name: string; readonly address: string; readonly language: Language },
  { community, page }: { readonly community: string; readonly page: string },
) {
  const say = speaker(language);
  const lines = [
    say.plain('letter.confirm.greeting', { name }),
    say.plain('letter.confirm.text', { community }),
    page,
    say.plain('letter.confirm.not-you'),
  ];
  return {
    to: { name, address },
    subject: withoutDirectionControls(say.plain('letter.confirm.subject', { community })),
    text: `${lines.map((line) => withoutDirectionControls(line)).join('\n\n')}\n`,
  };
}

/** Plans that question once a day at most, so that a person with someone else's letter can't fill the owner's mailbox. */
export async function askOwner(context: Context, { id }: Pick<Consent, 'id'>): Promise<void> {
  const day = periodAt(context.now, DAY);
  await context.agenda.plan({ key: `letter:confirm:${id}:${day}`, kind: confirmMail.kind, payload: { consent: id }, dueAt: context.now });
}
