export { answer as reply } from '../../core/answer.js';

import { answer as reply } from '../../core/answer.js';
import type { MudhifError } from '../../core/errors.js';
import { privately, type Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { offerDirectMessages } from '../members/public.js';
import type { Answered } from './answer-invitation.js';
import { answeredCard } from './cards/check-in.js';
import { roundCard } from './cards/round.js';
import { pausedCard, standingCard } from './cards/standing.js';
import type { Answer } from './own-match.js';
import { NO_COUNTS } from './report.js';
import { present, seatsOf, withoutSeatOf } from './seats.js';
import { readSettings } from './settings.js';
import type { EnrolmentState, Standing } from './standing.js';
import { coffeeStore } from './store/index.js';
import { type Round, type SettingsWithCoffee, STATES_OVER } from './types.js';

/** The same answer as a message of its own: commands and forms have no message to replace. */
export function asNewMessage<R extends Reply | MudhifError>(reply: R): R | Reply {
  return 'type' in reply && reply.type === 'message' ? { ...reply, replace: false } : reply;
}

/** The same answer in place of the card whose button was pressed. */
export function asUpdate(reply: Reply): Reply {
  return reply.type === 'message' ? { ...reply, replace: true } : reply;
}

/** Where the member stands after what they just did. */
export function standingReply(request: Request, standing: Standing, lead?: Text): Reply {
  return reply(request, standingCard(standing, request.actor.id, request.language, lead));
}

export function answeredReply(request: Request, answered: Answered, said: 'in' | 'skip'): Reply {
  const { standing } = answered;
  if (answered.type === 'counted') return standingReply(request, standing);
  const { round } = answered;
  const isIn = standing.round?.id === round.id && standing.participation?.result === 'matched';
  if (said === 'in' && isIn) return standingReply(request, standing);
  const isOver = STATES_OVER.includes(round.state);
  const key = isOver ? 'coffee.standing.too-late-over' : `coffee.standing.too-late-${said}`;
  return standingReply(request, standing, speaker(request.language).phrase({ key, values: { round: round.number } }));
}

export function pausedReply(request: Request, state: EnrolmentState): Reply {
  return reply(request, pausedCard(state, request.now, request.language));
}

export async function checkedInReply(context: Context, request: Request, answer: Answer): Promise<Reply> {
  const others = present(await seatsOf(context, withoutSeatOf(answer.match, request.actor.id)));
  return reply(request, answeredCard(answer, others, request.language));
}

/** The open round for organisers. */
export async function roundReply(
  context: Context,
  request: Request,
  { open, settings }: { readonly open: Round | undefined; readonly settings: SettingsWithCoffee },
  ...lead: readonly Text[]
): Promise<Reply> {
  const store = coffeeStore(context.tx);
  const counts = open && ((await store.participationCounts([open.id])).get(open.id) ?? NO_COUNTS);
  const view = { round: open, counts, enrolled: await store.countEnrolled(), settings };
  return privately(roundCard(view, request.language, lead));
}

/** The answer to joining, with the question how the bot may write to them if it is still open. */
export async function joinedReply(context: Context, request: Request, answer: Reply): Promise<Reply> {
  if (answer.type !== 'message') return answer;
  const offers = await offerDirectMessages(context, request.account, request.language);
  return { ...answer, message: { ...answer.message, cards: [...answer.message.cards, ...offers] } };
}

export async function openRoundReply(context: Context, request: Request): Promise<Reply> {
  return roundReply(context, request, { open: await coffeeStore(context.tx).currentRound(), settings: await readSettings(context) });
}
