import type { MemberId, RoundId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import type { DeliveryPlan } from '../../ports/agenda.js';
import type { Match, Round } from '../../ports/coffee.js';
import type { Member } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import { type CoffeeDependencies, groupKey } from './coffee.js';
import { inState, move } from './rounds.js';
import { mayTakePart } from './rules/eligibility.js';
import { PARTNER_LEFT } from './rules/participants.js';
import { afterDelay } from './rules/timeline.js';

/** The members of a match by their seats: null where somebody was forgotten or has left. */
export async function seatsOf(r: Repositories, match: Match): Promise<readonly (Member | null)[]> {
  const ids = match.members.flatMap(({ member }) => (member === null ? [] : [member]));
  const members = new Map((await r.members.findMany(ids)).map((member) => [member.id, member]));
  return match.members.map(({ member }) => {
    const found = member === null ? undefined : members.get(member);
    return found && mayTakePart(found) ? found : null;
  });
}

export function present(seats: readonly (Member | null)[]): readonly Member[] {
  return seats.filter((member): member is Member => member !== null);
}

export function createIntroductions({
  logger,
  haveCommonPlace,
  relays,
}: Pick<CoffeeDependencies, 'logger' | 'haveCommonPlace' | 'relays'>) {
  /** Plans an introduction for each match, and a kind word to those who found nobody. */
  async function introduce(r: Repositories, id: RoundId, now: Instant): Promise<void> {
    const round = await inState(r, id, ['matched']);
    if (!round) return;
    for (const match of await r.coffee.matches(id)) {
      const members = present(await seatsOf(r, match)).map((member) => member.id);
      if (members.length > 1) await toMatch(r, match, members, 'introduction', now);
      else await consoleAlone(r, round, members, now);
    }
    const leftOut = (await r.coffee.participations(id)).filter(({ result }) => result === 'left-out');
    await r.deliveries.plan(
      leftOut.map(({ member }) => ({
        key: `coffee:left-out:${id}:${member}`,
        kind: 'coffee.left-out',
        args: { round: id, member },
        to: { to: 'member', member },
        dueAt: now,
      })),
    );
    await r.coffee.updateRound(id, { state: 'introduced' });
    logger.info({ round: id }, 'coffee round introduced');
  }

  /** A nudge where nothing was said and nothing was answered. */
  async function nudge(r: Repositories, id: RoundId, now: Instant): Promise<void> {
    const round = await inState(r, id, ['introduced']);
    if (!round) return;
    for (const match of await r.coffee.matches(id)) {
      const members = present(await seatsOf(r, match)).map((member) => member.id);
      if (members.length < 2) await consoleAlone(r, round, members, now);
      else if (isSilent(match)) await toMatch(r, match, members, 'nudge', now);
    }
    await move(r, round, afterDelay(round, 'nudgeAt', now, await r.community.settings()));
  }

  /** Asks each one how it went, unless they said so already. */
  async function askHowItWent(r: Repositories, id: RoundId, now: Instant): Promise<void> {
    const round = await inState(r, id, ['introduced']);
    if (!round) return;
    const questions: DeliveryPlan[] = [];
    for (const match of await r.coffee.matches(id)) {
      const members = present(await seatsOf(r, match)).map((member) => member.id);
      if (members.length < 2 && isSilent(match)) {
        await consoleAlone(r, round, members, now);
        continue;
      }
      for (const member of members) {
        const seat = match.members.find((one) => one.member === member);
        if (seat?.checkIn !== null && seat?.checkIn !== 'planned') continue;
        const [key, kind] = [`coffee:check-in:${match.id}:${member}`, 'coffee.check-in'];
        questions.push({ key, kind, args: { match: match.id, member }, to: { to: 'member', member }, dueAt: now });
      }
    }
    await r.deliveries.plan(questions);
    await r.coffee.updateRound(id, { state: 'checking-in' });
    await move(r, round, afterDelay(round, 'checkInAt', now, await r.community.settings()));
  }

  /**
   * Somebody is about to be forgotten, or has left: whoever is left alone by that is told at once, and comes first next
   * time. To be called before the member's row goes, in the same transaction.
   */
  async function onGone(r: Repositories, member: MemberId, now: Instant): Promise<void> {
    await r.agenda.cancel([returnKey(member)]);
    const round = await r.coffee.currentRound();
    if (!round || !['matched', 'introduced', 'checking-in'].includes(round.state)) return;
    for (const match of await r.coffee.matchesOf(member)) {
      if (match.round !== round.id || match.members.some(({ checkIn }) => checkIn === 'met')) continue;
      const others = present(await seatsOf(r, match)).filter((other) => other.id !== member);
      await consoleAlone(
        r,
        round,
        others.map((other) => other.id),
        now,
      );
    }
  }

  /** Of a match that fell apart one is left: they are told so once, unless they have another match in the round. */
  async function consoleAlone(r: Repositories, round: Round, left: readonly MemberId[], now: Instant): Promise<void> {
    const [member] = left;
    if (member === undefined || left.length > 1) return;
    const participation = await r.coffee.participation(round.id, member);
    const matches = (await r.coffee.matchesOf(member)).filter((match) => match.round === round.id);
    if (!participation || participation.reason === PARTNER_LEFT || matches.length > 1) return;
    await r.coffee.saveParticipations([{ ...participation, reason: PARTNER_LEFT }]);
    const [key, kind] = [`coffee:partner-gone:${round.id}:${member}`, 'coffee.partner-gone'];
    await r.deliveries.plan({ key, kind, args: { round: round.id, member }, to: { to: 'member', member }, dueAt: now });
  }

  /** To the match's private group; to those who have no place in common, to each where they are, with a relay between them. */
  async function toMatch(r: Repositories, match: Match, members: readonly MemberId[], what: 'introduction' | 'nudge', now: Instant) {
    const key = groupKey(match.id);
    if (what === 'introduction') {
      const accounts = await Promise.all(members.map((member) => r.members.identities(member)));
      if (!haveCommonPlace(accounts)) await relays.offer(r, key, members);
    }
    const relay = await r.relays.findByKey(key);
    if (!relay) return toGroup(r, match, members, what, now);
    for (const member of members) {
      await r.deliveries.plan({
        key: `coffee:${what}:${match.id}:${member}`,
        kind: `coffee.${what}`,
        args: { match: match.id, member },
        to: { to: 'room', room: key, member },
        dueAt: now,
      });
    }
  }

  return { introduce, nudge, askHowItWent, onGone };
}

export function returnKey(member: MemberId): string {
  return `coffee:return:${member}`;
}

/** Nobody wrote in the group, nobody answered a check-in. */
export function isSilent(match: Match): boolean {
  return match.lastWordAt === null && match.members.every(({ checkIn }) => checkIn === null);
}

async function toGroup(r: Repositories, match: Match, members: readonly MemberId[], what: 'introduction' | 'nudge', now: Instant) {
  await r.deliveries.plan({
    key: `coffee:${what}:${match.id}`,
    kind: `coffee.${what}`,
    args: { match: match.id },
    to: { to: 'group', group: groupKey(match.id), members },
    dueAt: now,
  });
}
