import { z } from 'zod';
import { instantSchema } from '../../../core/schemas.js';
import type { Instant } from '../../../core/time.js';
import { type Context, defineJob, type Job, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { formatInstant, speaker, withoutDirectionControls } from '../../../language/index.js';
import type { MailMessage } from '../../../ports/mail.js';
import { zoneName } from '../cards/labels.js';
import { asksSecond } from '../registration/second-questions.js';
import { firstSession, isOver, nextSession } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { CommunityEvent, Registration, RegistrationId } from '../types.js';
import { guestAddress } from './address.js';
import { GUEST_PAGE } from './names.js';
import { guestToken } from './token.js';

export const GUEST_MAIL = 'events.guests.mail';

/** Why a guest is written to: they registered, the event changed, an organiser decided, a place became free, there are files. */
const REASONS = ['registered', 'changed', 'decided', 'offered', 'files'] as const;
type Reason = (typeof REASONS)[number];

/** Whether a guest can be told of something: they gave an address, and the bot can send mail. */
export function canBeTold({ mail }: Pick<Context, 'mail'>, { isGuest, guestEmail }: Pick<Registration, 'isGuest' | 'guestEmail'>): boolean {
  return mail !== undefined && isGuest && guestEmail !== null;
}

/** When a session was to begin, and when it begins now. */
const moveSchema = z.object({ from: instantSchema, to: instantSchema });
export type Move = z.infer<typeof moveSchema>;

/** Plans mails to those of them who are guests with an address. What they say is what is true when they are sent. */
export async function mailGuests(
  context: Context,
  reason: Exclude<Reason, 'files'>,
  { sequence, move }: Pick<CommunityEvent, 'sequence'> & { readonly move?: Move | undefined },
  registrations: readonly Registration[],
): Promise<void> {
  const rows = registrations
    .filter((registration) => canBeTold(context, registration))
    .map(({ id, version }) => ({
      key: `events:guest-mail:${id}:${reason}:${sequence}.${version}`,
      kind: GUEST_MAIL,
      payload: { registration: id, reason, ...(move && { move }) },
      dueAt: context.now,
    }));
  if (rows.length > 0) await context.agenda.plan(rows);
}

const mailJob = defineJob(
  {
    kind: GUEST_MAIL,
    class: 'heavy',
    lateness: withinDays(3),
    payload: z.object({ registration: idSchema<RegistrationId>(), reason: z.enum(REASONS), move: moveSchema.optional() }),
  },
  async (context, { registration: id, reason, move }) => {
    const store = eventsStore(context.tx);
    const guest = await store.guest(id);
    const whole = guest && (await store.whole(guest.event));
    if (!whole || guest.guestEmail === null) return { type: 'dropped', reason: 'no-guest' };
    if (!context.mail) return { type: 'failed', reason: 'no-mail' };
    const key = sentenceOf(reason, whole, guest, context);
    if (key === undefined) return { type: 'dropped', reason: 'changed' };
    const page = guestAddress(context, GUEST_PAGE, await guestToken(context, guest));
    // A later move has a mail of its own.
    const isMoved = key === 'changed' && whole.sessions.some(({ startsAt }) => startsAt === move?.to);
    const told = { sentence: key, page, now: context.now, ...(isMoved && { move }) };
    await context.mail.send(guestMail(whole, { ...guest, guestEmail: guest.guestEmail }, told));
    return { type: 'done', effects: async () => {} };
  },
);

export const guestJobs: readonly Job[] = [mailJob];

const SENTENCES = ['going', 'waiting', 'applied', 'selected', 'not-selected', 'offered', 'changed', 'cancelled', 'files'] as const;
type Sentence = (typeof SENTENCES)[number];

/** What there is to say now; undefined once it is no longer so. */
function sentenceOf(
  reason: Reason,
  { event, sessions }: WholeEvent,
  { state }: Pick<Registration, 'state'>,
  { now }: Pick<Context, 'now'>,
): Sentence | undefined {
  if (event.state === 'cancelled') return reason === 'changed' ? 'cancelled' : undefined;
  if (reason === 'files') return event.state === 'announced' && state === 'going' ? 'files' : undefined;
  if (event.state !== 'announced' || isOver(sessions, now)) return undefined;
  switch (reason) {
    case 'registered':
      return state === 'going' || state === 'waiting' || state === 'applied' ? state : undefined;
    case 'decided':
      return state === 'going' ? 'selected' : state === 'not-selected' ? state : undefined;
    case 'offered':
      return state === 'offered' ? state : undefined;
    case 'changed':
      return state === 'declined' || state === 'not-selected' ? undefined : 'changed';
    default:
      return reason satisfies never;
  }
}

/** What is read of a guest who is written to. */
type Mailed = Pick<Registration, 'guestName' | 'guestLanguage' | 'offeredUntil' | 'secondAnswers'> & { readonly guestEmail: string };

/** A short mail in the guest's language, without the place and the link, which the guest's own page shows in time. */
export function guestMail(
  { event, sessions }: WholeEvent,
  { guestName, guestEmail, guestLanguage, offeredUntil, secondAnswers }: Mailed,
  {
    sentence,
    page,
    now,
    move,
  }: { readonly sentence: Sentence; readonly page: string; readonly now: Instant; readonly move?: Move | undefined },
): MailMessage {
  const { zone } = event;
  const language = guestLanguage ?? event.language;
  const say = speaker(language);
  const title = titleIn(event, language);
  const next = nextSession(sessions, now) ?? firstSession(sessions) ?? sessions[0];
  const at = (instant: Parameters<typeof formatInstant>[0]) =>
    `${formatInstant(instant, zone, language, 'date-time')} (${zoneName(zone, language)})`;
  const lines = [
    say.plain('events-guests.mail.greeting', { name: guestName ?? '' }),
    say.plain(`events-guests.mail.${sentence}`, { title }),
    ...(move ? [say.plain('events-guests.mail.moved', { from: at(move.from), to: at(move.to) })] : []),
    ...(next && !move && sentence !== 'not-selected' && sentence !== 'files'
      ? [say.plain('events-guests.mail.when', { when: at(next.startsAt) })]
      : []),
    ...(sentence === 'cancelled' && event.cancelReason !== null ? [event.cancelReason] : []),
    ...(sentence === 'offered' && offeredUntil !== null ? [say.plain('events-guests.mail.until', { until: at(offeredUntil) })] : []),
    ...((sentence === 'going' || sentence === 'selected') && asksSecond(event) && secondAnswers === null
      ? [say.plain('events-guests.mail.second')]
      : []),
    ...(sentence === 'not-selected' || sentence === 'cancelled'
      ? []
      : [say.plain('events-guests.mail.page'), `${page}?language=${language}`]),
  ];
  return {
    to: { name: guestName ?? '', address: guestEmail },
    subject: withoutDirectionControls(say.plain('events-guests.mail.subject', { title })),
    text: `${lines.map((line) => withoutDirectionControls(line)).join('\n\n')}\n`,
  };
}
