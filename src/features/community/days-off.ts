import type { Actor } from '../../core/access.js';
import type { BaseSettings, Settings } from '../../core/settings.js';
import { type LocalDate, WEEKDAYS } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { changeSettings } from '../../settings/index.js';

type Blackout = BaseSettings['blackouts'][number];
type Outage = BaseSettings['outages'][number];

/** Adds days off. The same days again (a form sent twice) replace the entry. */
export function addBlackout(context: Context, actor: Actor, blackout: Blackout): Promise<Settings> {
  return changeSettings(context, actor, ({ blackouts }) => ({
    blackouts: [...blackouts.filter((each) => each.from !== blackout.from || each.to !== blackout.to), blackout],
  }));
}

export function removeBlackout(context: Context, actor: Actor, key: string | undefined): Promise<Settings> {
  return changeSettings(context, actor, ({ blackouts }) => ({ blackouts: blackouts.filter((each) => blackoutKey(each) !== key) }));
}

/** Adds a power cut. The same hours again (a form sent twice) replace the entry. */
export function addOutage(context: Context, actor: Actor, outage: Outage): Promise<Settings> {
  return changeSettings(context, actor, ({ outages }) => ({
    outages: [...outages.filter((each) => outageKey(each) !== outageKey(outage)), outage],
  }));
}

export function removeOutage(context: Context, actor: Actor, key: string | undefined): Promise<Settings> {
  return changeSettings(context, actor, ({ outages }) => ({ outages: outages.filter((each) => outageKey(each) !== key) }));
}

/** Names an entry in a menu by its times, so that an older card never removes another entry. */
export function blackoutKey({ from, to }: { readonly from: LocalDate; readonly to: LocalDate }): string {
  return `${from}~${to}`;
}

/** Dates are named by the first, the last and a checksum, so that the key stays short. */
export function outageKey({ days, dates = [], start, end }: Omit<Outage, 'warning'>): string {
  const hours = `${days.join('.')}~${start}~${end}`;
  const [first] = dates;
  if (first === undefined) return hours;
  const sum = dates
    .flatMap(({ from, to }) => [from, to])
    .reduce((total, date) => (total * 31 + Number(date.replaceAll('-', ''))) % 1_000_003, 0);
  return `${days.length === WEEKDAYS.length ? '' : days.join('.')}~${start}~${end}~${first.from}~${sum.toString(36)}`;
}
