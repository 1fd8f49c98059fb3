// All pair scores of a round, compiled for speed: 50 million of them are looked at in one pass over 10,000 members.
// A score is the sum of a few table look-ups (facets, organisations) and of what holds only for few others of a member:
// offers and wants, past meetings, avoid lists. Scores are even integers in hundredths of a point; negative means "may not meet".

import { common, differ, inDifferentPlaces, isNewcomer, minutesInCommon } from './criteria.js';
import { Facet } from './facet.js';
import { type Lists, packLists } from './lists.js';
import type { PairingInput, PairingWeights, Participant } from './types.js';
import { ENOUGH_MINUTES, LONG_ROUNDS, SECTORS_COUNTED, units } from './weights.js';

/** Added when a rule forbids; several may add up without leaving 32 bits, and no score outweighs one. */
const FORBIDDEN = -(2 ** 26);

/** Pairs of n vertices and what they are worth; < 0 where the two may not be matched. */
export interface PairSource {
  readonly n: number;
  /** Writes the worth of (v, w) to out[w], for each w in [from, to). */
  fillRow(v: number, from: number, to: number, out: Int32Array): void;
  /** Worth of one pair. */
  worth(v: number, w: number): number;
}

export class PairScores implements PairSource {
  readonly n: number;
  readonly #facets: readonly Facet<Participant>[];
  readonly #weights: PairingWeights;
  readonly #noRepeatRounds: number;
  readonly #organisation: Int32Array;
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
  /** What is particular to the present row, by member; 0 but for those in #touched. */
  readonly #particular: Int32Array;
  readonly #flags: Uint8Array;
  readonly #ago: Int32Array;
  readonly #single: Int32Array;

  /** `people` are the participants in the order in which they are numbered 0 … n − 1. */
  constructor(people: readonly Participant[], input: Pick<PairingInput, 'meetings' | 'organisationMeetings' | 'settings'>) {
    const { settings } = input;
    const n = people.length;
    this.n = n;
    this.#weights = settings.weights;
    this.#noRepeatRounds = settings.noRepeatRounds;
    this.#allowSame = settings.allowSameOrganisation;
    this.#facets = facets(people, settings.weights);
    const number = new Map(people.map((person, member) => [person.id, member]));

    // Organisation 0 stands for none.
    const organisations = new Map<number, number>();
    this.#organisation = Int32Array.from(people, ({ organisationId }) => {
      if (organisationId === null) return 0;
      if (!organisations.has(organisationId)) organisations.set(organisationId, organisations.size + 1);
      return organisations.get(organisationId)!;
    });
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
      // Room for the terms of both kinds, since either may bring new ones.
      return [packLists(n, owners, items), packLists(terms.size, items, owners)];
    };
    [this.#offers, this.#offerers] = termsOf((person) => person.offers);
    [this.#wants, this.#wanters] = termsOf((person) => person.wants);

    this.#particular = new Int32Array(n);
    this.#flags = new Uint8Array(n);
    this.#ago = new Int32Array(n);
    this.#single = new Int32Array(n);
  }

  fillRow(v: number, from: number, to: number, out: Int32Array): void {
    const particular = this.#prepare(v);
    const organisation = this.#organisation;
    const organisationRow = this.#organisationRow;
    const [one, two, three, four] = this.#facets as [Facet<Participant>, Facet<Participant>, Facet<Participant>, Facet<Participant>];
    const oneOf = one.of;
    const oneRow = one.row(v);
    const twoOf = two.of;
    const twoRow = two.row(v);
    const threeOf = three.of;
    const threeRow = three.row(v);
    const fourOf = four.of;
    const fourRow = four.row(v);
    for (let w = from; w < to; w++) {
      out[w] =
        oneRow[oneOf[w]!]! +
        twoRow[twoOf[w]!]! +
        threeRow[threeOf[w]!]! +
        fourRow[fourOf[w]!]! +
        organisationRow[organisation[w]!]! +
        particular[w]!;
    }
    this.#clear(v);
  }

  worth(v: number, w: number): number {
    this.fillRow(v, w, w + 1, this.#single);
    return this.#single[w]!;
  }

  /** Sets up what is particular to v's row. */
  #prepare(v: number): Int32Array {
    const { start, items } = this.#organisationsMet;
    const organisation = this.#organisation[v]!;
    if (organisation !== this.#organisationOfRow) {
      this.#organisationOfRow = organisation;
      const row = this.#organisationRow;
      row.fill(organisation === 0 ? 0 : units(this.#weights.organisationsNeverMet));
      row[0] = 0;
      for (let k = start[organisation]!; k < start[organisation + 1]!; k++) row[items[k]!] = 0;
      if (organisation !== 0) row[organisation] = this.#allowSame ? 0 : FORBIDDEN;
    }

    const particular = this.#particular;
    particular[v] = FORBIDDEN;
    const flags = this.#flags;
    this.#eachMeeting(this.#offers, this.#wanters, v, (w) => {
      flags[w]! |= 1;
    });
    this.#eachMeeting(this.#wants, this.#offerers, v, (w) => {
      flags[w]! |= 2;
    });
    const once = units(this.#weights.offerMeetsWant);
    const both = 2 * once + units(this.#weights.bothOfferAndWant);
    const add = (w: number) => {
      if (flags[w] !== 0) particular[w]! += flags[w] === 3 ? both : once;
      flags[w] = 0;
    };
    this.#eachMeeting(this.#offers, this.#wanters, v, add);
    this.#eachMeeting(this.#wants, this.#offerers, v, add);

    const met = this.#met;
    const ago = this.#ago;
    for (let k = met.start[v]!; k < met.start[v + 1]!; k++) {
      const w = met.items[k]!;
      if (ago[w] === 0 || met.tags[k]! < ago[w]!) ago[w] = met.tags[k]!;
    }
    for (let k = met.start[v]!; k < met.start[v + 1]!; k++) {
      const w = met.items[k]!;
      if (ago[w] !== 0) particular[w]! += this.#afterMeeting(ago[w]!);
      ago[w] = 0;
    }

    const avoided = this.#avoided;
    for (let k = avoided.start[v]!; k < avoided.start[v + 1]!; k++) particular[avoided.items[k]!] = FORBIDDEN;
    return particular;
  }

  #clear(v: number): void {
    const particular = this.#particular;
    const zero = (w: number) => {
      particular[w] = 0;
    };
    zero(v);
    this.#eachMeeting(this.#offers, this.#wanters, v, zero);
    this.#eachMeeting(this.#wants, this.#offerers, v, zero);
    for (let k = this.#met.start[v]!; k < this.#met.start[v + 1]!; k++) zero(this.#met.items[k]!);
    for (let k = this.#avoided.start[v]!; k < this.#avoided.start[v + 1]!; k++) zero(this.#avoided.items[k]!);
  }

  /** Visits those who stand on the other side of v's terms, once for each term. */
  #eachMeeting(termsOf: Lists, membersOf: Lists, v: number, visit: (w: number) => void): void {
    for (let k = termsOf.start[v]!; k < termsOf.start[v + 1]!; k++) {
      const term = termsOf.items[k]!;
      if (term + 1 >= membersOf.start.length) continue;
      for (let slot = membersOf.start[term]!; slot < membersOf.start[term + 1]!; slot++) visit(membersOf.items[slot]!);
    }
  }

  /** Everybody starts with the points of those who never met; a past meeting takes some away. */
  #afterMeeting(roundsAgo: number): number {
    if (roundsAgo <= this.#noRepeatRounds) return FORBIDDEN;
    const { longSince } = this.#weights;
    return units(longSince, Math.min(roundsAgo, LONG_ROUNDS) / LONG_ROUNDS) - units(longSince);
  }
}

/** Symmetric lists of who is linked with whom; links with unknown ids are left out. */
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

function facets(people: readonly Participant[], weights: PairingWeights): Facet<Participant>[] {
  const listed = (items: readonly string[]) => JSON.stringify([...new Set(items)].sort());
  return [
    new Facet<Participant>(
      people,
      (p) => `${p.organisationType} ${isNewcomer(p.roundsTaken)} ${listed(p.languages)}`,
      (p, q) =>
        (common(p.languages, q.languages).length === 0 ? FORBIDDEN : units(weights.longSince)) +
        (differ(p.organisationType, q.organisationType) ? units(weights.differentTypes) : 0) +
        (isNewcomer(p.roundsTaken) !== isNewcomer(q.roundsTaken) ? units(weights.newcomerWithExperienced) : 0),
    ),
    new Facet<Participant>(
      people,
      (p) => listed(p.sectors),
      (p, q) => units(weights.commonSector) * Math.min(SECTORS_COUNTED, common(p.sectors, q.sectors).length),
    ),
    new Facet<Participant>(
      people,
      (p) => listed(p.governorates),
      (p, q) => (inDifferentPlaces(p.governorates, q.governorates) ? units(weights.differentGovernorates) : 0),
    ),
    new Facet<Participant>(
      people,
      (p) => `${p.workingHours.startUtc} ${p.workingHours.endUtc}`,
      (p, q) => units(weights.overlappingHours, Math.min(1, minutesInCommon(p.workingHours, q.workingHours) / ENOUGH_MINUTES)),
    ),
  ];
}
