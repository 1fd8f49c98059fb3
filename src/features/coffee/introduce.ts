import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import type { DeliveryPlan } from '../../ports/agenda.js';
import { accountsOfMany } from '../members/public.js';
import { offerRelays, relayKeys } from '../relay/public.js';
import { groupKey } from './keys.js';
import { tellLeftAlone } from './left-alone.js';
import { roundInState } from './round-steps.js';
import { type PresentMatch, withPresent } from './seats.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

/** Plans an introduction for each match, and a message to those who found nobody. */
export async function introduce(context: Context, id: RoundId): Promise<void> {
  const round = await roundInState(context, id, ['matched']);
  if (!round) return;
  const store = coffeeStore(context.tx);
  const matches = await withPresent(context, await store.matches(id));
  for (const { members } of matches) if (members.length < 2) await tellLeftAlone(context, round, members);
  const full = matches.filter(({ members }) => members.length > 1);
  await offerRelaysTo(context, await apart(context, full));
  await planForMatches(context, full, 'introduction');
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

/** The matches whose members have no platform in common. */
async function apart(context: Context, matches: readonly PresentMatch[]): Promise<readonly PresentMatch[]> {
  const accounts = await accountsOfMany(
    context,
    matches.flatMap(({ members }) => members),
  );
  return matches.filter(({ members }) => !context.platforms.haveCommonPlace(members.map((member) => accounts.get(member) ?? [])));
}

/** Offers a relay to the members of each match. */
function offerRelaysTo(context: Context, matches: readonly PresentMatch[]): Promise<void> {
  return offerRelays(
    context,
    matches.map(({ match, members }) => ({ key: groupKey(match.id), members })),
  );
}

/**
 * A member left a platform: those of their open matches who can no longer meet in a group there are introduced again, each where they
 * are, with a relay between them. Whoever has met needs none.
 */
export async function introduceApart(context: Context, member: MemberId): Promise<void> {
  const store = coffeeStore(context.tx);
  const round = await store.currentRound();
  // Before the introduction nothing has to be repeated, because it is composed when it is sent.
  if (!round || !['introduced', 'checking-in'].includes(round.state)) return;
  const open = (await store.matchesOf(member)).filter(
    (match) => match.round === round.id && match.members.every(({ checkIn }) => checkIn !== 'met'),
  );
  const full = (await withPresent(context, open)).filter(({ members }) => members.length > 1);
  const without = await apart(context, full);
  const known = await relayKeys(
    context,
    without.map(({ match }) => groupKey(match.id)),
  );
  const anew = without.filter(({ match }) => !known.has(groupKey(match.id)));
  await offerRelaysTo(context, anew);
  await planForMatches(context, anew, 'introduction');
}

/**
 * Plans a message to each match's private group; to members who have no platform in common, to each where they are, with a
 * relay between them.
 */
export async function planForMatches(context: Context, matches: readonly PresentMatch[], what: 'introduction' | 'nudge'): Promise<void> {
  const relayed = await relayKeys(
    context,
    matches.map(({ match }) => groupKey(match.id)),
  );
  const common = { kind: `coffee.${what}`, dueAt: context.now };
  await context.deliveries.plan(
    matches.flatMap(({ match, members }): readonly DeliveryPlan[] => {
      const key = `coffee:${what}:${match.id}`;
      const group = groupKey(match.id);
      if (!relayed.has(group)) return [{ ...common, key, args: { match: match.id }, to: { to: 'group', group, members } }];
      return members.map((member) => ({
        ...common,
        key: `${key}:${member}`,
        args: { match: match.id, member },
        to: { to: 'room', room: group, member },
      }));
    }),
  );
}
