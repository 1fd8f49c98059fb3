import type { MemberId, RoundId } from '../../core/ids.js';
import type { Instant, LocalDate } from '../../core/time.js';
import type { Round } from '../../ports/coffee.js';
import type { Repositories } from '../../ports/store.js';
import { createAvoidance } from './avoid.js';
import { createCheckIns } from './check-in.js';
import type { CoffeeDependencies } from './coffee.js';
import { createEnrolments } from './enrolment.js';
import { createIntroductions } from './introductions.js';
import { createMatching } from './matching.js';
import { mergeCoffeeChats } from './merged.js';
import { createPreviews } from './preview.js';
import { createReports } from './report.js';
import { createRounds } from './rounds.js';
import { createSettingsEditor } from './settings.js';
import { readiness } from './steps.js';

export { cadenceText } from './messages/settings.js';

export type CoffeeService = ReturnType<typeof createCoffeeService>;

/** All of the coffee chats; each part has its own file. */
export function createCoffeeService(dependencies: CoffeeDependencies) {
  const { store, clock } = dependencies;
  const rounds = createRounds(dependencies);
  const introductions = createIntroductions(dependencies);
  const checkIns = createCheckIns(dependencies);

  /** An organiser's act on the rounds, with its line in the audit log. */
  async function organise(organiser: MemberId, action: string, act: (r: Repositories, now: Instant) => Promise<Round>): Promise<Round> {
    return store.transaction(async (r) => {
      const now = clock.now();
      const round = await act(r, now);
      await r.audit.append({ at: now, actor: organiser, action, details: { round: round.number } });
      return round;
    });
  }

  return {
    store,
    clock,
    relays: dependencies.relays,
    offerDirect: dependencies.offerDirect,
    rounds,
    introductions,
    matching: createMatching(dependencies),
    enrolments: createEnrolments(dependencies),
    avoidance: createAvoidance(dependencies),
    checkIns,
    reports: createReports(dependencies),
    previews: createPreviews(dependencies),
    settings: createSettingsEditor(dependencies, rounds),
    readiness: (id: RoundId, step: Parameters<typeof readiness>[2], now: Instant) => readiness(store.autocommit, id, step, now),

    startRound: (organiser: MemberId) => organise(organiser, 'coffee.round.start', rounds.startNow),
    planRound: (organiser: MemberId, date: LocalDate) => organise(organiser, 'coffee.round.date', (r, now) => rounds.startOn(r, date, now)),
    cancelRound: (organiser: MemberId, id: RoundId) =>
      organise(organiser, 'coffee.round.cancel', (r, now) => rounds.cancelByHand(r, id, now)),

    /** At start-up: makes sure that the next round stands in the agenda. */
    plan: () => store.transaction((r) => rounds.plan(r, clock.now())),
    /** In the transaction that changed the community's settings: rounds move with them. */
    onSettingsChanged: (r: Repositories) => rounds.plan(r, clock.now()),
    /** In the transaction that erases a member or marks them as left, before their row goes. */
    onForget: (r: Repositories, member: MemberId) => introductions.onGone(r, member, clock.now()),
    /** In the transaction that made two rows of one person one: their return from a pause is planned once, and nobody waits for themselves. */
    onMerged: (r: Repositories, { from, into }: { readonly from: MemberId; readonly into: MemberId }) => mergeCoffeeChats(r, from, into),
    /** A member wrote in one of our groups. */
    said: checkIns.said,
  };
}
