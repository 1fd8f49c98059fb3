import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { accountsOf } from '../members/public.js';
import { findRelay, offerRelay } from '../relay/public.js';
import { groupKey } from './keys.js';
import { tellLeftAlone } from './left-alone.js';
import { roundInState } from './round-steps.js';
import { present, seatsOf } from './seats.js';
import { coffeeStore } from './store/index.js';
import type { Match, RoundId } from './types.js';

/** Plans an introduction for each match, and a message to those who found nobody. */
export async function introduce(context: Context, id: RoundId): Promise<void> {
  const round = await roundInState(context, id, ['matched']);
  if (!round) return;
  const store = coffeeStore(context.tx);
  for (const match of await store.matches(id)) {
    const members = present(await seatsOf(context, match)).map((member) => member.id);
    if (members.length > 1) await introduceMatch(context, match, members);
    else await tellLeftAlone(context, round, members);
  }
  const leftOut = (await store.participations(id)).filter(({ result }) => result === 'left-out');
  await context.deliveries.plan(
    leftOut.map(({ member }) => ({
      key: `coffee:left-out:${id}:${member}`,
      kind: 'coffee.left-out',
      args: { round: id, member },
      to: { to: 'member', member },
      dueAt: context.now,
    })),
  );
  await store.updateRound(id, { state: 'introduced' });
  context.logger.info({ round: id }, 'coffee round introduced');
}

async function introduceMatch(context: Context, match: Match, members: readonly MemberId[]): Promise<void> {
  const accounts = await Promise.all(members.map((member) => accountsOf(context, member)));
  if (!context.platforms.haveCommonPlace(accounts)) await offerRelay(context, groupKey(match.id), members);
  await planForMatch(context, match, members, 'introduction');
}

/**
 * Plans a message to a match's private group; to members who have no platform in common, to each where they are, with a
 * relay between them.
 */
export async function planForMatch(
  context: Context,
  match: Match,
  members: readonly MemberId[],
  what: 'introduction' | 'nudge',
): Promise<void> {
  const key = groupKey(match.id);
  const kind = `coffee.${what}`;
  const dueAt = context.now;
  if (!(await findRelay(context, key))) {
    const to = { to: 'group', group: key, members } as const;
    await context.deliveries.plan({ key: `coffee:${what}:${match.id}`, kind, args: { match: match.id }, to, dueAt });
    return;
  }
  for (const member of members) {
    const to = { to: 'room', room: key, member } as const;
    await context.deliveries.plan({ key: `coffee:${what}:${match.id}:${member}`, kind, args: { match: match.id, member }, to, dueAt });
  }
}
