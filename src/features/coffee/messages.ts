import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { type Composed, type Context, defineNotification, lasting, type Notification } from '../../feature-api/index.js';
import { composedGone, wheneverPossible, withinDays } from '../../feature-api/lateness.js';
import { idSchema } from '../../feature-api/schemas.js';
import { leftOutCard } from './cards/check-in.js';
import { cancelledCard, channelInvitation, personalInvitation } from './cards/invitation.js';
import { nobodyMessage } from './cards/nobody.js';
import { partnerGoneCard, returnedCards, silencePauseCard } from './cards/notices.js';
import { outageCard } from './cards/round.js';
import { helpNeeded } from './forecast.js';
import { checkIn, followUp, introduction, nudge, told } from './match-messages.js';
import type { LeftOutReason } from './pairing/types.js';
import { PARTNER_LEFT } from './rules/participants.js';
import { outageWarnings } from './rules/timeline.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

const ofRound = z.object({ round: idSchema<RoundId>() });
const ofParticipant = z.object({ round: idSchema<RoundId>(), member: idSchema<MemberId>() });
const ofMember = z.object({ member: idSchema<MemberId>() });

const past: Composed = { drop: 'round-past' };

/** Tells a member that they have no partner in the round; it is dropped after two weeks. */
const alone = { lateness: withinDays(14), onUnknownOutcome: 'hold', args: ofParticipant } as const;

async function participationIn({ tx }: Context, { round, member }: z.infer<typeof ofParticipant>) {
  const store = coffeeStore(tx);
  return { round: await store.round(round), participation: await store.participation(round, member) };
}

const invitation = defineNotification(
  { kind: 'coffee.invitation', notice: 'posted', lateness: wheneverPossible, onUnknownOutcome: 'hold', args: ofRound },
  async (context, { round: number }, { audience }) => {
    const round = await coffeeStore(context.tx).round(number);
    if (round?.state !== 'invited') return past;
    return { message: channelInvitation(round, await readSettings(context), audience.languages) };
  },
);

const personal = defineNotification(
  {
    kind: 'coffee.personal-invitation',
    notice: 'coffee.invitation',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: ofParticipant,
  },
  async (context, seat, { audience: { languages } }) => {
    const { round, participation } = await participationIn(context, seat);
    if (round?.state !== 'invited') return past;
    const enrolment = await coffeeStore(context.tx).enrolment(seat.member);
    if (participation?.answer !== 'invited' || enrolment?.state !== 'in') return { drop: 'answered' };
    return { message: { cards: [personalInvitation(round, await readSettings(context), languages[0])] } };
  },
);

const cancelled = defineNotification(
  { kind: 'coffee.cancelled', notice: 'posted', lateness: withinDays(7), onUnknownOutcome: 'resend', args: ofRound },
  async (context, { round: number }) => {
    const round = await coffeeStore(context.tx).round(number);
    if (round?.state !== 'cancelled') return composedGone;
    return (language) => cancelledCard(round, language);
  },
);

const outage = defineNotification(
  { kind: 'coffee.outage', notice: 'coffee.organisers', lateness: withinDays(3), onUnknownOutcome: 'resend', args: ofRound },
  async (context, { round: number }) => {
    const [round, settings] = [await coffeeStore(context.tx).round(number), await readSettings(context)];
    if (round?.state !== 'planned' || outageWarnings(round, settings).length === 0) return past;
    return (language) => outageCard(round, settings, language);
  },
);

const nobody = defineNotification(
  { kind: 'coffee.nobody', notice: 'coffee.organisers', ...lasting, args: ofRound },
  async (context, { round: id }, { audience }) => {
    const store = coffeeStore(context.tx);
    const [round, settings, help] = [await store.round(id), await readSettings(context), await helpNeeded(context, id)];
    if (!round || !help) return past;
    return { message: nobodyMessage({ round, next: await store.currentRound(), settings, help }, audience.languages) };
  },
);

const leftOut = defineNotification({ ...alone, kind: 'coffee.left-out', notice: 'coffee.no-match' }, async (context, seat) => {
  const { round, participation } = await participationIn(context, seat);
  if (!round || participation?.result !== 'left-out') return composedGone;
  const reason = asLeftOutReason(participation.reason);
  return (language) => leftOutCard(round, reason, language);
});

const partnerGone = defineNotification({ ...alone, kind: 'coffee.partner-gone', notice: 'coffee.no-match' }, async (context, seat) => {
  const { round, participation } = await participationIn(context, seat);
  if (!round || participation?.reason !== PARTNER_LEFT) return composedGone;
  return (language) => partnerGoneCard(round, language);
});

const paused = defineNotification(
  { kind: 'coffee.paused', notice: 'coffee.pause', lateness: withinDays(30), onUnknownOutcome: 'resend', args: ofParticipant },
  async (context, { member }) => {
    const enrolment = await coffeeStore(context.tx).enrolment(member);
    if (enrolment?.state !== 'paused' || enrolment.pausedUntil !== null) return { drop: 'back' };
    return (language) => silencePauseCard(enrolment.unanswered, language);
  },
);

const returned = defineNotification(
  { kind: 'coffee.returned', notice: 'coffee.pause', lateness: withinDays(7), onUnknownOutcome: 'hold', args: ofMember },
  async (context, { member }, { audience: { languages } }) => {
    const enrolment = await coffeeStore(context.tx).enrolment(member);
    if (enrolment?.state !== 'in') return { drop: 'paused-or-left' };
    const [settings, round] = [await readSettings(context), await coffeeStore(context.tx).currentRound()];
    return { message: { cards: returnedCards(round?.state === 'invited' ? round : undefined, settings, languages[0]) } };
  },
);

function asLeftOutReason(reason: string | null): LeftOutReason {
  return reason === 'too-few' || reason === 'no-shared-language' || reason === 'only-own-organisation' || reason === 'all-met-recently'
    ? reason
    : 'nobody-available';
}

/** Every message that coffee sends of its own accord. */
export const messages: readonly Notification[] = [
  invitation,
  personal,
  cancelled,
  outage,
  nobody,
  introduction,
  leftOut,
  partnerGone,
  nudge,
  checkIn,
  followUp,
  paused,
  returned,
  told,
];
