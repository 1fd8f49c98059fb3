// The scores of all pairs of a round, prepared for speed: one pass over 10,000 members computes 50 million of them. A score is the sum of
// a few table look-ups (attributes, organisations) and of what applies only to few partners of a member (offers and wants, past meetings,
// avoid lists). Scores are even integers in hundredths of a point. A negative score means that the two may not meet.

import { type Attribute, type Indexes, join, packIndexes, SharedAttribute } from './attribute.js';
import { common, differ, inDifferentPlaces, isNewcomer, minutesInCommon } from './criteria.js';
import { type Lists, packLists } from './lists.js';
import type { PairingInput, PairingWeights, Participant } from './types.js';
import { ENOUGH_MINUTES, LONG_ROUNDS, SECTORS_COUNTED, units } from './weights.js';

/** Added where a rule forbids the pair. Several of them fit into 32 bits, and no score outweighs one. */
const FORBIDDEN = -(2 ** 26);
/** A flag beside those of the exchanges: the vertex is in the list already. */
const LISTED = 4;

/** The pairs of n vertices and their scores, which are negative where the two may not be matched. */
export interface PairSource {
  readonly n: number;
  /** Writes the score of (v, w) to out[w] for each w in [from, to), which are integers from 0 to n. */
  fillRow(v: number, from: number, to: number, out: Int32Array): void;
  /** The score of one pair. */
  worth(v: number, w: number): number;
  /** A rough upper bound on the scores of all pairs of v that is cheap to compute. */
  upperBound(v: number): number;
  /** A way to examine only the pairs that can have a high score, where these are few. */
  readonly sparse?: SparseRows;
}

export interface SparseRows {
  /** Upper bound on the scores of all pairs of v except those that `fillListed` adds. */
  plainUpperBound(v: number): number;
  /**
   * `listed` starts with `count` vertices after v. Adds all other vertices after v whose pair may exceed the plain upper bound, writes
   * the score of (v, w) to out[w] for each listed w, and returns the new number of listed vertices.
   */
  fillListed(v: number, listed: Int32Array, count: number, out: Int32Array): number;
}

export class PairScores implements PairSource, SparseRows {
  readonly n: number;
  readonly #attributes: readonly [Attribute, Attribute, Attribute];
  readonly #weights: PairingWeights;
  readonly #noRepeatRounds: number;
  readonly #organisation: Indexes;
  readonly #organisationRow: Int32Array;
  readonly #organisationsMet: Lists;
  readonly #allowSame: boolean;
  #organisationOfRow = -1;
  readonly #met: Lists;
  readonly #avoided: Lists;
  readonly #offers: Lists;
  readonly #wants: Lists;
  readonly #offerers: Lists;
  readonly #wanters: Lists;
  /** Score by flags: no exchange, an offer that meets a want in one direction, in the other, in both. */
  readonly #exchange: Int32Array;
  /** The exchanges in the current row. */
  readonly #flags: Uint8Array;
  readonly #ago: Int32Array;
  readonly #single: Int32Array;

  /** `people` are the participants in the order of their numbers 0 … n − 1. */
  constructor(people: readonly Participant[], input: Pick<PairingInput, 'meetings' | 'organisationMeetings' | 'settings'>) {
    const { settings } = input;
    const n = people.length;
    this.n = n;
    this.#weights = settings.weights;
    this.#noRepeatRounds = settings.noRepeatRounds;
    this.#allowSame = settings.allowSameOrganisation;
    this.#attributes = attributes(people, settings.weights);
    const number = new Map(people.map((person, member) => [person.id, member]));

    // Number 0 means no organisation.
    const organisations = new Map<number, number>();
    this.#organisation = packIndexes(
      people.map(({ organisationId }) => {
        if (organisationId === null) return 0;
        if (!organisations.has(organisationId)) organisations.set(organisationId, organisations.size + 1);
        return organisations.get(organisationId)!;
      }),
    );
    const known = (id: number) => organisations.get(id);
    this.#organisationsMet = links(organisations.size + 1, input.organisationMeetings, known);
    this.#organisationRow = new Int32Array(organisations.size + 1);

    const member = (id: number) => number.get(id);
    this.#met = links(n, input.meetings, member);
    this.#avoided = links(
      n,
      people.flatMap(({ id, avoids }) => avoids.map((other) => ({ a: id, b: other }))),
      member,
    );

    const terms = new Map<string, number>();
    const termsOf = (pick: (person: Participant) => readonly string[]): [Lists, Lists] => {
      const owners: number[] = [];
      const items: number[] = [];
      people.forEach((person, owner) => {
        for (const term of new Set(pick(person))) {
          if (!terms.has(term)) terms.set(term, terms.size);
          owners.push(owner);
          items.push(terms.get(term)!);
        }
      });
      // `terms` holds the terms of offers and wants, because both use the same numbers.
      return [packLists(n, owners, items), packLists(terms.size, items, owners)];
    };
    [this.#offers, this.#offerers] = termsOf((person) => person.offers);
    [this.#wants, this.#wanters] = termsOf((person) => person.wants);

    const once = units(settings.weights.offerMeetsWant);
    const both = 2 * once + units(settings.weights.bothOfferAndWant);
    this.#exchange = Int32Array.of(0, once, once, both, 0, once, once, both);
    this.#flags = new Uint8Array(n);
    this.#ago = new Int32Array(n);
    this.#single = new Int32Array(n);
  }

  fillRow(v: number, from: number, to: number, out: Int32Array): void {
    requireRange(from, to, this.n);
    this.#flags.fill(0, from, to);
    this.#flagTerms(this.#offers, this.#wanters, v, from, to, 1);
    this.#flagTerms(this.#wants, this.#offerers, v, from, to, 2);
    const { oneOf, oneRow, twoOf, twoRow, threeOf, threeRow, organisation, organisationRow, exchange, flags } = this.#summandsOf(v);
    for (let w = from; w < to; w++) {
      out[w] = oneRow[oneOf[w]!]! + twoRow[twoOf[w]!]! + threeRow[threeOf[w]!]! + organisationRow[organisation[w]!]! + exchange[flags[w]!]!;
    }
    this.#applyExceptions(v, from, to, out);
  }

  get sparse(): SparseRows {
    return this;
  }

  plainUpperBound(v: number): number {
    const organisation = this.#organisation[v] === 0 ? 0 : units(this.#weights.organisationsNeverMet);
    return this.#attributes.reduce((sum, attribute) => sum + attribute.highest(v), organisation);
  }

  fillListed(v: number, listed: Int32Array, count: number, out: Int32Array): number {
    const flags = this.#flags;
    flags.fill(0, v + 1);
    for (let k = 0; k < count; k++) flags[listed[k]!] = LISTED;
    let all = this.#flagTerms(this.#offers, this.#wanters, v, v + 1, this.n, 1, listed, count);
    all = this.#flagTerms(this.#wants, this.#offerers, v, v + 1, this.n, 2, listed, all);
    const { oneOf, oneRow, twoOf, twoRow, threeOf, threeRow, organisation, organisationRow, exchange } = this.#summandsOf(v);
    for (let k = 0; k < all; k++) {
      const w = listed[k]!;
      out[w] = oneRow[oneOf[w]!]! + twoRow[twoOf[w]!]! + threeRow[threeOf[w]!]! + organisationRow[organisation[w]!]! + exchange[flags[w]!]!;
    }
    this.#applyExceptions(v, v + 1, this.n, out);
    return all;
  }

  /** What the worth of v with others adds up to, in variables of their own, which a loop over many others reads fastest. */
  #summandsOf(v: number) {
    this.#chooseOrganisation(v);
    const [one, two, three] = this.#attributes;
    return {
      oneOf: one.of,
      oneRow: one.row(v),
      twoOf: two.of,
      twoRow: two.row(v),
      threeOf: three.of,
      threeRow: three.row(v),
      organisation: this.#organisation,
      organisationRow: this.#organisationRow,
      exchange: this.#exchange,
      flags: this.#flags,
    };
  }

  worth(v: number, w: number): number {
    this.fillRow(v, w, w + 1, this.#single);
    return this.#single[w]!;
  }

  upperBound(v: number): number {
    const offers = this.#offers.start;
    const wants = this.#wants.start;
    const exchange = (offers[v + 1]! > offers[v]! ? 1 : 0) | (wants[v + 1]! > wants[v]! ? 2 : 0);
    return this.plainUpperBound(v) + this.#exchange[exchange]!;
  }

  /** Prepares the scores of v's organisation with every organisation. */
  #chooseOrganisation(v: number): void {
    const organisation = this.#organisation[v]!;
    if (organisation === this.#organisationOfRow) return;
    this.#organisationOfRow = organisation;
    const { start, items } = this.#organisationsMet;
    const row = this.#organisationRow;
    row.fill(organisation === 0 ? 0 : units(this.#weights.organisationsNeverMet));
    row[0] = 0;
    for (let k = start[organisation]!; k < start[organisation + 1]!; k++) row[items[k]!] = 0;
    if (organisation !== 0) row[organisation] = this.#allowSame ? 0 : FORBIDDEN;
  }

  /** Applies what concerns only a few partners of v: past meetings and avoid lists. */
  #applyExceptions(v: number, from: number, to: number, out: Int32Array): void {
    const { start, items, tags } = this.#met;
    const ago = this.#ago;
    for (let k = start[v]!; k < start[v + 1]!; k++) {
      const w = items[k]!;
      if (ago[w] === 0 || tags[k]! < ago[w]!) ago[w] = tags[k]!;
    }
    for (let k = start[v]!; k < start[v + 1]!; k++) {
      const w = items[k]!;
      if (ago[w] !== 0 && w >= from && w < to) out[w]! += this.#afterMeeting(ago[w]!);
      ago[w] = 0;
    }
    const avoided = this.#avoided;
    for (let k = avoided.start[v]!; k < avoided.start[v + 1]!; k++) out[avoided.items[k]!] = FORBIDDEN;
    out[v] = FORBIDDEN;
  }

  /** Flags the members in [from, to) who want what v offers or offer what v wants. Adds those without a flag to `listed`, if given. */
  #flagTerms(
    termsOf: Lists,
    membersOf: Lists,
    v: number,
    from: number,
    to: number,
    flag: number,
    listed: Int32Array | null = null,
    count = 0,
  ): number {
    const flags = this.#flags;
    const { start, items } = membersOf;
    let all = count;
    for (let k = termsOf.start[v]!; k < termsOf.start[v + 1]!; k++) {
      const term = termsOf.items[k]!;
      if (term + 1 >= start.length) continue;
      // The lists are in ascending order, so the loop can end early.
      for (let slot = start[term + 1]! - 1; slot >= start[term]! && items[slot]! >= from; slot--) {
        const w = items[slot]!;
        if (w >= to) continue;
        if (listed !== null && flags[w] === 0) listed[all++] = w;
        flags[w]! |= flag;
      }
    }
    return all;
  }

  /** Every pair starts with the points of two who never met, so a past meeting has a negative or zero score. */
  #afterMeeting(roundsAgo: number): number {
    if (roundsAgo <= this.#noRepeatRounds) return FORBIDDEN;
    const { longSince } = this.#weights;
    return units(longSince, Math.min(roundsAgo, LONG_ROUNDS) / LONG_ROUNDS) - units(longSince);
  }
}

/** A fractional bound would leave the flags of the last vertex from an earlier row in place, and so give it a wrong score. */
function requireRange(from: number, to: number, n: number): void {
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to <= n) return;
  throw new RangeError(`Pairing: a row of ${n} scores has no range from ${from} to ${to}`);
}

/** Symmetric lists of linked members or organisations. Links with unknown ids are left out. */
function links(
  count: number,
  pairs: readonly { a: number; b: number; roundsAgo?: number }[],
  numberOf: (id: number) => number | undefined,
): Lists {
  const owners: number[] = [];
  const items: number[] = [];
  const tags: number[] = [];
  for (const { a, b, roundsAgo } of pairs) {
    const one = numberOf(a);
    const other = numberOf(b);
    if (one === undefined || other === undefined || one === other) continue;
    owners.push(one, other);
    items.push(other, one);
    tags.push(roundsAgo ?? 0, roundsAgo ?? 0);
  }
  return packLists(count, owners, items, tags);
}

function attributes(people: readonly Participant[], weights: PairingWeights): [Attribute, Attribute, Attribute] {
  const listed = (items: readonly string[]) => JSON.stringify([...new Set(items)].sort());
  const speech = new SharedAttribute<Participant>(
    people,
    (p) => `${p.organisationType} ${isNewcomer(p.roundsTaken)} ${listed(p.languages)}`,
    (p, q) =>
      (common(p.languages, q.languages).length === 0 ? FORBIDDEN : units(weights.longSince)) +
      (differ(p.organisationType, q.organisationType) ? units(weights.differentTypes) : 0) +
      (isNewcomer(p.roundsTaken) !== isNewcomer(q.roundsTaken) ? units(weights.newcomerWithExperienced) : 0),
  );
  const hours = new SharedAttribute<Participant>(
    people,
    (p) => `${p.workingHours.startUtc} ${p.workingHours.endUtc}`,
    (p, q) => units(weights.overlappingHours, Math.min(1, minutesInCommon(p.workingHours, q.workingHours) / ENOUGH_MINUTES)),
  );
  const sectors = new SharedAttribute<Participant>(
    people,
    (p) => listed(p.sectors),
    (p, q) => units(weights.commonSector) * Math.min(SECTORS_COUNTED, common(p.sectors, q.sectors).length),
  );
  const places = new SharedAttribute<Participant>(
    people,
    (p) => listed(p.governorates),
    (p, q) => (inDifferentPlaces(p.governorates, q.governorates) ? units(weights.differentGovernorates) : 0),
  );
  return [join(speech, hours), sectors, places];
}
