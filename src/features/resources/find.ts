import { type Actor, isAllowed } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import { fold } from '../../core/fold.js';
import { both, type Lookup, lookups, mapLookup } from '../../core/lookup.js';
import { latinDigits } from '../../core/written.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { countMembers } from '../members/public.js';
import { showPage } from './names.js';
import { nearlySameTitle } from './rules/similar.js';
import { titlesOf } from './rules/title.js';
import { findingStore, resourcesStore, type TitleSeen } from './store/index.js';
import type { Collection, Edition, EditionId, Flag, Resource, ResourceId, Whole } from './types.js';
import { type Care, careOf } from './upkeep/care.js';

/** How many titles are compared with a new one. */
export const TITLES_MAX = 5000;
const TWINS_MAX = 5;

/** A resource as its reader sees it. */
export interface ResourceView extends Whole {
  readonly own: boolean;
  readonly organiser: boolean;
  /** Whether its reader is an organiser who has to leave the decision to another one. */
  readonly waitsForOther: boolean;
  /** Other resources that may be the same, as long as it is not decided about; only those that the reader may see. */
  readonly twins: readonly Pick<Resource, 'id' | 'title'>[];
  /** For organisers and its contributor. */
  readonly flags: readonly Flag[];
  /** Its page for people outside, if it has one. */
  readonly address?: string | undefined;
  /** Where organisers have put it, as far as the reader may see. */
  readonly collections: readonly Pick<Collection, 'id' | 'title'>[];
}

/** The same with how it is looked after, as it was read. */
export interface ViewedResource extends ResourceView {
  readonly care: Care;
}

export const gone = (): NotFoundError => new NotFoundError('no such resource', phrase('resources.error.gone'));

export const changedMeanwhile = (): InputError => new InputError('changed meanwhile', phrase('resources.error.changed'));

/** Whether somebody may see a resource: its contributor always, organisers all but drafts, others what is approved for them. */
function maySee({ member, state, visibility }: Resource, reader: Actor): boolean {
  if (member === reader.id) return true;
  if (isAllowed(reader, 'organiser')) return state !== 'draft';
  return state === 'approved' && visibility !== 'organisers';
}

/** A resource with all that is in it, whoever may see it. */
export function wholeOf({ tx }: Context, id: ResourceId): Lookup<Whole | undefined> {
  const store = resourcesStore(tx);
  return mapLookup(both(store.resource(id), store.editions([id])), ([resource, editions]) => resource && { resource, editions });
}

function requireSeen(reader: Actor, whole: Whole | undefined): Whole {
  if (!whole || !maySee(whole.resource, reader)) throw gone();
  return whole;
}

/** Throws a `NotFoundError` for what the reader may not see, as for what is not there. */
export async function requireReadable(context: Context, reader: Actor, id: ResourceId): Promise<Whole> {
  return requireSeen(reader, await context.tx.find(wholeOf(context, id)));
}

/** A resource of the actor's own. Throws a `NotFoundError` for any other. */
export async function requireOwn(context: Context, actor: Actor, id: ResourceId): Promise<Resource> {
  const resource = await resourcesStore(context.tx).find(id);
  if (!resource || resource.member !== actor.id) throw gone();
  return resource;
}

/** The same for one that was read with all that is in it. Throws a `NotFoundError` for any other. */
export function requireOwned(actor: Actor, whole: Whole | undefined): Whole {
  if (whole?.resource.member !== actor.id) throw gone();
  return whole;
}

/** An edition and its resource. Throws a `NotFoundError` for what the reader may not see. */
export async function requireEdition(
  context: Context,
  reader: Actor,
  id: EditionId,
): Promise<{ readonly resource: Resource; readonly edition: Edition }> {
  const [edition, resource] = await context.tx.find(resourcesStore(context.tx).withResource(id));
  if (!edition || !resource || !maySee(resource, reader)) throw gone();
  return { resource, edition };
}

/** Throws what `requireReadable` throws. */
export async function viewResource(context: Context, reader: Actor, id: ResourceId): Promise<ViewedResource> {
  const store = resourcesStore(context.tx);
  const found = await context.tx.find(
    lookups({
      whole: wholeOf(context, id),
      same: store.twins(id),
      titles: store.titles(TITLES_MAX, { whileUndecided: id }),
      flags: store.flags(id),
      collections: findingStore(context.tx).collectionsWith(id),
      care: careOf(context.tx, id),
    }),
  );
  const whole = requireSeen(reader, found.whole);
  const { resource } = whole;
  const [own, organiser] = [resource.member === reader.id, isAllowed(reader, 'organiser')];
  const isApproved = resource.state === 'approved';
  return {
    ...whole,
    own,
    organiser,
    waitsForOther: organiser && resource.state === 'pending' && (await waitsForOther(context, reader, resource)),
    care: found.care,
    twins: isUndecided(resource) ? twinsOf(resource, organiser, found) : [],
    address: isApproved && resource.visibility === 'public' ? context.addressOf(showPage, String(id)) : undefined,
    collections: isApproved ? found.collections.filter(({ visibility }) => organiser || visibility !== 'organisers') : [],
    // Only its contributor has seen a draft, so there is nothing that others reported.
    flags: (own || organiser) && resource.state !== 'draft' ? found.flags : [],
  };
}

/** Whether it is the organiser's own, and somebody else could decide. */
export async function waitsForOther(context: Context, organiser: Actor, { member }: Resource): Promise<boolean> {
  return member === organiser.id && (await countMembers(context, { role: 'organiser', status: 'active' })) > 1;
}

const isUndecided = ({ state }: Resource): boolean => state === 'draft' || state === 'pending';

function twinsOf(
  { id, title }: Resource,
  organiser: boolean,
  found: { readonly same: readonly ResourceId[]; readonly titles: readonly TitleSeen[] },
): readonly Pick<Resource, 'id' | 'title'>[] {
  const same = new Set(found.same);
  const seen = found.titles.filter((one) => one.id !== id && (organiser || (one.state === 'approved' && one.visibility !== 'organisers')));
  const alike = nearlySameTitle(title, seen, TWINS_MAX);
  return [...seen.filter((one) => same.has(one.id)), ...alike.filter((one) => !same.has(one.id))].slice(0, TWINS_MAX);
}

/** Approved resources one of whose titles holds what was typed, for completion. */
export async function matchingTitles(context: Context, typed: string): Promise<readonly Pick<Resource, 'id' | 'title'>[]> {
  const wanted = fold(typed);
  return (await context.tx.find(resourcesStore(context.tx).titles(TITLES_MAX)))
    .filter(({ state, visibility }) => state === 'approved' && visibility !== 'organisers')
    .filter((resource) => titlesOf(resource, 'en').some((title) => fold(title).includes(wanted)))
    .slice(0, 25);
}

/** The resource meant by its number or by words of its title. Throws a `NotFoundError` for none, an `InputError` for several. */
export async function resourceByText(context: Context, typed: string): Promise<ResourceId> {
  const digits = /^#?(\d{1,9})$/.exec(latinDigits(typed.trim()))?.[1];
  // Reading it checks whether it exists and who may see it.
  if (digits !== undefined && Number(digits) > 0) return Number(digits) as ResourceId;
  const [first, ...others] = await matchingTitles(context, typed);
  const values = { text: typed.slice(0, 40), command: '/resources search' };
  if (!first) throw new NotFoundError('no such title', phrase('resources.error.no-title', values));
  if (others.length > 0) throw new InputError('several titles', phrase('resources.error.several', values));
  return first.id;
}
